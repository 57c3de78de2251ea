import type { Store } from '../ports.ts';
import { createSqliteAudit } from './audit.ts';
import { createSqliteCases } from './cases.ts';
import { createSqliteCounters } from './counters.ts';
import { EVIDENCE } from './database-file.ts';
import { openDatabase } from './database.ts';
import { createSqliteEvidence } from './evidence.ts';
import { blurFileTimes } from './file-times.ts';
import { createSqliteInbox } from './inbox.ts';
import { createSqliteRows } from './rows.ts';
import { createSqlitePeople } from './people.ts';
import { createSqliteSessions } from './sessions.ts';
import { createSqliteSettings } from './settings.ts';

/** The embedded store in `dataDir`. Several processes may open it; only one may be the server (`server-lock.ts`). */
export function openSqliteStore(dataDir: string): Store {
  const db = openDatabase(dataDir);
  const evidence = openDatabase(dataDir, EVIDENCE);
  return {
    inbox: createSqliteInbox(db),
    sessions: createSqliteSessions(db),
    counters: createSqliteCounters(db),
    cases: createSqliteCases(db),
    people: createSqlitePeople(db),
    settings: createSqliteSettings(db),
    audit: createSqliteAudit(db),
    knowledge: createSqliteRows(db, 'knowledge'),
    questions: createSqliteRows(db, 'questions'),
    progress: createSqliteRows(db, 'progress'),
    gone: createSqliteRows(db, 'gone'),
    evidence: createSqliteEvidence(evidence),
    blurTimes: (day) => blurFileTimes(dataDir, day),
    async ping() {
      db.read(() => db.sql('SELECT 1').get());
      evidence.read(() => evidence.sql('SELECT 1').get());
    },
    async close() {
      await evidence.close();
      await db.close();
    },
  };
}
