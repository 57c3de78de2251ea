import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createRowMac } from '../../src/accounts/row-mac.ts';
import { writeGoneFile } from '../../src/backup/gone-file.ts';
import type { Line } from '../../src/backup/lines.ts';
import { genuine } from '../../src/backup/restore.ts';
import { addDays } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { TRIAL_SECRETS_FILE } from '../../src/trial-secrets.ts';
import { as, newTown } from '../cli/run-cli.ts';
import { complain, type Filed } from '../cli/town-under-test.ts';
import { en, startBackupTown, t, type BackupTown } from './backup-town.ts';

jest.setTimeout(300_000); // every filing costs a real derivation of its code

let at: BackupTown;
let kept: Filed;
let backup: string;
beforeAll(async () => {
  at = await startBackupTown();
  kept = await complain(at.place, 'finance');
  // So that the list of what is gone holds something.
  const admin = as(at.town, at.made, 'Admin');
  expect(await at.town.call('staff', ['disable', 'Citizen', ...admin])).toMatchObject({ code: 0 });
  backup = await at.makeBackup();
});
afterAll(() => at.close());

describe('refused in clear words, and nothing is written', () => {
  const cases: [name: string, args: () => string[], reason: string][] = [
    [
      'the wrong key',
      () => {
        const other = at.town.file('other.txt', 'AGE-SECRET-KEY-PQ-1');
        return [join(at.folder, backup), '--identity-file', other];
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
    ['no file', () => [join(at.folder, 'nothing.age')], 'no-file'],
    ['no list', () => [join(at.folder, backup), '--list', join(at.folder, 'none.json')], 'list-missing'],
    [
      'a changed list',
      () => {
        const text = readFileSync(join(at.folder, 'gone.json'), 'utf8');
        const entries = (JSON.parse(text) as { entries: unknown[] }).entries;
        expect(entries.length).toBeGreaterThan(0);
        return [
          join(at.folder, backup),
          '--list',
          at.town.file('gone.json', JSON.stringify({ ...JSON.parse(text), entries: entries.slice(1) })),
        ];
      },
      'list-damaged',
    ],
  ];

  it.each([
    ['a list from before the backup', -1, 'list-older'],
    ['a list that does not reach back to the backup', 46, 'list-short'],
  ] as const)('%s', async (_name, days, reason) => {
    const next = at.newMachine();
    const secret = readConfig({ ...next.env }).secrets.integrityKey;
    const key = at.town.file('key.txt', at.identity);
    const list = at.town.file('other-gone.json', '');
    const restore = ['restore', join(at.folder, backup), '--identity-file', key, '--list', list];
    const written = (day: string) =>
      writeGoneFile(list, { day, entries: [] }, createRowMac(secret, 'gone-file'));
    const [today] = /\d{4}-\d\d-\d\d/.exec(backup)!;
    await written(addDays(today, days));
    const ran = await at.call(restore, undefined, next);
    expect(ran.code).toBe(1);
    const params = { list: addDays(today, days), backup: today, days: 45 };
    expect(ran.err).toContain(t('en', `cli-backup:problem.${reason}`, params));
    expect(readdirSync(next.dir)).toEqual([TRIAL_SECRETS_FILE]);
    await written(addDays(today, 45));
    expect((await at.call(restore, undefined, next)).code).toBe(0);
    next.remove();
  });

  it('rows that are not those that were checked', async () => {
    const mac = createRowMac(readConfig({ ...at.town.env }).secrets.integrityKey, 'backup');
    const lines = await at.linesOf(join(at.folder, backup));
    const read = async (given: readonly Line[]) => {
      const seen: Line[] = [];
      for await (const line of genuine(Readable.from(given), mac)) seen.push(line);
      return seen;
    };
    expect(await read(lines)).toEqual(lines);
    const person = lines.findIndex((line) => 'table' in line && line.table === 'person');
    const other = lines.map((line, index) =>
      index === person && 'table' in line ? { ...line, row: { ...line.row, version: 99 } } : line,
    );
    await expect(read(other)).rejects.toThrow('other-server');
    for (const cut of [
      lines.slice(0, -1),
      lines.slice(1),
      lines.toSpliced(person, 1),
      [...lines, lines[person]!],
    ])
      await expect(read(cut)).rejects.toThrow('damaged');
  });

  function spoiled(change: (bytes: Buffer) => Buffer): string {
    const path = at.town.file('spoiled.age', '');
    writeFileSync(path, change(Buffer.from(readFileSync(join(at.folder, backup)))));
    return path;
  }

  it.each(cases)('%s', async (_name, args, reason) => {
    const next = at.newMachine();
    const given = args();
    const list = given.includes('--list') ? [] : ['--list', join(at.folder, 'gone.json')];
    const key = given.includes('--identity-file')
      ? []
      : ['--identity-file', at.town.file('key.txt', at.identity)];
    const ran = await at.call(['restore', ...given, ...list, ...key], undefined, next);
    expect(ran.code).toBe(1);
    expect(ran.err.trim().slice(0, 60)).toContain(en(reason).slice(0, 25));
    expect(readdirSync(next.dir)).toEqual([TRIAL_SECRETS_FILE]);
    next.remove();
  });

  it('another key that is a key', async () => {
    const other = JSON.parse((await at.call(['keygen', '--json'])).out) as { identity: string };
    const ran = await at.call(['verify', join(at.folder, backup)], `${other.identity}\n`);
    expect(ran.err).toContain(en('wrong-key'));
  });

  it('another server’s backup, sealed to the same public key', async () => {
    const next = newTown(at.settings);
    mkdirSync(next.dir, { recursive: true });
    const ran = await at.call(['verify', join(at.folder, backup)], `${at.identity}\n`, next);
    expect(ran.err).toContain(en('other-server').slice(0, 40));
    next.remove();
  });

  it('a place that is not empty', async () => {
    const args = ['restore', join(at.folder, backup), '--list', join(at.folder, 'gone.json')];
    expect((await at.call(args, `${at.identity}\n`)).err).toContain(en('target-used'));
    expect(await at.place.store.cases.get(kept.id)).toBeDefined();
  });

  it('no recipient, a wrong one, no folder, a wrong command', async () => {
    const env = (more: Record<string, string>) =>
      at.town.call('backup', ['make', '--lang', 'en'], undefined, more);
    expect((await env({ BACKUP_RECIPIENT: '' })).err).toContain(en('no-recipient'));
    expect((await env({ BACKUP_RECIPIENT: 'age1pq1nonsense' })).err).toContain(en('bad-recipient'));
    expect((await env({ BACKUP_DIR: '/nowhere/at/all' })).err).toContain(en('no-folder'));
    for (const args of [[], ['mend'], ['verify'], ['make', 'more'], ['--nonsense']]) {
      expect(await at.call(args)).toMatchObject({ code: 2 });
    }
    expect((await at.call(['--help'])).out).toContain('gone stays gone');
  });
});
