import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  REPORTER_ACTIONS,
  STAFF_ACTIONS,
  type ReporterAction,
  type StaffAction,
} from '../../src/cases/actions.ts';
import type { Doing } from '../../src/cases/casework.ts';
import {
  CASE_KINDS,
  CONCLUSIONS,
  isClosed,
  OUTCOMES_OF_CASES,
  STAFF_ROLES,
  STATUSES,
  type CaseKind,
  type Status,
} from '../../src/cases/kinds.ts';
import { addDays, dayOf } from '../../src/clock.ts';
import type { CaseRow } from '../../src/store/ports.ts';
import { openCaseOffice, randomId, type CaseOffice } from './case-office.ts';
import { expectedKey } from '../support/expected-key.ts';

let office: CaseOffice;
const cases = new Map<string, CaseRow>();
beforeAll(async () => {
  office = await openCaseOffice();
  for (const kind of CASE_KINDS) {
    for (const status of STATUSES) {
      const { id } = await office.file({ kind });
      await office.release();
      cases.set(`${kind} ${status}`, await office.put(id, { status, since: dayOf(office.clock.now()) }));
    }
  }
});
afterAll(() => office.close());

const caseIn = (kind: CaseKind, status: Status) => cases.get(`${kind} ${status}`)!;

/** All that is stored of a case, readable. */
const stored = async (id: string) => JSON.stringify([await office.row(id), await office.port.tally()]);

/** Puts a case back as it was, items and all. */
async function restore(row: CaseRow): Promise<void> {
  const { version } = await office.row(row.id);
  await office.port.replace({ ...row, version: version + 1 });
  for (const [name, each] of cases) if (each.id === row.id) cases.set(name, await office.row(row.id));
}

/** Everything an action can ask for. */
const complete = (caseId: string, action: string, kind: CaseKind): Doing => ({
  caseId,
  action,
  message: 'ขอบคุณ',
  outcome: CONCLUSIONS[kind][0]!,
  body: 'ป.ป.ช.',
  assignee: 'citizen',
});

const matrix = CASE_KINDS.flatMap((kind) => STATUSES.map((status) => ({ kind, status })));

describe.each(STAFF_ACTIONS as readonly StaffAction[])('$id', (action) => {
  it.each(matrix)(
    'of a $kind that is $status: for whom the row says, and changes what it says',
    async (at) => {
      const row = caseIn(at.kind, at.status);
      const fits = action.kinds.includes(at.kind) && action.from.includes(at.status);
      for (const role of STAFF_ROLES) {
        const before = await stored(row.id);
        const act = () =>
          office.casework.act(office.worker('officer', role), complete(row.id, action.id, at.kind));
        if (!fits || !action.roles.includes(role)) {
          expect(await expectedKey(act)).toBe(fits ? 'action-not-yours' : 'action-not-possible');
          expect(await stored(row.id)).toBe(before);
          continue;
        }
        const { status } = await act();
        const after = await office.row(row.id);
        expect(after.status).toBe(status);
        expect(status).toBe(action.to === 'same' ? at.status : action.to);
        expect(after.items.length).toBe(row.items.length + (action.told === 'nothing' ? 1 : 2));
        if (action.outcome === 'chosen') expect(after.outcome).toBe(CONCLUSIONS[at.kind][0]);
        else if (action.outcome) expect(after.outcome).toBe(action.outcome);
        else expect(after.outcome).toBe(row.outcome);
        expect(after.assignee).toBe(action.needs.includes('assignee') ? 'citizen' : row.assignee);
        await restore(caseIn(at.kind, at.status));
      }
    },
  );

  it('is refused, in every role and status, to whom the case accuses', async () => {
    for (const { kind, status } of matrix.filter(({ kind: each }) => each === 'complaint')) {
      const row = caseIn(kind, status);
      const before = await stored(row.id);
      for (const role of STAFF_ROLES) {
        const accused = {
          ...office.worker('officer', role),
          key: { ...office.recovery.key, id: 'key-of-clerk' },
        };
        expect(await expectedKey(() => office.casework.act(accused, complete(row.id, action.id, kind)))).toBe(
          'case-gone',
        );
      }
      expect(await stored(row.id)).toBe(before);
    }
  });

  it('asks for what it needs, and changes nothing without', async () => {
    for (const kind of action.kinds) {
      const row = caseIn(kind, action.from[0]!);
      const before = await stored(row.id);
      for (const need of action.needs) {
        for (const empty of [undefined, '', ' \n']) {
          const doing = { ...complete(row.id, action.id, kind), [need]: empty };
          const worker = office.worker('officer', action.roles[0]);
          expect(await expectedKey(() => office.casework.act(worker, doing))).toBe(
            need === 'message' ? 'text-missing' : `${need}-missing`,
          );
        }
      }
      expect(await stored(row.id)).toBe(before);
    }
  });
});

it('concludes only with an outcome of the kind', async () => {
  for (const kind of CASE_KINDS) {
    for (const outcome of [...OUTCOMES_OF_CASES, 'won'].filter(
      (each) => !(CONCLUSIONS[kind] as readonly string[]).includes(each),
    )) {
      const { id } = caseIn(kind, 'accepted');
      const doing = { ...complete(id, 'conclude', kind), outcome };
      expect(await expectedKey(() => office.casework.act(office.worker('officer'), doing))).toBe(
        'outcome-missing',
      );
    }
  }
});

it('assigns only to who can open the case, and knows no other actions', async () => {
  const { id } = caseIn('complaint', 'accepted');
  const officer = office.worker('officer');
  for (const assignee of ['nobody', 'key-of-officer', 'recovery']) {
    const doing = { ...complete(id, 'assign', 'complaint'), assignee };
    expect(await expectedKey(() => office.casework.act(officer, doing))).toBe('assignee-missing');
  }
  for (const action of ['add', 'toString', '', 'erase']) {
    expect(await expectedKey(() => office.casework.act(officer, complete(id, action, 'complaint')))).toBe(
      'action-not-possible',
    );
  }
});

it('needs the key itself, not its name', async () => {
  const { id } = caseIn('complaint', 'accepted');
  const before = await stored(id);
  const officer = office.worker('officer');
  const impostor = { ...officer, key: { ...office.recovery.key, id: officer.key.id } };
  await expect(office.casework.act(impostor, complete(id, 'note', 'complaint'))).rejects.toThrow();
  await expect(office.casework.open(impostor, id)).rejects.toThrow();
  await expect(office.casework.queue(impostor, { limit: 10 })).rejects.toThrow();
  expect(await stored(id)).toBe(before);
});

describe.each(REPORTER_ACTIONS as readonly ReporterAction[])('the reporter’s $id', (action) => {
  it.each(matrix)('of a $kind that is $status', async (at) => {
    const row = caseIn(at.kind, at.status);
    const fits = action.kinds.includes(at.kind) && action.from.includes(at.status);
    const policy = office.casePolicy();
    const days = action.within === 'contest' ? policy.contestDays : policy.withdrawalUndoDays;
    const limited = action.within !== undefined && isClosed(at.status);
    const today = dayOf(office.clock.now());
    for (const [ago, inTime] of [
      [days, true],
      [days + 1, !limited],
    ] as const) {
      await office.put(row.id, { since: addDays(today, -ago) });
      const start = await office.row(row.id);
      const before = await stored(row.id);
      const id = randomId();
      const write = () =>
        office.desk.write({ caseId: row.id, action: action.id as never, id, text: 'ข้อความ' });
      if (!fits || !inTime) {
        expect(await expectedKey(write)).toBe('action-not-possible');
        expect(await stored(row.id)).toBe(before);
        continue;
      }
      if (action.needs.length > 0) {
        const empty = { caseId: row.id, action: action.id as never, id, text: ' ' };
        expect(await expectedKey(() => office.desk.write(empty))).toBe('text-missing');
        expect(await stored(row.id)).toBe(before);
      }
      const to = action.to === 'same' ? at.status : action.to;
      expect(await write()).toBe(to);
      // Staff see the facts only at the release hour.
      const hidden = await office.row(row.id);
      const factsOf = ({ status, due, since, outcome, unread }: CaseRow) => ({
        status,
        due,
        since,
        outcome,
        unread,
      });
      expect(factsOf(hidden)).toEqual(factsOf(start));
      expect(hidden.waiting).toBe(true);
      await office.release();
      const shown = await office.row(row.id);
      expect(shown).toMatchObject({ status: to, unread: true, waiting: false });
      expect(shown.since).toBe(to === at.status ? start.since : today);
      expect(shown.due).toBe(
        isClosed(at.status) ? addDays(today, policy.legalClock.concludeDays[at.kind]) : start.due,
      );
      expect(shown.items.some(({ pending, ahead }) => pending || ahead)).toBe(false);
      await restore(row);
    }
  });
});
