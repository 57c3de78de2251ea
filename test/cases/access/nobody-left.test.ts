import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { auditAccess } from '../../../src/accounts/audited-access.ts';
import { dayOf } from '../../../src/clock.ts';
import { createErasureJob } from '../../../src/jobs/erasure.ts';
import { DAY } from '../../support/clock.ts';
import { complaintOn, type CaseOffice } from '../case-office.ts';
import { confirm, disable, enable, openAccessOffice, shownCase } from './access-office.ts';
import { expectedKey } from '../../support/expected-key.ts';

let office: CaseOffice;
beforeEach(async () => {
  office = await openAccessOffice();
});
afterEach(() => office.close());

describe('a case that nobody may open', () => {
  const whole = () =>
    office.file({ answers: complaintOn('whole', { exclude: { of: 'units', values: ['whole'] } }) });

  it('waits for the recovery key, which gives it to somebody from outside; then it is worked on as any other', async () => {
    disable(office, 'citizen');
    const { id, code, receipt } = await whole();
    expect(receipt.stranded).toBe(true);
    await office.release();
    expect(await office.access.waiting()).toEqual({ shown: [id], hidden: [] });
    await confirm(office, 'late');
    expect(await office.access.give(office.recovery, id, 'late', 'pass')).toBe('conflict');
    expect((await office.row(id)).status).toBe('stranded');
    disable(office, 'late');
    enable(office, 'citizen');
    expect(await office.access.give(office.recovery, id, 'citizen', 'pass')).toBe('given');
    expect(await office.access.waiting()).toEqual({ shown: [], hidden: [] });
    expect((await office.desk.track(code))!).toMatchObject({ status: 'received' });
    expect((await office.desk.track(code))!.timeline.at(-1)).toMatchObject({
      action: 'give-access',
      by: 'system',
    });
    const citizen = office.worker('citizen');
    const { dialogue } = await office.casework.open(citizen, id);
    expect(dialogue.at(-1)).toEqual({
      day: dayOf(office.clock.now()),
      by: 'staff',
      action: 'give-access',
      detail: 'citizen',
    });
    await office.casework.act(citizen, { caseId: id, action: 'refer', message: 'x', body: 'ป.ป.ช.' });
    expect((await office.row(id)).status).toBe('referred');
  });

  it('is erased when its retention is over, if nobody ever took it up', async () => {
    disable(office, 'citizen');
    const { id, code } = await whole();
    await office.release();
    const job = createErasureJob({ ...office.erasing, strandedDays: () => 1825 });
    office.clock.advance((1825 + 15) * DAY);
    await job.run();
    expect(await office.port.get(id)).toBeDefined();
    office.clock.advance(DAY);
    await job.run();
    expect(await office.desk.track(code)).toBeUndefined();
    expect(await office.access.waiting()).toEqual({ shown: [], hidden: [] });
    expect((await office.port.tally())[0]).toMatchObject({ status: 'stranded', count: 1 });
  });

  it('is also one whose holders have all left', async () => {
    const { id } = await shownCase(office);
    expect(await office.access.waiting()).toEqual({ shown: [], hidden: [] });
    for (const who of ['officer', 'head', 'citizen', 'teacher']) disable(office, who);
    expect(await office.access.waiting()).toEqual({ shown: [id], hidden: [] });
  });
});

it('is not named in the audit log before its release hour, whatever is tried with it', async () => {
  const { id } = await office.file();
  const lines: (string | undefined)[] = [];
  const access = auditAccess(office.access, async (entry) => void lines.push(entry.case));
  const head = office.worker('head');
  const tries = [
    () => access.give(head, id, 'late', 'give'),
    () => access.give(head, id, 'teacher', 'give'),
    () => access.take(head, id, 'teacher'),
    () => access.look(head, id),
  ];
  for (const each of tries) await expectedKey(each);
  expect(lines).toEqual([undefined, undefined, undefined, undefined]);
  await office.release();
  await expectedKey(tries[0]!);
  expect(lines.at(-1)).toBe(id);
});
