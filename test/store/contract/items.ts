import { describe, expect, it } from '@jest/globals';
import { caseRow, expectSame, itemRef, itemRow } from './case-rows.ts';
import { either, type Connections } from './connections.ts';

/** The promises of CasePort about items. */
export function describeItems(on: Connections): void {
  describe('items of cases', () => {
    const idsOf = async (...ids: string[]) => (await on.other.cases.readItems(ids)).map(({ id }) => id);

    it('are stored once: an id that exists is left as it is', async () => {
      const first = itemRow('i', 'a');
      await on.store.cases.putItem(first);
      await on.other.cases.putItem(itemRow('i', 'b', { sealed: Buffer.from('rival'), day: '2026-11-01' }));
      expectSame(await on.other.cases.readItems(['i']), [first]);
      await on.store.cases.file(
        caseRow('a', { items: [itemRef('i')] }),
        [itemRow('i', 'a', { sealed: Buffer.from('rival') })],
        [],
      );
      expectSame(await on.other.cases.readItems(['i']), [first]);
    });

    it('are stored once, whoever puts them at the same time', async () => {
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          either(on, n).cases.putItem(itemRow('i', 'a', { sealed: Buffer.from(`${n}`) })),
        ),
      );
      const [once] = await on.store.cases.readItems(['i']);
      for (const { cases } of [on.store, on.other]) expectSame(await cases.readItems(['i']), [once]);
    });

    it('are read in the order asked for, missing ones left out', async () => {
      for (const id of ['c', 'a', 'b']) await on.store.cases.putItem(itemRow(id, 'x'));
      expect(await idsOf('b', 'missing', 'c', 'a')).toEqual(['b', 'c', 'a']);
      expect(await idsOf('a', 'c')).toEqual(['a', 'c']);
      expect(await idsOf()).toEqual([]);
    });

    it('show nowhere before a case row refers to them', async () => {
      const row = caseRow('a', { items: [itemRef('i1')] });
      await on.store.cases.file(row, [itemRow('i1', 'a')], []);
      const before = await everything();
      await on.store.cases.putItem(itemRow('i2', 'a'));
      expectSame(await everything(), before);
      const next = caseRow('a', { version: 2, items: [itemRef('i2', { pending: true }), itemRef('i1')] });
      await on.store.cases.replace(next);
      expectSame((await on.other.cases.get('a'))!.items, next.items);
    });

    const everything = async () => ({
      got: await on.other.cases.get('a'),
      queue: await on.other.cases.queue({ recipient: 'ann', limit: 10 }),
      counts: await on.other.cases.count({ recipient: 'ann' }, 1000),
      waiting: await on.other.cases.waiting(undefined, 10),
      tally: await on.other.cases.tally(),
    });

    it('are deleted when the row that replaces theirs no longer refers to them, and only those', async () => {
      const refs = ['i1', 'i2', 'i3'].map((id) => itemRef(id));
      const items = ['i1', 'i2', 'i3'].map((id) => itemRow(id, 'a'));
      await on.store.cases.file(caseRow('a', { items: refs }), items, []);
      await on.store.cases.file(caseRow('b', { items: [itemRef('j')] }), [itemRow('j', 'b')], []);
      await on.store.cases.putItem(itemRow('not referred to yet', 'a'));
      const all = ['i1', 'i2', 'i3', 'j', 'not referred to yet'];
      expect(await on.other.cases.replace(caseRow('a', { version: 3, items: [] }))).toBe(false);
      expect(await idsOf(...all)).toEqual(all);
      expect(await on.other.cases.replace(caseRow('a', { version: 2, items: [refs[2]!, refs[0]!] }))).toBe(
        true,
      );
      expect(await idsOf(...all)).toEqual(['i1', 'i3', 'j', 'not referred to yet']);
      expect(await on.other.cases.replace(caseRow('a', { version: 3, items: [] }))).toBe(true);
      expect(await idsOf(...all)).toEqual(['j', 'not referred to yet']);
    });

    it('are purged by day when no case refers to them', async () => {
      const day = '2026-11-01';
      const kept = [itemRef('filed'), itemRef('replaced'), itemRef('put before'), itemRef('put after')];
      await on.store.cases.putItem(itemRow('put before', 'a', { day }));
      await on.store.cases.file(
        caseRow('a', { items: kept.filter(({ id }) => id !== 'replaced') }),
        [itemRow('filed', 'a', { day }), itemRow('filed with nothing referring', 'a', { day })],
        [],
      );
      await on.store.cases.putItem(itemRow('put after', 'a', { day })); // the row that refers to it was first
      await on.store.cases.putItem(itemRow('replaced', 'a', { day }));
      await on.store.cases.replace(caseRow('a', { version: 2, items: kept }));
      await on.store.cases.putItem(itemRow('orphan of a case', 'a', { day }));
      await on.store.cases.putItem(itemRow('orphan of none', 'gone', { day }));
      await on.store.cases.putItem(itemRow('young orphan', 'a', { day: '2026-11-02' }));

      expect(await on.other.cases.purgeOrphans('2026-11-01')).toBe(0);
      expect(await on.other.cases.purgeOrphans('2026-11-02')).toBe(3);
      const names = ['filed', 'replaced', 'put before', 'put after', 'young orphan'];
      expect(
        await idsOf(...names, 'orphan of a case', 'orphan of none', 'filed with nothing referring'),
      ).toEqual(names);
      expect(await on.store.cases.purgeOrphans('2026-12-01')).toBe(1);
      expect(await idsOf(...names)).toEqual(names.slice(0, 4));
    });

    it('tell which cases were written to since a day, by id, page by page', async () => {
      const days: Record<string, string> = {
        a: '2026-11-01',
        b: '2026-11-02',
        c: '2026-11-03',
        d: '2026-11-01',
      };
      for (const [id, day] of Object.entries(days)) {
        await on.store.cases.file(
          caseRow(id, { items: [itemRef(`${id}1`)], received: day }),
          [itemRow(`${id}1`, id, { day })],
          [],
        );
      }
      await on.store.cases.putItem(itemRow('later', 'd', { day: '2026-11-05' }));
      await on.store.cases.putItem(itemRow('later still', 'd', { day: '2026-11-06' }));
      await on.store.cases.putItem(itemRow('of no case', 'bb', { day: '2026-11-05' }));
      const since = async (from: string | undefined, limit = 10) => {
        const pages: string[][] = [];
        for (let after: string | undefined; ;) {
          const page = await on.other.cases.written(from, after, limit);
          pages.push(page);
          after = page.at(-1);
          if (page.length < limit) return pages;
        }
      };
      expect(await since('2026-11-02')).toEqual([['b', 'c', 'd']]);
      expect(await since('2026-11-02', 2)).toEqual([['b', 'c'], ['d']]);
      expect(await since('2026-11-04', 1)).toEqual([['d'], []]);
      expect(await since('2026-11-07')).toEqual([[]]);
      expect(await since(undefined, 3)).toEqual([['a', 'b', 'c'], ['d']]);
      await on.store.cases.erase('b', 1);
      expect(await since('2026-11-02')).toEqual([['c', 'd']]);
      expect(await since(undefined)).toEqual([['a', 'c', 'd']]);
    });

    it('tell their places, with the day of those that are there for this very case', async () => {
      const refs = [
        itemRef('i1', { sequence: 3 }),
        itemRef('gone', { ring: 'reporter' }),
        itemRef('i2', { ring: 'reporter', sequence: 1 }),
        itemRef('of b'),
      ];
      await on.store.cases.file(
        caseRow('a', { items: refs.slice(0, 2) }),
        [itemRow('i1', 'a', { day: '2026-11-01' })],
        [],
      );
      await on.store.cases.file(caseRow('b'), [], []);
      await on.store.cases.putItem(itemRow('i2', 'a', { day: '2026-11-03' }));
      await on.store.cases.putItem(itemRow('of b', 'b'));
      await on.store.cases.replace(caseRow('a', { version: 2, items: refs }));
      expect(await on.other.cases.places(['b', 'none', 'a'])).toEqual([
        { id: 'b', locator: 'locator of b', items: [] },
        {
          id: 'a',
          locator: 'locator of a',
          items: [
            { id: 'i1', ring: 'staff', sequence: 3, day: '2026-11-01' },
            { id: 'gone', ring: 'reporter', sequence: 0, day: undefined },
            { id: 'i2', ring: 'reporter', sequence: 1, day: '2026-11-03' },
            { id: 'of b', ring: 'staff', sequence: 0, day: undefined },
          ],
        },
      ]);
      expect(await on.other.cases.places([])).toEqual([]);
    });
  });
}
