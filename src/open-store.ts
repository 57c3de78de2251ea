import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import { openMongoStore } from './store/mongo/mongo-store.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import type { Store } from './store/ports.ts';

/**
 * The store that the configuration names; safe beside a running server. Throws SetupError when it cannot be opened.
 */
export async function openStore(
  config: Pick<Config, 'dataDir' | 'mongodbUri'>,
  log?: Logger,
): Promise<Store> {
  return config.mongodbUri ? openMongoStore(config.mongodbUri, { log }) : openSqliteStore(config.dataDir);
}
