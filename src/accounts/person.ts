import { z } from 'zod';
import type { Colleague } from '../cases/eligible.ts';
import { STAFF_ROLES, type StaffRole } from '../cases/kinds.ts';
import { fingerprint, staffRecipientShape } from '../cases/recipients.ts';
import { SealError } from '../cases/seal-error.ts';
import type { RowMac } from './row-mac.ts';

/** The unit of everybody who is not part of the municipality's hierarchy. */
export const OUTSIDE_UNIT = 'outside';
/** Who entered the first people. */
export const SET_UP = 'set-up';

/** What is decided about a new member of staff. */
export interface NewPerson {
  name: string;
  post: string;
  role: StaffRole;
  /** A unit of the tree; left out for people from outside. */
  unit?: string;
  outside?: boolean;
  intake?: boolean;
}

const bytes = z.codec(z.base64(), z.custom<Uint8Array>(), {
  decode: (text) => Uint8Array.from(Buffer.from(text, 'base64')),
  encode: (value) => Buffer.from(value).toString('base64'),
});
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const id = z.string().regex(/^[0-9a-f]{16,32}$/);

const personShape = z.object({
  v: z.literal(1),
  /** Random; for ever. Assignments, dialogue and the audit log name people by it. */
  id,
  name: z.string().min(1).max(100),
  /** The post, for example "head of section". */
  post: z.string().max(200),
  role: z.enum(STAFF_ROLES),
  unit: z.string().min(1),
  outside: z.boolean(),
  intake: z.boolean(),
  active: z.boolean(),
  created: day,
  changed: day,
  key: z.object({
    /** The recipient id that cases are wrapped for. A change of duties retires it, and with it access to earlier cases. */
    id,
    ageRecipient: z.string(),
    salt: bytes,
    /** The version of STAFF_PEPPER that `sealed` is under. */
    pepper: z.number().int().min(1).max(255),
    /** The age identity. */
    sealed: bytes,
  }),
  /** The confirmed key; none while a second key holder has not compared the fingerprint. */
  recipient: staffRecipientShape.extend({ mac: bytes }).optional(),
  /** A link waits for its owner: until then `key` is one that nobody has a passphrase for. */
  invitation: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), until: day }).optional(),
  /** Whose doing it is that the key waits for confirmation: they cannot confirm it themselves. */
  enteredBy: z.union([id, z.literal(SET_UP)]),
  /**
   * The seconds of the last tries to sign in, for the throttle, until one succeeds. They are the only times finer than
   * a day in the store besides claims of the inbox; they belong to staff, never to a reporter.
   */
  tries: z.array(z.number().int()).max(10),
  /** Browsers known by a hash, under the key that was opened there; each with tries of its own, as above. */
  browsers: z
    .array(
      z.object({
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        key: id,
        tries: z.array(z.number().int()).max(10),
      }),
    )
    .max(10)
    .default([]),
  /** Where alerts go, sealed under APP_SECRET (`alert-box.ts`); none for who takes none. */
  alert: bytes.optional(),
});
/** A member of staff as the store keeps him. */
export type Person = z.output<typeof personShape>;

/** What may be shown of a person: no key material. */
export interface PersonView extends Pick<
  Person,
  'id' | 'name' | 'post' | 'role' | 'unit' | 'outside' | 'intake' | 'active' | 'created' | 'changed'
> {
  /** `pending`: gets no cases before a second key holder confirmed the fingerprint. `invited`: has no key yet. */
  key: 'confirmed' | 'pending' | 'invited';
  fingerprint: string;
  enteredBy: string;
}

const MAC_BYTES = 33;

/** The row's bytes: a MAC over the person's id and everything that follows, then JSON. */
export function encodePerson(person: Person, mac: RowMac): Uint8Array {
  const json = Buffer.from(JSON.stringify(z.encode(personShape, person)));
  return Buffer.concat([mac.mac([person.id, json]), json]);
}

/**
 * Throws SealError: `tampered` when this server did not write the row under this id as it stands (also with another
 * INTEGRITY_KEY), `unreadable` when a newer version of this software did.
 */
export function decodePerson(rowId: string, data: Uint8Array, mac: RowMac): Person {
  const json = data.subarray(MAC_BYTES);
  if (!mac.holds(data.subarray(0, MAC_BYTES), [rowId, json])) throw new SealError('tampered');
  const read = personShape.safeParse(JSON.parse(Buffer.from(json).toString('utf8')));
  if (!read.success || read.data.id !== rowId) throw new SealError('unreadable');
  return read.data;
}

export function viewOf(person: Person): PersonView {
  const { id, name, post, role, unit, outside, intake, active, created, changed, enteredBy } = person;
  return {
    ...{ id, name, post, role, unit, outside, intake, active, created, changed, enteredBy },
    key: person.invitation ? 'invited' : person.recipient ? 'confirmed' : 'pending',
    fingerprint: fingerprint(person.key.ageRecipient),
  };
}

/** As the cases see the person. Whether the recipient row is genuine is checked where it is used, too. */
export const colleagueOf = ({ id, role, unit, outside, intake, active, recipient }: Person): Colleague => ({
  ...{ id, role, unit, outside, intake, active },
  ...(recipient ? { recipient } : {}),
});

/** How names are compared: without capitals, spaces and signs without a width. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}\p{Pd}.]+/gu, '');
