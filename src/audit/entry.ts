import { z } from 'zod';

/** Short names of things: ids, keys, numbers. Nothing that a person wrote fits. */
const name = z.string().regex(/^[\w.:-]{1,64}$/);

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
});
/** One thing that somebody did. */
export type AuditEntry = z.infer<typeof entryShape>;

/** Throws ZodError for anything that is not a short name: content must not reach the log. */
export const encodeEntry = (entry: AuditEntry): Uint8Array =>
  Buffer.from(JSON.stringify(entryShape.parse(entry)));

/** Undefined when it cannot be read. */
export function decodeEntry(bytes: Uint8Array): AuditEntry | undefined {
  try {
    return entryShape.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return undefined;
  }
}
