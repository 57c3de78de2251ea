import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { dayOf, daysBetween, type Clock } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import { maySeeNumbers } from './audit-view.ts';
import { withoutIdleTurn, type AlertBox, type AlertState } from './alert-box.ts';
import { holdsKeys } from './duties.ts';
import type { PersonStore } from './person-store.ts';
import type { PersonView } from './person.ts';

const CODE_DIGITS = 8;
const WRONG_AT_MOST = 5;
const CODES_A_DAY = 5;
const addressShape = z.email().max(254);

/** Who is sent something: key holders alerts, auditors from outside the head of the audit log (its number counts lines about cases). */
export const getsAlerts = (person: Pick<PersonView, 'role' | 'outside'>): boolean =>
  holdsKeys(person.role) || maySeeNumbers(person);

type Duties = Pick<PersonView, 'role' | 'outside'>;
/** Whether somebody is sent the same in new duties as in the old: otherwise where it goes is to be entered anew. */
export const isToldAlike = (before: Duties, after: Duties): boolean =>
  getsAlerts(after) && holdsKeys(before.role) === holdsKeys(after.role);

/** The address that a member of staff entered for alerts. */
export interface AlertAddresses {
  /** `address`: confirmed. `waiting`: a code was mailed there. */
  look(id: string): Promise<{ address?: string; waiting?: string }>;
  /**
   * Keeps an address until its code is typed; resolves to the code, to be mailed there. A confirmed one goes on meanwhile.
   * Throws ExpectedError `alert-address`, `alert-codes`.
   */
  propose(id: string, address: string): Promise<string>;
  /** Whether the code fits. After five that do not, the address is forgotten. */
  confirm(id: string, code: string): Promise<boolean>;
  /** Takes the address away, and the one that waits. */
  remove(id: string): Promise<void>;
}

const hashOf = (id: string, code: string): string =>
  createHash('sha256').update(`${id} ${code}`).digest('hex');

export function createAlertAddresses(deps: {
  people: PersonStore;
  box: AlertBox;
  clock: Clock;
}): AlertAddresses {
  const { people, box, clock } = deps;

  const change = async (id: string, next: (state: AlertState) => AlertState | undefined): Promise<void> => {
    await people.change(id, (person) => box.put(person, next(box.of(person))));
  };

  return {
    async look(id) {
      const person = await people.get(id);
      if (!person) return {};
      const { address, waiting } = box.of(person);
      return { address, waiting: waiting?.address };
    },
    async propose(id, typed) {
      const read = addressShape.safeParse(typed.trim());
      if (!read.success) throw new ExpectedError('alert-address', {}, 422);
      const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
      const day = dayOf(clock.now());
      await change(id, (state) => {
        const count = (state.mailed?.day === day ? state.mailed.count : 0) + 1;
        if (count > CODES_A_DAY) throw new ExpectedError('alert-codes', {}, 429);
        const waiting = { address: read.data, code: hashOf(id, code), day, wrong: 0 };
        return { ...state, waiting, mailed: { day, count } };
      });
      return code;
    },
    async confirm(id, code) {
      let fits = false;
      await change(id, (state) => {
        const { waiting, ...rest } = state;
        fits = false;
        if (!waiting) return state;
        // A day and the next one: a mail server may hold the code back for hours.
        if (daysBetween(waiting.day, dayOf(clock.now())) > 1) return rest;
        fits = timingSafeEqual(Buffer.from(waiting.code), Buffer.from(hashOf(id, code)));
        if (fits) return { ...rest, address: waiting.address };
        const wrong = waiting.wrong + 1;
        return wrong >= WRONG_AT_MOST ? rest : { ...rest, waiting: { ...waiting, wrong } };
      });
      return fits;
    },
    async remove(id) {
      await change(id, ({ address: _gone, waiting: _unconfirmed, ...rest }) => withoutIdleTurn(rest));
    },
  };
}
