import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { COPY_TABLES } from '../../src/store/copy.ts';
import { BACKUP_TABLES, LEFT_OUT } from '../../src/store/backup-tables.ts';
import { en } from './backup-town.ts';
import { ADDRESS, startBusyTown, type BusyTown } from './busy-town.ts';

jest.setTimeout(300_000); // every filing costs a real derivation of its code

let at: BusyTown;
beforeAll(async () => {
  at = await startBusyTown();
});
afterAll(() => at.close());

it('every table is in the backup, or it is said why not', () => {
  expect([...BACKUP_TABLES, ...Object.keys(LEFT_OUT)].sort()).toEqual([...COPY_TABLES].sort());
});

describe('a backup made while people file', () => {
  it('is sealed: nothing in it is readable, and nothing else is written', async () => {
    const bytes = readFileSync(join(at.folder, at.backup)).toString('latin1');
    expect(bytes).toContain('age-encryption.org/v1');
    for (const word of ['"table"', 'setting', 'complaint', 'finance', at.kept.id])
      expect(bytes).not.toContain(word);
    expect(readdirSync(at.folder).sort()).toEqual(['gone.json', at.backup]);

    const scratch = mkdtempSync(join(tmpdir(), 'suetrong-scratch-'));
    at.town.env['TMPDIR'] = scratch;
    const files = () => readdirSync(at.town.dir).sort();
    const data = files();
    const ran = await at.town.run('backup', ['make', '--lang', 'en']);
    delete at.town.env['TMPDIR'];
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(scratch)).toEqual([]);
    expect(files()).toEqual(data);
    rmSync(scratch, { recursive: true });
  });

  it('leaves out what waits, drafts and wishes to be told, and holds the evidence of cases', async () => {
    const lines = await at.linesOf(join(at.folder, at.backup));
    const rows = lines.flatMap((line) => ('table' in line ? [line] : []));
    const ids = new Set(rows.map(({ row }) => row['id']));
    expect(ids).toContain(at.kept.id);
    expect(ids).not.toContain(at.subscription);
    expect(await at.place.store.cases.readItems([at.subscription])).toHaveLength(1);
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
    const typed = await at.call(['verify', join(at.folder, at.backup)], `${at.identity}\n`);
    expect(typed).toMatchObject({ code: 0 });
    expect(typed.out).toContain('Whole and usable');
    const inFile = at.town.file('identity.txt', `# the key\n${at.identity}\n`);
    expect(await at.call(['verify', join(at.folder, at.backup), '--identity-file', inFile])).toMatchObject({
      code: 0,
    });
  });
});

it('made twice at once is one backup and a clear refusal; the list may be written beside it', async () => {
  const names = () => readdirSync(at.folder).filter((name) => name.endsWith('.age'));
  const earlier = names();
  const both = await Promise.all([1, 2].map(() => at.call(['make'])));
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
  expect(both.find(({ code }) => code === 1)!.err).toContain(en('going'));
  const [fresh, ...others] = names().filter((name) => !earlier.includes(name));
  expect(others).toEqual([]);
  expect((await at.linesOf(join(at.folder, fresh!))).length).toBeGreaterThan(10);

  const lists = await Promise.all(Array.from({ length: 6 }, () => at.call(['list'])));
  expect(lists.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(readdirSync(at.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('clears what a backup that was killed has left, and touches none that may still be written', async () => {
  const [dead, deadList, young, foreign] = [
    'suetrong-2026-11-20-1.age.0123456789ab.part',
    'gone.json.0123456789ab.part',
    'suetrong-2026-11-20-2.age.0123456789ab.part',
    'film.part',
  ] as const;
  for (const name of [dead, deadList, young, foreign]) writeFileSync(join(at.folder, name), 'x');
  for (const name of [dead, deadList, foreign]) utimesSync(join(at.folder, name), 0, 0);
  await at.makeBackup();
  const names = readdirSync(at.folder).filter((name) => name.endsWith('.part'));
  expect(names.sort()).toEqual([foreign, young].sort());
  for (const name of names) rmSync(join(at.folder, name));
});

it('deletes backups of more than 30 days, once a new one is complete, and nothing else', async () => {
  const day = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const [old, young] = [`suetrong-${day(40)}-1.age`, `suetrong-${day(20)}-1.age`];
  for (const name of [old, young, 'notes.txt', `suetrong-${day(40)}.txt`]) {
    writeFileSync(join(at.folder, name), 'x');
    utimesSync(join(at.folder, name), 0, 0);
  }
  await at.makeBackup();
  const names = readdirSync(at.folder);
  expect(names).not.toContain(old);
  for (const name of [young, 'notes.txt', `suetrong-${day(40)}.txt`]) expect(names).toContain(name);
});
