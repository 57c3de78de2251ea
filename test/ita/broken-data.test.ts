import { rm } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { describeIssue, loadAgency, type DataError } from '../../src/ita/dataset.ts';
import { createI18n } from '../../src/i18n.ts';
import { smallAgency } from '../support/agency-dir.ts';
import { BROKEN } from './broken-places.ts';
import { agencyDirs, errorOf } from './spoiled-agency.ts';

const { t } = createI18n();
const dirs = agencyDirs();

describe('a broken copy', () => {
  it.each(BROKEN)('%s names file, place and fix', async (_, file, from, to, expected) => {
    const dir = await dirs.copied();
    await dir.change(file, from, to);
    const error = await errorOf(dir);
    const issue = error.issues.find(({ path, key }) => path === expected.path && key === expected.key);
    expect(error.issues.map(({ path, key }) => `${path} ${key}`)).toContain(
      `${expected.path} ${expected.key}`,
    );
    expect(issue?.file).toBe(file);
    const english = issue && describeIssue(issue, 'en', t);
    expect(english).toContain(file);
    expect(english).toContain(expected.path);
    expect(english).toContain(expected.fix);
    expect(error.problems).toContain(english);
    expect(issue && describeIssue(issue, 'th', t)).toMatch(/[ก-ฮ]/);
  });

  it('reports the line where the value stands', async () => {
    const dir = await dirs.copied();
    await dir.change('ita-2562.yaml', 'score: 88.91', 'score: 188.91');
    const line =
      (await dir.read('ita-2562.yaml')).split('\n').findIndex((text) => text.includes('188.91')) + 1;
    expect((await errorOf(dir)).issues[0]?.line).toBe(line);
  });

  it('reports the problems of all files at once', async () => {
    const dir = await dirs.copied();
    await dir.change('agency.yaml', '    intake: true', '    intake: false');
    await dir.change('policy.yaml', 'contest_days: 30', 'contest_days: zero');
    await dir.change('ita-2562.yaml', 'score: 88.91', 'score: 188.91');
    await dir.change('ita-2563.yaml', 'grade: D', 'grade: Z');
    const files = (await errorOf(dir)).issues.map(({ file }) => file);
    expect(new Set(files)).toEqual(new Set(['agency.yaml', 'policy.yaml', 'ita-2562.yaml', 'ita-2563.yaml']));
  });

  it('tells a missing directory, a missing file and a missing year apart', async () => {
    const missing: unknown = await loadAgency('/no/such/place').catch((error: unknown) => error);
    expect((missing as DataError).issues.map(({ key }) => key)).toEqual(['no-directory']);
    const dir = await dirs.written(smallAgency());
    await rm(`${dir.dir}/policy.yaml`);
    await rm(`${dir.dir}/ita-2570.yaml`);
    expect((await errorOf(dir)).issues.map(({ key }) => key)).toEqual(['no-file', 'no-dataset']);
  });

  it('finds a circle of units', async () => {
    const dir = await dirs.copied();
    await dir.change(
      'agency.yaml',
      '    name: { th: นายกเทศมนตรี',
      '    parent: finance\n    name: { th: นายกเทศมนตรี',
    );
    const keys = (await errorOf(dir)).issues.map(({ key }) => key);
    expect(keys).toContain('circle');
  });
});
