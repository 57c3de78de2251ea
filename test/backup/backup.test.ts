import { spawn, type ChildProcess } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newShareWritten } from '../../src/accounts/new-shares.ts';
import { askedLine } from '../../src/accounts/proof.ts';
import { createRowMac } from '../../src/accounts/row-mac.ts';
import { readSealed } from '../../src/backup/file.ts';
import { writeGoneFile } from '../../src/backup/gone-file.ts';
import type { Line } from '../../src/backup/lines.ts';
import { genuine } from '../../src/backup/restore.ts';
import type { Answers } from '../../src/cases/fields.ts';
import { opensToNobody } from '../../src/cases/stranded.ts';
import { newCode, parseCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { addDays, dayOf } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { createI18n } from '../../src/i18n.ts';
import { createErasureJob } from '../../src/jobs/erasure.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { COPY_TABLES } from '../../src/store/copy.ts';
import { BACKUP_TABLES, LEFT_OUT } from '../../src/store/backup-tables.ts';
import { TRIAL_SECRETS_FILE } from '../../src/trial-secrets.ts';
import { openWorkplace, type Workplace } from '../../src/workplace.ts';
import { edit, query, realMarksOf } from '../audit/ledger-story.ts';
import { as, newTown, startTown, type SetUp, type Town } from '../cli/run-cli.ts';

jest.setTimeout(300_000); // every filing costs a real derivation of its code

const { t } = createI18n();
const en = (key: string) => t('en', `cli-backup:problem.${key}`, { file: '', list: '', backup: '' });
const TOLD = 'กล้องจับภาพได้ตรงลานหน้าศาล';
const ADDRESS = 'U0123456789abcdef0123456789abcdef';

/** Files reports without end, as reporters do while a backup is made, and says which codes have a receipt. */
const REPORTERS = `
  import { openWorkplace } from ${JSON.stringify(join(import.meta.dirname, '../../src/workplace.ts'))};
  import { newCode } from ${JSON.stringify(join(import.meta.dirname, '../../src/cases/tracking.ts'))};
  import { writeSync } from 'node:fs';
  const place = await openWorkplace(process.env);
  const answers = { text: { of: 'story', parts: [{ text: 'comment' }] } };
  for (;;) {
    const code = newCode();
    await place.cases.desk.file({ kind: 'comment', answers, lang: 'th', code });
    writeSync(1, code + '\\n');
  }
`;

let town: Town;
let made: SetUp;
let place: Workplace;
let folder: string;
let identity: string;
let settings: Record<string, string>;
let backup: string;
let writer: { child: ChildProcess; codes: () => TrackingCode[]; ended: Promise<unknown> };
/** With receipts before the backup began. */
let before: TrackingCode[];

interface Filed {
  id: string;
  code: TrackingCode;
}
const kept = {} as Filed;
const taken = {} as Filed;
const erasedLater = {} as Filed;
const erasedBefore = {} as Filed;
let subscription: string;

async function file(into: Filed, what = TOLD): Promise<void> {
  const answers: Answers = {
    category: { of: 'option', value: 'bribe' },
    unit: { of: 'unit', value: 'finance' },
    what: { of: 'story', parts: [{ text: what }] },
  };
  const code = newCode();
  const { caseId } = await place.cases.desk.file({ kind: 'complaint', answers, lang: 'th', code });
  Object.assign(into, { id: caseId, code });
}

/** Evidence as it lies in the store: chunks under a random name, owned by the case's locator. */
async function addFile(name: string, owner: string | undefined): Promise<void> {
  const store = openSqliteStore(town.dir);
  await store.evidence.begin(name, '2026-11-25');
  for (const place of [0, 1]) await store.evidence.putChunk(name, place, Buffer.from(`${name} ${place}`));
  if (owner) await store.evidence.adopt([{ id: name, counts: 4096 }], owner, { files: 9, bytes: 9999 });
  await store.close();
}

/** Ends a case and erases it, as happens when its retention is over. */
async function eraseOne(filed: Filed): Promise<void> {
  const close = ['act', filed.id, 'decline', '--message', 'x', ...as(town, made, 'Head')];
  expect(await town.call('cases', close)).toMatchObject({ code: 0 });
  const later = { now: () => new Date('2040-01-01') };
  const { cases } = place.store;
  await createErasureJob({
    cases,
    evidence: place.cases.evidence,
    gone: place.accounts.gone,
    marks: place.accounts.markNotes,
    record: place.accounts.record,
    opensToNobody: (row) => opensToNobody(row, place.cases.integrity),
    tellRefused: (count) => expect(count).toBe(0),
    clock: later,
  }).run();
  expect(await cases.get(filed.id)).toBeUndefined();
}

const call = (args: readonly string[], input?: string, where: Town = town) => {
  Object.assign(where.env, settings);
  return where.call('backup', [...args, '--lang', 'en'], input);
};

/** An empty machine with the secrets of the old one. */
function newMachine(): Town {
  const next = newTown(settings);
  mkdirSync(next.dir, { recursive: true });
  copyFileSync(join(town.dir, TRIAL_SECRETS_FILE), join(next.dir, TRIAL_SECRETS_FILE));
  return next;
}

/** As the page and the command do it; resolves to the new ones. */
async function replaceShares(): Promise<string[]> {
  const { newShares } = place.accounts;
  const admin = { id: made.people.find(({ name }) => name === 'Admin')!.id };
  const [, one, two] = made.recovery.shares;
  let draft = await newShares.begin(admin, [one!.text, two!.text]);
  const fresh = draft.shares.map(({ text }) => text!);
  for (const text of fresh) draft = newShareWritten(draft, text.split('\n')[askedLine(text)]!)!;
  await newShares.finish(admin, draft);
  return fresh;
}

/** Somebody takes alerts by mail and by LINE. */
async function linkAlerts(name: string): Promise<void> {
  const { id } = made.people.find((person) => person.name === name)!;
  const { links, addresses } = place.accounts.alerts;
  expect(await addresses.confirm(id, await addresses.propose(id, 'intake@example.com'))).toBe(true);
  const from = { line: ADDRESS, chat: 'chat', event: 'event' };
  expect(await links.typed(await links.begin(id), from)).toBe('linked');
}

async function linesOf(path: string): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readSealed(path, identity)) lines.push(line);
  return lines;
}

async function makeBackup(): Promise<string> {
  const ran = await call(['make']);
  expect(ran).toMatchObject({ code: 0, err: '' });
  return /suetrong-\d[\d-]+\.age/.exec(ran.out)![0];
}

beforeAll(async () => {
  ({ town, made, server: place } = await startTown());
  folder = mkdtempSync(join(tmpdir(), 'suetrong-backups-'));
  const keys = JSON.parse((await call(['keygen', '--json'])).out) as { recipient: string; identity: string };
  identity = keys.identity;
  settings = { BACKUP_DIR: folder, BACKUP_RECIPIENT: town.file('recipient.txt', `${keys.recipient}\n`) };

  for (const filed of [kept, taken, erasedLater, erasedBefore]) await file(filed);
  const wish = { caseId: kept.id, id: 'a'.repeat(32), address: ADDRESS, lang: 'th' as const };
  await place.cases.desk.notify(wish);
  subscription = (await place.store.cases.get(kept.id))!.items.at(-2)!.id;
  const locator = async ({ id }: Filed) => (await place.store.cases.get(id))!.locator;
  await addFile('kept-file', await locator(kept));
  await addFile('erased-file', await locator(erasedLater));
  await addFile('draft-file', undefined);
  await place.store.inbox.accept([{ id: 'e', lane: 'l', payload: Buffer.from('waiting') }], '2026-11-25');
  await place.store.sessions.save({ lane: 'l', version: 1, sealed: Buffer.from('draft'), day: '2026-11-25' });
  await place.store.counters.add('question.unanswered', 3);
  await eraseOne(erasedBefore);
  await linkAlerts('Intake');

  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', REPORTERS], {
    env: { PATH: process.env['PATH'], ...town.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const codes = () =>
    said
      .split('\n')
      .slice(0, -1)
      .map((line) => parseCode(line).code!);
  const some = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (codes().length >= 2) resolve();
    });
  });
  writer = { child, codes, ended: new Promise((resolve) => child.on('close', resolve)) };
  await some;
  before = codes();
  // What was filed so far is of yesterday, and is entered.
  edit(town.dir, 'UPDATE item SET day = ?', addDays(dayOf(new Date()), -1));
  await place.accounts.ledger.enter(90);
  backup = await makeBackup();
  const during = codes().length;
  while (codes().length === during) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGKILL'); // in the middle of its work
  await writer.ended;
});
afterAll(async () => {
  await place.close();
  town.remove();
  rmSync(folder, { recursive: true, force: true });
});

it('every table is in the backup, or it is said why not', () => {
  expect([...BACKUP_TABLES, ...Object.keys(LEFT_OUT)].sort()).toEqual([...COPY_TABLES].sort());
});

describe('a backup made while people file', () => {
  it('is sealed: nothing in it is readable, and nothing else is written', async () => {
    const bytes = readFileSync(join(folder, backup)).toString('latin1');
    expect(bytes).toContain('age-encryption.org/v1');
    for (const word of ['"table"', 'setting', 'complaint', 'finance', kept.id])
      expect(bytes).not.toContain(word);
    expect(readdirSync(folder).sort()).toEqual(['gone.json', backup]);

    const scratch = mkdtempSync(join(tmpdir(), 'suetrong-scratch-'));
    town.env['TMPDIR'] = scratch;
    const files = () => readdirSync(town.dir).sort();
    const data = files();
    const ran = await town.run('backup', ['make', '--lang', 'en']);
    delete town.env['TMPDIR'];
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(scratch)).toEqual([]);
    expect(files()).toEqual(data);
    rmSync(scratch, { recursive: true });
  });

  it('leaves out what waits, drafts and wishes to be told, and holds the evidence of cases', async () => {
    const lines = await linesOf(join(folder, backup));
    const rows = lines.flatMap((line) => ('table' in line ? [line] : []));
    const ids = new Set(rows.map(({ row }) => row['id']));
    expect(ids).toContain(kept.id);
    expect(ids).not.toContain(subscription);
    expect(await place.store.cases.readItems([subscription])).toHaveLength(1);
    expect(new Set(rows.map(({ table }) => table))).toEqual(
      new Set([
        'setting',
        'person',
        'record',
        'audit',
        'counter',
        'erased',
        'item',
        'case',
        'evidence',
        'chunk',
      ]),
    );
    const evidence = rows.flatMap(({ table, row }) => (table === 'evidence' ? [row['id']] : []));
    expect(evidence.sort()).toEqual(['erased-file', 'kept-file']);
    expect(JSON.stringify(rows)).not.toContain(ADDRESS);
  });

  it('is found whole by `verify`, with the key typed or in a file', async () => {
    const typed = await call(['verify', join(folder, backup)], `${identity}\n`);
    expect(typed).toMatchObject({ code: 0 });
    expect(typed.out).toContain('Whole and usable');
    const inFile = town.file('identity.txt', `# the key\n${identity}\n`);
    expect(await call(['verify', join(folder, backup), '--identity-file', inFile])).toMatchObject({
      code: 0,
    });
  });
});

describe('restored in an empty place after more was erased and people left', () => {
  let next: Town;
  let restored: Workplace;
  let freshShares: string[];
  beforeAll(async () => {
    await eraseOne(erasedLater);
    const passphrase = made.people.find(({ name }) => name === 'Head')!.passphrase;
    const { worker: head } = await place.accounts.signIn.signIn('Head', passphrase);
    await place.cases.access.take(head, taken.id, made.people.find(({ name }) => name === 'Intake')!.id);
    const admin = as(town, made, 'Admin');
    expect(await town.call('staff', ['disable', 'Citizen', ...admin])).toMatchObject({ code: 0 });
    expect(await town.call('staff', ['unit', 'Head', 'education', ...admin])).toMatchObject({ code: 0 });
    freshShares = await replaceShares();
    const { links } = place.accounts.alerts;
    await links.remove(made.people.find(({ name }) => name === 'Intake')!.id);
    expect(await call(['list'])).toMatchObject({ code: 0, err: '' });
    next = newMachine();
    const key = town.file('identity.txt', identity);
    const args = [
      'restore',
      join(folder, backup),
      '--list',
      join(folder, 'gone.json'),
      '--identity-file',
      key,
    ];
    const ran = await call(args, undefined, next);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/not brought back: 1\n.*right: 2\n.*again: 1\n/);
    restored = await openWorkplace(next.env);
  });
  afterAll(async () => {
    await restored.close();
    next.remove();
  });

  it('opens the same cases to the same codes and to staff', async () => {
    for (const code of [kept.code, ...before]) {
      expect(await restored.cases.desk.track(code)).toBeDefined();
    }
    const open = await next.call('cases', ['open', kept.id, ...as(town, made, 'Intake')]);
    expect(open).toMatchObject({ code: 0 });
    expect(open.out).toContain(TOLD);
    const audit = await next.call('audit', ['verify', '--lang', 'en', ...as(town, made, 'Auditor')]);
    expect(audit.out).toContain('none changed');
    expect(audit).toMatchObject({ code: 0 });
  });

  it('nothing is missed by the ledger, not the case erased since either; what is deleted now is', async () => {
    const { ledger } = restored.accounts;
    const clean = { missing: 0, unentered: 0, early: 0 };
    expect((await ledger.check()).ledger).toMatchObject(clean);
    expect(realMarksOf(restored, next.dir).length).toBeGreaterThan(8);
    await restored.accounts.ledger.enter(90);
    expect((await ledger.check()).ledger).toMatchObject(clean);
    const [item] = query(next.dir, 'SELECT * FROM item WHERE case_id = ? LIMIT 1', taken.id);
    edit(next.dir, 'DELETE FROM item WHERE id = ?', item!['id'] as string);
    expect((await ledger.check()).ledger).toMatchObject({ ...clean, missing: 1 });
    const db = new DatabaseSync(join(next.dir, 'suetrong.sqlite'));
    db.prepare('INSERT INTO item (id, case_id, sealed, day) VALUES (?, ?, ?, ?)').run(
      ...(['id', 'case_id', 'sealed', 'day'].map((name) => item![name]) as string[]),
    );
    db.close();
  });

  it('links nobody’s LINE account again, and keeps mail addresses', async () => {
    const { links, addresses } = restored.accounts.alerts;
    const id = made.people.find(({ name }) => name === 'Intake')!.id;
    expect(await links.look(id)).toMatchObject({ linked: false, waiting: false });
    expect(await addresses.look(id)).toMatchObject({ address: 'intake@example.com' });
  });

  it('opens the recovery key with the shares of the backup’s day and with those made since: nobody is locked out', async () => {
    const { recovery } = restored.accounts;
    for (const [, one = '', two = ''] of [made.recovery.shares.map(({ text }) => text), freshShares])
      expect((await recovery.open([one, two])).id).toBe('recovery');
    expect(await recovery.lookAtShare(freshShares[0]!)).toBe('unknown');
    await expect(
      place.accounts.recovery.open(made.recovery.shares.map(({ text }) => text)),
    ).rejects.toMatchObject({
      reason: 'old',
    });
  });

  it('nor without the list of what is gone, which cannot tell that new ones were made', async () => {
    const bare = newMachine();
    const key = town.file('identity.txt', identity);
    const args = ['restore', join(folder, backup), '--without-list', '--identity-file', key];
    expect(await call(args, undefined, bare)).toMatchObject({ code: 0 });
    const there = await openWorkplace(bare.env);
    expect((await there.accounts.recovery.open(freshShares.slice(1))).id).toBe('recovery');
    await there.close();
    bare.remove();
  });

  it('takes new reports', async () => {
    const code = newCode();
    const answers: Answers = { text: { of: 'story', parts: [{ text: 'ใหม่' }] } };
    await restored.cases.desk.file({ kind: 'comment', answers, lang: 'th', code });
    expect(await restored.cases.desk.track(code)).toBeDefined();
  });

  it('keeps erased cases erased, but counted, and without their files', async () => {
    for (const { id, code } of [erasedBefore, erasedLater]) {
      expect(await restored.store.cases.get(id)).toBeUndefined();
      expect(await restored.cases.desk.track(code)).toBeUndefined();
    }
    const complaints = async (where: Workplace) =>
      (await where.store.cases.tally())
        .filter(({ kind }) => kind === 'complaint')
        .reduce((sum, { count }) => sum + count, 0);
    expect(await complaints(restored)).toBe(4);
    const store = openSqliteStore(next.dir);
    expect(Buffer.from((await store.evidence.readChunk('kept-file', 1))!).toString()).toBe('kept-file 1');
    for (const name of ['erased-file', 'draft-file'])
      expect(await store.evidence.readChunk(name, 0)).toBeUndefined();
    await store.close();
  });

  it('keeps the disabled out, and the moved from what was filed before', async () => {
    const citizen = await next.call('cases', ['list', ...as(town, made, 'Citizen')]);
    expect(citizen.code).toBe(1);
    const head = await next.call('cases', ['open', kept.id, ...as(town, made, 'Head')]);
    expect(head.code).toBe(1);
    expect(head.out).not.toContain(TOLD);
    const intake = await next.call('cases', ['open', taken.id, ...as(town, made, 'Intake')]);
    expect(intake.code).toBe(1);
    expect(intake.out).not.toContain(TOLD);
    const { wraps } = (await restored.store.cases.get(kept.id))!;
    expect(wraps.map(({ recipient }) => recipient)).toHaveLength(2); // the recovery key and Intake
  });

  it('remembers what is gone for the next restore', async () => {
    const kinds = (await restored.accounts.gone.list()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'mark')).toHaveLength(32); // two cases, each in lots of 16
    expect(kinds.filter((kind) => kind !== 'mark').sort()).toEqual([
      'access',
      'case',
      'case',
      'moved-key',
      'person',
      'share',
      'share',
      'share',
    ]);
  });
});

describe('refused in clear words, and nothing is written', () => {
  const cases: [name: string, args: () => string[], reason: string][] = [
    [
      'the wrong key',
      () => {
        const other = town.file('other.txt', 'AGE-SECRET-KEY-PQ-1');
        return [join(folder, backup), '--identity-file', other];
      },
      'bad-identity',
    ],
    ['a file cut short', () => [spoiled((bytes) => bytes.subarray(0, -1000))], 'damaged'],
    [
      'a changed byte',
      () => {
        const flip = (bytes: Buffer) => {
          bytes[bytes.length >> 1]! ^= 1;
          return bytes;
        };
        return [spoiled(flip)];
      },
      'damaged',
    ],
    ['something else', () => [spoiled(() => Buffer.from('hello'))], 'damaged'],
    ['no file', () => [join(folder, 'nothing.age')], 'no-file'],
    ['no list', () => [join(folder, backup), '--list', join(folder, 'none.json')], 'list-missing'],
    [
      'a changed list',
      () => {
        const text = readFileSync(join(folder, 'gone.json'), 'utf8');
        const entries = (JSON.parse(text) as { entries: unknown[] }).entries;
        expect(entries.length).toBeGreaterThan(0);
        return [
          join(folder, backup),
          '--list',
          town.file('gone.json', JSON.stringify({ ...JSON.parse(text), entries: entries.slice(1) })),
        ];
      },
      'list-damaged',
    ],
  ];

  it.each([
    ['a list from before the backup', -1, 'list-older'],
    ['a list that does not reach back to the backup', 46, 'list-short'],
  ] as const)('%s', async (_name, days, reason) => {
    const next = newMachine();
    const secret = readConfig({ ...next.env }).secrets.integrityKey;
    const key = town.file('key.txt', identity);
    const list = town.file('other-gone.json', '');
    const restore = ['restore', join(folder, backup), '--identity-file', key, '--list', list];
    const written = (day: string) =>
      writeGoneFile(list, { day, entries: [] }, createRowMac(secret, 'gone-file'));
    const made = dayOf(new Date());
    await written(addDays(made, days));
    const ran = await call(restore, undefined, next);
    expect(ran.code).toBe(1);
    const params = { list: addDays(made, days), backup: made, days: 45 };
    expect(ran.err).toContain(t('en', `cli-backup:problem.${reason}`, params));
    expect(readdirSync(next.dir)).toEqual([TRIAL_SECRETS_FILE]);
    await written(addDays(made, 45));
    expect((await call(restore, undefined, next)).code).toBe(0);
    next.remove();
  });

  it('rows that are not those that were checked', async () => {
    const mac = createRowMac(readConfig({ ...town.env }).secrets.integrityKey, 'backup');
    const lines = await linesOf(join(folder, backup));
    const read = async (given: readonly Line[]) => {
      const seen: Line[] = [];
      for await (const line of genuine(Readable.from(given), mac)) seen.push(line);
      return seen;
    };
    expect(await read(lines)).toEqual(lines);
    const at = lines.findIndex((line) => 'table' in line && line.table === 'person');
    const other = lines.map((line, index) =>
      index === at && 'table' in line ? { ...line, row: { ...line.row, version: 99 } } : line,
    );
    await expect(read(other)).rejects.toThrow('other-server');
    for (const cut of [lines.slice(0, -1), lines.slice(1), lines.toSpliced(at, 1), [...lines, lines[at]!]])
      await expect(read(cut)).rejects.toThrow('damaged');
  });

  function spoiled(change: (bytes: Buffer) => Buffer): string {
    const path = town.file('spoiled.age', '');
    writeFileSync(path, change(Buffer.from(readFileSync(join(folder, backup)))));
    return path;
  }

  it.each(cases)('%s', async (_name, args, reason) => {
    const next = newMachine();
    const given = args();
    const list = given.includes('--list') ? [] : ['--list', join(folder, 'gone.json')];
    const key = given.includes('--identity-file') ? [] : ['--identity-file', town.file('key.txt', identity)];
    const ran = await call(['restore', ...given, ...list, ...key], undefined, next);
    expect(ran.code).toBe(1);
    expect(ran.err.trim().slice(0, 60)).toContain(en(reason).slice(0, 25));
    expect(readdirSync(next.dir)).toEqual([TRIAL_SECRETS_FILE]);
    next.remove();
  });

  it('another key that is a key', async () => {
    const other = JSON.parse((await call(['keygen', '--json'])).out) as { identity: string };
    const ran = await call(['verify', join(folder, backup)], `${other.identity}\n`);
    expect(ran.err).toContain(en('wrong-key'));
  });

  it('another server’s backup, sealed to the same public key', async () => {
    const next = newTown(settings);
    mkdirSync(next.dir, { recursive: true });
    const ran = await call(['verify', join(folder, backup)], `${identity}\n`, next);
    expect(ran.err).toContain(en('other-server').slice(0, 40));
    next.remove();
  });

  it('a place that is not empty', async () => {
    const args = ['restore', join(folder, backup), '--list', join(folder, 'gone.json')];
    expect((await call(args, `${identity}\n`)).err).toContain(en('target-used'));
    expect(await place.store.cases.get(kept.id)).toBeDefined();
  });

  it('no recipient, a wrong one, no folder, a wrong command', async () => {
    const env = (more: Record<string, string>) =>
      town.call('backup', ['make', '--lang', 'en'], undefined, more);
    expect((await env({ BACKUP_RECIPIENT: '' })).err).toContain(en('no-recipient'));
    expect((await env({ BACKUP_RECIPIENT: 'age1pq1nonsense' })).err).toContain(en('bad-recipient'));
    expect((await env({ BACKUP_DIR: '/nowhere/at/all' })).err).toContain(en('no-folder'));
    for (const args of [[], ['mend'], ['verify'], ['make', 'more'], ['--nonsense']]) {
      expect(await call(args)).toMatchObject({ code: 2 });
    }
    expect((await call(['--help'])).out).toContain('gone stays gone');
  });
});

it('made twice at once is one backup and a clear refusal; the list may be written beside it', async () => {
  const names = () => readdirSync(folder).filter((name) => name.endsWith('.age'));
  const before = names();
  const both = await Promise.all([1, 2].map(() => call(['make'])));
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
  expect(both.find(({ code }) => code === 1)!.err).toContain(en('going'));
  const [fresh, ...others] = names().filter((name) => !before.includes(name));
  expect(others).toEqual([]);
  expect((await linesOf(join(folder, fresh!))).length).toBeGreaterThan(10);

  const lists = await Promise.all(Array.from({ length: 6 }, () => call(['list'])));
  expect(lists.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('clears what a backup that was killed has left, and touches none that may still be written', async () => {
  const [dead, deadList, young, foreign] = [
    'suetrong-2026-11-20-1.age.0123456789ab.part',
    'gone.json.0123456789ab.part',
    'suetrong-2026-11-20-2.age.0123456789ab.part',
    'film.part',
  ] as const;
  for (const name of [dead, deadList, young, foreign]) writeFileSync(join(folder, name), 'x');
  for (const name of [dead, deadList, foreign]) utimesSync(join(folder, name), 0, 0);
  await makeBackup();
  const names = readdirSync(folder).filter((name) => name.endsWith('.part'));
  expect(names.sort()).toEqual([foreign, young].sort());
  for (const name of names) rmSync(join(folder, name));
});

it('deletes backups of more than 30 days, once a new one is complete, and nothing else', async () => {
  const day = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const [old, young] = [`suetrong-${day(40)}-1.age`, `suetrong-${day(20)}-1.age`];
  for (const name of [old, young, 'notes.txt', `suetrong-${day(40)}.txt`]) {
    writeFileSync(join(folder, name), 'x');
    utimesSync(join(folder, name), 0, 0);
  }
  await makeBackup();
  const names = readdirSync(folder);
  expect(names).not.toContain(old);
  for (const name of [young, 'notes.txt', `suetrong-${day(40)}.txt`]) expect(names).toContain(name);
});
