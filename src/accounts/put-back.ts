import { randomBytes } from 'node:crypto';
import { roleId, type IsGone } from '../cases/gone.ts';
import { withoutLine, type AlertBox } from './alert-box.ts';
import type { Person } from './person.ts';
import { decodePerson, encodePerson } from './person.ts';
import type { RowMac } from './row-mac.ts';

/**
 * A person's row out of a backup as it may be put back. Who was disabled since stays disabled. Disabled comes back, to be
 * entered anew, who lost a passphrase (the backup knows the lost one), used an invitation (its link would work again) or
 * has another role. Who moved gets no case of before: the key goes on under a new id, to be confirmed again.
 * `retired` is the key that opens nothing any more; left out where all rights are as they were. No link to a LINE account comes
 * back (`unlinked`): it may have been ended since, and what its owner ended is never begun for him. Undefined: as it was.
 * Throws SealError when this server did not write the row.
 */
export function personPutBack(
  id: string,
  data: Uint8Array,
  by: { mac: RowMac; isGone: IsGone; alerts: AlertBox },
): { data: Uint8Array; retired?: string; unlinked: boolean } | undefined {
  const person = decodePerson(id, data, by.mac);
  const changed = change(person, by.isGone);
  const state = by.alerts.of(changed);
  const unlinked = state.line !== undefined || state.linking !== undefined;
  const alone = unlinked ? by.alerts.put(changed, withoutLine(state)) : changed;
  const written = alone.browsers.length > 0 ? { ...alone, browsers: [] } : alone;
  if (written === person) return undefined;
  return {
    data: encodePerson(written, by.mac),
    unlinked: state.line !== undefined,
    ...(changed === person ? {} : { retired: person.key.id }),
  };
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
