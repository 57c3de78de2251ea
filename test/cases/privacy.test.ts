import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decryptWith, identityFromSeed } from '../../src/cases/age.ts';
import { SPECIAL_UNITS } from '../../src/cases/kinds.ts';
import { createSecretBox } from '../../src/secret-box.ts';
import type { Bot } from '../support/bot.ts';
import { userIdOf } from '../support/fake-line.ts';
import { secretsOf, tellStory, type Story } from './privacy-story.ts';
import { ADDED, CONTEST, FILES, NOTE, QUESTION, REPLY, TYPED } from './privacy-words.ts';
import { boxesOf, openedBy } from './server-boxes.ts';
import { bare, COLUMNS } from './stored-columns.ts';
import { asPlaces, b64Of, ciphertextsIn, columnsIn, filesIn, leaksOf, valuesIn } from './stored-values.ts';

let told: Story;
let bot: Bot;
beforeAll(async () => {
  told = await tellStory();
  ({ bot } = told);
}, 120_000);
afterAll(() => bot.stop());

describe('promise 2: what the store has', () => {
  it('is exactly the columns that are accounted for', () => {
    expect([...new Set(columnsIn(bot.dataDir).map(bare))].sort()).toEqual(Object.keys(COLUMNS).sort());
  });

  it('is, in every row, what may stand there', () => {
    const values = valuesIn(bot.dataDir);
    for (const { table, column, value } of values) {
      if (value === null) continue;
      const [is] = COLUMNS[`${table}.${column}`]!;
      const fits = is instanceof RegExp ? is.test(String(value)) : is(value as never);
      expect([`${table}.${column}`, value, fits]).toEqual([`${table}.${column}`, value, true]);
    }
    const known = [...SPECIAL_UNITS, ...bot.server.deps.agency.current().agency.units.map(({ id }) => id)];
    for (const { column, value } of values) if (column === 'unit') expect(known).toContain(value);
    // The story reached every table that concerns a case.
    const reached = ['case_file', 'case_body', 'case_access', 'item', 'case_tally', 'session', 'audit'];
    for (const table of [...reached, 'evidence_file', 'evidence_chunk', 'evidence_day']) {
      expect([table, values.some((each) => each.table === table)]).toEqual([table, true]);
    }
  });

  it('holds of a handled event its hash, its end and its day', () => {
    const rows = valuesIn(bot.dataDir).filter(
      ({ table, row }) => table === 'inbox' && row['outcome'] !== null,
    );
    expect(rows.length).toBeGreaterThan(100);
    for (const { column, value } of rows) {
      if (!['id', 'attempt', 'outcome', 'day'].includes(column))
        expect([column, value]).toEqual([column, null]);
    }
  });

  it('has sizes in buckets, whatever was typed', () => {
    const sizes = valuesIn(bot.dataDir)
      .filter(({ table, column }) => table === 'case_body' && column === 'items')
      .flatMap(({ value }) => (JSON.parse(String(value)) as { size: number }[]).map(({ size }) => size));
    expect([...new Set(sizes)].sort((a, b) => a - b)).toEqual([0, 256, 1024, 4096]);
    const sealed = valuesIn(bot.dataDir).filter(
      ({ table, column }) => table === 'item' && column === 'sealed',
    );
    const lengths = new Set(sealed.map(({ value }) => b64Of(value as Uint8Array, 'ciphertext').length));
    expect(lengths.size).toBe(3);
  });
});

describe('promises 1 to 3: what stands nowhere', () => {
  it('is all that was typed, who typed it, in which messages, and the codes', () => {
    const places = [...asPlaces(valuesIn(bot.dataDir)), ...filesIn(bot.dataDir)];
    expect(leaksOf(secretsOf(told), places)).toEqual([]);
  });

  it('also in log lines, and in what LINE was asked', () => {
    expect(leaksOf(secretsOf(told), [{ name: 'log', bytes: Buffer.from(bot.logs()) }])).toEqual([]);
    // A file is fetched by its message's name, from LINE, who gave it.
    const fetched = /^\/v2\/bot\/message\/\d+\/content$/;
    const paths = bot.line.api.state.requests.map(({ path }) => path);
    expect(paths.filter((path) => fetched.test(path))).toHaveLength(3);
    const asked = paths.filter((path) => !fetched.test(path)).join('\n');
    expect(leaksOf(secretsOf(told), [{ name: 'addresses', bytes: Buffer.from(asked) }])).toEqual([]);
    expect(asked).not.toContain('profile');
  });

  it('in no filed case is linked to the chat it came from', () => {
    const chats = new Set(
      valuesIn(bot.dataDir)
        .filter(({ table, column }) => table === 'session' && column === 'lane')
        .map(({ value }) => String(value)),
    );
    for (const user of Object.keys(told.phones)) {
      chats.add(
        createSecretBox(bot.server.deps.config.secrets.app, 'line').name(`lane:user:${userIdOf(user)}`),
      );
    }
    const filed = valuesIn(bot.dataDir).filter(({ table }) => /^(case|item|loose|audit)/.test(table));
    const lanes = Object.fromEntries([...chats].map((lane) => [lane, lane]));
    expect(leaksOf(lanes, asPlaces(filed))).toEqual([]);
  });
});

describe('promise 2: what the server’s secrets open', () => {
  it('is no item, ring or wrap, in any way that the code uses them', async () => {
    const { secrets: held } = bot.server.deps.config;
    const values = valuesIn(bot.dataDir);
    const all = ciphertextsIn(values);
    expect(all.length).toBeGreaterThan(30);
    const salts = values.filter(({ table, row }) => table === 'setting' && row['name'] === 'code-salt');
    const salt = Buffer.from(salts.find(({ column }) => column === 'value')!.value as Uint8Array);
    const ids = [
      ...new Set(values.flatMap(({ row }) => (typeof row['case_id'] === 'string' ? [row['case_id']] : []))),
    ];
    const identities = Object.values(held).flatMap((secret) => [
      createHash('sha256').update(secret).digest(),
      createHmac('sha512', secret).update('suetrong tracking code v1\n').digest().subarray(32),
      createHmac('sha512', secret).update('suetrong tracking code v1\n').update(salt).digest().subarray(32),
      ...['integrity/v1/item', 'line/seal'].map((label) =>
        Buffer.from(hkdfSync('sha256', secret, 'suetrong', label, 32)),
      ),
    ]);
    for (const seed of identities) {
      const identity = identityFromSeed(seed);
      for (const ciphertext of all) await expect(decryptWith(identity, ciphertext)).rejects.toThrow();
    }
    const boxes = boxesOf(held);
    const places = ['', ...ids];
    for (const ciphertext of all) expect(openedBy(boxes, ciphertext, places)).toEqual([]);
    // They would be found out: what one of them sealed, for one of these places, opens.
    for (const purpose of ['line', 'door', 'alert-address', 'console-audit']) {
      const sealed = createSecretBox(held.app, purpose).seal(Buffer.from(TYPED.what), ids[0]!);
      expect(openedBy(boxes, sealed, places)).toEqual([`app ${purpose}`]);
    }
  }, 120_000);

  it('but a key holder’s key opens it, and the reporter’s code the reporter’s part', async () => {
    const { casework, desk } = bot.server.deps.cases;
    const view = await casework.open(told.officer, told.complaintId);
    expect(JSON.stringify(view)).toContain(TYPED.what);
    expect(JSON.stringify(view)).toContain(REPLY);
    expect(JSON.stringify(view)).toContain(NOTE);
    const files: string[] = [];
    for (const { number } of view.evidence) {
      const file = await casework.evidence(told.officer, { caseId: told.complaintId, number });
      for await (const part of file.read()) files.push(Buffer.from(part).toString());
    }
    expect(files).toEqual([FILES.receipt, FILES.later]);
    const reporter = JSON.stringify(await desk.track(told.codes['reporter']!));
    expect(reporter).toContain(QUESTION);
    for (const text of [TYPED.what, REPLY, ADDED, CONTEST, NOTE]) expect(reporter).not.toContain(text);
  });
});

it('a column added without being accounted for is noticed', () => {
  const db = new DatabaseSync(join(bot.dataDir, 'suetrong.sqlite'));
  db.exec('CREATE TABLE stray (note TEXT)');
  try {
    const unknown = columnsIn(bot.dataDir)
      .map(bare)
      .filter((column) => !(column in COLUMNS));
    expect(unknown).toEqual(['stray.note', 'stray.rowid']);
  } finally {
    db.exec('DROP TABLE stray');
    db.close();
  }
});
