import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import type { Store } from './store/ports.ts';

/**
 * The store that the configuration names; safe beside a running server. Throws SetupError when it cannot be opened.
 */
export async function openStore(
  config: Pick<Config, 'dataDir' | 'mongodbUri'>,
  log?: Logger,
): Promise<Store> {
  if (!config.mongodbUri) return openSqliteStore(config.dataDir);
  // Only when it is wanted: mongoose is a large part of a start and of the memory.
  const { openMongoStore } = await import('./store/mongo/mongo-store.ts');
  return openMongoStore(config.mongodbUri, { log });
}
