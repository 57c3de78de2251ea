import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSecretBox } from '../../src/secret-box.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { MINUTE } from '../support/clock.ts';
import { userIdOf } from '../support/fake-line.ts';
import { openCaseOffice, randomId, type CaseOffice } from './case-office.ts';
import { fillIn, phoneOf, th } from './phone.ts';
import { valuesIn } from './stored-values.ts';
import { datesIn, tellOrder, tellTime } from './telling.ts';

/**
 * Promise 4: no stored value orders or dates reporter-linked records finer than a day. People file one after the other
 * at known times of one day; then everything stored is held against that order and those times.
 *
 * Not looked at here, because no value holds it: when the file system says that the one database file was last written;
 * the write-ahead log (in order of writing, emptied every hour); and where in a page of the file SQLite put a row. They
 * are named in docs/threat-model.md.
 */
const PEOPLE = 16;

let bot: Bot;
let filesBefore: string[];
/** Random ids and hashes by which records belong to a person, and the person's place in the order. */
const places = new Map<string, number>();
/** Moments that must stand nowhere, in ms. */
const moments: number[] = [];

beforeAll(async () => {
  bot = await startBot();
  filesBefore = readdirSync(bot.dataDir);
  const box = createSecretBox(bot.server.deps.config.secrets.app, 'line');
  for (let n = 0; n < PEOPLE; n += 1) {
    const user = `person-${(n * 7) % PEOPLE}`;
    const phone = phoneOf(bot.line, () => bot.webhook, user);
    const code = await fillIn(phone, 'comment', { text: 'อยากให้เปิดช่องบริการเพิ่มตอนเช้า' });
    await phone.tap(th('report:act.file'));
    moments.push(bot.clock.now().getTime());
    const { caseId } = (await bot.server.deps.cases.desk.track(code))!;
    places.set(caseId, n);
    const row = (await bot.server.deps.store.cases.get(caseId))!;
    for (const { id } of row.items) places.set(id, n);
    places.set(box.name(`lane:user:${userIdOf(user)}`), n);
    for (const event of phone.events) {
      places.set(box.name(`event:${(event as unknown as { webhookEventId: string }).webhookEventId}`), n);
    }
    bot.clock.advance(7 * MINUTE);
  }
}, 120_000);
afterAll(() => bot.stop());

const looking = () => tellOrder(bot.dataDir, places, PEOPLE / 2);

describe('of people who filed one after the other on one day', () => {
  it('every record was looked at', () => {
    expect(places.size).toBeGreaterThan(PEOPLE * 8);
    expect(looking().looked).toBeGreaterThan(40);
  });

  it('no stored value, and no table by itself, tells the order', () => {
    expect(looking().tell).toEqual([]);
  });

  it('no stored value holds a moment of the day', () => {
    expect(tellTime(bot.dataDir, moments)).toEqual([]);
  });

  it('no file was made for any of them', () => {
    expect(readdirSync(bot.dataDir).sort()).toEqual(filesBefore.sort());
  });

  it('no log line says that they wrote: counting changes nothing there', () => {
    const lines = bot
      .logs()
      .split('\n')
      .filter((line) => line !== '');
    expect(lines.length).toBeLessThan(PEOPLE);
    expect(bot.logs()).not.toMatch(/webhook"|comment|filed|desk/);
  });
});

describe('the looking itself', () => {
  const seeded = async (sql: string, fill: (db: DatabaseSync) => void, look: () => void) => {
    const db = new DatabaseSync(join(bot.dataDir, 'suetrong.sqlite'));
    db.exec(sql);
    try {
      fill(db);
      look();
    } finally {
      db.exec('DROP TABLE leak');
      db.close();
    }
  };
  const cases = () => [...places].filter(([id]) => /^[0-9a-f]{32}$/.test(id));

  it('finds an order: a row number, a counter, a sorted id, a number inside JSON', async () => {
    for (const make of [
      (n: number) => n * 3 + 11,
      (n: number) => `0189${n.toString(16).padStart(8, '0')}`,
      (n: number) => JSON.stringify({ deep: [{ inside: 1000 - n }] }),
    ]) {
      await seeded(
        'CREATE TABLE leak (of TEXT PRIMARY KEY, value) WITHOUT ROWID',
        (db) => {
          for (const [id, place] of cases())
            db.prepare('INSERT INTO leak VALUES (?, ?)').run(id, make(place));
        },
        () => expect(looking().tell.some((name) => name.startsWith('leak.value'))).toBe(true),
      );
    }
    await seeded(
      'CREATE TABLE leak (of TEXT)',
      (db) => {
        for (const [id] of cases().sort(([, a], [, b]) => a - b))
          db.prepare('INSERT INTO leak VALUES (?)').run(id);
      },
      () => expect(looking().tell).toEqual(['leak by itself']),
    );
  });

  it('finds a moment: seconds, milliseconds, a text, eight bytes', async () => {
    const ms = moments[3]!;
    const bytes = Buffer.alloc(11);
    bytes.writeBigInt64BE(BigInt(ms), 2);
    const double = Buffer.alloc(9);
    double.writeDoubleLE(ms / 1000, 1);
    for (const leak of [
      ms,
      Math.floor(ms / 1000),
      `{"at":${ms}}`,
      new Date(ms).toISOString(),
      Buffer.from(`{"at":"${ms}"}`).toString('base64'),
      bytes,
      double,
    ]) {
      await seeded(
        'CREATE TABLE leak (value)',
        (db) => void db.prepare('INSERT INTO leak VALUES (?)').run(leak),
        () => expect([leak, tellTime(bot.dataDir, moments, 'leak').length > 0]).toEqual([leak, true]),
      );
    }
  });
});

describe('in production, with dialogue and release', () => {
  let office: CaseOffice;
  beforeAll(async () => {
    office = await openCaseOffice();
    const filed = [await office.file(), await office.file(), await office.file(), await office.file()];
    await office.release();
    for (const { id } of filed) {
      await office.casework.act(office.worker('officer'), { caseId: id, action: 'ask', message: 'ที่ไหน' });
      office.clock.advance(11 * MINUTE);
      moments.push(office.clock.now().getTime());
      await office.desk.write({ caseId: id, action: 'reply', id: randomId(), text: 'ที่ตลาด' });
      await office.desk.notify({ caseId: id, id: randomId(), address: 'U1', lang: 'th' });
    }
  });
  afterAll(() => office.close());

  it('what waits for the hour holds days and no moment', () => {
    expect(tellTime(office.dir, moments)).toEqual([]);
    const waiting = valuesIn(office.dir).filter(
      ({ column, value }) => column === 'items' && String(value).includes('ahead'),
    );
    expect(waiting).toHaveLength(4);
  });

  it('and so does what is inside the seals, for whoever may open them', async () => {
    await office.release();
    const rows = await office.port.withRecipient('recovery', undefined, 10);
    for (const { id } of rows) {
      const view = await office.casework.open(office.recovery, id);
      expect(datesIn(Buffer.from(JSON.stringify(view)), moments)).toEqual([]);
    }
  });
});
