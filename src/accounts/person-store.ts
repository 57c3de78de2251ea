import type { PeoplePort } from '../store/ports.ts';
import { decodePerson, encodePerson, type Person } from './person.ts';
import type { RowMac } from './row-mac.ts';

/** Verified rows of people. Every method throws SealError `tampered` for a row that this server did not write. */
export interface PersonStore {
  list(): Promise<Person[]>;
  get(id: string): Promise<Person | undefined>;
  /** False when the id is taken. */
  insert(person: Person): Promise<boolean>;
  /**
   * Replaces the person by what `change` makes of the newest version, again when somebody else was faster; `change`
   * may throw. Undefined, and nothing happens, when there is no such person.
   */
  change(id: string, change: (person: Person) => Person): Promise<Person | undefined>;
  encode(person: Person): Uint8Array;
  decode(id: string, data: Uint8Array): Person;
}

const MAX_TRIES = 50;

export function createPersonStore({ port, mac }: { port: PeoplePort; mac: RowMac }): PersonStore {
  const decode: PersonStore['decode'] = (id, data) => decodePerson(id, data, mac);
  const encode: PersonStore['encode'] = (person) => encodePerson(person, mac);
  // Every message asks whether somebody receives cases. The very same bytes, once verified, need not be verified again.
  const verified = new Map<string, { data: Buffer; person: Person }>();
  const decodeOnce = (id: string, data: Uint8Array): Person => {
    const known = verified.get(id);
    if (known?.data.equals(data)) return known.person;
    const person = decode(id, data);
    verified.set(id, { data: Buffer.from(data), person });
    return person;
  };
  return {
    encode,
    decode,
    async list() {
      return (await port.list()).map(({ id, data }) => decodeOnce(id, data));
    },
    async get(id) {
      const row = await port.get(id);
      return row && decode(row.id, row.data);
    },
    insert: (person) => port.save({ id: person.id, version: 1, data: encode(person) }),
    async change(id, change) {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const row = await port.get(id);
        if (!row) return undefined;
        const next = change(decode(row.id, row.data));
        if (await port.save({ id, version: row.version + 1, data: encode(next) })) return next;
      }
      throw new Error('a person changes too fast to be written');
    },
  };
}
