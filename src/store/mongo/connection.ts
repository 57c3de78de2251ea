import mongoose, { type Connection } from 'mongoose';
import { SetupError } from '../../errors.ts';
import { StoreUnavailableError } from '../ports.ts';
import { modelsOn, type Models } from './schemas.ts';

/** The models, and how to use them: every operation goes through `run`. */
export interface Mongo extends Models {
  readonly connection: Connection;
  /** Runs an operation; what says that the database is away rejects with StoreUnavailableError. */
  readonly run: <T>(operation: () => PromiseLike<T>) => Promise<T>;
}

const DEFAULT_DATABASE = 'suetrong';

/**
 * A write resolves when a majority of the replica set has it in its journal, a read sees only such writes, and all go
 * to the primary. Times are short: a webhook must be refused while LINE still waits.
 */
const OPTIONS: mongoose.ConnectOptions = {
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  appName: 'suetrong',
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  serverSelectionTimeoutMS: 3000,
  connectTimeoutMS: 3000,
  socketTimeoutMS: 5000,
  waitQueueTimeoutMS: 3000,
  heartbeatFrequencyMS: 2000,
  promoteBuffers: true,
};

/** Server codes for "not now": unreachable, no primary, stepping down, shutting down, too slow, out of space. */
const UNAVAILABLE_CODES = new Set([
  6, 7, 50, 64, 79, 89, 91, 100, 112, 133, 134, 189, 202, 262, 9001, 10058, 10107, 11600, 11602, 13388, 13435,
  13436, 14031,
]);
const UNAVAILABLE_NAMES = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoServerClosedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoExpiredSessionError',
  'MongoWriteConcernError',
  'MongoOperationTimeoutError',
]);

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (UNAVAILABLE_NAMES.has(error.name) || error instanceof mongoose.mongo.MongoNetworkError) return true;
  const { code } = error as { code?: unknown };
  if (typeof code === 'number') return UNAVAILABLE_CODES.has(code);
  // The driver wraps what happened to the connection during a bulk write, and keeps nothing but the message.
  return error instanceof mongoose.mongo.MongoBulkWriteError && positions(error).length === 0;
}

function positions(error: mongoose.mongo.MongoBulkWriteError): { index: number; code: number }[] {
  return [error.writeErrors ?? []].flat();
}

/** Whether a write failed because what must be unique is there already. */
export const isDuplicate = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 11000;

/**
 * The positions of the documents of an unordered insert that were there already. Throws the error itself when anything
 * else went wrong.
 */
export function duplicatesIn(error: unknown): Set<number> {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
  const failed = positions(error);
  const unsure = error.result?.getWriteConcernError?.();
  if (failed.length === 0 || failed.some(({ code }) => code !== 11000)) throw error;
  if (unsure) throw new StoreUnavailableError(error);
  return new Set(failed.map(({ index }) => index));
}

/** A copy as the driver takes it; a Buffer is taken as it is. */
export const toBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The database a URI names; undefined when it names none. */
function databaseIn(uri: string): string | undefined {
  return /^mongodb(?:\+srv)?:\/\/[^/?]+\/([^/?]+)/.exec(uri)?.[1];
}

/**
 * Connects. Throws SetupError when the address is wrong or nobody answers there; never repeats the address, since it
 * can hold a password. `database` overrides the one named in the URI.
 */
export async function connectMongo(uri: string, database?: string): Promise<Mongo> {
  const connection = mongoose.createConnection();
  try {
    const name = database ?? databaseIn(uri);
    await connection.openUri(uri, { ...OPTIONS, dbName: name ? decodeURIComponent(name) : DEFAULT_DATABASE });
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw new SetupError([explainConnecting(error)]);
  }
  return {
    ...modelsOn(connection),
    connection,
    async run(operation) {
      try {
        return await operation();
      } catch (error) {
        throw isUnavailable(error) ? new StoreUnavailableError(error, nameOf(error)) : error;
      }
    },
  };
}

/** The server's name for a failure (`OutOfDiskSpace`), or the driver's type of it. */
function nameOf(error: unknown): string | undefined {
  const { codeName, name } = error as { codeName?: unknown; name?: unknown };
  return [codeName, name].find(
    (given): given is string => typeof given === 'string' && /^\w{1,60}$/.test(given),
  );
}

function explainConnecting(error: unknown): string {
  const { name, code } = error as { name?: string; code?: unknown };
  if (code === 18 || code === 8000) return 'MONGODB_URI: the database refuses the user name or the password.';
  if (isUnavailable(error)) {
    return 'MONGODB_URI: no database answers at this address. Check the address, and that the database runs and lets this machine in.';
  }
  return `MONGODB_URI is not an address that can be used (${name ?? 'error'}). It looks like mongodb://host:27017/suetrong`;
}
