import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SetupError } from '../../src/errors.ts';
import { openMongoStore } from '../../src/store/mongo/mongo-store.ts';
import { StoreUnavailableError, type Store } from '../../src/store/ports.ts';
import { caseRow, itemRow } from './contract/case-rows.ts';
import { describeOnMongo, openCable, type Cable } from './mongo-test-server.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const event = (id: string, lane = 'x') => ({ id, lane, payload: Buffer.from(id) });

/** One call of every port. */
const CALLS: Record<string, (store: Store) => Promise<unknown>> = {
  ping: (store) => store.ping(),
  accept: (store) => store.inbox.accept([event('lost')], '2026-11-22'),
  claim: (store) => store.inbox.claim('me', NOW, 1000),
  finish: (store) => store.inbox.finish('a', 'me', 'replied'),
  tally: (store) => store.inbox.tally(),
  session: (store) =>
    store.sessions.save({ lane: 'x', version: 1, sealed: Buffer.from('s'), day: '2026-11-22' }),
  counter: (store) => store.counters.add('c', 1),
  file: (store) => store.cases.file(caseRow('lost'), [], []),
  item: (store) => store.cases.putItem(itemRow('lost', 'x')),
  queue: (store) => store.cases.queue({ recipient: 'ann', limit: 10 }),
  person: (store) => store.people.save({ id: 'p', version: 1, data: Buffer.from('p') }),
  setting: (store) => store.settings.make('s', Buffer.from('s')),
  audit: (store) =>
    store.audit.append({ sequence: 1, day: '2026-11-22', entry: Buffer.from('e'), mac: Buffer.from('m') }),
};

describeOnMongo('mongo connection', (server) => {
  let cable: Cable;
  let store: Store;
  beforeEach(async () => {
    cable = await openCable(server.uri);
    store = await openMongoStore(cable.uri, { database: server.newDatabase() });
  });
  afterEach(async () => {
    await store.close();
    await cable.close();
  });
  afterAll(() => server.dropAll());

  /** Calls everything at once; resolves to how long the slowest took, in ms. */
  async function expectAway(): Promise<number> {
    const start = performance.now();
    const results = await Promise.allSettled(Object.values(CALLS).map((call) => call(store)));
    const took = performance.now() - start;
    const failed = Object.keys(CALLS).filter((_, at) => {
      const result = results[at]!;
      return result.status === 'rejected' && result.reason instanceof StoreUnavailableError;
    });
    expect(failed).toEqual(Object.keys(CALLS));
    return took;
  }

  /** Resolves when a call gets through again; the test's time limit is the bound. */
  async function untilBack(): Promise<void> {
    for (;;) {
      try {
        return await store.ping();
      } catch (error) {
        expect(error).toBeInstanceOf(StoreUnavailableError);
      }
    }
  }

  it('refuses everything within seconds while the server is away, and works again by itself', async () => {
    await store.inbox.accept([event('a'), event('b')], '2026-11-22');
    expect((await store.inbox.claim('me', NOW, 60_000))?.id).toBe('a');
    await cable.cut();
    expect(await expectAway()).toBeLessThan(5000);
    expect(await expectAway()).toBeLessThan(5000);
    await cable.mend();
    await untilBack();
    expect(await store.inbox.accept([event('a'), event('c')], '2026-11-22')).toBe(1);
    expect(await store.inbox.finish('a', 'me', 'replied')).toBe(true);
    expect((await store.inbox.claim('me', NOW, 60_000))?.id).toBe('b');
    for (const [name, call] of Object.entries(CALLS)) {
      await expect(call(store).then(() => name)).resolves.toBe(name);
    }
  }, 60_000);

  it('refuses everything within seconds while the server hangs, and works again by itself', async () => {
    await store.inbox.accept([event('a')], '2026-11-22');
    cable.freeze();
    expect(await expectAway()).toBeLessThan(9000);
    await cable.mend();
    await untilBack();
    expect((await store.inbox.claim('me', NOW, 60_000))?.id).toBe('a');
  }, 60_000);

  it('loses nothing that was acknowledged while the cable is cut again and again', async () => {
    const acknowledged: string[] = [];
    let done = false;
    const writer = async (name: string) => {
      for (let n = 0; !done; n += 1) {
        const id = `${name}-${n}`;
        try {
          await store.inbox.accept([event(id, name)], '2026-11-22');
          acknowledged.push(id);
        } catch (error) {
          expect(error).toBeInstanceOf(StoreUnavailableError);
        }
      }
    };
    const writers = ['u', 'v', 'w'].map(writer);
    for (let round = 1; round <= 5; round += 1) {
      while (acknowledged.length < round * 20) await new Promise((resolve) => setImmediate(resolve));
      await cable.cut();
      await cable.mend();
    }
    done = true;
    await Promise.all(writers);
    expect(
      await store.inbox.accept(
        acknowledged.map((id) => event(id)),
        '2026-11-22',
      ),
    ).toBe(0);
  }, 60_000);

  it('is over after close', async () => {
    await store.close();
    await expect(store.ping()).rejects.toThrow(StoreUnavailableError);
    await expect(store.inbox.tally()).rejects.toThrow(StoreUnavailableError);
  });

  describe('when opening', () => {
    it.each([
      [
        'nobody answers',
        'mongodb://ann:hunter2@127.0.0.1:9/x?serverSelectionTimeoutMS=300',
        /no database answers/,
      ],
      ['the address is none', 'mongodb://ann:hunter2@', /not an address/],
    ])('says so when %s, without the address', async (_, uri, says) => {
      const failure = await openMongoStore(uri).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(SetupError);
      expect((failure as SetupError).message).toMatch(says);
      expect((failure as SetupError).message).not.toMatch(/hunter2|ann|127/);
    });
  });
});
