import type { Store } from '../ports.ts';
import { createSqliteCounters } from './counters.ts';
import { openDatabase } from './database.ts';
import { createSqliteInbox } from './inbox.ts';
import { createSqliteSessions } from './sessions.ts';

/** The embedded store in `dataDir`. Several processes may open it; only one may be the server (`server-lock.ts`). */
export function openSqliteStore(dataDir: string): Store {
  const db = openDatabase(dataDir);
  return {
    inbox: createSqliteInbox(db),
    sessions: createSqliteSessions(db),
    counters: createSqliteCounters(db),
    async ping() {
      db.read(() => db.sql('SELECT 1').get());
    },
    close: () => db.close(),
  };
}
