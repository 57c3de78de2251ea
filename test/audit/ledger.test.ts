import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { unpackMarks } from '../../src/audit/batches.ts';
import { createRowMac } from '../../src/accounts/row-mac.ts';
import { createAuditLog } from '../../src/audit/log.ts';
import { createLedger, type Ledger } from '../../src/audit/ledger.ts';
import { isClosingAction } from '../../src/cases/actions.ts';
import { createGoneList } from '../../src/cases/gone.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import { createMarkNotes, createMarks, standingOf } from '../../src/cases/marks.ts';
import { dayOf } from '../../src/clock.ts';
import type { Store } from '../../src/store/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { openCaseOffice, SECRETS, type CaseOffice } from '../cases/case-office.ts';
import { DAY } from '../support/clock.ts';
import { startBot, type Bot } from '../support/bot.ts';
import {
  batchesIn,
  blanksOf,
  edit,
  nextDay,
  query,
  realMarks,
  tellStories,
  verifyByCommand,
  type Stories,
} from './ledger-story.ts';

jest.setTimeout(120_000);

/** Sizes of the two lists of a batch: what anybody can see of it. */
const sizesOf = ({ batch }: ReturnType<typeof batchesIn>[number]) => [
  unpackMarks(batch.entered).length,
  unpackMarks(batch.gone).length,
];

describe('reports through the front doors', () => {
  let bot: Bot;
  let told: Stories;
  beforeAll(async () => {
    bot = await startBot();
    await bot.server.deps.scheduler.runAll();
    told = await tellStories(bot);
  });
  afterAll(() => bot.stop());
  const check = async () => (await bot.server.deps.accounts.ledger.check()).ledger!;
  const itemsOf = (id: string) => query(bot.dataDir, 'SELECT id FROM item WHERE case_id = ?', id).length;

  it('are in no batch on the day they come', async () => {
    await bot.server.deps.scheduler.runAll();
    expect(realMarks(bot)).toEqual([]);
    expect(batchesIn(bot.dataDir).map(sizesOf)).toEqual([[64, 64]]);
    expect(await check()).toEqual({ missing: 0, unentered: 0, early: 0, before: dayOf(bot.clock.now()) });
  });

  it('are entered on the next day, once, all but the wish to be told; the log is whole and says so', async () => {
    await nextDay(bot);
    const all = itemsOf(told.chat.id) + itemsOf(told.web.id);
    expect(all).toBeGreaterThan(12);
    expect(realMarks(bot)).toHaveLength(all - 1);
    await bot.server.deps.scheduler.runAll();
    await bot.restart();
    await bot.server.deps.scheduler.runAll();
    expect(batchesIn(bot.dataDir)).toHaveLength(2);
    const ran = await verifyByCommand(bot);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain(`before ${dayOf(bot.clock.now())} are entered`);
  });

  it('with nothing to be read of them: no case, kind, place or time, and not how many', () => {
    const lines = batchesIn(bot.dataDir);
    // A day with nothing and a day with all that: the same to the byte, but for bytes that look random.
    const shapes = lines.map(({ batch }) =>
      Object.entries(batch)
        .filter(([name]) => name !== 'before')
        .map(([name, value]) => [name, typeof value === 'string' ? value.length : value]),
    );
    expect(shapes[0]).toEqual(shapes[1]);
    expect(Object.keys(lines[1]!.batch).sort()).toEqual([
      'before',
      'entered',
      'gone',
      'keep',
      'more',
      'salt',
    ]);
    const log = Buffer.concat(
      lines.map(({ batch }) => Buffer.from(batch.entered + batch.gone, 'base64url')),
    ).toString('latin1');
    for (const { id } of [told.chat, told.web])
      expect(log.includes(Buffer.from(id, 'hex').toString('latin1'))).toBe(false);
    for (const { batch } of lines) {
      const marks = unpackMarks(batch.entered).map((mark) => Buffer.from(mark, 'base64url').toString('hex'));
      expect(marks).toEqual(marks.toSorted());
    }
  });

  it('a day with one message looks like a day with none', async () => {
    await told.act(told.web.id, 'note');
    await nextDay(bot);
    await nextDay(bot);
    expect(batchesIn(bot.dataDir).slice(2).map(sizesOf)).toEqual([
      [64, 64],
      [64, 64],
    ]);
  });

  it('sealing a case anew enters nothing twice; a wish to be told that is taken back is not missed', async () => {
    const before = realMarks(bot).length;
    const { cases, store } = bot.server.deps;
    await cases.desk.stopNotifying(told.chat.id, '');
    for (const id of [told.chat.id, told.web.id]) {
      edit(bot.dataDir, 'UPDATE item SET day = ? WHERE case_id = ?', dayOf(bot.clock.now()), id);
      expect((await store.cases.places([id]))[0]!.items.length).toBeGreaterThan(3);
    }
    await nextDay(bot);
    expect(realMarks(bot)).toHaveLength(before);
    expect(await check()).toMatchObject({ missing: 0, unentered: 0, early: 0 });
  });

  it('an item deleted by hand is missed by number, and so is one replaced by nothing', async () => {
    const [item] = query(bot.dataDir, 'SELECT id FROM item WHERE case_id = ? LIMIT 1', told.chat.id);
    edit(bot.dataDir, 'DELETE FROM item WHERE id = ?', item!['id'] as string);
    expect(await check()).toMatchObject({ missing: 1 });
    // As the program itself leaves a wish that was taken back.
    edit(
      bot.dataDir,
      `UPDATE case_body SET items = json_remove(items, '$[1]') WHERE case_id = ?`,
      told.web.id,
    );
    expect(await check()).toMatchObject({ missing: 2 });
    const ran = await verifyByCommand(bot);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('missing from the database: 2.');
    expect(ran.out).not.toMatch(/[0-9a-f]{32}/);
    const json = await verifyByCommand(bot, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ ok: true, ledger: { missing: 2 } });
  });

  it('a case deleted by hand is missed with everything that was in it, also after more batches', async () => {
    const marks = realMarks(bot).length;
    edit(bot.dataDir, 'DELETE FROM item');
    edit(bot.dataDir, 'DELETE FROM case_access');
    edit(bot.dataDir, 'DELETE FROM case_body');
    edit(bot.dataDir, 'DELETE FROM case_file');
    await nextDay(bot, 60);
    expect(await check()).toMatchObject({ missing: marks });
  });
});

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

describe('one office', () => {
  let office: CaseOffice;
  beforeEach(async () => {
    office = await openCaseOffice({ mode: 'trial' });
  });
  afterEach(() => office.close());
  const KEEP = 90;

  const auditOn = (store: Pick<Store, 'audit'>, key: string) =>
    createAuditLog({ port: store.audit, mac: createRowMac(key, 'audit'), clock: office.clock });
  function ledgerOn(store: Store = office.store, key = SECRETS.integrityKey): Ledger {
    const integrity = createIntegrity(key);
    const marks = createMarks(integrity);
    const gone = createGoneList({ rows: store.gone, integrity, clock: office.clock });
    return createLedger({
      ...{ audit: auditOn(store, key), cases: store.cases, marks, clock: office.clock },
      ...createMarkNotes(marks, { gone, clock: office.clock }),
      standingOf: (places) => standingOf(places, { cases: store.cases, integrity }),
      closes: isClosingAction,
    });
  }
  const checked = async (ledger = ledgerOn()) => (await ledger.check()).ledger;
  const CLEAN = { missing: 0, unentered: 0, early: 0 };

  it('many processes at once write one batch', async () => {
    for (let n = 0; n < 5; n += 1) await office.file();
    office.clock.advance(DAY);
    const stores = Array.from({ length: 4 }, () => openSqliteStore(office.dir));
    const other = auditOn(office.store, SECRETS.integrityKey);
    await Promise.all([
      ...stores.map((store) => ledgerOn(store).enter(KEEP)),
      ...Array.from({ length: 20 }, () => other.write({ what: 'queue-read' })),
    ]);
    expect(batchesIn(office.dir)).toHaveLength(1);
    expect(await checked()).toMatchObject(CLEAN);
    for (const store of stores) await store.close();
  });

  it('a first batch that takes several lines goes on after a crash between any two, with nothing twice', async () => {
    // Ten reports and what lies in them are fewer than one line takes: references are made by hand.
    const { id } = await office.file({ kind: 'comment' });
    const row = await office.row(id);
    const report = row.items.find(({ ring }) => ring === 'staff')!;
    const [stored] = await office.port.readItems([report.id]);
    const many = Array.from({ length: 2500 }, (_, n) => ({ ...report, id: `made-${n}`, sequence: 100 + n }));
    for (const { id: itemId } of many) await office.port.putItem({ ...stored!, id: itemId });
    await office.put(id, { items: [...row.items, ...many] });
    office.clock.advance(DAY);

    const integrity = createIntegrity(SECRETS.integrityKey);
    const marks = createMarks(integrity);
    let writes = 0;
    const failing = (after: number): Store => ({
      ...office.store,
      audit: {
        ...office.store.audit,
        async append(line) {
          if ((writes += 1) > after) throw new Error('killed');
          return office.store.audit.append(line);
        },
      },
    });
    const lasting = (store: Store) =>
      createLedger({
        ...{ audit: auditOn(store, SECRETS.integrityKey), cases: store.cases, marks, clock: office.clock },
        noted: async () => [],
        settle: async () => undefined,
        standingOf: async (places) => new Map(places.map((place) => [place.id, 'lasting' as const])),
        closes: isClosingAction,
      });
    for (const after of [1, 1]) {
      writes = 0;
      await expect(lasting(failing(after)).enter(KEEP)).rejects.toThrow('killed');
    }
    expect(batchesIn(office.dir).map(({ batch }) => batch.more)).toEqual([true, true]);
    expect((await checked(lasting(office.store)))?.before).toBeUndefined();
    await lasting(office.store).enter(KEEP);
    await lasting(office.store).enter(KEEP);
    const batches = batchesIn(office.dir);
    expect(batches.map(({ batch }) => batch.more)).toEqual([true, true, false]);
    const entered = batches.flatMap(({ batch }) => {
      const blanks = blanksOf(marks, batch);
      return unpackMarks(batch.entered).filter((mark) => !blanks.has(mark));
    });
    expect(new Set(entered).size).toBe(entered.length);
    expect(entered).toHaveLength(2500 + row.items.length);
    expect(await checked(lasting(office.store))).toMatchObject({ ...CLEAN, before: '2026-11-23' });
  });

  it('an erasure that dies at any write leaves verify clean, and ends at the next run', async () => {
    const { erasing } = office;
    const { createErasureJob } = await import('../../src/jobs/erasure.ts');
    const { id } = await office.file();
    office.clock.advance(DAY);
    await ledgerOn().enter(KEEP);
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
      expect(await checked()).toMatchObject({ missing: 0, unentered: 0 });
      if (!died) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(4);
    expect(await office.port.get(id)).toBeUndefined();
    office.clock.advance(DAY);
    await ledgerOn().enter(KEEP);
    expect(await checked()).toMatchObject({ missing: 0, unentered: 0 });
  });

  it('what was noted for an erasure that did not happen is taken back: deleting it later is seen', async () => {
    const { createErasureJob } = await import('../../src/jobs/erasure.ts');
    const { id } = await office.file();
    office.clock.advance(DAY);
    await ledgerOn().enter(KEEP);
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
    expect((await checked())!.missing).toBeGreaterThan(1);
  });

  it('goes on under a rotated key: nothing is missed, and nothing entered twice', async () => {
    const { id } = await office.file();
    office.clock.advance(DAY);
    await ledgerOn().enter(KEEP);
    const rotated = `2:a newer integrity key that is long enough,1:${SECRETS.integrityKey}`;
    office.clock.advance(DAY);
    edit(office.dir, 'UPDATE item SET day = ?', dayOf(new Date(office.clock.now().getTime() - DAY)));
    await ledgerOn(office.store, rotated).enter(KEEP);
    expect(await checked(ledgerOn(office.store, rotated))).toMatchObject(CLEAN);
    const known = new Set(
      (await office.port.places([id])).flatMap((of) =>
        of.items.flatMap((place) => createMarks(createIntegrity(rotated)).of(of, place)),
      ),
    );
    const all = batchesIn(office.dir).flatMap(({ batch }) => unpackMarks(batch.entered));
    expect(all.filter((mark) => known.has(mark))).toHaveLength((await office.row(id)).items.length);
    edit(office.dir, 'DELETE FROM item');
    expect((await checked(ledgerOn(office.store, rotated)))!.missing).toBeGreaterThan(1);
  });

  it('an item whose day was put back, so that no batch finds it, is named', async () => {
    await ledgerOn().enter(KEEP);
    const { id } = await office.file();
    edit(office.dir, `UPDATE item SET day = '2020-01-01' WHERE case_id = ?`, id);
    for (let day = 0; day < 5; day += 1) {
      office.clock.advance(DAY);
      await ledgerOn().enter(KEEP);
    }
    expect(await checked()).toMatchObject({ missing: 0, unentered: (await office.row(id)).items.length });
  });

  it('after days without power the batch holds what came before them', async () => {
    await ledgerOn().enter(KEEP);
    office.clock.advance(DAY);
    const { id } = await office.file();
    office.clock.advance(20 * DAY);
    await ledgerOn().enter(KEEP);
    edit(office.dir, 'DELETE FROM item WHERE case_id = ?', id);
    expect((await checked())!.missing).toBeGreaterThan(1);
  });

  it('batches taken from the log, or made without the key, are found by the chain', async () => {
    await office.file();
    office.clock.advance(DAY);
    await ledgerOn().enter(KEEP);
    office.clock.advance(DAY);
    await ledgerOn().enter(KEEP);
    edit(office.dir, 'DELETE FROM audit WHERE sequence = 1');
    expect(await ledgerOn().check()).toEqual({ verdict: { ok: false, sequence: 1, why: 'missing' } });
  });
});
