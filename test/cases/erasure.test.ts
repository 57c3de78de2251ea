import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OUTCOMES_OF_CASES, CASE_KINDS, CLOSED_STATUSES, STATUSES } from '../../src/cases/kinds.ts';
import { addDays, dayOf } from '../../src/clock.ts';
import { createErasureJob } from '../../src/jobs/erasure.ts';
import { DAY } from '../support/clock.ts';
import { openCaseOffice, randomId, type CaseOffice } from './case-office.ts';
import { expectedKey } from '../support/expected-key.ts';

let office: CaseOffice;
beforeEach(async () => {
  office = await openCaseOffice();
});
afterEach(() => office.close());

const erase = () => createErasureJob(office.erasing).run();
const today = () => dayOf(office.clock.now());
const act = (caseId: string, action: string, more: Record<string, string> = {}) =>
  office.casework.act(office.worker('officer', 'head'), {
    caseId,
    action,
    message: 'x',
    body: 'ป.ป.ช.',
    ...more,
  });

/** How each way of closing gets there, and the days it is kept by `policy.yaml`. */
const ENDS = [
  { kind: 'complaint', way: ['accept', 'conclude'], outcome: 'substantiated', days: 1825 },
  { kind: 'complaint', way: ['accept', 'conclude'], outcome: 'unsubstantiated', days: 365 },
  { kind: 'complaint', way: ['refer'], outcome: 'referred', days: 730 },
  { kind: 'complaint', way: ['decline'], outcome: 'declined', days: 180 },
  { kind: 'complaint', way: ['allow-withdrawal'], outcome: 'withdrawn', days: 90 },
  { kind: 'comment', way: ['accept', 'conclude'], outcome: 'noted', days: 180 },
  { kind: 'comment', way: ['decline'], outcome: 'declined', days: 90 },
] as const;

it.each(ENDS)(
  'a $kind with the outcome $outcome is kept $days days, then erased; the count stays',
  async (end) => {
    const { id, code } = await office.file({ kind: end.kind });
    await office.release();
    if (end.outcome === 'withdrawn')
      await office.desk.write({ caseId: id, action: 'withdraw', id: randomId() });
    await office.release();
    for (const action of end.way) await act(id, action, { outcome: end.outcome });
    const row = await office.row(id);
    expect(row).toMatchObject({ due: addDays(today(), end.days), outcome: end.outcome });
    const items = row.items.map((ref) => ref.id);
    const tally = await office.port.tally();

    office.clock.advance(end.days * DAY);
    await erase();
    expect((await office.desk.track(code))!.caseId).toBe(id);
    office.clock.advance(DAY);
    await erase();
    expect(await office.desk.track(code)).toBeUndefined();
    expect(await office.port.readItems(items)).toEqual([]);
    for (const recipient of ['key-of-officer', 'recovery']) {
      expect(await office.port.withRecipient(recipient, undefined, 10)).toEqual([]);
      expect(await office.port.count({ recipient }, 1000)).toBe(0);
    }
    const attempts = [
      () => office.casework.open(office.worker('officer'), id),
      () => act(id, 'note'),
      () => office.desk.write({ caseId: id, action: 'contest', id: randomId(), text: 'x' }),
    ];
    for (const attempt of attempts) expect(await expectedKey(attempt)).toBe('case-gone');
    expect(await office.port.tally()).toEqual(tally);
    expect(tally).toEqual([
      expect.objectContaining({ kind: end.kind, outcome: end.outcome, month: '2026-11', count: 1 }),
    ]);
    // Nothing of it is left in the files: neither its id nor its locator nor its ciphertext.
    const bytes = Buffer.concat(readdirSync(office.dir).map((file) => readFileSync(join(office.dir, file))));
    for (const trace of [id, row.locator, ...items]) expect(bytes.includes(trace)).toBe(false);
    for (const trace of [row.staffRing, row.reporterRing])
      expect(bytes.includes(Buffer.from(trace))).toBe(false);
  },
);

describe('nothing else is erased', () => {
  it('no open case, however old', async () => {
    for (const status of STATUSES.filter((each) => !(CLOSED_STATUSES as readonly string[]).includes(each))) {
      const { id } = await office.file();
      await office.put(id, { status });
    }
    office.clock.advance(10_000 * DAY);
    await erase();
    expect(await office.port.withRecipient('recovery', undefined, 100)).toHaveLength(
      STATUSES.length - CLOSED_STATUSES.length,
    );
  });

  it('no case that was contested or came back from withdrawal', async () => {
    const contested = await office.file();
    const undone = await office.file();
    await office.release();
    await act(contested.id, 'accept');
    await act(contested.id, 'conclude', { outcome: 'unsubstantiated' });
    await office.desk.write({ caseId: contested.id, action: 'contest', id: randomId(), text: 'x' });
    await office.desk.write({ caseId: undone.id, action: 'withdraw', id: randomId() });
    await office.release();
    await act(undone.id, 'allow-withdrawal');
    await office.desk.write({ caseId: undone.id, action: 'undo-withdrawal', id: randomId() });
    await office.release();
    office.clock.advance(5000 * DAY);
    await erase();
    expect((await office.desk.track(contested.code))!.status).toBe('contested');
    expect((await office.desk.track(undone.code))!.status).toBe('accepted');
  });

  it('before the reporter’s time to contest or undo is over, whatever the policy says', async () => {
    const { policy } = office.agency.current();
    for (const kind of CASE_KINDS) policy.retentionDays[kind] = { default: 1 };
    const { id } = await office.file();
    await office.release();
    await act(id, 'decline');
    expect((await office.row(id)).due).toBe(addDays(today(), 31));
  });
});

it('more cases than fit one batch are erased in one run, and sealed leftovers of crashes with them', async () => {
  for (let n = 0; n < 110; n += 1) {
    const { id } = n === 0 ? await office.file() : { id: randomId() };
    if (n === 0) await office.put(id, { status: 'final', due: '2020-01-01', shown: true });
    else {
      const some = await office.port.withRecipient('recovery', undefined, 1);
      await office.port.file(
        { ...some[0]!, id, locator: id, version: 1, items: [], status: 'final', due: '2020-01-01' },
        [],
        [],
      );
    }
  }
  await office.port.putItem({ id: 'leftover', caseId: randomId(), sealed: Buffer.from('x'), day: today() });
  office.clock.advance(2 * DAY);
  await erase();
  expect(await office.port.withRecipient('recovery', undefined, 10)).toEqual([]);
  expect(await office.port.readItems(['leftover'])).toEqual([]);
  expect((await office.port.tally()).reduce((sum, { count }) => sum + count, 0)).toBe(110);
});

it('two processes that erase at once leave the note that keeps a backup from bringing the case back', async () => {
  const { id } = await office.file();
  await office.put(id, { status: 'final', due: '2020-01-01' });
  const slow = createErasureJob({
    ...office.erasing,
    // Found due, and erased by the other process before this one comes to it.
    cases: {
      ...office.port,
      async dueForErasure(...asked) {
        const due = await office.port.dueForErasure(...asked);
        if (due.length > 0) await erase();
        return due;
      },
    },
  });
  await slow.run();
  expect(await office.port.get(id)).toBeUndefined();
  const kinds = (await office.gone.list()).map(({ kind }) => kind).sort();
  expect(kinds).toEqual(['case', ...Array<string>(16).fill('mark')]);
});

it('the policy names outcomes that exist', () => {
  const { retentionDays } = office.agency.current().policy;
  for (const kind of CASE_KINDS) {
    for (const outcome of Object.keys(retentionDays[kind])) {
      expect(['default', ...OUTCOMES_OF_CASES]).toContain(outcome);
    }
  }
});
