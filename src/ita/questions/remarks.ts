import type { AskContext } from '../ask-context.ts';
import type { Item } from '../schema.ts';

export const zerosOf = (items: readonly Item[]): Item[] => items.filter(({ score }) => score === 0);

/** Items that fail for the same reason. */
export interface RemarkGroup {
  name: string;
  plain: string;
  codes: string[];
}

/** Items by the kind of their first failing remark, most frequent first; each item once. */
export function byRemark(context: AskContext, items: readonly Item[]): RemarkGroup[] {
  const groups = context.dataset.remarkKinds.map((kind) => ({
    name: kind.name[context.lang],
    plain: kind.plain[context.lang],
    codes: items
      .filter((item) => item.remarks.some((remark) => remark.kind === kind.id))
      .map(({ code }) => code),
  }));
  return groups.filter(({ codes }) => codes.length > 0).sort((a, b) => b.codes.length - a.codes.length);
}

/** The groups, one a line; of one that is longer than `most` only the first four codes. */
export const remarkRows = (
  { t }: AskContext,
  groups: readonly RemarkGroup[],
  most = Number.POSITIVE_INFINITY,
): string =>
  groups
    .map(({ name, codes }) =>
      t('ita:row.remark', {
        name,
        count: codes.length,
        codes: codes.length > most ? `${codes.slice(0, 4).join(', ')} …` : codes.join(', '),
      }),
    )
    .join('\n');

/** Codes of items whose printed full score cannot be right (see the rule). */
export const doubtfulFull = (context: AskContext): string[] =>
  context
    .findingPlaces('full-score-must-be-zero')
    .flatMap((where) =>
      where.filter((ref) => ref.startsWith('item:')).map((ref) => ref.slice('item:'.length)),
    );
