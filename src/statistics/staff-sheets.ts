import { CASE_KINDS, CATEGORIES } from '../cases/kinds.ts';
import { divide, figuresOf, medianOf, ofPeriod, type Counters, type Divided, type Figures } from './count.ts';
import { monthsOf, type Period } from './fiscal-year.ts';
import type { StatWords } from './words.ts';

export const FIGURES = ['received', 'finished', 'inProgress', 'overdue'] as const satisfies (keyof Figures)[];

/** A table of the staff's statistics. Nothing is hidden: it is made of cases its reader may know of. */
export interface StaffTable {
  id: string;
  title: string;
  by: string;
  rows: ({ name: string } & Figures)[];
}

export interface StaffStatistics {
  total: Figures;
  /** Of the period; by year of all there is. */
  tables: StaffTable[];
  medians: { name: string; step: string; of: number }[];
}

/** What staff see of a period. `unit` names a unit. */
export function staffStatistics(
  all: Counters,
  period: Period,
  words: StatWords,
  unit: (ref: string) => string,
): StaffStatistics {
  const counters = ofPeriod(all, period);
  const complaints = ofPeriod(all, period, 'complaint');
  const { say } = words;
  const table = (
    by: 'kind' | 'category' | 'unit' | 'outcome' | 'month' | 'year',
    rows: readonly Divided[],
    name: (id: string) => string,
    title = say(`table.${by}`, { kind: words.name('kind', 'complaint') }),
  ): StaffTable => ({
    id: by,
    title,
    by: say(`by.${by}`),
    rows: rows.map(({ id, ...figures }) => ({ name: name(id), ...figures })),
  });
  const named = (group: 'kind' | 'category' | 'outcome') => (id: string) => words.name(group, id);
  const tables = [
    table('kind', divide(counters, 'kind', CASE_KINDS), named('kind')),
    table('category', divide(complaints, 'category', CATEGORIES), named('category')),
    table('unit', divide(counters, 'unit'), unit),
    table('outcome', divide(counters, 'outcome'), named('outcome'), say('table.outcomeAll')),
    table('month', divide(counters, 'month', monthsOf(period)), words.month, say('table.monthAll')),
    table(
      'year',
      divide(all, 'year').sort((a, b) => Number(b.id) - Number(a.id)),
      (id) => words.year(Number(id)),
    ),
  ];
  return {
    total: figuresOf(counters),
    tables: tables.filter(({ rows }) => rows.length > 0),
    medians: (['answered', 'took'] as const).map((what) => {
      const { step, of } = medianOf(counters, what);
      return { name: say(`median.${what}`), step: words.name('duration', step ?? 'none'), of };
    }),
  };
}

/** The same for a spreadsheet. */
export function staffSheets(
  { total, tables, medians }: StaffStatistics,
  period: Period,
  words: StatWords,
): { title: string; head: string[]; rows: (string | number)[][] }[] {
  const { say } = words;
  const columns = FIGURES.map((name) => say(`column.${name}`));
  const figures = (of: Figures) => FIGURES.map((name) => of[name]);
  return [
    {
      title: say('sheet', { year: words.period(period) }),
      head: ['', ...columns],
      rows: [[say('column.total'), ...figures(total)]],
    },
    {
      title: say('median.title'),
      head: ['', say('column.duration'), say('column.count')],
      rows: medians.map(({ name, step, of }) => [name, step, of]),
    },
    ...tables.map(({ title, by, rows }) => ({
      title,
      head: [by, ...columns],
      rows: rows.map((row) => [row.name, ...figures(row)]),
    })),
  ];
}
