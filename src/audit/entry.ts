import { z } from 'zod';

/** The length of a mark. */
export const MARK_BYTES = 16;

/** Short names of things: ids, keys, numbers. Nothing that a person wrote fits. */
const name = z.string().regex(/^[\w.:-]{1,64}$/);

/** Marks of 16 bytes each, one after the other. */
const marks = z
  .string()
  .regex(/^[\w-]*$/)
  .refine((text) => Buffer.from(text, 'base64url').byteLength % MARK_BYTES === 0);

const batchShape = z.strictObject({
  /** What the blanks among the marks are made of. */
  salt: z.string().regex(/^[\w-]{22}$/),
  entered: marks,
  gone: marks,
  /** What is to be entered on this day goes on in the next batch. */
  more: z.boolean(),
  /** The number of the batch before; 0 for none. */
  before: z.number().int().min(0),
  /** The fewest days that a closed case was kept at the time. */
  keep: z.number().int().min(1),
});
/** A day's share of the ledger (`ledger.ts`): nothing in it can be read without INTEGRITY_KEY. */
export type Batch = z.infer<typeof batchShape>;

const entryShape = z.strictObject({
  /** The staff member's id; left out for the machine itself. */
  who: name.optional(),
  /** What was done, for example `case-read`. */
  what: name,
  /** The id of another member of staff it was done to. */
  subject: name.optional(),
  /** A case's id. */
  case: name.optional(),
  /** A key without content, such as an action's id. */
  detail: name.optional(),
  batch: batchShape.optional(),
});
type WholeEntry = z.infer<typeof entryShape>;
/** One thing that somebody did. */
export type AuditEntry = Omit<WholeEntry, 'batch'>;

/** Throws ZodError for anything that is not a short name: content must not reach the log. */
export const encodeEntry = (entry: WholeEntry): Uint8Array =>
  Buffer.from(JSON.stringify(entryShape.parse(entry)));

/** Undefined when it cannot be read. */
export function decodeEntry(bytes: Uint8Array): WholeEntry | undefined {
  try {
    return entryShape.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return undefined;
  }
}
