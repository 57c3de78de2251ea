import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseRow, QueueQuery } from '../../../src/store/ports.ts';
import { caseRow, expectSame, wrapOf } from './case-rows.ts';
import type { Connections } from './connections.ts';

const STATUSES = ['received', 'accepted', 'concluded'];
const pickOne = fc.constantFrom;

/** Cases of few different facts, so that filters meet and due days tie. */
const cases = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ unit: pickOne(...'abcdef0123456789'), minLength: 4, maxLength: 4 }),
      status: pickOne(...STATUSES),
      kind: pickOne('complaint', 'comment'),
      category: pickOne('bribe', 'budget'),
      unit: pickOne('works', 'health'),
      assignee: pickOne(undefined, 'ann', 'bob'),
      unread: fc.boolean(),
      shown: fc.boolean(),
      due: pickOne('2026-12-01', '2026-12-02', '2027-01-01'),
      people: pickOne<string[]>(['ann'], ['bob'], ['ann', 'bob'], ['bob', 'cat']),
    }),
    { selector: ({ id }) => id, maxLength: 25 },
  )
  .map((list) => list.map(({ id, people, ...facts }) => caseRow(id, facts, people)));

const queries = fc.record({
  recipient: pickOne('ann', 'bob', 'nobody'),
  statuses: fc.option(fc.array(pickOne(...STATUSES), { maxLength: 3 }), { nil: undefined }),
  kind: pickOne(undefined, undefined, 'complaint'),
  category: pickOne(undefined, undefined, 'bribe'),
  unit: pickOne(undefined, undefined, 'works'),
  assignee: pickOne(undefined, undefined, 'ann'),
  unread: pickOne(undefined, undefined, true, false),
  due: pickOne(
    undefined,
    undefined,
    { to: '2026-12-01' },
    { from: '2026-12-02' },
    { from: '2026-12-02', to: '2026-12-31' },
    { from: '2026-12-03', to: '2026-12-02' },
  ),
  limit: pickOne(1, 3, 200),
});

/** What a queue must be, told in the plainest way. */
function expected(rows: readonly CaseRow[], query: QueueQuery) {
  return rows
    .filter(
      (row) =>
        row.shown &&
        row.wraps.some(({ recipient }) => recipient === query.recipient) &&
        (query.statuses?.includes(row.status) ?? true) &&
        (query.due?.from === undefined || row.due >= query.due.from) &&
        (query.due?.to === undefined || row.due <= query.due.to) &&
        (['kind', 'category', 'unit', 'assignee', 'unread'] as const).every(
          (name) => query[name] === undefined || query[name] === row[name],
        ),
    )
    .sort((a, b) => (`${a.due} ${a.id}` < `${b.due} ${b.id}` ? -1 : 1))
    .map(
      ({
        id,
        kind,
        category,
        unit,
        status,
        outcome,
        assignee,
        received,
        due,
        since,
        unread,
        generation,
      }) => ({
        ...{ id, kind, category, unit, status, outcome, assignee, received, due, since, unread, generation },
        wrap: wrapOf(id, query.recipient),
      }),
    );
}

/** The promises of CasePort about queues. */
export function describeQueue(on: Connections): void {
  describe('queues', () => {
    const pages = async (query: QueueQuery) => {
      const found = [];
      for (let after: QueueQuery['after']; ;) {
        const page = await on.other.cases.queue({ ...query, after });
        expect(page.length).toBeLessThanOrEqual(query.limit);
        found.push(...page);
        if (page.length < query.limit) return found;
        after = { due: page.at(-1)!.due, id: page.at(-1)!.id };
      }
    };

    it('give each shown case of the recipient once, by due day and id, with every filter and on every page', async () => {
      let run = 0;
      await fc.assert(
        fc.asyncProperty(cases, fc.array(queries, { minLength: 4, maxLength: 8 }), async (rows, asked) => {
          const prefix = `${(run += 1)}`; // the runs share a database; each has people of its own
          const mine = (who: string) => `${prefix} ${who}`;
          const filed = rows.map((row) => ({
            ...row,
            id: `${row.id} ${prefix}`,
            locator: `${row.id} ${prefix}`,
            wraps: row.wraps.map(({ recipient }) => ({
              recipient: mine(recipient),
              wrap: wrapOf(`${row.id} ${prefix}`, mine(recipient)),
            })),
          }));
          await Promise.all(filed.map((row) => on.store.cases.file(row, [], [])));
          for (const query of asked.map((each) => ({ ...each, recipient: mine(each.recipient) }))) {
            const wanted = expected(filed, query);
            expectSame(await pages(query), wanted);
            const { limit, ...filter } = query;
            expect(await on.other.cases.count(filter, limit)).toBe(Math.min(limit, wanted.length));
          }
        }),
        { numRuns: 25 },
      );
    });

    it('show a case with the wrap of who asks and no other', async () => {
      await on.store.cases.file(caseRow('a', { outcome: 'noted', assignee: 'bob' }), [], []);
      const [row] = await on.store.cases.queue({ recipient: 'bob', limit: 1 });
      expectSame(row, expected([caseRow('a', { outcome: 'noted', assignee: 'bob' })], query('bob'))[0]);
      expect(JSON.stringify(row)).not.toContain('ann');
      expect(await on.store.cases.queue(query('eve'))).toEqual([]);
    });

    const query = (recipient: string): QueueQuery => ({ recipient, limit: 10 });

    it('follow a replacement: shown, moved, read, taken from one and given to another', async () => {
      await on.store.cases.file(caseRow('a', { shown: false }), [], []);
      await on.store.cases.file(caseRow('b', { due: '2026-12-31' }), [], []);
      const ids = async (change: Partial<QueueQuery> = {}) =>
        (await on.other.cases.queue({ ...query('ann'), ...change })).map(({ id }) => id);
      expect(await ids()).toEqual(['b']);
      expect(await on.other.cases.count({ recipient: 'ann' }, 1000)).toBe(1);
      await on.store.cases.replace(caseRow('a', { version: 2 }));
      expect(await ids()).toEqual(['a', 'b']);
      expect(await ids({ unread: true })).toEqual(['a', 'b']);
      const next = { version: 3, due: '2027-02-01', unread: false, status: 'asked', assignee: 'ann' };
      await on.store.cases.replace(caseRow('a', next));
      expect(await ids()).toEqual(['b', 'a']);
      expect(await ids({ unread: true })).toEqual(['b']);
      expect(await ids({ statuses: ['asked'] })).toEqual(['a']);
      expect(await ids({ assignee: 'ann' })).toEqual(['a']);
      expect(await on.other.cases.count({ recipient: 'ann' }, 1000)).toBe(2);
      await on.store.cases.replace(caseRow('a', { version: 4 }, ['eve']));
      expect(await ids()).toEqual(['b']);
      expect(await ids({ recipient: 'eve' })).toEqual(['a']);
      expect(await on.other.cases.count({ recipient: 'eve' }, 1000)).toBe(1);
    });

    it('count the shown cases of a recipient, no further than asked', async () => {
      const filed: [string, string, string[]][] = [
        ['a', 'received', ['ann', 'bob']],
        ['b', 'received', ['ann']],
        ['c', 'asked', ['ann']],
        ['d', 'asked', ['bob']],
      ];
      for (const [id, status, people] of filed)
        await on.store.cases.file(caseRow(id, { status }, people), [], []);
      await on.store.cases.file(caseRow('hidden', { shown: false }), [], []);
      const count = (recipient: string, statuses?: string[], most = 1000) =>
        on.other.cases.count({ recipient, statuses }, most);
      expect(await count('ann')).toBe(3);
      expect(await count('ann', ['received'])).toBe(2);
      expect(await count('ann', ['received', 'asked', 'asked'])).toBe(3);
      expect(await count('ann', [])).toBe(0);
      expect(await count('bob', ['asked'])).toBe(1);
      expect(await count('eve')).toBe(0);
      expect(await count('ann', ['received', 'asked'], 2)).toBe(2);
      expect(await count('ann', undefined, 1)).toBe(1);
    });

    it.each([0, -1, 201, 1.5, Number.NaN])('refuse a page of %p rows', async (limit) => {
      await expect(on.store.cases.queue({ recipient: 'ann', limit })).rejects.toThrow(RangeError);
    });
  });
}
