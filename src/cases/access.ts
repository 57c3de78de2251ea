import { dayOf } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { CaseRow } from '../store/ports.ts';
import { createAccessSurvey, type AccessSurvey } from './access-survey.ts';
import { newItem, type NewItem } from './case-writer.ts';
import type { Worker } from './worker.ts';
import { GIVE_ACCESS, requireDuty, TAKE_ACCESS } from './access-duties.ts';
import { accusedOf, mayOpen, type UnitTree } from './conflict.ts';
import type { DialogueContent } from './contents.ts';
import type { Colleague } from './eligible.ts';
import { accessId, type GoneList } from './gone.ts';
import type { Status } from './kinds.ts';
import { RECOVERY_ID } from './recipients.ts';
import { createRingChange, staffWraps, type Insight, type RingChangeDeps } from './ring-change.ts';

/** `had`: has the key already. `conflict`: the rule of who may open it forbids it. `taken`: somebody took it from him. */
export type Gift = 'given' | 'had' | 'conflict' | 'taken';

/** People by id. */
export interface AccessView {
  holders: string[];
  /** Those without a key whom the conflict rule allows one, with a confirmed key of their own. */
  eligible: string[];
}

/**
 * Who can open which case, changed in a key holder's session (or by the recovery key). A case that the worker cannot open
 * does not exist for him: ExpectedError `case-gone`. Every change is one compare-and-set of the case.
 */
export interface CaseAccess extends AccessSurvey {
  look(worker: Worker, caseId: string): Promise<AccessView>;
  /** Whether staff may know by now that there is this case (promise 4). */
  isShown(caseId: string): Promise<boolean>;
  /** Seals a case anew for those who hold a valid key. False when no other key opens it. */
  reseal(worker: Worker, caseId: string): Promise<boolean>;
  /** `pass` does not give what was taken from the person before. Throws ExpectedError `grant-unconfirmed`, `action-not-yours`. */
  give(worker: Worker, caseId: string, personId: string, how: 'give' | 'pass'): Promise<Gift>;
  /**
   * A new ring without the person, from this moment; the assignment goes, too. Throws ExpectedError `access-not-there`,
   * `access-last` when nobody of the staff would be left, `action-not-yours`.
   */
  take(worker: Worker, caseId: string, personId: string): Promise<void>;
}

export interface CaseAccessDeps extends RingChangeDeps {
  tree: () => UnitTree;
  gone: Pick<GoneList, 'note' | 'forget'>;
}

export function createCaseAccess(deps: CaseAccessDeps): CaseAccess {
  const { port, clock, writer, book, staff, tree } = deps;
  const change = createRingChange(deps);
  const survey = createAccessSurvey(deps);
  const gone = () => new ExpectedError('case-gone', {}, 404);

  function requireHeld(row: CaseRow | undefined, worker: Worker): CaseRow {
    if (!row?.wraps.some(({ recipient }) => recipient === worker.key.id)) throw gone();
    return row;
  }
  const rowFor = async (worker: Worker, caseId: string) => requireHeld(await port.get(caseId), worker);

  const line = (worker: Worker, action: string, personId: string): NewItem =>
    newItem('dialogue', {
      ...{ day: dayOf(clock.now()), by: 'staff', action, detail: personId },
      // The recovery key is nobody's: its holders are not named.
      ...(worker.key.id === RECOVERY_ID ? {} : { who: worker.id }),
    } satisfies DialogueContent);

  const allows = (person: Colleague, { report }: Insight): boolean =>
    mayOpen(person, accusedOf(report.kind, report.answers), tree());
  const wasTaken = (personId: string, { dialogue }: Insight): boolean =>
    dialogue.findLast(
      ({ action, detail }) => detail === personId && (action === GIVE_ACCESS || action === TAKE_ACCESS),
    )?.action === TAKE_ACCESS;

  /** A case that nobody could open begins when somebody can. */
  function begun(row: CaseRow): { row: CaseRow; items: NewItem[] } {
    if (row.status !== 'stranded') return { row, items: [] };
    const day = dayOf(clock.now());
    const status: Status = 'received';
    const told = newItem('status', { day, action: GIVE_ACCESS, by: 'system', status, due: row.due });
    return { row: { ...row, status, since: day, unread: true }, items: [told] };
  }

  /** After a backup is put back, who has no access now must not have it again. */
  async function noteIfWithout(caseId: string, recipient: string): Promise<void> {
    const row = await port.get(caseId);
    if (row && !staffWraps(row).includes(recipient))
      await deps.gone.note('access', accessId(caseId, recipient));
  }

  return {
    ...survey,

    async isShown(caseId) {
      return (await port.get(caseId))?.shown === true;
    },

    async look(worker, caseId) {
      const row = await rowFor(worker, caseId);
      if (!row.shown) throw gone();
      const held = staffWraps(row);
      const insight = await change.insight(row, worker.key);
      const people = (await staff()).filter(({ active, recipient }) => active && recipient);
      const has = ({ recipient }: Colleague) => recipient !== undefined && held.includes(recipient.id);
      return {
        holders: people.filter(has).map(({ id }) => id),
        eligible: people.filter((person) => !has(person) && allows(person, insight)).map(({ id }) => id),
      };
    },

    async reseal(worker, caseId) {
      requireDuty(worker, 'reseal');
      const valid = await survey.validKeys();
      const isStale = (row: CaseRow) => staffWraps(row).some((id) => !valid.has(id));
      if (!isStale(await rowFor(worker, caseId))) return false;
      const row = await writer.change(caseId, undefined, async (current) => {
        const held = requireHeld(current, worker);
        const next = isStale(held) ? await change.rotated(held, worker.key, validOf(held, valid)) : held;
        return { row: next, items: [] };
      });
      return row !== undefined;
    },

    async give(worker, caseId, personId, how) {
      requireDuty(worker, how);
      const person = (await staff()).find(({ id }) => id === personId);
      if (!person?.active || !person.recipient) throw new ExpectedError('grant-unconfirmed', {}, 409);
      const newcomer = book.trust(person.recipient);
      const giftOf = async (row: CaseRow): Promise<Gift> => {
        if (staffWraps(row).includes(newcomer.id)) return 'had';
        const insight = await change.insight(row, worker.key);
        if (!allows(person, insight)) return 'conflict';
        return how === 'pass' && wasTaken(person.id, insight) ? 'taken' : 'given';
      };
      const first = await rowFor(worker, caseId);
      if (how === 'give' && !first.shown) throw gone();
      const gift = await giftOf(first);
      if (gift !== 'given') return gift;
      const row = await writer.change(caseId, undefined, async (current) => {
        const held = requireHeld(current, worker);
        if (held.version !== first.version && (await giftOf(held)) !== 'given')
          return { row: held, items: [] };
        const next = begun(await change.added(held, worker.key, [newcomer]));
        return { row: next.row, items: [line(worker, GIVE_ACCESS, person.id), ...next.items] };
      });
      if (!row) throw gone();
      await deps.gone.forget('access', accessId(caseId, newcomer.id));
      await noteIfWithout(caseId, newcomer.id); // somebody took it in between, and what was forgotten was his note
      return staffWraps(row).includes(newcomer.id) ? 'given' : giftOf(row);
    },

    async take(worker, caseId, personId) {
      requireDuty(worker, 'take');
      const first = await rowFor(worker, caseId);
      if (!first.shown) throw gone();
      const recipient = (await staff()).find(({ id }) => id === personId)?.recipient;
      const valid = await survey.validKeys();
      if (!recipient) throw new ExpectedError('access-not-there', {}, 409);
      const keptIn = (row: CaseRow): Set<string> => {
        if (!staffWraps(row).includes(recipient.id)) throw new ExpectedError('access-not-there', {}, 409);
        const keep = validOf(row, valid);
        keep.delete(recipient.id);
        if (keep.size === 0) throw new ExpectedError('access-last', {}, 409);
        return keep;
      };
      keptIn(first); // refused before anything is noted
      // The note stays also when this fails: the store may have done it and could not say so.
      await deps.gone.note('access', accessId(caseId, recipient.id));
      const row = await writer.change(caseId, undefined, async (current) => {
        const held = requireHeld(current, worker);
        const next = await change.rotated(held, worker.key, keptIn(held));
        const assignee = next.assignee === personId ? undefined : next.assignee;
        return { row: { ...next, assignee }, items: [line(worker, TAKE_ACCESS, personId)] };
      });
      if (!row) throw gone();
      await noteIfWithout(caseId, recipient.id); // somebody gave it at that moment, and forgot the note after it was made
    },
  };
}

const validOf = (row: CaseRow, valid: ReadonlySet<string>): Set<string> =>
  new Set(staffWraps(row).filter((id) => valid.has(id)));
