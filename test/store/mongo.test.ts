import { afterAll } from '@jest/globals';
import { openMongoStore } from '../../src/store/mongo/mongo-store.ts';
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

  afterAll(() => server.dropAll());
});
