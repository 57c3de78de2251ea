import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { unpackMarks } from '../../src/audit/batches.ts';
import { dayOf } from '../../src/clock.ts';
import { startBot, type Bot } from '../support/bot.ts';
import {
  batchesIn,
  edit,
  nextDay,
  query,
  realMarks,
  sizesOf,
  tellStories,
  verifyByCommand,
  type Stories,
} from './ledger-story.ts';

jest.setTimeout(120_000);

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
