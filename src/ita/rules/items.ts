import { findIndicator, findItem, findSubIndicator } from '../lookups.ts';
import { REMARK_KINDS, type Dataset, type Item } from '../schema.ts';
import { formatScore, hundredths, rounded } from '../score.ts';
import { messageKey, type Rule } from './finding.ts';
import { itemsMean } from './scores.ts';

/** Items' scores against what the assessors wrote beside them, and against each other. */

const fullWithFailingRemark = (item: Item): boolean =>
  item.score === 100 && item.remarks.some((remark) => REMARK_KINDS[remark.kind].failing);

/** Whether each failing remark of the item stands at an item without points too. */
const othersFailed = (dataset: Dataset, item: Item): boolean =>
  item.remarks
    .filter((remark) => REMARK_KINDS[remark.kind].failing)
    .every((remark) =>
      dataset.items.some(
        (other) => other.score === 0 && other.remarks.some(({ kind }) => kind === remark.kind),
      ),
    );

const failingKinds = (dataset: Dataset, item: Item) => {
  const names = item.remarks
    .filter((remark) => REMARK_KINDS[remark.kind].failing)
    .map((remark) => dataset.remarkKinds.find((kind) => kind.id === remark.kind)?.name)
    .filter((name) => name !== undefined);
  return { th: names.map((name) => name.th).join(', '), en: names.map((name) => name.en).join(', ') };
};

export const itemLogicRules = [
  {
    id: 'full-score-failing-remark',
    severity: 'logic',
    check(dataset) {
      return dataset.items.filter(fullWithFailingRemark).map((item) => ({
        where: [`item:${item.code}`],
        printed: formatScore(item.score),
        derived: '-',
        messageKey: messageKey('full-score-failing-remark', othersFailed(dataset, item) ? 'text' : 'only'),
        params: { code: item.code, name: item.name, remark: failingKinds(dataset, item) },
      }));
    },
  },
  {
    // The one change of a doubtful full score to 0 that makes the indicator come out as printed shows which score is wrong.
    id: 'full-score-must-be-zero',
    severity: 'logic',
    check(dataset) {
      return dataset.items.filter(fullWithFailingRemark).flatMap((item) => {
        const number = findSubIndicator(dataset, item.subIndicator)?.indicator;
        const indicator = number === undefined ? undefined : findIndicator(dataset, number);
        if (!indicator) return [];
        const as = (score: 0 | 100): Dataset => ({
          ...dataset,
          items: dataset.items.map((other) => (other.code === item.code ? { ...other, score } : other)),
        });
        const fits = (value: ReturnType<typeof itemsMean>) =>
          value !== null && hundredths(rounded(value)) === hundredths(indicator.score);
        if (fits(itemsMean(dataset, indicator.number)) || !fits(itemsMean(as(0), indicator.number)))
          return [];
        return [
          {
            where: [
              `item:${item.code}`,
              `sub:${item.subIndicator}`,
              `indicator:${indicator.number}`,
              `part:${indicator.part}`,
            ],
            printed: formatScore(item.score),
            derived: formatScore(0),
            messageKey: messageKey('full-score-must-be-zero'),
            params: {
              code: item.code,
              name: item.name,
              indicator: indicator.name,
              score: formatScore(indicator.score),
            },
          },
        ];
      });
    },
  },
  {
    id: 'zero-without-remark',
    severity: 'logic',
    check(dataset) {
      return dataset.items
        .filter((item) => item.score === 0 && !item.remarks.some(({ kind }) => REMARK_KINDS[kind].failing))
        .map((item) => ({
          where: [`item:${item.code}`],
          printed: formatScore(item.score),
          derived: '-',
          messageKey: messageKey('zero-without-remark'),
          params: { code: item.code, name: item.name },
        }));
    },
  },
  {
    id: 'follow-up-without-plan',
    severity: 'logic',
    check(dataset) {
      return dataset.items.flatMap((item) => {
        const plan = item.followsUp === undefined ? undefined : findItem(dataset, item.followsUp);
        if (!plan || item.score !== 100 || plan.score !== 0) return [];
        return [
          {
            where: [`item:${item.code}`, `item:${plan.code}`],
            printed: formatScore(item.score),
            derived: '-',
            messageKey: messageKey('follow-up-without-plan'),
            params: { code: item.code, name: item.name, plan: plan.code, planName: plan.name },
          },
        ];
      });
    },
  },
] as const satisfies readonly Rule[];
