import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { createAgencySource, DataError, type AgencySource } from '../../src/ita/dataset.ts';
import { copyOfMueangPhon, smallAgency, type AgencyDir } from '../support/agency-dir.ts';

let files: AgencyDir;
let source: AgencySource;
let logged: { level: string; fields: unknown; text: unknown }[];
let time: number;

beforeEach(async () => {
  files = await copyOfMueangPhon();
  logged = [];
  time = 0;
  const write = (level: string) => (fields: unknown, text?: unknown) =>
    void logged.push({ level, fields, text });
  source = await createAgencySource(files.dir, {
    log: { info: write('info'), error: write('error') },
    now: () => time,
  });
});
afterEach(() => files.remove());

const overall = () => source.current().datasets[0]?.overall.score;

describe('the agency source', () => {
  it('takes up a changed file, and its findings, without a restart', async () => {
    const before = source.current();
    expect(await source.refresh()).toBe(false);
    expect(source.current()).toBe(before);
    await files.change('ita-2563.yaml', 'score: 60.88', 'score: 61.88');
    expect(await source.refresh()).toBe(true);
    expect(overall()).toBe(61.88);
    expect(source.current()).not.toBe(before);
    expect(source.findings().some(({ printed }) => printed === '61.88')).toBe(true);
    expect(logged.map(({ level }) => level)).toEqual(['info']);
  });

  it('takes up a new year and forgets a removed one', async () => {
    const { dataset } = smallAgency();
    await files.write('ita-2570.yaml', stringify(dataset));
    expect(await source.refresh()).toBe(true);
    expect(source.current().datasets.map(({ year }) => year)).toEqual([2570, 2563, 2562]);
  });

  it('keeps the old data while a file is invalid, says so once, and recovers', async () => {
    const before = source.current();
    await files.change('ita-2563.yaml', 'score: 60.88', 'score: sixty');
    expect(await source.refresh()).toBe(false);
    expect(await source.refresh()).toBe(false);
    expect(source.current()).toBe(before);
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged[0])).toContain('ita-2563.yaml');
    expect(JSON.stringify(logged[0])).toContain('overall.score');
    await files.change('ita-2563.yaml', 'score: sixty', 'score: 62.88');
    expect(await source.refresh()).toBe(true);
    expect(overall()).toBe(62.88);
  });

  it('keeps the old data when the directory is gone', async () => {
    const before = source.current();
    await files.remove();
    expect(await source.refresh()).toBe(false);
    expect(source.current()).toBe(before);
    expect(logged.map(({ level }) => level)).toEqual(['error']);
  });

  it('looks by itself at most once a second when asked for the data', async () => {
    await files.change('ita-2563.yaml', 'score: 60.88', 'score: 61.88');
    time = 999;
    source.current();
    // A look would have begun by now; the next one finds that nothing was taken up.
    await new Promise((resolve) => setImmediate(resolve));
    expect(overall()).toBe(60.88);
    time = 1000;
    expect(overall()).toBe(60.88); // this call starts the look and does not wait for it
    expect(await source.refresh()).toBe(true); // joins the look under way
    expect(overall()).toBe(61.88);
  });

  it('refuses to start on invalid files', async () => {
    await files.change('agency.yaml', 'id: mueang-phon', 'id: เมืองพล');
    const log = { info: () => {}, error: () => {} };
    await expect(createAgencySource(files.dir, { log })).rejects.toBeInstanceOf(DataError);
  });
});
