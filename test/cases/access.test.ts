import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { auditAccess } from '../../src/accounts/audited-access.ts';
import type { Worker } from '../../src/cases/casework.ts';
import { newIdentity } from '../../src/cases/age.ts';
import { SealError } from '../../src/cases/seal-error.ts';
import { dayOf } from '../../src/clock.ts';
import { createErasureJob } from '../../src/jobs/erasure.ts';
import { StoreUnavailableError, type CasePort, type CaseRow } from '../../src/store/ports.ts';
import { expectedKey } from '../accounts/accounts-under-test.ts';
import { DAY } from '../support/clock.ts';
import {
  aComment,
  CITIZEN,
  complaintOn,
  OFFICER,
  openCaseOffice,
  randomId,
  TEACHER,
  type CaseOffice,
  type Post,
} from './case-office.ts';

const HEAD: Post = { id: 'head', unit: 'service-and-publishing', role: 'head', intake: true };
const LATE: Post = { id: 'late', unit: 'finance', role: 'investigator', unconfirmed: true };

let office: CaseOffice;
beforeEach(async () => {
  office = await openCaseOffice({ posts: [OFFICER, HEAD, CITIZEN, TEACHER, LATE] });
});
afterEach(() => office.close());

const holdersOf = (row: CaseRow) => row.wraps.map(({ recipient }) => recipient);
const disable = (id: string) => void (office.staff.find((each) => each.id === id)!.active = false);
/** Confirms the key of somebody who came late. */
async function confirm(id: string): Promise<void> {
  const person = office.staff.find((each) => each.id === id)!;
  person.recipient = office.book.enter(`key-of-${id}`, await office.recipientOf(id));
}
const open = (worker: Worker, id: string) => office.casework.open(worker, id);

describe('sealing anew', () => {
  it('ends with a new ring that the former key and the kept ring secret do not open, and everything is still there', async () => {
    const { id, code } = await office.file();
    await office.release();
    const teacher = office.worker('teacher');
    await office.casework.act(teacher, { caseId: id, action: 'ask', message: 'วันไหน' });
    await office.desk.write({ caseId: id, action: 'reply', id: randomId(), text: 'วันจันทร์' });
    await office.desk.notify({ caseId: id, id: randomId(), address: 'U1', lang: 'th' });
    await office.release();
    const before = await office.row(id);
    const place = { caseId: id, ring: 'staff' } as const;
    const kept = await office.rings.openRing(office.writer.ringOf(before, 'staff'), place, teacher.key);
    const asHead = await open(office.worker('head'), id);

    disable('teacher');
    expect(await office.access.stale(office.worker('head'))).toEqual({ shown: [id], hidden: [] });
    expect(await office.access.reseal(office.worker('head'), id)).toBe(true);
    expect(await office.access.stale(office.worker('head'))).toEqual({ shown: [], hidden: [] });
    expect(await office.access.reseal(office.worker('head'), id)).toBe(false);

    const row = await office.row(id);
    expect(row.generation).toBe(2);
    expect(holdersOf(row)).toEqual(['key-of-citizen', 'key-of-head', 'key-of-officer', 'recovery']);
    expect(await expectedKey(() => open(teacher, id))).toBe('case-gone');
    // Old items are gone from the store, new ones do not open with the secret that was kept.
    const staffItems = before.items.filter(({ ring }) => ring === 'staff').map((ref) => ref.id);
    expect(await office.port.readItems(staffItems)).toEqual([]);
    for (const { item } of await office.writer.readItems(row, 'staff')) {
      await expect(office.sealer.openItem(item, item, kept)).rejects.toThrow(SealError);
      const forced = { ...kept, generation: row.generation };
      await expect(office.sealer.openItem(item, item, forced)).rejects.toThrow(SealError);
    }
    const later = await open(office.worker('head'), id);
    expect(later).toEqual({ ...asHead, access: holdersOf(row), facts: { ...asHead.facts } });
    expect(
      row.items.map(({ sequence, ring, pending, size, once }) => ({ sequence, ring, pending, size, once })),
    ).toEqual(
      before.items.map(({ sequence, ring, pending, size, once }) => ({
        sequence,
        ring,
        pending,
        size,
        once,
      })),
    );
    // The reporter notices nothing, can still stop being told, and what follows opens.
    const view = (await office.desk.track(code))!;
    expect(view.notify).toBeDefined();
    await office.desk.stopNotifying(id, view.notify!);
    expect((await office.desk.track(code))!.notify).toBeUndefined();
    await office.desk.write({ caseId: id, action: 'add', id: randomId(), text: 'อีกเรื่องหนึ่ง' });
    await office.release();
    expect((await open(office.worker('officer'), id)).dialogue.at(-1)?.text).toBe('อีกเรื่องหนึ่ง');
    expect((await office.casework.queue(office.worker('officer'), { limit: 9 }))[0]?.title).toBe(
      asHead.title,
    );
  });

  it('is done again where it broke off, at every write, and loses nothing', async () => {
    const { id } = await office.file();
    await office.release();
    const text = (await open(office.worker('head'), id)).report;
    disable('teacher');
    let left = 0;
    const failing = (port: CasePort): CasePort => ({
      ...port,
      putItem: (item) => (left-- > 0 ? port.putItem(item) : Promise.reject(new Error('crash'))),
      replace: (row) => (left-- > 0 ? port.replace(row) : Promise.reject(new Error('crash'))),
    });
    const broken = await office.through(failing(office.port));
    let crashes = 0;
    for (let writes = 0; ; writes += 1) {
      left = writes;
      const done = await broken.access.reseal(office.worker('head'), id).catch(() => undefined);
      left = Number.MAX_SAFE_INTEGER;
      expect((await open(office.worker('officer'), id)).report).toEqual(text);
      if (done) break;
      crashes += 1;
      expect((await office.row(id)).generation).toBe(1);
    }
    expect(crashes).toBeGreaterThan(1);
    expect((await office.row(id)).generation).toBe(2);
    // What the crashes left behind belongs to no case and goes.
    office.clock.advance(2 * DAY);
    await createErasureJob(office.erasing).run();
    expect((await open(office.worker('officer'), id)).report).toEqual(text);
  });

  it('keeps what the reporter wrote meanwhile', async () => {
    const { id } = await office.file();
    await office.release();
    disable('teacher');
    let once = true;
    const racing: CasePort = {
      ...office.port,
      async replace(row) {
        if (once) {
          once = false;
          await office.desk.write({ caseId: id, action: 'add', id: randomId(), text: 'ระหว่างนั้น' });
        }
        return office.port.replace(row);
      },
    };
    await (await office.through(racing)).access.reseal(office.worker('head'), id);
    await office.release();
    expect((await open(office.worker('head'), id)).dialogue.at(-1)?.text).toBe('ระหว่างนั้น');
    expect(holdersOf(await office.row(id))).not.toContain('key-of-teacher');
  });

  it('counts for people only what staff may know of', async () => {
    await office.file();
    disable('teacher');
    const { shown, hidden } = await office.access.stale(office.worker('head'));
    expect([shown.length, hidden.length]).toEqual([0, 1]);
  });
});

describe('giving', () => {
  it('passes on what the conflict rule allows, to a confirmed key alone', async () => {
    const theirs = await office.file({ answers: complaintOn('finance') });
    const others = await office.file({ answers: complaintOn('education') });
    const comment = await office.file({ kind: 'comment', answers: aComment });
    await office.release();
    const head = office.worker('head');
    for (const { id } of [theirs, others, comment]) {
      expect(await expectedKey(() => office.access.give(head, id, 'late', 'pass'))).toBe('grant-unconfirmed');
    }
    await confirm('late');
    const gifts = [];
    for (const { id } of [theirs, others, comment])
      gifts.push(await office.access.give(head, id, 'late', 'pass'));
    expect(gifts).toEqual(['conflict', 'given', 'given']);
    expect(await office.access.give(head, others.id, 'late', 'pass')).toBe('had');
    const late = office.worker('late');
    expect(await expectedKey(() => open(late, theirs.id))).toBe('case-gone');
    const { dialogue } = await open(late, others.id);
    expect(dialogue.at(-1)).toMatchObject({ action: 'give-access', who: 'head', detail: 'late' });
    expect(await office.access.look(head, theirs.id)).toEqual({
      holders: ['officer', 'head', 'citizen', 'teacher'],
      eligible: [],
    });
  });

  it('is nothing for who cannot open the case, or in a role that may not', async () => {
    const { id } = await office.file({ answers: complaintOn('education') });
    await office.release();
    await confirm('late');
    const teacher = office.worker('teacher');
    for (const way of [
      () => office.access.give(teacher, id, 'late', 'pass'),
      () => office.access.look(teacher, id),
      () => office.access.reseal(teacher, id),
      () => office.access.take(office.worker('teacher', 'head'), id, 'officer'),
    ])
      expect(await expectedKey(way)).toBe('case-gone');
    const officer = office.worker('officer');
    expect(await expectedKey(() => office.access.give(officer, id, 'late', 'give'))).toBe('action-not-yours');
    expect(await expectedKey(() => office.access.take(officer, id, 'head'))).toBe('action-not-yours');
    expect(holdersOf(await office.row(id))).not.toContain('key-of-late');
  });
});

describe('taking', () => {
  it('makes a new ring without the person, ends the assignment, and is not undone by passing on', async () => {
    const { id } = await office.file();
    await office.release();
    const head = office.worker('head');
    await office.casework.act(head, { caseId: id, action: 'assign', assignee: 'teacher' });
    await office.access.take(head, id, 'teacher');
    const row = await office.row(id);
    expect([row.generation, row.assignee]).toEqual([2, undefined]);
    expect(holdersOf(row)).not.toContain('key-of-teacher');
    expect((await open(head, id)).dialogue.at(-1)).toMatchObject({
      action: 'take-access',
      detail: 'teacher',
    });
    expect(await expectedKey(() => office.access.take(head, id, 'teacher'))).toBe('access-not-there');
    expect(await office.access.give(office.worker('officer'), id, 'teacher', 'pass')).toBe('taken');
    expect(await office.access.give(head, id, 'teacher', 'give')).toBe('given');
    expect((await open(office.worker('teacher'), id)).report).toBeDefined();
  });

  it('is noted for restores whatever the store says of it, and not when it is refused', async () => {
    const { id } = await office.file();
    await office.release();
    const kinds = async () => (await office.gone.list()).map(({ kind }) => kind);
    const head = office.worker('head');
    await office.access.take(head, id, 'teacher');
    await office.access.give(head, id, 'teacher', 'give');
    expect(await kinds()).toEqual([]);
    expect(await expectedKey(() => office.access.take(head, id, 'late'))).toBe('access-not-there');
    for (const who of ['citizen', 'officer']) disable(who);
    await office.access.take(head, id, 'teacher');
    expect(await expectedKey(() => office.access.take(head, id, 'head'))).toBe('access-last');
    expect(await kinds()).toEqual(['access']);
    await office.access.give(head, id, 'teacher', 'give');
    expect(await kinds()).toEqual([]);
    const silent = await office.through({
      ...office.port,
      async replace(row) {
        await office.port.replace(row);
        throw new StoreUnavailableError();
      },
    });
    await expect(silent.access.take(head, id, 'teacher')).rejects.toThrow(StoreUnavailableError);
    expect(holdersOf(await office.row(id))).not.toContain('key-of-teacher');
    expect(await kinds()).toEqual(['access']);
  });

  it('stays noted when the same access was being given at that moment', async () => {
    const { id } = await office.file();
    await office.release();
    const head = office.worker('head');
    const kinds = async () => (await office.gone.list()).map(({ kind }) => kind);
    await office.access.take(head, id, 'teacher');
    const giving = await office.through({
      ...office.port,
      async replace(row) {
        const done = await office.port.replace(row);
        if (holdersOf(await office.row(id)).includes('key-of-teacher'))
          await office.access.take(head, id, 'teacher');
        return done;
      },
    });
    await giving.access.give(head, id, 'teacher', 'give');
    expect(holdersOf(await office.row(id))).not.toContain('key-of-teacher');
    expect(await kinds()).toEqual(['access']);
  });

  it('can be done to oneself, but somebody must be left', async () => {
    const { id } = await office.file();
    await office.release();
    for (const who of ['teacher', 'officer', 'head'])
      await office.access.take(office.worker('citizen'), id, who);
    expect(await expectedKey(() => office.access.take(office.worker('citizen'), id, 'citizen'))).toBe(
      'access-last',
    );
    expect((await open(office.worker('citizen'), id)).report).toBeDefined();
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

describe('a case that nobody may open', () => {
  const whole = () =>
    office.file({ answers: complaintOn('whole', { exclude: { of: 'units', values: ['whole'] } }) });

  it('waits for the recovery key, which gives it to somebody from outside; then it is worked on as any other', async () => {
    disable('citizen');
    const { id, code, receipt } = await whole();
    expect(receipt.stranded).toBe(true);
    await office.release();
    expect(await office.access.waiting()).toEqual({ shown: [id], hidden: [] });
    await confirm('late');
    expect(await office.access.give(office.recovery, id, 'late', 'pass')).toBe('conflict');
    expect((await office.row(id)).status).toBe('stranded');
    disable('late');
    office.staff.find((each) => each.id === 'citizen')!.active = true;
    expect(await office.access.give(office.recovery, id, 'citizen', 'pass')).toBe('given');
    expect(await office.access.waiting()).toEqual({ shown: [], hidden: [] });
    expect((await office.desk.track(code))!).toMatchObject({ status: 'received' });
    expect((await office.desk.track(code))!.timeline.at(-1)).toMatchObject({
      action: 'give-access',
      by: 'system',
    });
    const citizen = office.worker('citizen');
    const { dialogue } = await open(citizen, id);
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
    disable('citizen');
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
    const { id } = await office.file();
    await office.release();
    expect(await office.access.waiting()).toEqual({ shown: [], hidden: [] });
    for (const who of ['officer', 'head', 'citizen', 'teacher']) disable(who);
    expect(await office.access.waiting()).toEqual({ shown: [id], hidden: [] });
  });
});

it('nobody can make a change with a key that is not in the ring', async () => {
  const { id } = await office.file();
  await office.release();
  const stranger: Worker = {
    id: 'head',
    role: 'head',
    key: { id: 'key-of-head', identity: await newIdentity() },
  };
  disable('teacher');
  await expect(office.access.reseal(stranger, id)).rejects.toThrow(SealError);
  await expect(office.access.take(stranger, id, 'officer')).rejects.toThrow(SealError);
  expect((await office.row(id)).generation).toBe(1);
});

it('links nothing for somebody from whom the case was taken a moment ago', async () => {
  const [one, two] = [await office.file(), await office.file()];
  await office.release();
  let looks = 0;
  const racing = await office.through({
    ...office.port,
    async get(id) {
      if (id === one.id && ++looks === 2) await office.access.take(office.worker('head'), id, 'officer');
      return office.port.get(id);
    },
  });
  const link = { caseId: one.id, other: two.id, linked: true };
  expect(await expectedKey(() => racing.casework.link(office.worker('officer'), link))).toBe('case-gone');
  for (const { id } of [one, two]) expect((await open(office.worker('head'), id)).linked).toEqual([]);
});
