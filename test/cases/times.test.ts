import { readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSecretBox } from '../../src/secret-box.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { MINUTE } from '../support/clock.ts';
import { userIdOf } from '../support/fake-line.ts';
import { openCaseOffice, randomId, type CaseOffice } from './case-office.ts';
import { fillIn, phoneOf, th } from './phone.ts';
import { layersOf, valuesIn, type StoredValue } from './stored-values.ts';

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
const startedAt = Date.now();

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

type Row = StoredValue['row'];
type Simple = string | number;

/** The values of a row, one by one: JSON taken apart, bytes as hex with their length. */
function leavesOf(row: Row): Map<string, Simple> {
  const leaves = new Map<string, Simple>();
  const walk = (path: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    if (typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) walk(`${path}.${key}`, inner);
    else leaves.set(path, typeof value === 'string' ? value : Number(value));
    if (typeof value === 'string') leaves.set(`length of ${path}`, value.length);
  };
  for (const [column, value] of Object.entries(row)) {
    const bytes = value instanceof Uint8Array ? Buffer.from(value) : undefined;
    const text = bytes?.toString('utf8') ?? value;
    walk(column, bytes?.toString('hex') ?? value);
    if (typeof text === 'string' && /^[{[]/.test(text)) walk(`${column}, read`, JSON.parse(text));
  }
  return leaves;
}

const ranksOf = (values: readonly Simple[]): number[] => {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  // The middle of equals: ties tell nothing.
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
};

/** Spearman's coefficient: 1 or -1 when one order is the other, about 0 when neither tells the other. */
function correlation(a: readonly Simple[], b: readonly Simple[]): number {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const mean = (x.length - 1) / 2;
  const sum = (f: (at: number) => number) => x.reduce((total, _, at) => total + f(at), 0);
  const spread = Math.sqrt(sum((at) => (x[at]! - mean) ** 2) * sum((at) => (y[at]! - mean) ** 2));
  return spread === 0 ? 0 : sum((at) => (x[at]! - mean) * (y[at]! - mean)) / spread;
}

/** Columns (and the order in which tables hand their rows out) that tell who came before whom. */
function tellOrder(dir: string): { looked: number; tell: string[] } {
  const tables = new Map<string, Row[]>();
  for (const { table, row } of valuesIn(dir)) {
    const rows = tables.get(table) ?? [];
    if (rows.at(-1) !== row) rows.push(row);
    tables.set(table, rows);
  }
  const tell: string[] = [];
  let looked = 0;
  const hold = (name: string, values: Simple[], order: number[]) => {
    if (new Set(order).size < PEOPLE / 2) return;
    looked += 1;
    if (Math.abs(correlation(values, order)) > 0.9) tell.push(name);
  };
  for (const [table, rows] of tables) {
    const ours = rows.flatMap((row) => {
      const place = Object.values(row)
        .map((value) => places.get(String(value)))
        .find((each) => each !== undefined);
      return place === undefined ? [] : [{ leaves: leavesOf(row), place }];
    });
    hold(
      `${table} by itself`,
      ours.map((_, at) => at),
      ours.map(({ place }) => place),
    );
    for (const path of new Set(ours.flatMap(({ leaves }) => [...leaves.keys()]))) {
      const having = ours.filter(({ leaves }) => leaves.has(path));
      hold(
        `${table}.${path}`,
        having.map(({ leaves }) => leaves.get(path)!),
        having.map(({ place }) => place),
      );
    }
  }
  return { looked, tell };
}

const DAY_MS = 86_400_000;
/** Within a day of anything that happened here, by the test's clock or the machine's. */
function near(ms: number): boolean {
  const within = (from: number, to: number) => ms > from - DAY_MS && ms < to + DAY_MS;
  return within(moments[0]!, moments.at(-1)!) || within(startedAt, Date.now());
}

/** Whether bytes hold a moment of this day: as digits, as a clock time, or as a 64-bit number of either kind. */
function datesIn(bytes: Buffer): string[] {
  const found: string[] = [];
  for (const layer of layersOf(bytes, 1)) {
    const text = layer.toString('latin1');
    for (const [run] of text.matchAll(/(?<![0-9A-Za-z+/=-])\d{10,19}(?![0-9A-Za-z+/=-])/g)) {
      for (const unit of [1000, 1, 1e-3, 1e-6]) if (near(Number(run) * unit)) found.push(run);
    }
    for (const [time] of text.matchAll(/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/g)) found.push(time);
    for (let at = 0; at + 8 <= layer.length; at += 1) {
      const numbers = [
        layer.readUInt32BE(at) * 2 ** 32 + layer.readUInt32BE(at + 4),
        layer.readUInt32LE(at + 4) * 2 ** 32 + layer.readUInt32LE(at),
        // Whole milliseconds only: among so much ciphertext some eight bytes are a number of about this size by chance.
        ...[layer.readDoubleBE(at), layer.readDoubleLE(at)].filter(
          (number) =>
            Math.abs(number * 1000 - Math.round(number * 1000)) < 1e-3 &&
            (number < 1e11 || Number.isInteger(number)),
        ),
      ];
      for (const number of numbers) if (near(number) || near(number * 1000)) found.push(`number ${number}`);
    }
  }
  return found;
}

/** What dates something finer than a day, of all that is stored (in one table). */
function tellTime(dir: string, only?: string): string[] {
  return valuesIn(dir).flatMap(({ table, column, value }) => {
    if (value === null || (only !== undefined && table !== only)) return [];
    const bytes = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
    return datesIn(bytes).map((found) => `${table}.${column}: ${found}`);
  });
}

describe('of people who filed one after the other on one day', () => {
  it('every record was looked at', () => {
    expect(places.size).toBeGreaterThan(PEOPLE * 8);
    const { looked } = tellOrder(bot.dataDir);
    expect(looked).toBeGreaterThan(40);
  });

  it('no stored value, and no table by itself, tells the order', () => {
    expect(tellOrder(bot.dataDir).tell).toEqual([]);
  });

  it('no stored value holds a moment of the day', () => {
    expect(tellTime(bot.dataDir)).toEqual([]);
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
        () => expect(tellOrder(bot.dataDir).tell.some((name) => name.startsWith('leak.value'))).toBe(true),
      );
    }
    await seeded(
      'CREATE TABLE leak (of TEXT)',
      (db) => {
        for (const [id] of cases().sort(([, a], [, b]) => a - b))
          db.prepare('INSERT INTO leak VALUES (?)').run(id);
      },
      () => expect(tellOrder(bot.dataDir).tell).toEqual(['leak by itself']),
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
        () => expect([leak, tellTime(bot.dataDir, 'leak').length > 0]).toEqual([leak, true]),
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
    expect(tellTime(office.dir)).toEqual([]);
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
      expect(datesIn(Buffer.from(JSON.stringify(view)))).toEqual([]);
    }
  });
});
