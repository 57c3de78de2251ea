import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf, followUp, isWhole, type Block } from '../../src/statistics/blocks.ts';
import { monthsOf } from '../../src/statistics/fiscal-year.ts';
import { publicYears } from '../../src/statistics/publication.ts';
import type { CaseTally } from '../../src/store/ports.ts';

const YEAR = 2027;
const BELOW = 5;
const months = monthsOf({ year: YEAR });

/** How many complaints came in month by month, and what they were about. */
const arrivals = fc.array(
  fc.array(
    fc.record({ category: fc.constantFrom('bribe', 'procurement'), count: fc.integer({ min: 1, max: 9 }) }),
    {
      maxLength: 2,
    },
  ),
  { minLength: 12, maxLength: 12 },
);

/** What stands on the page after each quarter, with what was true then. */
function publications(year: readonly (readonly { category: string; count: number }[])[]) {
  let published: readonly Block[] = [];
  return [3, 6, 9, 12].map((over) => {
    const through = months[over - 1]!;
    const cases = year.slice(0, over).flatMap((month, at) =>
      month.map(({ category, count }): CaseTally => ({
        ...{ kind: 'complaint', category, unit: 'finance', status: 'received', month: months[at]!, count },
      })),
    );
    const fresh = blocksOf({ cases, overdue: [] }, { since: months[0]!, through, asOf: `after ${over}` });
    published = followUp(published, fresh, BELOW);
    const kinds = publicYears(published, { below: BELOW }).flatMap((shownYear) => shownYear.kinds);
    const truth = (asOf: string) =>
      year
        .slice(0, Number(asOf.split(' ')[1]))
        .flat()
        .reduce((sum, { count }) => sum + count, 0);
    return { shown: kinds.find(({ kind }) => kind === 'complaint')!, truth };
  });
}

describe('publications one after the other', () => {
  it('never differ by a small number within a year, and are true on the day they name', () => {
    fc.assert(
      fc.property(arrivals, (year) => {
        const all = publications(year);
        for (const { shown, truth } of all) {
          const count = truth(shown.asOf);
          if (shown.received === undefined) expect(count).toBeLessThan(BELOW);
          else expect(shown.received).toBe(count);
        }
        const running = all.slice(0, 3).map(({ shown }) => shown.received ?? 0);
        running.forEach((count, at) => {
          const more = count - (running[at - 1] ?? 0);
          expect(more === 0 || more >= BELOW).toBe(true);
        });
        const last = all[3]!.shown;
        expect([last.whole, last.asOf]).toEqual([true, 'after 12']);
      }),
    );
  });

  it('divide a year only when it is over', () => {
    fc.assert(
      fc.property(arrivals, (year) => {
        for (const { shown } of publications(year).slice(0, 3))
          expect([shown.category, shown.month, shown.outcome]).toEqual([[], [], []]);
      }),
    );
  });

  it('never change what came in during a year that is over', () => {
    const of = (category: string, asOf: string) =>
      blocksOf(
        {
          cases: [
            { kind: 'complaint', category, unit: 'finance', status: 'received', month: months[0]!, count: 9 },
          ],
          overdue: [],
        },
        { since: months[0]!, through: months[11]!, asOf },
      );
    const before = of('bribe', 'first');
    expect(before.every(isWhole)).toBe(true);
    const complaint = ({ kind }: Block) => kind === 'complaint';
    expect(followUp(before, of('procurement', 'later'), BELOW).find(complaint)?.asOf).toBe('first');
    expect(followUp(before, of('bribe', 'later'), BELOW).find(complaint)?.asOf).toBe('later');
  });
});
