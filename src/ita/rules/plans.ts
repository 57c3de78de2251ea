import { changed, findIndicator, findMeasure, findQuestion, passes } from '../lookups.ts';
import type { Text } from '../schema.ts';
import { formatScore } from '../score.ts';
import { yearBefore } from './claims.ts';
import { messageKey, type Rule } from './finding.ts';

/** What the report concludes and plans, against its scores, and what is missing there. */

/** An English sentence inside another loses its full stop. */
const quoted = ({ th, en }: Text): Text => ({ th, en: en.replace(/\.$/, '') });

/** The word for Saturday or Sunday of a Gregorian day, or `null` for a working day. */
function weekend(day: string): 'saturday' | 'sunday' | null {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 ? 'sunday' : weekday === 6 ? 'saturday' : null;
}

export const planLogicRules = [
  {
    id: 'fell-without-measure',
    severity: 'logic',
    check(dataset, all) {
      const before = yearBefore(dataset, all);
      if (!before || dataset.measures.length === 0) return [];
      return changed(dataset, before, -1)
        .filter(({ number }) => !findMeasure(dataset, number))
        .map((indicator) => ({
          where: [`indicator:${indicator.number}`],
          printed: formatScore(indicator.score),
          derived: formatScore(findIndicator(before, indicator.number)?.score ?? 0),
          messageKey: messageKey('fell-without-measure'),
          params: { number: indicator.number, name: indicator.name, before: before.year },
        }));
    },
  },
  {
    id: 'weak-without-measure',
    severity: 'logic',
    check(dataset) {
      if (dataset.measures.length === 0) return [];
      return dataset.indicators
        .filter(({ number, score }) => !passes(dataset, score) && !findMeasure(dataset, number))
        .map((indicator) => ({
          where: [`indicator:${indicator.number}`],
          printed: formatScore(indicator.score),
          derived: formatScore(dataset.passMark),
          messageKey: messageKey('weak-without-measure'),
          params: { number: indicator.number, name: indicator.name },
        }));
    },
  },
  {
    id: 'measures-without-date',
    severity: 'logic',
    check(dataset) {
      const { monitoring, measures } = dataset;
      if (!monitoring || measures.length === 0 || measures.some((measure) => measure.due !== undefined))
        return [];
      return [
        {
          where: ['monitoring', ...measures.map((measure) => `measure:${measure.indicator}`)],
          printed: monitoring.intervalsMonths.join(', '),
          derived: '-',
          messageKey: messageKey('measures-without-date'),
          params: { months: monitoring.intervalsMonths.join(', '), count: measures.length },
        },
      ];
    },
  },
  {
    id: 'low-question-not-named',
    severity: 'logic',
    check(dataset) {
      const named = new Set(dataset.obstacles.flatMap((obstacle) => obstacle.questions));
      if (named.size === 0) return [];
      const missing = dataset.questions.filter(
        ({ code, score }) => !passes(dataset, score) && !named.has(code),
      );
      return missing.map((question) => ({
        where: [`question:${question.code}`],
        printed: formatScore(question.score),
        derived: formatScore(dataset.passMark),
        messageKey: messageKey('low-question-not-named', missing.length === 1 ? 'text' : 'only'),
        params: { code: question.code, topic: question.topic },
      }));
    },
  },
  {
    id: 'obstacle-not-low',
    severity: 'logic',
    check(dataset) {
      return dataset.obstacles.flatMap((obstacle) => {
        const questions = obstacle.questions
          .map((code) => findQuestion(dataset, code))
          .filter((q) => q !== undefined);
        const [first] = questions;
        if (!first || questions.some(({ score }) => !passes(dataset, score))) return [];
        return [
          {
            where: [`obstacle:${obstacle.id}`, ...questions.map(({ code }) => `question:${code}`)],
            printed: formatScore(first.score),
            derived: formatScore(dataset.passMark),
            messageKey: messageKey('obstacle-not-low'),
            params: { obstacle: quoted(obstacle), code: first.code, topic: first.topic },
          },
        ];
      });
    },
  },
  {
    // "There is none" while the survey about that very thing gives more than half of the points.
    id: 'obstacle-says-none',
    severity: 'logic',
    check(dataset) {
      return dataset.obstacles.flatMap((obstacle) => {
        const [code] = obstacle.saysNone ? obstacle.questions : [];
        const question = code === undefined ? undefined : findQuestion(dataset, code);
        if (!question || question.score < 50) return [];
        return [
          {
            where: [`obstacle:${obstacle.id}`, `question:${question.code}`],
            printed: formatScore(0),
            derived: formatScore(question.score),
            messageKey: messageKey('obstacle-says-none'),
            params: {
              obstacle: quoted(obstacle),
              code: question.code,
              topic: question.topic,
            },
          },
        ];
      });
    },
  },
  {
    // OIT looks at what the agency itself puts on its own website.
    id: 'external-obstacle-own-work',
    severity: 'logic',
    check(dataset) {
      return dataset.obstacles
        .filter((obstacle) => obstacle.origin === 'external' && obstacle.indicators.length > 0)
        .filter((obstacle) =>
          obstacle.indicators.every((number) => findIndicator(dataset, number)?.part === 'OIT'),
        )
        .map((obstacle) => ({
          where: [`obstacle:${obstacle.id}`],
          printed: obstacle.origin,
          derived: 'internal',
          messageKey: messageKey('external-obstacle-own-work'),
          params: { section: { section: obstacle.section } },
        }));
    },
  },
  {
    id: 'document-on-weekend',
    severity: 'logic',
    check(dataset) {
      return dataset.documents.flatMap((document) => {
        const day = document.date === undefined ? null : weekend(document.date);
        if (!day || document.date === undefined) return [];
        return [
          {
            where: [`document:${document.id}`],
            printed: document.date,
            derived: day,
            messageKey: messageKey('document-on-weekend'),
            params: {
              weekday: { word: day },
              day: { day: document.date },
              document: { section: document.section },
            },
          },
        ];
      });
    },
  },
] as const satisfies readonly Rule[];
