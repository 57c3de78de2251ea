import { z } from 'zod';
import { hasTwoDecimals } from './score.ts';

/**
 * The shapes of `ita-<year>.yaml`. Thai wording of names, questions and remarks is the official one (Arabic digits,
 * reading slips of the scan mended); `plain` texts are ours. `section` says where in the source a fact stands
 * ("3", "4.1(2)", "ประกาศ"); "เกณฑ์ ป.ป.ช." marks what is common ITA rule and not in the municipality's report.
 */

const filled = z.string().trim().min(1);

/** The same thing said in both languages. */
export const textSchema = z.strictObject({ th: filled, en: filled });
export type Text = z.infer<typeof textSchema>;

/** A section label for what the report itself does not hold. */
export const OUTSIDE_REPORT = 'เกณฑ์ ป.ป.ช.';

const section = filled;

/** 0 to 100, at most two decimals. */
export const scoreSchema = z
  .number()
  .min(0)
  .max(100)
  .refine(hasTwoDecimals, { params: { key: 'two-decimals' } });

export const GRADES = ['AA', 'A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Grade = (typeof GRADES)[number];
export const PART_CODES = ['IIT', 'EIT', 'OIT'] as const;
export type PartCode = (typeof PART_CODES)[number];

/** Why an assessor gave or would give no point. `failing`: such a remark does not go with a full score. */
export const REMARK_KINDS = {
  'no-access-path': { failing: true },
  incomplete: { failing: true },
  'period-missing': { failing: true },
  'not-found': { failing: true },
  'no-link': { failing: true },
  'not-relevant': { failing: true },
  unclear: { failing: true },
  'no-detail': { failing: true },
  advice: { failing: false },
} as const;
export type RemarkKind = keyof typeof REMARK_KINDS;
const remarkKind = z.enum(Object.keys(REMARK_KINDS) as [RemarkKind, ...RemarkKind[]]);

const indicatorNumber = z.number().int().min(1).max(99);
const questionCode = z.string().regex(/^[IE]\d{1,2}$/);
const itemCode = z.string().regex(/^O\d{1,2}$/);
const subCode = z.string().regex(/^\d{1,2}\.\d{1,2}$/);
const unitId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const isoDate = z.iso.date();

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
export type Remark = z.infer<typeof remarkSchema>;

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
export type Obstacle = z.infer<typeof obstacleSchema>;

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

const factSchema = z.strictObject({ id: filled, th: filled, en: filled, section });
export type Fact = z.infer<typeof factSchema>;

export const definitionSchema = z.strictObject({
  id: filled,
  term: textSchema,
  th: filled,
  en: filled,
  section,
});
export type Definition = z.infer<typeof definitionSchema>;

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
