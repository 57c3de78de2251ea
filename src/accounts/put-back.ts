import { randomBytes } from 'node:crypto';
import type { IsGone } from '../cases/gone.ts';
import type { Person } from './person.ts';
import { decodePerson, encodePerson } from './person.ts';
import type { RowMac } from './row-mac.ts';

/**
 * A person's row out of a backup as it may be put back: who was disabled since stays disabled; who moved gets no case of
 * before (the key goes on under a new id, to be confirmed again); who lost a passphrase does not sign in with the lost
 * one, and must be entered anew. `retired` is the key that opens nothing any more. Undefined: as it was.
 * Throws SealError when this server did not write the row.
 */
export function personPutBack(
  id: string,
  data: Uint8Array,
  mac: RowMac,
  isGone: IsGone,
): { data: Uint8Array; retired: string } | undefined {
  const person = decodePerson(id, data, mac);
  const changed = change(person, isGone);
  return changed === person ? undefined : { data: encodePerson(changed, mac), retired: person.key.id };
}

function change(person: Person, isGone: IsGone): Person {
  if (isGone('person', person.id) || isGone('lost-key', person.key.id)) return { ...person, active: false };
  if (!isGone('moved-key', person.key.id)) return person;
  return {
    ...person,
    key: { ...person.key, id: randomBytes(8).toString('hex') },
    recipient: undefined,
  };
}
