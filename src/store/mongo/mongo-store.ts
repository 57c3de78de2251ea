import { systemClock, type Clock } from '../../clock.ts';
import { SetupError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { Store } from '../ports.ts';
import { createMongoAudit } from './audit.ts';
import { createMongoCases } from './cases.ts';
import { connectMongo, type Mongo } from './connection.ts';
import { createMongoCounters } from './counters.ts';
import { createMongoEvidence } from './evidence.ts';
import { createMongoInbox } from './inbox.ts';
import { migrate } from './migrations.ts';
import { createMongoRows } from './rows.ts';
import { createMongoPeople } from './people.ts';
import { createMongoSessions } from './sessions.ts';
import { createMongoSettings } from './settings.ts';

export interface MongoStoreOptions {
  log?: Pick<Logger, 'info' | 'warn'>;
  /** For the lease on the migrations. */
  clock?: Clock;
  /** Instead of the database the URI names. */
  database?: string;
}

/**
 * The store on MongoDB, brought to its newest form; any number of processes may open it. Throws SetupError when nobody
 * answers at `uri`, when the URI is wrong, or while a copy into this database is unfinished. Later losses of the
 * connection reject single operations with StoreUnavailableError, and mend by themselves.
 */
export async function openMongoStore(uri: string, options: MongoStoreOptions = {}): Promise<Store> {
  const { log, clock = systemClock, database } = options;
  const mongo = await connectMongo(uri, database);
  try {
    await migrate(mongo, clock);
    await refuseHalfCopied(mongo);
  } catch (error) {
    await mongo.connection.close();
    throw error;
  }
  if (log) reportConnection(mongo, log);
  return storeOn(mongo);
}

/** The ports on an open connection. */
export function storeOn(mongo: Mongo): Store {
  return {
    inbox: createMongoInbox(mongo),
    sessions: createMongoSessions(mongo),
    counters: createMongoCounters(mongo),
    cases: createMongoCases(mongo),
    people: createMongoPeople(mongo),
    settings: createMongoSettings(mongo),
    audit: createMongoAudit(mongo),
    knowledge: createMongoRows(mongo, 'knowledge'),
    questions: createMongoRows(mongo, 'questions'),
    progress: createMongoRows(mongo, 'progress'),
    gone: createMongoRows(mongo, 'gone'),
    evidence: createMongoEvidence(mongo),
    blurTimes: () => Promise.resolve(), // its files are its server's (threat model)
    async ping() {
      await mongo.run(() => mongo.connection.db!.command({ ping: 1 }));
    },
    close: () => mongo.connection.close(),
  };
}

async function refuseHalfCopied(mongo: Mongo): Promise<void> {
  const unfinished = await mongo.run(() => mongo.copies.findOne({ table: { $ne: null } }, { _id: 1 }).lean());
  if (unfinished) {
    throw new SetupError([
      'MONGODB_URI: a copy into this database is not finished. Run it again: npm run store -- copy --to mongodb://…',
    ]);
  }
}

/** Says once when the connection is lost and once when it is back; nothing of the address. */
function reportConnection({ connection }: Mongo, log: Pick<Logger, 'info' | 'warn'>): void {
  connection.on('disconnected', () => log.warn('the connection to the database is lost'));
  connection.on('reconnected', () => log.info('the connection to the database is back'));
  // Without a listener, an error event would end the process; each operation reports its own.
  connection.on('error', () => undefined);
}
