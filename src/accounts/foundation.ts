import { z } from 'zod';
import { isRecipient } from '../cases/age.ts';
import type { IsGone } from '../cases/gone.ts';
import { SealError } from '../cases/seal-error.ts';
import type { SettingPort } from '../store/ports.ts';

/** The setting whose making is the moment of set-up. */
export const FOUNDATION = 'foundation';

const foundationShape = z.object({
  v: z.literal(1),
  recovery: z.string().refine(isRecipient),
  /** First people that may not stand in their table yet: rows in base64. Emptied once they do. */
  people: z.array(z.object({ id: z.string(), row: z.base64() })),
  /**
   * `shareMark` of each share in force. Empty where shares had no marks yet, and where a backup from before the present
   * shares was put back: then any two of one splitting count.
   */
  marks: z.array(z.string()).default([]),
});
/** What an installation was set up with. */
export type Foundation = z.infer<typeof foundationShape>;

const encode = (foundation: Foundation): Buffer => Buffer.from(JSON.stringify(foundation));

/** Throws SealError `unreadable`. */
function decode(bytes: Uint8Array): Foundation {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw new SealError('unreadable');
  }
  const read = foundationShape.safeParse(json);
  if (!read.success) throw new SealError('unreadable');
  return read.data;
}

export interface FoundationBook {
  /** Whether there is one, readable or not. */
  exists(): Promise<boolean>;
  /** Undefined before set-up; the same object as long as the same is stored. Throws SealError `unreadable`. */
  read(): Promise<Foundation | undefined>;
  /** Once. False, and nothing happens, when there was one before. */
  make(foundation: Foundation): Promise<boolean>;
  /** Changes what `read` gave, in one write. False, and nothing happens, when it was changed meanwhile. */
  replace(from: Foundation, to: Foundation): Promise<boolean>;
}

export function createFoundationBook(settings: SettingPort): FoundationBook {
  let seen: { bytes: Buffer; foundation: Foundation } | undefined;
  /** As they are stored: an older version may have written them another way. */
  const bytesOf = new WeakMap<Foundation, Buffer>();

  return {
    async exists() {
      return (await settings.get(FOUNDATION)) !== undefined;
    },
    async read() {
      const stored = await settings.get(FOUNDATION);
      if (!stored) return undefined;
      if (seen?.bytes.equals(stored)) return seen.foundation;
      const bytes = Buffer.from(stored);
      seen = { bytes, foundation: decode(bytes) };
      bytesOf.set(seen.foundation, bytes);
      return seen.foundation;
    },
    async make(foundation) {
      const value = encode(foundation);
      return value.equals(await settings.make(FOUNDATION, value));
    },
    async replace(from, to) {
      const before = bytesOf.get(from);
      if (!before) throw new RangeError('not a foundation that was read');
      return settings.replace(FOUNDATION, before, encode(to));
    },
  };
}

/**
 * The foundation out of a backup as it may be put back: once new shares replaced those of that day, no marks stand in it, so
 * that the new ones count and nobody is locked out. Undefined: as it was. Throws SealError `unreadable`.
 */
export function foundationPutBack(bytes: Uint8Array, isGone: IsGone): Uint8Array | undefined {
  const foundation = decode(bytes);
  return foundation.marks.some((mark) => isGone('share', mark))
    ? encode({ ...foundation, marks: [] })
    : undefined;
}
