import { afterAll, afterEach, beforeEach, describe } from '@jest/globals';
import { openMongoStore } from '../../src/store/mongo/mongo-store.ts';
import type { Store } from '../../src/store/ports.ts';
import { describeEvidence } from './contract/evidence.ts';
import { describeStoreContract } from './contract/index.ts';
import { describeOnMongo } from './mongo-test-server.ts';

describeOnMongo('mongo', (server) => {
  describeStoreContract('mongo', async () => {
    const database = server.newDatabase();
    return {
      connect: () => openMongoStore(server.uri, { database }),
      cleanup: () => server.drop(database),
    };
  });

  describe('evidence contract: mongo', () => {
    const on = {} as { store: Store; other: Store };
    let database: string;
    beforeEach(async () => {
      database = server.newDatabase();
      on.store = await openMongoStore(server.uri, { database });
      on.other = await openMongoStore(server.uri, { database });
    });
    afterEach(async () => {
      await on.store.close();
      await on.other.close();
      await server.drop(database);
    });
    describeEvidence(on);
  });

  afterAll(() => server.dropAll());
});
