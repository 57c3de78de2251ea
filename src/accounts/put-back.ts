import { randomBytes } from 'node:crypto';
import { roleId, type IsGone } from '../cases/gone.ts';
import type { Person } from './person.ts';
import { decodePerson, encodePerson } from './person.ts';
import type { RowMac } from './row-mac.ts';

/**
 * A person's row out of a backup as it may be put back. Who was disabled since stays disabled. Disabled comes back, to be
 * entered anew, who lost a passphrase (the backup knows the lost one), used an invitation (its link would work again) or
 * has another role. Who moved gets no case of before: the key goes on under a new id, to be confirmed again.
 * `retired` is the key that opens nothing any more. Undefined: as it was.
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
  const { key } = person;
  const lost = isGone('lost-key', key.id) || isGone('lost-key', key.ageRecipient);
  const demoted = isGone('role', roleId(person.id, person.role));
  if (isGone('person', person.id) || lost || demoted) return { ...person, active: false, alert: undefined };
  if (!isGone('moved-key', key.id)) return person;
  return {
    ...person,
    key: { ...key, id: randomBytes(8).toString('hex') },
    recipient: undefined,
  };
}
