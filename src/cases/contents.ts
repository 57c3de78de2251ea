import { z } from 'zod';
import { LANGS } from '../i18n.ts';
import { answersSchema, type Answers, type FieldValue } from './fields.ts';
import { SealError } from './seal-error.ts';

/** What is inside sealed items: JSON, checked when it is opened. Days only, never a time. */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The report as it was filed. */
export const reportContent = z.object({
  v: z.literal(1),
  kind: z.enum(['complaint', 'comment']),
  lang: z.enum(LANGS),
  day,
  answers: answersSchema,
});
export type ReportContent = z.infer<typeof reportContent>;

/** One line of the dialogue, or a note, in the staff ring. */
export const dialogueContent = z.object({
  day,
  by: z.enum(['reporter', 'staff']),
  /** The id of the member of staff. */
  who: z.string().optional(),
  action: z.string(),
  text: z.string().optional(),
  /** What the action set: outcome, body referred to, assignee. */
  detail: z.string().optional(),
});
export type DialogueContent = z.infer<typeof dialogueContent>;

/** One line of the reporter's timeline, in the reporter ring: what happened and on which day. */
export const statusContent = z.object({
  day,
  action: z.string(),
  by: z.enum(['reporter', 'staff', 'system']),
  status: z.string(),
  due: day.optional(),
  outcome: z.string().optional(),
  body: z.string().optional(),
  /** The officers' words; never the reporter's own. */
  text: z.string().optional(),
  /** How many files and places the reporter sent. */
  files: z.number().int().optional(),
  /** The notification item that was added, so that "stop" finds it. */
  notify: z.string().optional(),
});
export type StatusContent = z.infer<typeof statusContent>;

/** Where to say that there is news: the reporter's own wish. */
export const notifyContent = z.object({
  channel: z.literal('line'),
  address: z.string(),
  lang: z.enum(LANGS),
});
export type NotifyContent = z.infer<typeof notifyContent>;

export const toBody = (content: unknown): Uint8Array => Buffer.from(JSON.stringify(content));

/** Throws SealError `unreadable`. */
export function fromBody<T>(schema: z.ZodType<T>, body: Uint8Array): T {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    throw new SealError('unreadable');
  }
  const read = schema.safeParse(json);
  if (!read.success) throw new SealError('unreadable');
  return read.data;
}

/**
 * Answers as they stand in a filed report: without the names of the messages they came in, which never enter a case,
 * and without evidence, each piece of which is a sealed item of its own.
 */
export function withoutItems(answers: Answers): Answers {
  const clean = (value: FieldValue): FieldValue => {
    if (value.of === 'story') return { of: 'story', parts: value.parts.map(({ text }) => ({ text })) };
    if (value.of === 'line') return { of: 'line', text: value.text };
    return value;
  };
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, value]) => (value.of === 'evidence' ? [] : [[id, clean(value)]])),
  );
}

/** How many files a line of the timeline names; undefined for none. */
export const countOf = (files: readonly unknown[]): number | undefined =>
  files.length === 0 ? undefined : files.length;
