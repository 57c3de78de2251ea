import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { caseRow, expectSame, itemRef, itemRow } from './case-rows.ts';
import { either, type Connections } from './connections.ts';

/** The promises of CasePort about filing, finding and replacing. */
export function describeCases(on: Connections): void {
  describe('cases', () => {
    it('files a case whole, with its items, and finds it by id and by locator', async () => {
      const wraps = Array.from({ length: 11 }, (_, n) => ({
        recipient: `person-${String(n).padStart(2, '0')}`,
        wrap: randomBytes(2500),
      }));
      const full = caseRow('full', {
        outcome: 'improved',
        assignee: 'ann',
        unread: false,
        waiting: true,
        staffRing: randomBytes(20_000),
        reporterRing: randomBytes(20_000),
        generation: 3,
        wraps,
        items: [
          itemRef('i2', { sequence: 7, pending: true, once: 'random' }),
          itemRef('i1', { ring: 'reporter', size: 4096 }),
        ],
      });
      const items = [itemRow('i1', 'full'), itemRow('i2', 'full', { sealed: randomBytes(300_000) })];
      const bare = caseRow('bare', { shown: false, reporterRing: new Uint8Array() }, []);
      expect(await on.store.cases.file(full, items, [full.locator])).toBeUndefined();
      expect(await on.other.cases.file(bare, [], [bare.locator])).toBeUndefined();
      for (const { cases } of [on.store, on.other]) {
        expectSame(await cases.get('full'), full);
        expectSame(await cases.get('bare'), bare);
        expectSame(await cases.find([full.locator]), full);
        expectSame(await cases.readItems(['i1', 'i2']), items);
      }
      expect(await on.other.cases.get('none')).toBeUndefined();
    });

    it('finds a case by any of several locators, and none by none', async () => {
      await on.store.cases.file(caseRow('a'), [], ['locator of a']);
      expect((await on.other.cases.find(['older', 'locator of a', 'newer']))?.id).toBe('a');
      expect(await on.other.cases.find(['older', 'newer'])).toBeUndefined();
      expect(await on.other.cases.find([])).toBeUndefined();
    });

    it('files once, whichever of the locators the first filing used, and answers with that case', async () => {
      const first = caseRow('first', { locator: 'under the old pepper', items: [itemRef('i1')] });
      await on.store.cases.file(first, [itemRow('i1', 'first')], ['under the old pepper']);
      const again = caseRow('again', { locator: 'under the new pepper', items: [itemRef('i2')] });
      const answer = await on.other.cases.file(
        again,
        [itemRow('i2', 'again')],
        ['under the new pepper', 'under the old pepper'],
      );
      expectSame(answer, first);
      expect(await on.store.cases.get('again')).toBeUndefined();
      expect(await on.store.cases.find(['under the new pepper'])).toBeUndefined();
      expect(await on.store.cases.readItems(['i2'])).toEqual([]);
      expect(await on.store.cases.tally()).toMatchObject([{ count: 1 }]);
    });

    it("takes the row's own locator into account even if it is not in the list", async () => {
      await on.store.cases.file(caseRow('a', { locator: 'x' }), [], []);
      expect((await on.other.cases.file(caseRow('b', { locator: 'x' }), [], []))?.id).toBe('a');
      expect(await on.other.cases.get('b')).toBeUndefined();
    });

    it('makes one case of 20 simultaneous filings, and every caller has the same', async () => {
      const filings = await Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const row = caseRow(`try-${n}`, {
            locator: n % 3 ? 'new' : 'old',
            items: [itemRef(`item-${n}`)],
          });
          // All know both locators; which one a case is stored under differs.
          const known = await either(on, n).cases.file(row, [itemRow(`item-${n}`, row.id)], ['new', 'old']);
          return { stored: !known, id: (known ?? row).id, item: (known ?? row).items[0]!.id };
        }),
      );
      expect(filings.filter(({ stored }) => stored)).toHaveLength(1);
      expect(new Set(filings.map(({ id }) => id)).size).toBe(1);
      const { id, item } = filings[0]!;
      const existing = await Promise.all(
        Array.from({ length: 20 }, (_, n) => on.store.cases.get(`try-${n}`)),
      );
      expect(existing.flatMap((row) => row?.id ?? [])).toEqual([id]);
      const left = await on.other.cases.readItems(Array.from({ length: 20 }, (_, n) => `item-${n}`));
      expect(left.map((row) => row.id)).toEqual([item]);
      expect(await on.store.cases.count({ recipient: 'ann' }, 1000)).toBe(1);
      expect((await on.store.cases.tally()).map(({ count }) => count)).toEqual([1]);
    });

    it('stores nothing at all when the id is taken by another case', async () => {
      const first = caseRow('same', { locator: 'one' });
      await on.store.cases.file(first, [], ['one']);
      const second = caseRow('same', { locator: 'two', unit: 'health', items: [itemRef('i')] }, ['eve']);
      await expect(on.other.cases.file(second, [itemRow('i', 'same')], ['two'])).rejects.toThrow();
      expectSame(await on.store.cases.get('same'), first);
      expect(await on.store.cases.find(['two'])).toBeUndefined();
      expect(await on.store.cases.readItems(['i'])).toEqual([]);
      expect(await on.store.cases.count({ recipient: 'eve' }, 1000)).toBe(0);
      expect((await on.store.cases.tally()).map(({ unit, count }) => [unit, count])).toEqual([['works', 1]]);
    });

    it('replaces only over the version it was read at, and then everything', async () => {
      await on.store.cases.file(caseRow('a', { assignee: 'ann', outcome: 'noted' }), [], []);
      const second = caseRow(
        'a',
        {
          version: 2,
          locator: 'new locator',
          kind: 'comment',
          category: 'budget',
          unit: 'health',
          status: 'asked',
          due: '2027-01-01',
          since: '2026-11-22',
          unread: false,
          waiting: true,
          staffRing: Buffer.from('new staff ring'),
          reporterRing: Buffer.from('new reporter ring'),
          generation: 2,
        },
        ['bob', 'cat'],
      );
      expect(await on.other.cases.replace(second)).toBe(true);
      expectSame(await on.store.cases.get('a'), second); // no assignee, no outcome any more
      for (const version of [1, 2, 4]) {
        const rival = caseRow('a', { version, status: 'declined', locator: 'rival' }, ['eve']);
        expect(await on.store.cases.replace(rival)).toBe(false);
      }
      expect(await on.store.cases.replace(caseRow('none', { version: 2 }))).toBe(false);
      expect(await on.store.cases.replace(caseRow('none'))).toBe(false);
      expectSame(await on.other.cases.get('a'), second);
      expect((await on.store.cases.find(['new locator']))?.id).toBe('a');
      expect(await on.store.cases.find(['locator of a'])).toBeUndefined();
      expect(await on.store.cases.get('none')).toBeUndefined();
    });

    it('lets exactly one of many simultaneous replacements win', async () => {
      await on.store.cases.file(caseRow('a'), [], []);
      const wins = await Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const row = caseRow('a', { version: 2, unit: `unit-${n}`, items: [itemRef(`i${n}`)] }, [`p${n}`]);
          await either(on, n).cases.putItem(itemRow(`i${n}`, 'a'));
          return (await either(on, n).cases.replace(row)) ? [row] : [];
        }),
      );
      expect(wins.flat()).toHaveLength(1);
      expectSame(await on.other.cases.get('a'), wins.flat()[0]);
      expect((await on.store.cases.tally()).map(({ unit, count }) => [unit, count])).toEqual([
        [wins.flat()[0]!.unit, 1],
      ]);
    });

    it('never shows a case half replaced', async () => {
      const at = (version: number) =>
        caseRow('a', {
          version,
          staffRing: Buffer.from(`ring ${version}`),
          wraps: ['ann', 'bob'].map((recipient) => ({ recipient, wrap: Buffer.from(`wrap ${version}`) })),
          items: Array.from({ length: version }, (_, n) => itemRef(`i${n}`)),
        });
      await on.store.cases.file(at(1), [], []);
      let done = false;
      const write = async () => {
        for (let version = 2; version <= 40; version += 1) {
          expect(await on.store.cases.replace(at(version))).toBe(true);
        }
        done = true;
      };
      const read = async () => {
        while (!done) {
          const row = (await on.other.cases.get('a'))!;
          expectSame(row, at(row.version));
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      await Promise.all([write(), read()]);
    });

    it('lists the cases in which something waits, in order, page by page, shown or not', async () => {
      for (const id of ['e', 'b', 'd', 'a', 'c']) {
        await on.store.cases.file(caseRow(id, { waiting: id !== 'd', shown: id !== 'b' }), [], []);
      }
      const first = await on.other.cases.waiting(undefined, 2);
      expect(first.map(({ id }) => id)).toEqual(['a', 'b']);
      expectSame(first[1], caseRow('b', { waiting: true, shown: false }));
      expect((await on.other.cases.waiting('b', 2)).map(({ id }) => id)).toEqual(['c', 'e']);
      expect(await on.other.cases.waiting('e', 2)).toEqual([]);
      await on.store.cases.replace(caseRow('a', { version: 2, shown: true, waiting: false }));
      expect((await on.other.cases.waiting(undefined, 9)).map(({ id }) => id)).toEqual(['b', 'c', 'e']);
    });

    it('says who can open the cases that somebody can open, page by page', async () => {
      const filed: [string, boolean, string[]][] = [
        ['c', true, ['ann', 'bob']],
        ['a', false, ['ann', 'recovery']],
        ['b', true, ['bob']],
      ];
      for (const [id, shown, people] of filed)
        await on.store.cases.file(caseRow(id, { shown }, people), [], []);
      expect(await on.other.cases.holders('ann', undefined, 1)).toEqual([
        { id: 'a', shown: false, recipients: ['ann', 'recovery'] },
      ]);
      expect(await on.other.cases.holders('ann', 'a', 9)).toEqual([
        { id: 'c', shown: true, recipients: ['ann', 'bob'] },
      ]);
      expect(await on.other.cases.holders('eve', undefined, 9)).toEqual([]);
      await on.store.cases.replace(caseRow('c', { version: 2 }, ['bob', 'eve']));
      expect(await on.other.cases.holders('ann', 'a', 9)).toEqual([]);
      expect(await on.other.cases.holders('bob', undefined, 9)).toEqual([
        { id: 'b', shown: true, recipients: ['bob'] },
        { id: 'c', shown: true, recipients: ['bob', 'eve'] },
      ]);
    });

    it('lists the cases with a wrap for somebody, in order, page by page, shown or not', async () => {
      for (const id of ['e', 'b', 'd', 'a', 'c']) {
        const people = id === 'd' ? ['bob'] : ['ann', 'bob'];
        await on.store.cases.file(caseRow(id, { shown: id !== 'b' }, people), [], []);
      }
      const first = await on.other.cases.withRecipient('ann', undefined, 2);
      expect(first.map(({ id }) => id)).toEqual(['a', 'b']);
      expectSame(first[1], caseRow('b', { shown: false }));
      expect((await on.other.cases.withRecipient('ann', 'b', 2)).map(({ id }) => id)).toEqual(['c', 'e']);
      expect(await on.other.cases.withRecipient('eve', undefined, 2)).toEqual([]);
      await on.store.cases.replace(caseRow('a', { version: 2 }, ['bob', 'eve']));
      const ids = async (who: string) =>
        (await on.other.cases.withRecipient(who, undefined, 9)).map(({ id }) => id);
      expect(await ids('ann')).toEqual(['b', 'c', 'e']);
      expect(await ids('eve')).toEqual(['a']);
    });
  });
}
