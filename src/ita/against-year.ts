import type { Span } from './lexicon.ts';
import type { YearsFound } from './years.ts';

/** "สูงกว่าปี 62", "lower than last year": more or less than a year is a rise or a fall (folded). */
const MORE = /(?:สุง|มา|ดิ|เยอะ|เกิน|หลาย)กวา(?:ไน|ของ|เมิอ|ตอน)?(?:ปิ)?$/;
const LESS = /(?:ตำ|นอย|แย|ดอย|หวย)กวา(?:ไน|ของ|เมิอ|ตอน)?(?:ปิ)?$/;

/** Where a year is what a score is higher or lower than. */
export function againstYear(folded: string, { spans }: YearsFound): { id: 'up' | 'down'; span: Span }[] {
  return spans.flatMap(([from]) => {
    const before = folded.slice(0, from);
    return (
      [
        ['up', MORE],
        ['down', LESS],
      ] as const
    ).flatMap(([id, pattern]) => {
      const match = pattern.exec(before);
      return match ? [{ id, span: [match.index, from] as const }] : [];
    });
  });
}
