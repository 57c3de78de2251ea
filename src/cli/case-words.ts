import { isClosed, type Status } from '../cases/kinds.ts';
import { dueDay } from '../cases/legal-clock.ts';
import type { Day } from '../clock.ts';
import type { I18n, Lang } from '../i18n.ts';
import type { AgencyData } from '../ita/dataset.ts';
import { textOr } from './program/outcome.ts';

/** The words of cases in one language; ids stand where a word is missing. */
export interface CaseWords {
  /** A text of the commands on cases, and any text at all. */
  t: (key: string, params?: Record<string, string>) => string;
  any: (key: string, params?: Record<string, string>) => string;
  kind: (id: string) => string;
  category: (id: string) => string;
  status: (id: string) => string;
  outcome: (id: string) => string;
  action: (id: string) => string;
  unit: (ref: string) => string;
  /** The day that counts. */
  due: (facts: { status: string; due: Day }) => Day;
  field: (id: string) => string;
  option: (field: string, option: string) => string;
}

export function createCaseWords(
  i18n: I18n,
  lang: Lang,
  { agency, policy }: Pick<AgencyData, 'agency' | 'policy'>,
): CaseWords {
  const word = (group: string) => (id: string) =>
    textOr(i18n, lang, [`cases:${group}.${id}.label`, `cases:${group}.${id}`], id);
  return {
    t: (key, params) => i18n.t(lang, `cli-staff:cases.${key}`, params),
    any: (key, params) => i18n.t(lang, key, params),
    kind: word('kind'),
    category: word('category'),
    status: word('status'),
    outcome: word('outcome'),
    action: word('action'),
    field: word('field'),
    unit: (ref) => agency.units.find(({ id }) => id === ref)?.name[lang] ?? word('unit')(ref),
    due: (facts) => (isClosed(facts.status as Status) ? facts.due : dueDay(facts.due, policy.legalClock)),
    option: (field, option) => word(`field.${field}.option`)(option),
  };
}
