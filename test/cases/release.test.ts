import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createReleaseJob } from '../../src/jobs/release.ts';
import { releaseName } from '../../src/cases/release.ts';
import { openCaseOffice, randomId, type CaseOffice } from './case-office.ts';
import { expectedKey } from '../support/expected-key.ts';

let office: CaseOffice;
beforeEach(async () => {
  office = await openCaseOffice();
});
afterEach(() => office.close());

const hours = ['09:00', '15:00'];
const days: string[] = [];
const jobOf = () =>
  createReleaseJob({
    cases: office.port,
    settings: office.store.settings,
    writer: office.writer,
    clock: office.clock,
    hours: () => hours,
    afterwards: async (day) => void days.push(day),
  });
const officer = () => office.worker('officer');

/** All that staff can learn of the office. */
const sight = async () => {
  const worker = officer();
  const entries = await office.casework.queue(worker, { limit: 100 });
  const views = [];
  for (const { id } of entries) {
    const row = await office.row(id);
    views.push(await office.casework.open(worker, id));
    if (row.unread) await office.put(id, { unread: true });
  }
  return JSON.stringify({
    entries,
    views,
    counts: await office.port.count({ recipient: worker.key.id }, 1000),
  });
};

describe('the hours', () => {
  it('are named by the last one passed', () => {
    const at = (time: string) => releaseName(new Date(`2026-11-22T${time}+07:00`), hours);
    expect(at('08:59:59')).toBe('2026-11-21 15:00');
    expect(at('09:00:00')).toBe('2026-11-22 09:00');
    expect(at('14:59:59')).toBe('2026-11-22 09:00');
    expect(at('15:00:00')).toBe('2026-11-22 15:00');
    expect(at('23:59:59')).toBe('2026-11-22 15:00');
  });

  it('show once what waited, also after a restart, and late when the server was down', async () => {
    const seen = async () => (await office.casework.queue(officer(), { limit: 100 })).length;
    office.clock.set('2026-11-22T10:00:00+07:00');
    await jobOf().run();
    await office.file();
    for (const time of ['10:01', '12:00', '14:59']) {
      office.clock.set(`2026-11-22T${time}:00+07:00`);
      await jobOf().run(); // a job of its own each time, as after a restart
      expect(await seen()).toBe(0);
    }
    office.clock.set('2026-11-22T15:00:20+07:00');
    await jobOf().run();
    expect(await seen()).toBe(1);
    await office.file();
    await jobOf().run();
    expect(await seen()).toBe(1);
    office.clock.set('2026-11-24T03:00:00+07:00'); // down for a day and a half
    await jobOf().run();
    expect(await seen()).toBe(2);
  });
});

describe('before the release hour', () => {
  it('a new case does not exist for staff, and is there for its reporter', async () => {
    const before = await sight();
    const { id, code } = await office.file();
    expect(await sight()).toBe(before);
    const acts = [
      () => office.casework.open(officer(), id),
      () => office.casework.act(officer(), { caseId: id, action: 'accept' }),
    ];
    for (const act of acts) expect(await expectedKey(act)).toBe('case-gone');
    const view = await office.desk.track(code);
    expect(view).toMatchObject({ caseId: id, status: 'received', actions: ['add', 'withdraw'] });
    expect(await office.release()).toEqual(
      new Set(['key-of-citizen', 'key-of-officer', 'key-of-teacher', 'recovery']),
    );
    expect(await sight()).not.toBe(before);
    expect(await office.release()).toEqual(new Set());
  });

  it('nothing that a reporter does shows in anything staff see: no text, status, deadline or mark', async () => {
    const { id, code } = await office.file();
    await office.release();
    await office.casework.act(officer(), { caseId: id, action: 'ask', message: 'ที่ไหน' });
    await office.casework.open(officer(), id);
    const before = await sight();
    office.clock.advance(3 * 86_400_000);
    await office.desk.write({ caseId: id, action: 'reply', id: randomId(), text: 'ที่ตลาด' });
    await office.desk.write({ caseId: id, action: 'add', id: randomId(), text: 'มีพยานสองคน' });
    await office.desk.notify({ caseId: id, id: randomId(), address: 'U1', lang: 'th' });
    expect(await office.desk.write({ caseId: id, action: 'withdraw', id: randomId() })).toBe('withdrawing');
    expect(await sight()).toBe(before);

    const reporter = (await office.desk.track(code))!;
    expect(reporter.status).toBe('withdrawing');
    expect(reporter.actions).toEqual(['add', 'undo-withdrawal']);
    expect(reporter.timeline.map(({ action }) => action)).toEqual([
      'file',
      'ask',
      'reply',
      'add',
      'notify',
      'withdraw',
    ]);
    expect(reporter.timeline.map(({ status }) => status).slice(2)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'withdrawing',
    ]);

    await office.release();
    const [entry] = await office.casework.queue(officer(), { limit: 10, statuses: ['withdrawing'] });
    expect(entry).toMatchObject({ id, unread: true, since: '2026-11-25' });
    const { dialogue } = await office.casework.open(officer(), id);
    expect(dialogue.map(({ action, text }) => [action, text])).toEqual([
      ['ask', 'ที่ไหน'],
      ['reply', 'ที่ตลาด'],
      ['add', 'มีพยานสองคน'],
      ['withdraw', undefined],
    ]);
  });

  it('staff can act on the case as they see it, and nothing of either side is lost', async () => {
    const meanwhile = [
      { before: [], reporter: 'withdraw', staff: { action: 'accept' }, ends: 'withdrawing' },
      {
        before: [],
        reporter: 'withdraw',
        staff: { action: 'refer', body: 'ป.ป.ช.', message: 'x' },
        ends: 'referred',
      },
      {
        before: [{ action: 'ask', message: 'x' }],
        reporter: 'reply',
        staff: { action: 'answer', message: 'x' },
        ends: 'accepted',
      },
      {
        before: [{ action: 'ask', message: 'x' }],
        reporter: 'reply',
        staff: { action: 'conclude', outcome: 'substantiated', message: 'x' },
        ends: 'concluded',
      },
      {
        before: [{ action: 'accept' }, { action: 'conclude', outcome: 'substantiated', message: 'x' }],
        reporter: 'contest',
        staff: { action: 'note', message: 'x' },
        ends: 'contested',
      },
    ] as const;
    for (const { before, reporter, staff, ends } of meanwhile) {
      const { id, code } = await office.file();
      await office.release();
      const worker = office.worker('officer', 'head');
      for (const step of before) await office.casework.act(worker, { caseId: id, ...step });
      await office.desk.write({ caseId: id, action: reporter, id: randomId(), text: 'คำของผู้แจ้ง' });
      await office.casework.act(worker, { caseId: id, ...staff });
      expect((await office.desk.track(code))!.status).toBe(ends);
      await office.release();
      const view = await office.casework.open(worker, id);
      expect(view.facts.status).toBe(ends);
      expect(view.dialogue.map(({ action }) => action)).toContain(reporter);
      expect((await office.desk.track(code))!.status).toBe(ends);
    }
  });

  it('what comes in while a case is being read stays unread', async () => {
    const { id } = await office.file();
    await office.release();
    let once = true;
    const late = {
      ...office.port,
      async readItems(ids: readonly string[]) {
        const items = await office.port.readItems(ids);
        if (once) {
          once = false;
          await office.desk.write({ caseId: id, action: 'add', id: randomId(), text: 'อีกอย่าง' });
          await office.release();
        }
        return items;
      },
    };
    await (await office.through(late)).casework.open(officer(), id);
    expect((await office.row(id)).unread).toBe(true);
    await office.casework.open(officer(), id);
    expect((await office.row(id)).unread).toBe(false);
  });
});

it('trial mode shows everything at once', async () => {
  const trial = await openCaseOffice({ mode: 'trial' });
  const { id } = await trial.file();
  const worker = trial.worker('officer');
  await trial.casework.open(worker, id);
  await trial.casework.act(worker, { caseId: id, action: 'ask', message: 'x' });
  await trial.desk.write({ caseId: id, action: 'reply', id: randomId(), text: 'ที่ตลาด' });
  expect(await trial.row(id)).toMatchObject({ status: 'accepted', unread: true, waiting: false });
  expect((await trial.casework.open(worker, id)).dialogue.at(-1)!.text).toBe('ที่ตลาด');
  await trial.close();
});
