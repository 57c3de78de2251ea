import { z } from 'zod';
import { textSchema } from './schema.ts';

/** The shape of `policy.yaml`: what a town decides about handling cases. Written in snake_case, read in camelCase. */

/** The kinds of case that clocks and retention are set for. */
export const POLICY_KINDS = ['complaint', 'comment'] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

const days = z.number().int().min(1).max(36_500);
const megabytes = z.number().int().min(1).max(100_000);
const byOutcome = z.object({ default: days }).catchall(days);

const doorSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  phone: z.string().regex(/^[0-9][0-9 -]{2,}$/),
  name: textSchema,
  /** Other ways people write its name, so that "เบอร์ ปปช" finds it. */
  aliases: z.array(z.string().min(1)).default([]),
  for: textSchema,
  url: z.url().optional(),
});
/** A place outside the agency where people can go: a national hotline. */
export type NationalDoor = z.infer<typeof doorSchema>;

export const policySchema = z
  .strictObject({
    draft_idle_hours: z.number().min(0.25).max(72),
    release_hours: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))
      .min(1)
      .refine((hours) => hours.every((hour, at) => at === 0 || (hours[at - 1] ?? '') < hour), {
        params: { key: 'ascending' },
      }),
    legal_clock: z.strictObject({
      first_answer_days: days,
      basis: textSchema,
      conclude_days: z.strictObject({ complaint: days, comment: days }),
      soon_days: days,
      closed_days: z.enum(['keep', 'next-working-day']).default('keep'),
    }),
    contest_days: days,
    withdrawal_undo_days: days,
    retention_days: z.strictObject({ complaint: byOutcome, comment: byOutcome }),
    evidence: z
      .strictObject({
        file_mb: megabytes,
        case_mb: megabytes,
        day_mb: megabytes,
        files_per_case: z.number().int().min(1).max(1000),
        image_megapixels: z.number().int().min(1).max(1000),
      })
      .refine((caps) => caps.file_mb <= caps.case_mb && caps.case_mb <= caps.day_mb, {
        params: { key: 'caps-order' },
      }),
    small_count_below: z.number().int().min(1).max(100),
    national_doors: z.array(doorSchema).min(1),
    public_holidays: z.strictObject({ source: textSchema, days: z.array(z.iso.date()).default([]) }),
  })
  .transform((raw) => ({
    /** Hours after which an untouched draft is deleted. */
    draftIdleHours: raw.draft_idle_hours,
    /** `HH:MM` in Thailand, ascending. */
    releaseHours: raw.release_hours,
    legalClock: {
      firstAnswerDays: raw.legal_clock.first_answer_days,
      basis: raw.legal_clock.basis,
      concludeDays: raw.legal_clock.conclude_days,
      soonDays: raw.legal_clock.soon_days,
      closedDays: raw.legal_clock.closed_days,
      holidays: raw.public_holidays.days,
    },
    contestDays: raw.contest_days,
    withdrawalUndoDays: raw.withdrawal_undo_days,
    /** Days after closing, by kind, then outcome; see `retentionDays`. */
    retentionDays: raw.retention_days,
    evidence: {
      fileMb: raw.evidence.file_mb,
      caseMb: raw.evidence.case_mb,
      dayMb: raw.evidence.day_mb,
      filesPerCase: raw.evidence.files_per_case,
      imageMegapixels: raw.evidence.image_megapixels,
    },
    smallCountBelow: raw.small_count_below,
    nationalDoors: raw.national_doors,
    publicHolidays: raw.public_holidays,
  }));

export type Policy = z.output<typeof policySchema>;

/** Days a closed case is kept: the outcome's own figure, else the kind's default. */
export function retentionDays(policy: Policy, kind: PolicyKind, outcome: string): number {
  const table = policy.retentionDays[kind];
  return Object.hasOwn(table, outcome) ? (table[outcome] ?? table.default) : table.default;
}
