import type { Day } from '../clock.ts';
import type { Part, PublicKind, PublicYear } from './publication.ts';
import type { StatWords } from './words.ts';

/** A published table, as page, CSV and XLSX show it. */
export interface PublicTable {
  id: string;
  title: string;
  /** What the first column holds. */
  by: string;
  parts: { name: string; count?: number }[];
  /** What all parts come to. */
  total: number;
}

const GROUPS = ['standing', 'category', 'outcome', 'month'] as const;

/** The tables of one kind of case in a year; none when there is nothing to divide. */
export function publicTables(of: PublicKind, year: PublicYear, words: StatWords): PublicTable[] {
  if (!of.received) return [];
  const name = (group: (typeof GROUPS)[number], id: string) =>
    group === 'month' ? words.month(id) : words.name(group, id);
  const kind = words.name('kind', of.kind);
  return GROUPS.filter((group) => of[group].length > 0).map((group) => ({
    id: `${of.kind}-${group}`,
    title: words.say(`table.${group}`, { kind, year: words.year(year.year) }),
    by: words.say(`by.${group}`),
    parts: of[group].map(({ id, count }: Part) => ({ name: name(group, id), count })),
    total: group === 'outcome' ? (of.standing[0]?.count ?? 0) : (of.received ?? 0),
  }));
}

/** A count as the public reads it. */
export const countInWords = (count: number | undefined, { say }: StatWords): string | number =>
  count ?? say('hidden');

/** How many were received, in words: also when there were none, or too few to be shown. */
export function receivedInWords(of: PublicKind, year: PublicYear, below: number, words: StatWords): string {
  const few = of.whole ? 'few' : 'fewOrNone';
  const how = of.received === undefined ? few : of.received === 0 ? 'none' : 'some';
  return words.say(`${how}.${of.kind}`, {
    year: words.year(year.year),
    count: of.received ?? 0,
    below,
  });
}

/** When and over which months it was counted, in words. */
export function countedInWords(
  { asOf, months, whole }: PublicKind,
  dayInWords: (day: Day) => string,
  { say, month }: StatWords,
): string {
  const [from, to] = [month(months[0]!), month(months.at(-1)!)];
  const range = from === to ? say('rangeOne', { month: from }) : say('range', { from, to });
  const parts = [say('asOf', { day: dayInWords(asOf) }), range];
  return [...parts, ...(whole ? [] : [say('sofar')])].join(' · ');
}

/** Everything of a year for a spreadsheet. */
export function publicSheets(
  year: PublicYear,
  given: { day: (day: Day) => string; below: number },
  words: StatWords,
): { title: string; head: string[]; rows: (string | number)[][] }[] {
  const { say } = words;
  const summary = {
    title: say('sheet', { year: words.year(year.year) }),
    head: [say('column.kind'), say('column.received'), say('column.counted')],
    rows: year.kinds.map((of) => [
      receivedInWords(of, year, given.below, words),
      countInWords(of.received, words),
      countedInWords(of, given.day, words),
    ]),
  };
  const tables = year.kinds.flatMap((of) => publicTables(of, year, words));
  return [
    summary,
    ...tables.map(({ title, by, parts, total }) => ({
      title,
      head: [by, say('column.count')],
      rows: [
        ...parts.map(({ name, count }) => [name, countInWords(count, words)]),
        [say('column.total'), total],
      ],
    })),
  ];
}
