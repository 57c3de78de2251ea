import { randomBytes } from 'node:crypto';
import { afterAll, describe, it } from '@jest/globals';
import mongoose from 'mongoose';
import { openMongoStore } from '../../src/store/mongo/mongo-store.ts';
import { describeStoreContract } from './contract/index.ts';

const uri = process.env['MONGODB_TEST_URI'];

if (uri === undefined) {
  process.stderr.write(
    'mongo: skipped, since MONGODB_TEST_URI names no server (ci/mongo-compatible starts one)\n',
  );
  describe.skip('store contract: mongo (MONGODB_TEST_URI is not set)', () => {
    it('is not run', () => undefined);
  });
} else {
  const run = `suetrong-test-${randomBytes(4).toString('hex')}`;
  const made: string[] = [];

  describeStoreContract('mongo', async () => {
    const database = `${run}-${made.length}`;
    made.push(database);
    return {
      connect: () => openMongoStore(uri, { database }),
      cleanup: () => drop([database]),
    };
  });

  async function drop(databases: readonly string[]): Promise<void> {
    const connection = await mongoose.createConnection(uri!).asPromise();
    for (const name of databases) await connection.useDb(name).dropDatabase();
    await connection.close();
  }

  afterAll(() => drop(made));
}
