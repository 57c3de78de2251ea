import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import mongoose from 'mongoose';
import { openStore } from '../../src/open-store.ts';
import { DATABASE_FILE } from '../../src/store/sqlite/database-file.ts';
import type { Outcome, Store } from '../../src/store/ports.ts';

/** A database for servers in processes of their own, and a way to look into it. Everything is gone after `remove`. */
export interface TestDatabase {
  /** What a server's environment needs to use it. */
  env: Record<string, string>;
  open(): Promise<Store>;
  /** How each event ended, by the id it has in the store; null while it waits. */
  outcomes(): Promise<Map<string, Outcome | null>>;
  /** For how long from now claims hold, in ms: one number for each lane that is held. */
  leases(): Promise<number[]>;
  /** Ends the database with SIGKILL and starts it again on the same data. Undefined where it has no process of its own that the test may end. */
  crash?: () => Promise<void>;
  remove(): Promise<void>;
}

export type DatabaseName = 'SQLite' | 'MongoDB';

/**
 * The databases to test on, by `TEST_DATABASES` (all that can be had when left out). For MongoDB, `MONGODB_TEST_SERVER`
 * is a command that starts a server on `{port}` with its data in `{dir}`, so that the test may kill it; or
 * `MONGODB_TEST_URI` is one that runs.
 */
export function databasesToTest(): [DatabaseName, () => Promise<TestDatabase>][] {
  const mongo = process.env['MONGODB_TEST_SERVER'] ?? process.env['MONGODB_TEST_URI'];
  const asked = process.env['TEST_DATABASES']?.split(',') ?? (mongo ? ['SQLite', 'MongoDB'] : ['SQLite']);
  return asked.map((name) => {
    if (name === 'SQLite') return [name, sqliteDatabase];
    if (name !== 'MongoDB') throw new Error(`TEST_DATABASES: there is no ${name}`);
    if (!mongo) throw new Error('MongoDB needs MONGODB_TEST_SERVER or MONGODB_TEST_URI');
    return [name, mongoDatabase];
  });
}

const freshDir = () => mkdtempSync(join(tmpdir(), 'suetrong-database-'));
const removeDir = (dir: string) => rmSync(dir, { recursive: true, force: true });

async function sqliteDatabase(): Promise<TestDatabase> {
  const dataDir = freshDir();
  const read = <T>(sql: string): T[] => {
    const db = new DatabaseSync(join(dataDir, DATABASE_FILE), { readOnly: true });
    try {
      return db.prepare(sql).all() as T[];
    } finally {
      db.close();
    }
  };
  return {
    env: { DATA_DIR: dataDir },
    open: () => openStore({ dataDir }),
    async outcomes() {
      const rows = read<{ id: string; outcome: Outcome | null }>('SELECT id, outcome FROM inbox');
      return new Map(rows.map(({ id, outcome }) => [id, outcome]));
    },
    async leases() {
      return read<{ until: number }>('SELECT until FROM inbox WHERE owner IS NOT NULL').map(
        ({ until }) => until - Date.now(),
      );
    },
    async remove() {
      removeDir(dataDir);
    },
  };
}

async function mongoDatabase(): Promise<TestDatabase> {
  const dataDir = freshDir();
  const command = process.env['MONGODB_TEST_SERVER'];
  const engine = command ? await startEngine(command) : undefined;
  const url = new URL(engine?.uri ?? process.env['MONGODB_TEST_URI']!);
  url.pathname = `/suetrong-${randomBytes(6).toString('hex')}`;
  const uri = url.toString();

  const read = async <T extends object>(collection: string, filter = {}): Promise<T[]> => {
    const connection = await mongoose.createConnection(uri).asPromise();
    try {
      return (await connection.collection(collection).find(filter).toArray()) as unknown as T[];
    } finally {
      await connection.close();
    }
  };
  return {
    env: { DATA_DIR: dataDir, MONGODB_URI: uri },
    open: () => openStore({ dataDir, mongodbUri: uri }),
    async outcomes() {
      const rows = await read<{ _id: string; outcome: Outcome | null }>('event');
      return new Map(rows.map(({ _id, outcome }) => [_id, outcome]));
    },
    async leases() {
      return (await read<{ until: number }>('lane')).map(({ until }) => until - Date.now());
    },
    crash: engine?.crash,
    async remove() {
      if (engine) return void (await engine.stop(), removeDir(dataDir));
      const connection = await mongoose.createConnection(uri).asPromise();
      await connection.dropDatabase();
      await connection.close();
      removeDir(dataDir);
    },
  };
}

interface Engine {
  uri: string;
  crash: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A database server of the test's own, on a free port. */
async function startEngine(command: string): Promise<Engine> {
  const dir = freshDir();
  const port = await freePort();
  const words = command.split(' ').map((word) => word.replace('{port}', String(port)).replace('{dir}', dir));
  let child: ChildProcess;
  const start = () =>
    new Promise<void>((resolve, reject) => {
      child = spawn(words[0]!, words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
      for (const stream of [child.stdout!, child.stderr!]) {
        stream.on('data', (chunk: Buffer) => {
          if (/ listening on |^ready /m.test(chunk.toString())) resolve();
        });
      }
    });
  const kill = () =>
    new Promise<void>((resolve) => {
      child.on('close', () => resolve());
      child.kill('SIGKILL');
    });
  await start();
  return {
    uri: `mongodb://127.0.0.1:${port}/`,
    async crash() {
      await kill();
      await start();
    },
    async stop() {
      await kill();
      removeDir(dir);
    },
  };
}

/** A port that nobody uses; the database must have the same one again after a crash. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
