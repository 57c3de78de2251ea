import { z } from 'zod';
import {
  claimsSchema,
  definitionSchema,
  documentSchema,
  factSchema,
  measureSchema,
  obstacleSchema,
  pointSchema,
} from './schema-analysis.ts';
import {
  GRADES,
  PART_CODES,
  filled,
  indicatorNumber,
  itemCode,
  questionCode,
  remarkKind,
  scoreSchema,
  section,
  subCode,
  textSchema,
} from './schema-base.ts';

/**
 * The shapes of `ita-<year>.yaml`. Thai wording of names, questions and remarks is the official one (Arabic digits,
 * reading slips of the scan mended); `plain` texts are ours. `section` says where in the source a fact stands
 * ("3", "4.1(2)", "ประกาศ"); "เกณฑ์ ป.ป.ช." marks what is common ITA rule and not in the municipality's report.
 */

export { GRADES, OUTSIDE_REPORT, PART_CODES, REMARK_KINDS, scoreSchema, textSchema } from './schema-base.ts';
export type { Grade, PartCode, RemarkKind, Text } from './schema-base.ts';
export type * from './schema-analysis.ts';

/** The same score once more, elsewhere in the source. */
const printedAgain = z.strictObject({ score: scoreSchema, section });

export const overallSchema = z.strictObject({
  score: scoreSchema,
  section,
  alsoPrinted: z.array(printedAgain).default([]),
  grade: z.enum(GRADES),
});

export const gradeStepSchema = z.strictObject({ grade: z.enum(GRADES), from: scoreSchema });

export const partSchema = z.strictObject({
  code: z.enum(PART_CODES),
  /** Percent of the overall score. */
  weight: z.number().int().min(0).max(100),
  name: textSchema,
  /** Who is asked, or what is looked at. */
  measures: textSchema,
  section,
});
export type Part = z.infer<typeof partSchema>;

export const indicatorSchema = z.strictObject({
  number: indicatorNumber,
  part: z.enum(PART_CODES),
  name: textSchema,
  score: scoreSchema,
  section,
  alsoPrinted: z.array(printedAgain).default([]),
  /** The official explanation, Thai only. */
  about: filled.optional(),
  aboutSection: section.optional(),
  plain: textSchema.optional(),
});
export type Indicator = z.infer<typeof indicatorSchema>;

export const questionSchema = z.strictObject({
  code: questionCode,
  indicator: indicatorNumber,
  text: textSchema,
  topic: textSchema,
  score: scoreSchema,
  /**
   * What the question asks about: something good, something bad, or both. A higher score is the better one in every case
   * (the scale of bad things is turned by the assessors), so 96.12 on a bad thing means "hardly ever".
   */
  asksAbout: z.enum(['good', 'bad', 'both']),
  section,
});
export type Question = z.infer<typeof questionSchema>;

export const subIndicatorSchema = z.strictObject({
  code: subCode,
  indicator: indicatorNumber,
  name: textSchema,
  section,
});
export type SubIndicator = z.infer<typeof subIndicatorSchema>;

export const remarkSchema = z.strictObject({ kind: remarkKind, th: filled, en: filled });

export const itemSchema = z.strictObject({
  code: itemCode,
  subIndicator: subCode,
  name: textSchema,
  plain: textSchema,
  score: z.union([z.literal(0), z.literal(100)]),
  remarks: z.array(remarkSchema).default([]),
  /** The item this one reports on or carries out: a report is about a plan, carrying out is of measures. */
  followsUp: itemCode.optional(),
  section,
});
export type Item = z.infer<typeof itemSchema>;

export const datasetSchema = z.strictObject({
  /** Buddhist fiscal year, 2563 = October 2019 to September 2020. */
  year: z.number().int().min(2556).max(2700),
  /** The document these facts were read from. */
  source: textSchema,
  passMark: scoreSchema,
  passMarkSection: section,
  overall: overallSchema,
  gradeScale: z.strictObject({ section, steps: z.array(gradeStepSchema).min(1) }),
  parts: z.array(partSchema).min(1),
  indicators: z.array(indicatorSchema).min(1),
  questions: z.array(questionSchema).default([]),
  subIndicators: z.array(subIndicatorSchema).default([]),
  items: z.array(itemSchema).default([]),
  remarkKinds: z.array(z.strictObject({ id: remarkKind, name: textSchema, plain: textSchema })).default([]),
  strengths: z.array(pointSchema).default([]),
  weaknesses: z.array(pointSchema).default([]),
  opportunities: z.array(pointSchema).default([]),
  obstacles: z.array(obstacleSchema).default([]),
  measures: z.array(measureSchema).default([]),
  monitoring: z
    .strictObject({ intervalsMonths: z.array(z.number().int()), rules: z.array(factSchema), section })
    .optional(),
  claims: claimsSchema.prefault({}),
  laws: z.array(factSchema).default([]),
  background: z.array(factSchema).default([]),
  definitions: z.array(definitionSchema).default([]),
  documents: z.array(documentSchema).default([]),
  motto: z.strictObject({ th: filled, en: filled, section }).optional(),
});

/** One year's result of one agency, validated. */
export type Dataset = z.infer<typeof datasetSchema>;
