import type { Lang, Translate } from '../../i18n.ts';
import type { Dataset, Text } from '../schema.ts';
import { sectionName } from '../sections.ts';

/**
 * `arithmetic`: a printed number is not what its own parts give. `logic`: two statements do not fit, or one is missing.
 */
export type Severity = 'arithmetic' | 'logic';

/** A mismatch inside the source. Findings never change a number: they are shown beside it. */
export interface Finding {
  /** Id of the rule that found it. */
  rule: string;
  severity: Severity;
  /** Buddhist year of the dataset. */
  year: number;
  /**
   * What it is about, most particular first: `overall`, `part:OIT`, `indicator:5`, `sub:9.3`, `question:I30`,
   * `item:O18`, `measure:5`, `obstacle:internal-3`, `document:memo`, `monitoring`, `claim:no-access-share`.
   */
  where: string[];
  /** What the source says, formatted. */
  printed: string;
  /** What follows from the rest of the source, formatted. */
  derived: string;
  /** Key of the plain explanation in `findings.json`. */
  messageKey: string;
  params: Record<string, FindingParam>;
}

/** A value in an explanation: as it is, in two languages, a section label, a word of `findings.json`, or a day. */
export type FindingParam = string | number | Text | { section: string } | { word: string } | { day: string };

/** A named check over one year's data; `all` holds every year, for comparisons. Pure. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  check(dataset: Dataset, all: readonly Dataset[]): Omit<Finding, 'rule' | 'severity' | 'year'>[];
}

/** Stable name of a finding: `rule@year:where`. */
export const findingId = (finding: Finding): string =>
  `${finding.rule}@${finding.year}:${finding.where[0] ?? ''}`;

/** A Gregorian day in words; Thai with the Buddhist year. */
function dayText(day: string, lang: Lang): string {
  const locale = lang === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB-u-ca-gregory';
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const wanted = new Set(['day', 'month', 'year']);
  return format
    .formatToParts(new Date(`${day}T00:00:00Z`))
    .filter((part) => wanted.has(part.type))
    .map((part) => part.value)
    .join(' ');
}

function paramText(param: FindingParam, lang: Lang, t: Translate): string | number {
  if (typeof param !== 'object') return param;
  if ('section' in param) return sectionName(param.section, lang, t);
  if ('word' in param) return t(lang, `findings:words.${param.word}`);
  if ('day' in param) return dayText(param.day, lang);
  return param[lang];
}

/** The plain explanation in `lang`. */
export function findingText(finding: Finding, lang: Lang, t: Translate): string {
  const params = Object.fromEntries(
    Object.entries(finding.params).map(([key, param]) => [key, paramText(param, lang, t)]),
  );
  const { year, printed, derived } = finding;
  return t(lang, finding.messageKey, { ...params, year, printed, derived });
}

/** The key of a rule's text; a rule may have variants. */
export const messageKey = (rule: string, variant = 'text'): string => `findings:rules.${rule}.${variant}`;
