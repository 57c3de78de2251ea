import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { runIta } from '../../src/cli/ita.ts';
import { loadAgency } from '../../src/ita/dataset.ts';
import { copyOfMueangPhon, smallAgency, type AgencyDir } from '../support/agency-dir.ts';
import { memoryIo } from './memory-io.ts';

let town: AgencyDir;
let desk: string;
beforeEach(async () => {
  town = await copyOfMueangPhon();
  desk = await mkdtemp(join(tmpdir(), 'suetrong-desk-'));
});
afterEach(async () => {
  await town.remove();
  await rm(desk, { recursive: true, force: true });
});

async function ita(...args: string[]) {
  const { io, said } = memoryIo({ AGENCY_DIR: town.dir });
  const code = await runIta(args, io);
  return { code, ...said };
}

async function candidate(change: (dataset: ReturnType<typeof smallAgency>['dataset']) => void = () => {}) {
  const { dataset } = smallAgency();
  change(dataset);
  const path = join(desk, 'from-the-office.yaml');
  await writeFile(path, stringify(dataset));
  return path;
}
const years = async () => (await loadAgency(town.dir)).datasets.map(({ year }) => year);

describe('npm run ita -- check', () => {
  it('lists years and findings, in Thai unless told otherwise', async () => {
    const thai = await ita('check');
    expect(thai.code).toBe(0);
    expect(thai.out).toContain('ปี 2563: คะแนนรวม 60.88 เกรด D');
    expect(thai.out).toContain('80.88');
    const english = await ita('check', '--lang', 'en');
    expect(english.out).toContain('2562: overall 84.09, grade B');
    expect(english.out).not.toMatch(/[ก-๙]/);
    expect(english.out.match(/^\d+\. \[/gm)).toHaveLength(22);
  });

  it('names every problem with file, place and fix, and fails', async () => {
    await town.change('ita-2562.yaml', 'score: 88.91', 'score: 188.91');
    await town.change('policy.yaml', 'contest_days: 30', 'contest_days: 0');
    const { code, out, err } = await ita('check');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/ita-2562\.yaml:\d+ indicators\[0\]\.score: .*100/);
    expect(err).toMatch(/policy\.yaml:\d+ contest_days: /);
  });

  it('checks a file before its import, without importing it', async () => {
    const { code, out } = await ita('check', await candidate(), '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('2570: overall 90.00');
    expect(await years()).toEqual([2563, 2562]);
  });
});

describe('npm run ita -- import', () => {
  it('brings in a new year under its own name', async () => {
    const { code, out } = await ita('import', await candidate(), '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('ita-2570.yaml');
    expect(await years()).toEqual([2570, 2563, 2562]);
    expect((await readdir(town.dir)).sort()).toEqual([
      'agency.yaml',
      'ita-2562.yaml',
      'ita-2563.yaml',
      'ita-2570.yaml',
      'policy.yaml',
    ]);
  });

  it('refuses to overwrite, and with --replace keeps what was there', async () => {
    await ita('import', await candidate());
    const old = await town.read('ita-2570.yaml');
    const again = await candidate((dataset) => void (dataset.overall.score = 91));
    const refused = await ita('import', again);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('--replace');
    expect(await town.read('ita-2570.yaml')).toBe(old);

    const replaced = await ita('import', again, '--replace', '--lang', 'en');
    expect(replaced.code).toBe(0);
    expect(replaced.out).toContain('Overall score does not add up');
    expect((await loadAgency(town.dir)).datasets[0]?.overall.score).toBe(91);
    const backups = (await readdir(town.dir)).filter((name) => name.endsWith('.bak'));
    expect(backups).toHaveLength(1);
    expect(await town.read(backups[0]!)).toBe(old);
  });

  it('changes nothing when the file is invalid, and names it as the clerk knows it', async () => {
    const { code, err } = await ita(
      'import',
      await candidate((dataset) => void (dataset.overall.score = 900)),
    );
    expect(code).toBe(1);
    expect(err).toMatch(/from-the-office\.yaml:\d+ overall\.score/);
    expect(await years()).toEqual([2563, 2562]);
    expect(await readdir(town.dir)).toHaveLength(4);
  });

  it('says so when there is no such file', async () => {
    const { code, err } = await ita('import', join(desk, 'nothing.yaml'));
    expect(code).toBe(1);
    expect(err).toContain('nothing.yaml');
  });
});

describe('npm run ita', () => {
  it('lists the years', async () => {
    const { code, out } = await ita('list', '--lang', 'en');
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(3);
  });

  it('explains itself', async () => {
    expect((await ita('--help')).out).toContain('วิธีใช้');
    expect((await ita('--help', '--lang', 'en')).out).toContain('Usage');
    for (const args of [
      [],
      ['frobnicate'],
      ['import'],
      ['check', 'a', 'b'],
      ['check', '--what'],
      ['list', '--lang', 'fr'],
    ])
      expect((await ita(...args)).code).toBe(2);
  });
});
