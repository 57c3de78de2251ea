import type { AskContext } from '../ask-context.ts';
import type { Item } from '../schema.ts';

export const zerosOf = (items: readonly Item[]): Item[] => items.filter(({ score }) => score === 0);

/** Items by the kind of their first failing remark, most frequent first; each item once. */
export function byRemark(
  context: AskContext,
  items: readonly Item[],
): { name: string; plain: string; codes: string[] }[] {
  const groups = context.dataset.remarkKinds.map((kind) => ({
    name: kind.name[context.lang],
    plain: kind.plain[context.lang],
    codes: items
      .filter((item) => item.remarks.some((remark) => remark.kind === kind.id))
      .map(({ code }) => code),
  }));
  return groups.filter(({ codes }) => codes.length > 0).sort((a, b) => b.codes.length - a.codes.length);
}

/** Codes of items whose printed full score cannot be right (see the rule). */
export const doubtfulFull = (context: AskContext): string[] =>
  context
    .findingPlaces('full-score-must-be-zero')
    .flatMap((where) =>
      where.filter((ref) => ref.startsWith('item:')).map((ref) => ref.slice('item:'.length)),
    );
