import { randomBytes } from 'node:crypto';
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { describe, it } from '@jest/globals';
import mongoose from 'mongoose';

/** Databases with a name of their own on the server of MONGODB_TEST_URI; `dropAll` removes them. */
export interface TestServer {
  uri: string;
  newDatabase(): string;
  drop(database: string): Promise<void>;
  dropAll(): Promise<void>;
}

/** Describes tests that need a MongoDB server; without one they are skipped, and say so. */
export function describeOnMongo(name: string, tests: (server: TestServer) => void): void {
  const uri = process.env['MONGODB_TEST_URI'];
  if (!uri) {
    process.stderr.write(
      `${name}: skipped, MONGODB_TEST_URI is not set (ci/mongo-compatible starts a server)\n`,
    );
    describe.skip(`${name} (MONGODB_TEST_URI is not set)`, () => {
      it('needs a server', () => undefined);
    });
    return;
  }
  const run = `suetrong-test-${randomBytes(4).toString('hex')}`;
  const made = new Set<string>();
  const drop = async (databases: readonly string[]) => {
    const connection = await mongoose.createConnection(uri).asPromise();
    for (const database of databases) {
      await connection.useDb(database).dropDatabase();
      made.delete(database);
    }
    await connection.close();
  };
  describe(name, () =>
    tests({
      uri,
      newDatabase() {
        const database = `${run}-${made.size}-${randomBytes(2).toString('hex')}`;
        made.add(database);
        return database;
      },
      drop: (database) => drop([database]),
      dropAll: () => drop([...made]),
    }),
  );
}

/** A cable to the server that a test can cut, freeze and mend. */
export interface Cable {
  uri: string;
  /** Breaks all connections and refuses new ones. */
  cut(): Promise<void>;
  /** Keeps all connections and carries nothing, as when a machine hangs. */
  freeze(): void;
  /** Carries again, on the same port. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function openCable(uri: string): Promise<Cable> {
  const { host, port } = serverOf(uri);
  const sockets = new Set<Socket>();
  let frozen = false;
  let server: Server | undefined;
  let own = 0;

  function carry(near: Socket): void {
    const far = createConnection(port, host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => {
        if (!frozen) to.write(chunk);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  }

  const listen = async () => {
    for (;;) {
      const next = createServer(carry).listen(own, '127.0.0.1');
      const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
        next.once('listening', () => resolve(undefined)).once('error', resolve);
      });
      if (!failure) {
        server = next;
        own = (next.address() as AddressInfo).port;
        return;
      }
      // While the cable was cut, somebody else's outgoing connection may have been given this port for a while.
      if (failure.code !== 'EADDRINUSE') throw failure;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = async () => {
    const closing = server;
    server = undefined;
    await new Promise<void>((resolve) => {
      if (closing) closing.close(() => resolve());
      else resolve();
      breakAll();
    });
  };

  await listen();
  return {
    uri: `mongodb://127.0.0.1:${own}/?directConnection=true`,
    cut,
    freeze() {
      frozen = true;
    },
    async mend() {
      frozen = false;
      breakAll(); // what was lost on the way does not come any more
      if (!server) await listen();
    },
    close: cut,
  };
}

function serverOf(uri: string): { host: string; port: number } {
  const found = /^mongodb:\/\/(?:[^@/]*@)?([^:/,]+):(\d+)/.exec(uri);
  if (!found) throw new Error('MONGODB_TEST_URI must name one host and its port');
  return { host: found[1]!, port: Number(found[2]) };
}
