import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hideSmall } from '../../src/statistics/hide.ts';

const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0);

/** Every list of `length` counts that comes to `total`. */
function* divisions(total: number, length: number): Generator<number[]> {
  if (length === 1) {
    yield [total];
    return;
  }
  for (let first = 0; first <= total; first += 1) {
    for (const rest of divisions(total - first, length - 1)) yield [first, ...rest];
  }
}

describe('hiding small parts', () => {
  it('shows no part below the limit, and every total is still right', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { maxLength: 12 }),
        fc.integer({ min: 1, max: 10 }),
        (parts, below) => {
          const shown = hideSmall(parts, below);
          const isSmall = (part: number | undefined) => part !== undefined && part > 0 && part < below;
          expect(shown.some(isSmall)).toBe(false);
          shown.forEach((part, at) => expect(part ?? parts[at]).toBe(parts[at]));
          // What is hidden comes to no small number either, unless all of it together is one.
          const hidden = parts.filter((_part, at) => shown[at] === undefined);
          if (hidden.length > 0 && sum(parts) >= below) expect(sum(hidden)).toBeGreaterThanOrEqual(below);
        },
      ),
    );
  });

  it('leaves nobody certain of a hidden part, who knows the total, the rule, and tries everything', () => {
    let hidden = 0;
    for (const below of [3, 4, 5]) {
      for (const length of [2, 3, 4]) {
        for (let total = below; total <= (length === 4 ? 14 : 20); total += 1) {
          // Divisions that look the same once published.
          const alike = new Map<string, number[][]>();
          for (const parts of divisions(total, length)) {
            const shown = JSON.stringify(hideSmall(parts, below).map((part) => part ?? null));
            alike.set(shown, [...(alike.get(shown) ?? []), parts]);
          }
          for (const [shown, all] of alike) {
            (JSON.parse(shown) as (number | null)[]).forEach((part, at) => {
              if (part !== null) return;
              hidden += 1;
              const certain = new Set(all.map((parts) => parts[at])).size === 1;
              expect([shown, below, total, certain]).toEqual([shown, below, total, false]);
            });
          }
        }
      }
    }
    expect(hidden).toBeGreaterThan(1000);
  });

  it('the looking itself finds a part that is hidden alone', () => {
    const careless = (parts: number[]) => parts.map((part) => (part > 0 && part < 5 ? undefined : part));
    const fits = [...divisions(18, 3)].filter((parts) =>
      careless(parts).every((part, at) => part === [undefined, 6, 9][at]),
    );
    expect(fits).toEqual([[3, 6, 9]]);
  });

  it.each([
    [[3, 6, 9], 5, [undefined, undefined, undefined]],
    [[3, 12, 9], 5, [undefined, undefined, 9]],
    [[3, 4, 9, 8], 5, [undefined, undefined, undefined, 8]],
    [[1, 1, 9, 8], 5, [undefined, undefined, undefined, 8]],
    [[0, 6, 9], 5, [0, 6, 9]],
    [[7, 0, 9, 2], 5, [undefined, undefined, undefined, undefined]],
    [[0, 0], 5, [0, 0]],
    [[2, 1], 1, [2, 1]],
    [[], 5, []],
  ])('%j with at least %d', (parts, below, shown) => {
    expect(hideSmall(parts, below)).toEqual(shown);
  });
});
