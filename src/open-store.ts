import type { Config } from './config.ts';
import { SetupError } from './errors.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import type { Store } from './store/ports.ts';

/**
 * The store that the configuration names; safe beside a running server. Throws SetupError when it cannot be opened.
 */
export async function openStore(config: Pick<Config, 'dataDir' | 'mongodbUri'>): Promise<Store> {
  if (config.mongodbUri) {
    // Opening the embedded database instead would set up, or show, another installation than the server's.
    throw new SetupError([
      'MONGODB_URI is set, but this command works on the embedded database only so far.',
    ]);
  }
  return openSqliteStore(config.dataDir);
}
