import { describe, expect, it } from '@jest/globals';
import type { CaseTally } from '../../../src/store/ports.ts';
import { caseRow, itemRef, itemRow } from './case-rows.ts';
import { either, type Connections } from './connections.ts';

const sorted = (tally: CaseTally[]) =>
  tally.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();

/** The promises of CasePort about erasing and counting. */
export function describeErasure(on: Connections): void {
  describe('erasure of cases', () => {
    it('is due for closed cases whose day lies before', async () => {
      const filed: [string, string, string][] = [
        ['old', 'concluded', '2026-11-20'],
        ['older', 'final', '2025-01-01'],
        ['today', 'concluded', '2026-11-21'],
        ['open', 'received', '2025-01-01'],
      ];
      for (const [id, status, due] of filed) {
        await on.store.cases.file(caseRow(id, { status, due, shown: id !== 'old' }), [], []);
      }
      await on.store.cases.replace(caseRow('old', { version: 2, status: 'concluded', due: '2026-11-20' }));
      const due = async (statuses: string[], limit = 10) =>
        (await on.other.cases.dueForErasure(statuses, '2026-11-21', limit)).sort(
          (a, b) => a.version - b.version,
        );
      expect(await due(['concluded', 'final', 'declined'])).toEqual([
        { id: 'older', version: 1 },
        { id: 'old', version: 2 },
      ]);
      expect(await due(['final'])).toEqual([{ id: 'older', version: 1 }]);
      expect(await due(['concluded', 'final'], 1)).toHaveLength(1);
      expect(await due([])).toEqual([]);
    });

    it('leaves what cases are counted by, and for whom, and nothing else', async () => {
      const row = caseRow('a', {
        status: 'concluded',
        outcome: 'noted',
        answered: 'd3',
        took: 'd60',
        assignee: 'ann',
        waiting: true,
        due: '2026-01-01',
        items: [itemRef('i1'), itemRef('i2')],
      });
      await on.store.cases.file(row, [itemRow('i1', 'a'), itemRow('i2', 'a')], []);
      await on.store.cases.putItem(itemRow('not referred to', 'a'));
      await on.store.cases.file(caseRow('b', { items: [itemRef('j')] }), [itemRow('j', 'b')], []);
      const before = sorted(await on.store.cases.tally());
      expect(await on.other.cases.erase('a', 1)).toBe(true);

      expect(await on.store.cases.get('a')).toBeUndefined();
      expect(await on.store.cases.find([row.locator])).toBeUndefined();
      expect(await on.store.cases.readItems(['i1', 'i2', 'not referred to', 'j'])).toHaveLength(1);
      expect(await on.store.cases.waiting(undefined, 10)).toEqual([]);
      expect((await on.store.cases.withRecipient('ann', undefined, 10)).map(({ id }) => id)).toEqual(['b']);
      expect((await on.store.cases.queue({ recipient: 'ann', limit: 10 })).map(({ id }) => id)).toEqual([
        'b',
      ]);
      expect(await on.store.cases.queue({ recipient: 'ann', assignee: 'ann', limit: 10 })).toEqual([]);
      expect(await on.store.cases.count({ recipient: 'ann' }, 1000)).toBe(1);
      expect(await on.store.cases.dueForErasure(['concluded'], '2099-01-01', 10)).toEqual([]);
      expect(await on.store.cases.replace({ ...row, version: 2 })).toBe(false);
      expect(await on.store.cases.erase('a', 1)).toBe(false);
      expect(sorted(await on.store.cases.tally())).toEqual(before);
      expect(await on.store.cases.tally()).toContainEqual({
        kind: 'complaint',
        category: 'bribe',
        unit: 'works',
        status: 'concluded',
        outcome: 'noted',
        answered: 'd3',
        took: 'd60',
        month: '2026-11',
        count: 1,
      });
      for (const who of ['ann', 'bob']) {
        expect(await on.other.cases.tally(who)).toContainEqual(
          expect.objectContaining({ took: 'd60', count: 1 }),
        );
      }
      expect(await on.other.cases.tally('cat')).toEqual([]);
    });

    it('frees the locator and the id', async () => {
      await on.store.cases.file(caseRow('a'), [], []);
      await on.store.cases.erase('a', 1);
      expect(await on.other.cases.file(caseRow('a'), [], ['locator of a'])).toBeUndefined();
      expect((await on.store.cases.find(['locator of a']))?.id).toBe('a');
    });

    it('does nothing when the version changed', async () => {
      await on.store.cases.file(caseRow('a', { items: [itemRef('i')] }), [itemRow('i', 'a')], []);
      await on.store.cases.replace(caseRow('a', { version: 2, items: [itemRef('i')] }));
      for (const version of [0, 1, 3]) expect(await on.other.cases.erase('a', version)).toBe(false);
      expect((await on.other.cases.get('a'))?.version).toBe(2);
      expect(await on.other.cases.readItems(['i'])).toHaveLength(1);
      expect(await on.other.cases.erase('none', 1)).toBe(false);
    });

    it('and a replacement at the same time do not both happen', async () => {
      for (let n = 0; n < 10; n += 1) {
        await on.store.cases.file(caseRow(`c${n}`), [], []);
        const next = caseRow(`c${n}`, { version: 2 });
        const tries = [
          () => either(on, n).cases.erase(`c${n}`, 1),
          () => either(on, n + 1).cases.replace(next),
        ];
        if (n % 4 > 1) tries.reverse();
        const won = await Promise.all(tries.map((attempt) => attempt()));
        expect(won.filter(Boolean)).toHaveLength(1);
        const erased = won[n % 4 > 1 ? 1 : 0];
        expect((await on.store.cases.get(`c${n}`))?.version).toBe(erased ? undefined : 2);
      }
    });

    it('is counted once among the erased and living of the same facts', async () => {
      await Promise.all(['a', 'b', 'c', 'd'].map((id, n) => either(on, n).cases.file(caseRow(id), [], [])));
      await on.store.cases.file(caseRow('e', { received: '2026-10-31' }), [], []);
      await on.store.cases.file(caseRow('f', { shown: false, outcome: 'noted' }), [], []);
      expect(await on.store.cases.erase('a', 1)).toBe(true);
      await on.store.cases.replace(caseRow('b', { version: 2, status: 'asked' }));
      expect(await on.store.cases.erase('b', 2)).toBe(true);
      await on.store.cases.replace(caseRow('c', { version: 2, unread: false }));
      const same = { kind: 'complaint', category: 'bribe', unit: 'works' };
      expect(sorted(await on.other.cases.tally())).toEqual(
        sorted([
          { ...same, status: 'received', month: '2026-11', count: 3 }, // a, which is gone, c and d
          { ...same, status: 'asked', month: '2026-11', count: 1 }, // b, which is gone
          { ...same, status: 'received', month: '2026-10', count: 1 },
        ]), // and not f, which nobody was shown
      );
      await on.store.cases.replace(caseRow('f', { version: 2, outcome: 'noted' }));
      expect(await on.other.cases.tally()).toContainEqual({
        ...same,
        status: 'received',
        outcome: 'noted',
        month: '2026-11',
        count: 1,
      });
    });

    it('counts for each person what he can open, and goes with the wraps until a case is erased', async () => {
      await on.store.cases.file(caseRow('a', {}, ['ann']), [], []);
      await on.store.cases.file(caseRow('b', {}, ['ann', 'bob']), [], []);
      await on.store.cases.file(caseRow('c', { shown: false }, ['bob']), [], []);
      await on.store.cases.file(caseRow('d', {}, ['bob', 'cat']), [], []);
      const counts = async () =>
        Object.fromEntries(
          await Promise.all(
            ['ann', 'bob', 'cat', undefined].map(async (who) => [
              who ?? 'all',
              (await on.other.cases.tally(who)).reduce((sum, { count }) => sum + count, 0),
            ]),
          ),
        );
      expect(await counts()).toEqual({ ann: 2, bob: 2, cat: 1, all: 3 });
      await on.store.cases.replace(caseRow('b', { version: 2 }, ['bob', 'cat']));
      await on.store.cases.replace(caseRow('c', { version: 2 }, ['bob']));
      expect(await counts()).toEqual({ ann: 1, bob: 3, cat: 2, all: 4 });
      await on.store.cases.erase('b', 2);
      await on.store.cases.erase('d', 1);
      expect(await counts()).toEqual({ ann: 1, bob: 3, cat: 2, all: 4 });
    });

    it('counts what was due before a day, of all and of a person', async () => {
      const filed: [string, Partial<Parameters<typeof caseRow>[1]>, string[]][] = [
        ['a', { due: '2026-12-04' }, ['ann']],
        ['b', { due: '2026-12-04', received: '2026-10-01', answered: 'd7' }, ['ann', 'bob']],
        ['c', { due: '2026-12-05' }, ['ann']],
        ['d', { due: '2026-12-01', status: 'concluded' }, ['ann']],
        ['e', { due: '2026-12-01', shown: false }, ['ann']],
        ['f', { due: '2026-12-01', status: 'asked' }, ['bob']],
      ];
      for (const [id, change, wraps] of filed) await on.store.cases.file(caseRow(id, change, wraps), [], []);
      const of = async (recipient?: string, statuses = ['received', 'asked']) =>
        sorted(await on.other.cases.tallyDue({ recipient, statuses, before: '2026-12-05' }));
      const same = { kind: 'complaint', category: 'bribe', unit: 'works', count: 1 };
      const a = { ...same, status: 'received', month: '2026-11' };
      const b = { ...same, status: 'received', month: '2026-10', answered: 'd7' };
      const f = { ...same, status: 'asked', month: '2026-11' };
      expect(await of()).toEqual(sorted([a, b, f]));
      expect(await of('ann')).toEqual(sorted([a, b]));
      expect(await of('bob')).toEqual(sorted([b, f]));
      expect(await of('cat')).toEqual([]);
      expect(await of(undefined, [])).toEqual([]);
    });
  });
}
