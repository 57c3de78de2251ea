import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createErasureJob } from '../../src/jobs/erasure.ts';
import { openCaseOffice, type CaseOffice } from '../cases/case-office.ts';
import { DAY } from '../support/clock.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { checked, KEEP, ledgerOn } from './ledger-office.ts';
import {
  batchesIn,
  edit,
  nextDay,
  realMarks,
  sizesOf,
  tellStories,
  verifyByCommand,
  type Stories,
} from './ledger-story.ts';

jest.setTimeout(120_000);

describe('erasure', () => {
  let bot: Bot;
  let told: Stories;
  beforeEach(async () => {
    bot = await startBot();
    told = await tellStories(bot);
    await nextDay(bot);
  });
  afterEach(() => bot.stop());
  const check = async () => (await bot.server.deps.accounts.ledger.check()).ledger!;

  it('in due time is answered in the next batch, which does not say how much it was; verify is clean at every step', async () => {
    const before = realMarks(bot).length;
    await told.act(told.web.id, 'decline');
    await nextDay(bot);
    await nextDay(bot, 178);
    await nextDay(bot, 2);
    expect(await bot.server.deps.store.cases.get(told.web.id)).toBeUndefined();
    expect(await check()).toMatchObject({ missing: 0, early: 0 }); // noted, and not in the log yet or already
    await nextDay(bot);
    expect(await check()).toMatchObject({ missing: 0, unentered: 0, early: 0 });
    expect(realMarks(bot, 'gone')).toEqual([]); // it waits for the first batch of a month
    await nextDay(bot, 31);
    expect(await check()).toMatchObject({ missing: 0, unentered: 0, early: 0 });
    const answers = realMarks(bot, 'gone').length;
    expect([answers > 0, answers % 16]).toEqual([true, 0]);
    await nextDay(bot, 31);
    expect(realMarks(bot, 'gone')).toHaveLength(answers);
    expect(new Set(batchesIn(bot.dataDir).map((line) => String(sizesOf(line))))).toEqual(new Set(['64,64']));
    // No notes are left; the log alone answers.
    await nextDay(bot, 60);
    expect((await bot.server.deps.accounts.gone.list()).filter(({ kind }) => kind === 'mark')).toEqual([]);
    expect(await check()).toMatchObject({ missing: 0 });
    expect(realMarks(bot).length).toBeGreaterThan(before);
    expect((await verifyByCommand(bot)).code).toBe(0);
    expect(new Set(realMarks(bot)).size).toBe(realMarks(bot).length);
  });

  /** Somebody writes into the row of a case by hand; days pass. */
  async function pretend(columns: string, days = 1): Promise<void> {
    edit(bot.dataDir, `UPDATE case_file SET ${columns} WHERE id = ?`, told.web.id);
    await nextDay(bot, days);
  }

  it('that somebody brought about by changing status and day is named', async () => {
    await pretend(`status = 'declined', due = '2026-01-01'`);
    expect(await bot.server.deps.store.cases.get(told.web.id)).toBeUndefined();
    expect(await check()).toMatchObject({ missing: 0, early: 1 });
    const ran = await verifyByCommand(bot);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('nobody had closed them long enough before: 1.');
  });

  it('also when it was closed, but not long ago', async () => {
    await told.act(told.web.id, 'decline');
    await pretend(`due = '2026-01-01'`, 30);
    expect(await bot.server.deps.store.cases.get(told.web.id)).toBeUndefined();
    expect(await check()).toMatchObject({ missing: 0, early: 1 });
  });

  it('of a case of which the database says, against its ring, that nobody may open it, is refused', async () => {
    await pretend(`status = 'stranded', due = '2000-01-01'`);
    expect(bot.logs()).toContain('but somebody may');
    // Nor when the wraps are taken away: the ring's MAC covers them.
    edit(bot.dataDir, `DELETE FROM case_access WHERE case_id = ? AND recipient <> 'recovery'`, told.web.id);
    await nextDay(bot);
    expect(await bot.server.deps.store.cases.get(told.web.id)).toBeDefined();
  });
});

describe('erasure in one office', () => {
  let office: CaseOffice;
  beforeEach(async () => {
    office = await openCaseOffice({ mode: 'trial' });
  });
  afterEach(() => office.close());

  it('an erasure that dies at any write leaves verify clean, and ends at the next run', async () => {
    const { erasing } = office;
    const { id } = await office.file();
    office.clock.advance(DAY);
    await ledgerOn(office).enter(KEEP);
    await office.put(id, { status: 'declined', due: '2020-01-01' });
    const calls = { left: 0 };
    const dying = <T extends object>(target: T): T =>
      new Proxy(target, {
        get(on, name) {
          const value = Reflect.get(on, name) as unknown;
          if (typeof value !== 'function') return value;
          return async (...given: unknown[]) => {
            if ((calls.left -= 1) < 0) throw new Error('killed');
            return (value as (...args: unknown[]) => unknown).apply(on, given);
          };
        },
      });
    let deaths = 0;
    for (let allowed = 0; ; allowed += 1) {
      calls.left = allowed;
      const job = createErasureJob({
        ...erasing,
        ...{ cases: dying(erasing.cases), gone: dying(erasing.gone), marks: dying(erasing.marks) },
      });
      const died = await job.run().then(
        () => false,
        () => true,
      );
      expect(await checked(ledgerOn(office))).toMatchObject({ missing: 0, unentered: 0 });
      if (!died) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(4);
    expect(await office.port.get(id)).toBeUndefined();
    office.clock.advance(DAY);
    await ledgerOn(office).enter(KEEP);
    expect(await checked(ledgerOn(office))).toMatchObject({ missing: 0, unentered: 0 });
  });

  it('what was noted for an erasure that did not happen is taken back: deleting it later is seen', async () => {
    const { id } = await office.file();
    office.clock.advance(DAY);
    await ledgerOn(office).enter(KEEP);
    await office.put(id, { status: 'declined', due: '2020-01-01' });
    const { cases } = office.erasing;
    const job = createErasureJob({
      ...office.erasing,
      cases: {
        ...cases,
        async erase(which, version) {
          await office.put(id, { status: 'accepted' }); // taken up again in this very moment
          return cases.erase(which, version);
        },
      },
    });
    await job.run();
    for (const table of ['item', 'case_access', 'case_body', 'case_file'])
      edit(office.dir, `DELETE FROM ${table}`);
    expect((await checked(ledgerOn(office)))!.missing).toBeGreaterThan(1);
  });
});
