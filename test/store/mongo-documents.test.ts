import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { openMongoStore } from '../../src/store/mongo/mongo-store.ts';
import type { Store } from '../../src/store/ports.ts';
import { connectMongo, type Mongo } from '../../src/store/mongo/connection.ts';
import { createMongoInbox } from '../../src/store/mongo/inbox.ts';
import { MIGRATION_IDS } from '../../src/store/mongo/migrations.ts';
import { modelsOn } from '../../src/store/mongo/schemas.ts';
import type { InboxPort } from '../../src/store/ports.ts';
import { caseRow, itemRef, itemRow } from './contract/case-rows.ts';
import { describeOnMongo } from './mongo-test-server.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const LEASE = 30_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const event = (id: string, lane: string) => ({ id, lane, payload: Buffer.from(`payload ${id}`) });

describeOnMongo('mongo documents', (server) => {
  let database: string;
  let store: Store;
  /** What lies in the database itself. */
  let raw: Mongo;
  beforeEach(async () => {
    database = server.newDatabase();
    store = await openMongoStore(server.uri, { database });
    raw = await connectMongo(server.uri, database);
  });
  afterEach(async () => {
    await store.close();
    await raw.connection.close();
    await server.drop(database);
  });
  afterAll(() => server.dropAll());

  const collections = () => Object.values(modelsOn(raw.connection));
  const stored = async (name: string) => raw.connection.db!.collection(name).find().toArray();

  it('hold no ObjectId and no time, and every declared field', async () => {
    await store.inbox.accept([event('a', 'x'), event('b', 'x')], '2026-11-22');
    await store.inbox.claim('me', NOW, LEASE);
    await store.inbox.finish('a', 'me', 'silent');
    await store.inbox.claim('me', NOW, LEASE);
    await store.sessions.save({ lane: 'x', version: 1, sealed: Buffer.from('s'), day: '2026-11-22' });
    await store.counters.add('c', 1);
    await store.cases.file(caseRow('c', { items: [itemRef('i')] }), [itemRow('i', 'c')], []);
    await store.cases.file(caseRow('d'), [], []);
    await store.cases.erase('d', 1);
    await store.cases.putItem(itemRow('j', 'c'));
    await store.evidence.begin('f', '2026-11-22');
    await store.evidence.putChunk('f', 0, Buffer.from('chunk'));
    await store.evidence.adopt([{ id: 'f', counts: 4096 }], 'owner', { files: 1, bytes: 4096 });
    await store.evidence.reserve('2026-11-22', 10, 100);
    await store.people.save({ id: 'p', version: 1, data: Buffer.from('p') });
    await store.knowledge.save({ id: 'k', version: 1, data: Buffer.from('k') });
    await store.settings.make('made', Buffer.from('s'));
    await store.settings.set('set', Buffer.from('s'));
    await store.audit.append({
      sequence: 1,
      day: '2026-11-22',
      entry: Buffer.from('e'),
      mac: Buffer.from('m'),
    });

    const seen = new Set<string>();
    for (const model of collections()) {
      for (const doc of await stored(model.collection.collectionName)) {
        seen.add(model.collection.collectionName);
        const fields = new Set(Object.keys(model.schema.paths).map((path) => path.split('.')[0]!));
        expect(new Set(Object.keys(doc))).toEqual(fields);
        walk(doc, (value) => {
          const type = (value as { _bsontype?: string })._bsontype;
          expect([undefined, 'Binary', 'Int32', 'Double', 'Long']).toContain(type);
          expect(value).not.toBeInstanceOf(Date);
        });
      }
    }
    expect([...seen].sort()).toEqual(
      [
        ...['audit', 'case', 'chunk', 'counter', 'erased', 'event', 'evidence', 'holding', 'item', 'lane'],
        ...['migration', 'person', 'quota', 'record', 'sequence', 'session', 'setting'],
      ].sort(),
    );
  });

  it('have every index that is declared, and no other', async () => {
    for (const model of collections()) {
      const declared = model.schema.indexes().map(([key]) => JSON.stringify(key));
      const built = await model.collection.indexes().catch(() => []);
      expect(
        built
          .map(({ key }) => JSON.stringify(key))
          .filter((key) => key !== '{"_id":1}')
          .sort(),
      ).toEqual(declared.sort());
    }
  });

  it('of a finished event say its id, outcome and day, and nothing is left of its lane', async () => {
    await store.inbox.accept([event('a', 'x')], '2026-11-22');
    await store.inbox.claim('me', NOW, LEASE);
    await store.inbox.mark('a', 'me', 'sending');
    await store.inbox.finish('a', 'me', 'replied');
    const [doc] = await stored('event');
    const said = Object.fromEntries(Object.entries(doc!).filter(([, value]) => value !== null));
    expect(said).toEqual({ _id: 'a', outcome: 'replied', day: '2026-11-22', attempt: 0 });
    expect(await stored('lane')).toEqual([]);
  });

  describe('with one process standing still between two steps of a claim', () => {
    /** An inbox whose step number `step` waits for `meanwhile`. */
    function slowAt(step: number, meanwhile: () => Promise<unknown>): InboxPort {
      let steps = 0;
      return createMongoInbox({
        ...raw,
        run: async (operation) => {
          if ((steps += 1) === step) await meanwhile();
          return raw.run(operation);
        },
      });
    }

    it('it cannot take an event from the one who followed when its lease ran out', async () => {
      await store.inbox.accept([event('a', 'x')], '2026-11-22');
      // Locks, events, the lock taken; the fourth step claims the event.
      const slow = slowAt(4, async () => {
        expect(await store.inbox.claim('heir', later(LEASE), LEASE)).toMatchObject({ id: 'a', attempt: 1 });
      });
      expect(await slow.claim('slow', NOW, LEASE)).toBeUndefined();
      expect(await store.inbox.finish('a', 'heir', 'replied')).toBe(true);
    });

    it('it cannot take a lane that was renewed after it looked', async () => {
      await store.inbox.accept([event('a', 'x')], '2026-11-22');
      await store.inbox.claim('first', NOW, LEASE);
      // Locks, events; the third step takes the lock over.
      const slow = slowAt(3, async () => {
        expect(await store.inbox.renew('a', 'first', later(LEASE), LEASE)).toBe(true);
      });
      expect(await slow.claim('slow', later(LEASE), LEASE)).toBeUndefined();
      expect(await store.inbox.finish('a', 'first', 'replied')).toBe(true);
    });
  });

  describe('after a crash', () => {
    it('between taking a lane and claiming its event, the lane goes on when the lease has run out', async () => {
      await store.inbox.accept([event('a', 'x'), event('b', 'x')], '2026-11-22');
      await raw.lanes.create({ _id: 'x', token: 't', event: 'a', until: later(LEASE).getTime() });
      expect(await store.inbox.claim('me', later(LEASE - 1), LEASE)).toBeUndefined();
      expect(await store.inbox.claim('me', later(LEASE), LEASE)).toMatchObject({ id: 'a', attempt: 1 });
    });

    it('between finishing an event and freeing its lane, the next event and the purge free it', async () => {
      for (const lane of ['x', 'y']) {
        await store.inbox.accept([event(`1${lane}`, lane)], '2026-11-22');
        await store.inbox.claim('dead', NOW, LEASE);
        const lock = await raw.lanes.findById(lane).lean();
        await store.inbox.finish(`1${lane}`, 'dead', 'replied');
        await raw.lanes.create(lock!);
      }
      await store.inbox.accept([event('2x', 'x')], '2026-11-22');
      expect(await store.inbox.claim('me', later(LEASE - 1), LEASE)).toBeUndefined();
      expect(await store.inbox.claim('me', later(LEASE), LEASE)).toMatchObject({ id: '2x', attempt: 1 });
      await store.inbox.purgeFinished('2026-11-22');
      expect((await stored('lane')).map(({ _id }) => _id)).toEqual(['x']);
    });

    it('an event of which work has begun goes before one that came into its place meanwhile', async () => {
      await store.inbox.accept([event('begun', 'x')], '2026-11-22');
      await store.inbox.claim('slow', NOW, LEASE);
      await raw.events.updateOne({ _id: 'begun' }, { $set: { place: 1000 } });
      await store.inbox.accept([event('other', 'x')], '2026-11-22');
      expect(await store.inbox.claim('heir', later(LEASE), LEASE)).toMatchObject({ id: 'begun', attempt: 2 });
      expect(await store.inbox.finish('begun', 'slow', 'replied')).toBe(false);
    });

    it('in the middle of an erasure the case is gone and counted once, and the purge ends it', async () => {
      const row = caseRow('a', { items: [itemRef('i')] });
      await store.cases.file(row, [itemRow('i', 'a')], []);
      await store.cases.putItem(itemRow('j', 'a'));
      const whole = await raw.cases.findById('a').lean();
      await store.cases.erase('a', 1);
      for (const counted of [true, false]) {
        // As it lay after the first step, with and without the second.
        const [count] = await raw.erased.find().lean();
        if (!counted) await raw.erased.deleteMany({});
        const { kind, category, unit, status, outcome, month } = whole!;
        const facts = { kind, category, unit, status, outcome, month };
        const token = count!._id;
        await raw.cases.collection.insertOne({
          ...whole!,
          ...facts,
          ...{ version: 2, locator: token, lowest: token, erased: token },
          ...{ counted: ['', 'ann'], shown: false, recipients: [], wraps: {}, items: [], first: [] },
        } as never);
        await store.cases.putItem(itemRow('j', 'a'));
        expect(await store.cases.get('a')).toBeUndefined();
        const one = [{ kind, category, unit, status, month, count: 1 }];
        expect(await store.cases.tally()).toEqual(one);
        expect(await store.cases.tally('ann')).toEqual(one);
        if (counted) expect(await store.cases.erase('a', 1)).toBe(true);
        else await store.cases.purgeOrphans('2000-01-01');
        expect(await stored('case')).toEqual([]);
        expect(await stored('item')).toEqual([]);
        expect(await store.cases.tally()).toEqual(one);
        expect(await store.cases.tally('ann')).toEqual(one);
      }
    });
  });

  it('of evidence are removed to the end after a crash, and a lost chunk is swept', async () => {
    await store.evidence.begin('f', '2026-11-22');
    for (let n = 0; n < 10; n += 1) await store.evidence.putChunk('f', n, Buffer.from('chunk'));
    await store.evidence.begin('kept', '2026-11-22');
    await store.evidence.putChunk('kept', 0, Buffer.from('chunk'));
    await raw.evidence.updateOne({ _id: 'f' }, { $set: { day: '', owner: null } });
    await raw.chunks.create({ _id: 'lost/0', key: 'lost', sealed: Buffer.from('chunk') });
    expect(
      await store.evidence.adopt([{ id: 'f', counts: 4096 }], 'owner', { files: 9, bytes: 9999 }),
    ).toEqual([]);
    expect(await store.evidence.putChunk('f', 10, Buffer.from('late'))).toBe(false);
    expect(await store.evidence.purgeDrafts('2026-11-01')).toBe(1);
    expect((await stored('evidence')).map(({ _id }) => _id)).toEqual(['kept']);
    expect(await stored('chunk')).toHaveLength(1);
  });

  describe('migrations', () => {
    it('run once, however many processes start at the same time', async () => {
      const fresh = server.newDatabase();
      const stores = await Promise.all(
        Array.from({ length: 5 }, () => openMongoStore(server.uri, { database: fresh })),
      );
      expect(await stores[0]!.inbox.accept([event('a', 'x')], '2026-11-22')).toBe(1);
      await Promise.all(stores.map((each) => each.close()));
      const other = await connectMongo(server.uri, fresh);
      expect((await other.migrations.find().lean()).map(({ _id }) => _id)).toEqual(MIGRATION_IDS);
      await other.connection.close();
    });

    it('go on where a process died, once its lease has run out', async () => {
      await raw.migrations.deleteMany({});
      await raw.migrations.create({
        _id: 'lock',
        token: randomBytes(4).toString('hex'),
        until: NOW.getTime(),
      });
      const heir = await openMongoStore(server.uri, { database, clock: { now: () => NOW } });
      await heir.close();
      expect((await raw.migrations.find().lean()).map(({ _id }) => _id)).toEqual(MIGRATION_IDS);
    });
  });
});

function walk(value: unknown, visit: (value: unknown) => void): void {
  if (value === null || typeof value !== 'object') return;
  visit(value);
  if (value instanceof Uint8Array || '_bsontype' in value) return;
  for (const inner of Object.values(value)) walk(inner, visit);
}
