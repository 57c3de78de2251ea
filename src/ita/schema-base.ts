import { z } from 'zod';
import { hasTwoDecimals } from './score.ts';

/** Values that the shapes of the agency's files share. */

export const filled = z.string().trim().min(1);

/** The same thing said in both languages. */
export const textSchema = z.strictObject({ th: filled, en: filled });
export type Text = z.infer<typeof textSchema>;

/** A section label for what the report itself does not hold. */
export const OUTSIDE_REPORT = 'เกณฑ์ ป.ป.ช.';

export const section = filled;

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
export const remarkKind = z.enum(Object.keys(REMARK_KINDS) as [RemarkKind, ...RemarkKind[]]);

export const indicatorNumber = z.number().int().min(1).max(99);
export const questionCode = z.string().regex(/^[IE]\d{1,2}$/);
export const itemCode = z.string().regex(/^O\d{1,2}$/);
export const subCode = z.string().regex(/^\d{1,2}\.\d{1,2}$/);
export const unitId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
export const isoDate = z.iso.date();
