import { changed, passes, questionsOf } from '../lookups.ts';
import type { Dataset, Text } from '../schema.ts';
import { formatScore, hundredths, rounded, share } from '../score.ts';
import { messageKey, type Rule } from './finding.ts';

/** Sentences of the report against its own tables. */

/** Items without points, and those of them whose way from the website is missing. */
export function zeroItems(dataset: Dataset): { zeros: string[]; noAccess: string[] } {
  const zeros = dataset.items.filter((item) => item.score === 0);
  const noAccess = zeros.filter((item) => item.remarks.some((remark) => remark.kind === 'no-access-path'));
  return { zeros: zeros.map((item) => item.code), noAccess: noAccess.map((item) => item.code) };
}

const numbersText = (numbers: readonly number[]): string => (numbers.length === 0 ? '-' : numbers.join(', '));

/** The year before, if we have it. */
export const yearBefore = (dataset: Dataset, all: readonly Dataset[]): Dataset | undefined =>
  all.find((other) => other.year === dataset.year - 1);

function extreme(dataset: Dataset, which: 'highest' | 'lowest') {
  const claim = dataset.claims[which];
  if (!claim) return [];
  const order = which === 'highest' ? -1 : 1;
  const [first] = dataset.indicators.toSorted((a, b) => order * (a.score - b.score));
  const same = (score: number) => hundredths(score) === hundredths(claim.score);
  if (!first || (first.number === claim.indicator && same(first.score))) return [];
  const named = dataset.indicators.find((indicator) => indicator.number === claim.indicator);
  return [
    {
      where: [`claim:${which}`, `indicator:${claim.indicator}`],
      printed: formatScore(claim.score),
      derived: formatScore(first.score),
      messageKey: messageKey(`${which}-indicator`),
      params: { name: named?.name ?? first.name, real: first.name },
    },
  ];
}

function count(dataset: Dataset, which: 'atOrAbovePass' | 'belowPass', rule: string) {
  const claim = dataset.claims[which];
  const wanted = which === 'atOrAbovePass';
  const real = dataset.indicators.filter(({ score }) => passes(dataset, score) === wanted).length;
  if (!claim || claim.count === real) return [];
  return [
    {
      where: [`claim:${rule}`],
      printed: String(claim.count),
      derived: String(real),
      messageKey: messageKey(rule),
      params: { mark: dataset.passMark, section: { section: claim.section } },
    },
  ];
}

function list(dataset: Dataset, which: 'strengths' | 'weaknesses', rule: string) {
  const points = dataset[which];
  if (points.length === 0) return [];
  const named = points.flatMap((point) => point.indicators).sort((a, b) => a - b);
  const real = dataset.indicators
    .filter(({ score }) => passes(dataset, score) === (which === 'strengths'))
    .map(({ number }) => number)
    .sort((a, b) => a - b);
  if (named.join() === real.join()) return [];
  return [
    {
      where: [`claim:${which}`],
      printed: numbersText(named),
      derived: numbersText(real),
      messageKey: messageKey(rule),
      params: { mark: dataset.passMark },
    },
  ];
}

export const claimRules = [
  {
    id: 'passing-count',
    severity: 'arithmetic',
    check: (dataset) => count(dataset, 'atOrAbovePass', 'passing-count'),
  },
  {
    id: 'failing-count',
    severity: 'arithmetic',
    check: (dataset) => count(dataset, 'belowPass', 'failing-count'),
  },
  {
    id: 'strengths-list',
    severity: 'arithmetic',
    check: (dataset) => list(dataset, 'strengths', 'strengths-list'),
  },
  {
    id: 'weaknesses-list',
    severity: 'arithmetic',
    check: (dataset) => list(dataset, 'weaknesses', 'weaknesses-list'),
  },
  { id: 'highest-indicator', severity: 'arithmetic', check: (dataset) => extreme(dataset, 'highest') },
  { id: 'lowest-indicator', severity: 'arithmetic', check: (dataset) => extreme(dataset, 'lowest') },
  {
    id: 'fell-list',
    severity: 'arithmetic',
    check(dataset, all) {
      const claim = dataset.claims.fell;
      const before = yearBefore(dataset, all);
      if (!claim || !before) return [];
      const real = changed(dataset, before, -1).map(({ number }) => number);
      const named = claim.indicators.toSorted((a, b) => a - b);
      if (named.join() === real.toSorted((a, b) => a - b).join()) return [];
      return [
        {
          where: ['claim:fell'],
          printed: numbersText(named),
          derived: numbersText(real),
          messageKey: messageKey('fell-list'),
          params: { before: before.year },
        },
      ];
    },
  },
  {
    id: 'question-count',
    severity: 'arithmetic',
    check(dataset) {
      return dataset.claims.questionCounts.flatMap((claim) => {
        const real = questionsOf(dataset, claim.indicator).length;
        if (real === claim.count) return [];
        return [
          {
            where: [`indicator:${claim.indicator}`],
            printed: String(claim.count),
            derived: String(real),
            messageKey: messageKey('question-count'),
            params: { number: claim.indicator },
          },
        ];
      });
    },
  },
  {
    id: 'no-access-share',
    severity: 'arithmetic',
    check(dataset) {
      const claim = dataset.claims.noAccessPathShare;
      const { zeros, noAccess } = zeroItems(dataset);
      const value = share(noAccess.length, zeros.length);
      if (!claim || !value || hundredths(rounded(value)) === hundredths(claim.percent)) return [];
      const about = dataset.obstacles.filter((obstacle) => obstacle.section === claim.section);
      const names: Text = { th: claim.th, en: claim.en };
      return [
        {
          where: ['claim:no-access-share', ...about.map((obstacle) => `obstacle:${obstacle.id}`), 'part:OIT'],
          printed: formatScore(claim.percent),
          derived: formatScore(rounded(value)),
          messageKey: messageKey('no-access-share'),
          params: {
            zeros: zeros.length,
            noAccess: noAccess.length,
            section: { section: claim.section },
            claim: names,
          },
        },
      ];
    },
  },
] as const satisfies readonly Rule[];
