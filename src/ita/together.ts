import type { CodesFound } from './codes.ts';

const AND = /กับ|และ|หริอ|กะ|เทิยบ|(?<![a-z])(?:and|or|vs|with)(?![a-z])/;
/** "I19 to I24" means all between, too. */
const RANGE = /ถิง|จน|(?<![a-z])(?:to|through|thru|until)(?![a-z])/;

const numberOf = (code: string): number => Number(code.replace(/^[A-Z]/, ''));

/**
 * How different things of a kind are named by their codes in a folded text: `pair` beside each other, `range` from one to
 * another; undefined when only one is named.
 */
export function namedTogether(folded: string, { codes }: CodesFound): 'pair' | 'range' | undefined {
  for (const [at, one] of codes.entries()) {
    const next = codes[at + 1];
    if (!next || one.kind === 'bare' || one.kind !== next.kind || one.code === next.code) continue;
    const between = folded.slice(one.span[1], next.span[1]).replace(/indicators?/g, ' ');
    if (RANGE.test(between)) {
      if (numberOf(one.code) < numberOf(next.code)) return 'range';
    } else if (AND.test(between)) return 'pair';
  }
  return undefined;
}
