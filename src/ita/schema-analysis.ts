import { z } from 'zod';
import {
  filled,
  indicatorNumber,
  isoDate,
  questionCode,
  scoreSchema,
  section,
  textSchema,
  unitId,
} from './schema-base.ts';

/** What a report says about its scores: judgements, measures, claims, background, documents. */

/** A judgement of the report, with the indicators and questions it speaks about. */
export const pointSchema = z.strictObject({
  id: filled,
  th: filled,
  en: filled,
  indicators: z.array(indicatorNumber).default([]),
  questions: z.array(questionCode).default([]),
  section,
});
export type Point = z.infer<typeof pointSchema>;

export const obstacleSchema = pointSchema.extend({
  origin: z.enum(['internal', 'external']),
  /** The sentence says that something does not exist at all ("no measures", "no permission"). */
  saysNone: z.boolean().default(false),
});

export const stepSchema = z.strictObject({
  number: z.number().int().min(1),
  th: filled,
  en: filled,
  details: z.array(textSchema).default([]),
  /** Units the report names for this very step; empty when it names them for the measure as a whole. */
  units: z.array(unitId).default([]),
  /** "Every unit of the municipality". */
  everyUnit: z.boolean().default(false),
});
export type Step = z.infer<typeof stepSchema>;

export const measureSchema = z.strictObject({
  indicator: indicatorNumber,
  printedScore: scoreSchema,
  measures: z.array(textSchema).min(1),
  steps: z.array(stepSchema).min(1),
  units: z.array(unitId).min(1),
  everyUnit: z.boolean().default(false),
  /** The "responsible unit" cell as printed. */
  responsiblePrinted: filled,
  /** When it is to be done, if the report says. */
  due: isoDate.optional(),
  section,
});
export type Measure = z.infer<typeof measureSchema>;

const indicatorClaim = z.strictObject({ indicator: indicatorNumber, score: scoreSchema, section });
const countClaim = z.strictObject({ count: z.number().int().min(0), section });

/** Sentences of the report that can be recomputed from its own numbers. */
export const claimsSchema = z.strictObject({
  /** "คะแนนเฉลี่ยรวม": a number the report calls the average of its indicators. */
  averageOfIndicators: z.strictObject({ score: scoreSchema, section }).optional(),
  atOrAbovePass: countClaim.optional(),
  belowPass: countClaim.optional(),
  highest: indicatorClaim.optional(),
  lowest: indicatorClaim.optional(),
  /** Indicators named as lower than the year before. */
  fell: z.strictObject({ indicators: z.array(indicatorNumber), section }).optional(),
  /** Percent of the items without points that lack a path from the website. */
  noAccessPathShare: z.strictObject({ percent: scoreSchema, section, th: filled, en: filled }).optional(),
  questionCounts: z
    .array(z.strictObject({ indicator: indicatorNumber, count: z.number().int(), section }))
    .default([]),
});
export type Claims = z.infer<typeof claimsSchema>;

export const factSchema = z.strictObject({ id: filled, th: filled, en: filled, section });

export const definitionSchema = z.strictObject({
  id: filled,
  term: textSchema,
  th: filled,
  en: filled,
  section,
});

export const documentSchema = z.strictObject({
  id: filled,
  kind: z.enum(['announcement', 'memo', 'order', 'report']),
  title: textSchema,
  number: filled.optional(),
  date: isoDate.optional(),
  /** Unit that wrote it. */
  unit: unitId.optional(),
  /** What it gives to whom: offices, never persons. */
  roles: z.array(z.strictObject({ office: textSchema, role: textSchema })).default([]),
  section,
});
export type ReportDocument = z.infer<typeof documentSchema>;
