import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { OPEN_STATUSES } from '../../src/cases/kinds.ts';
import type { QueueFilter } from '../../src/store/ports.ts';
import { createMongoQueue } from '../../src/store/mongo/case-queue.ts';
import { connectMongo, type Mongo } from '../../src/store/mongo/connection.ts';
import { modelsOn } from '../../src/store/mongo/schemas.ts';
import { describeOnMongo } from './mongo-test-server.ts';

/**
 * The compatible server scans collections, so its times say nothing of large ones. What can be held is what MongoDB's manual
 * asks for ("The ESR Guideline", "Use Indexes to Sort Query Results"): that a declared index begins with what is asked for by
 * equality (`$in` counts for a sort that it comes before as one walk a value) and goes on in the order of the page.
 */
type Asked = Record<string, unknown>;
type Key = Record<string, 1>;

const isFixed = (asked: unknown) => asked !== undefined && typeof asked !== 'object';
const isSeveral = (asked: unknown) => typeof asked === 'object' && asked !== null && '$in' in asked;

/** Fields of a filter that stand before `due` in an index; undefined when the index does not give pages in order. */
function before(key: Key, asked: Asked): string[] | undefined {
  const names = Object.keys(key);
  const front = names.slice(0, names.indexOf('due'));
  const inOrder = names.slice(front.length).join() === 'due,_id';
  return inOrder && front.every((name) => isFixed(asked[name]) || isSeveral(asked[name])) ? front : undefined;
}

const fronts = (keys: readonly Key[], asked: Asked) =>
  keys
    .map((key) => before(key, asked))
    .filter((front) => front !== undefined)
    .map((front) => front.toSorted());

const narrowed: Partial<QueueFilter>[] = [
  {},
  { unread: true },
  { category: 'bribe' },
  { unit: 'works' },
  { assignee: 'ann' },
];
const days: Pick<QueueFilter, 'due'>[] = [{}, { due: { to: '2026-12-24' } }, { due: { from: '2026-11-01' } }];
const statuses: Pick<QueueFilter, 'statuses'>[] = [{ statuses: ['received'] }, { statuses: OPEN_STATUSES }];
const after = { due: '2026-12-01', id: 'a' };

describeOnMongo('queues on MongoDB', (server) => {
  let raw: Mongo;
  let keys: Key[];
  beforeAll(async () => {
    raw = await connectMongo(server.uri, server.newDatabase());
    keys = modelsOn(raw.connection)
      .cases.schema.indexes()
      .map(([key]) => key as Key);
  });
  afterAll(async () => {
    await raw.connection.close();
    await server.dropAll();
  });

  it('knows an index that does not serve', () => {
    const asked = { recipients: 'ann', shown: true, status: { $in: ['a', 'b'] }, unit: { $gt: 'x' } };
    expect(before({ recipients: 1, shown: 1, due: 1, _id: 1 }, asked)).toEqual(['recipients', 'shown']);
    expect(before({ recipients: 1, unit: 1, due: 1, _id: 1 }, asked)).toBeUndefined();
    expect(before({ recipients: 1, shown: 1, due: 1 }, asked)).toBeUndefined();
    expect(before({ recipients: 1, due: 1, _id: 1 }, {})).toBeUndefined();
  });

  const filters = (narrow: Partial<QueueFilter>) =>
    statuses.flatMap((status) => days.map((day) => ({ ...narrow, ...status, ...day })));

  it.each(narrowed)('pages come in the order of an index that all else narrows: %j', async (narrow) => {
    const find = jest.spyOn(raw.cases, 'find');
    for (const filter of filters(narrow)) {
      for (const from of [undefined, after]) {
        await createMongoQueue(raw).queue({ recipient: 'ann', limit: 50, ...filter, after: from });
        const asked = find.mock.lastCall![0] as unknown as Asked;
        const { due, $or: _after, ...equal } = asked;
        expect(fronts(keys, asked)).toContainEqual(Object.keys(equal).toSorted());
        if (from) expect(due).toMatchObject({ $gte: from.due });
      }
    }
    find.mockRestore();
  });

  it.each(narrowed)(
    'a count is one run of an index for each status, no longer than asked: %j',
    async (narrow) => {
      const command = jest.spyOn(raw.connection.db!, 'command');
      for (const filter of filters(narrow)) {
        command.mockClear();
        await createMongoQueue(raw).count({ recipient: 'ann', ...filter }, 7);
        expect(command.mock.calls.length).toBe(filter.statuses!.length);
        for (const [asked] of command.mock.calls) {
          const { query, limit } = asked as { query: Asked; limit: number };
          const { due: _due, ...equal } = query;
          expect(limit).toBe(7);
          expect(Object.values(equal).every(isFixed)).toBe(true);
          expect(fronts(keys, query)).toContainEqual(Object.keys(equal).toSorted());
        }
      }
      command.mockRestore();
    },
  );

  it('what is unread is counted at once', async () => {
    const command = jest.spyOn(raw.connection.db!, 'command');
    await createMongoQueue(raw).count({ recipient: 'ann', unread: true }, 7);
    expect(command.mock.calls).toHaveLength(1);
    const { query } = command.mock.calls[0]![0] as { query: Asked };
    expect(keys.map((key) => Object.keys(key).slice(0, 3).sort())).toContainEqual(Object.keys(query).sort());
    command.mockRestore();
  });
});
