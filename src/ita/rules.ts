import type { Dataset } from './schema.ts';
import { claimRules } from './rules/claims.ts';
import type { Finding, Rule } from './rules/finding.ts';
import { itemLogicRules } from './rules/items.ts';
import { planLogicRules } from './rules/plans.ts';
import { scoreRules } from './rules/scores.ts';

export { findingId, findingText, type Finding, type Rule, type Severity } from './rules/finding.ts';
export { itemsMean } from './rules/scores.ts';
export { zeroItems } from './rules/claims.ts';

/** Every check, arithmetic first. A new rule is one entry in a list above plus its wording in `findings.json`. */
export const RULES: readonly Rule[] = [...scoreRules, ...claimRules, ...itemLogicRules, ...planLogicRules];

/** All findings of one year. */
export const findingsOfYear = (dataset: Dataset, all: readonly Dataset[]): Finding[] =>
  RULES.flatMap((rule) =>
    rule
      .check(dataset, all)
      .map((found) => ({ rule: rule.id, severity: rule.severity, year: dataset.year, ...found })),
  );

/** All findings of all years, in the order of `datasets` and then of the rules. */
export const findAll = (datasets: readonly Dataset[]): Finding[] =>
  datasets.flatMap((dataset) => findingsOfYear(dataset, datasets));
