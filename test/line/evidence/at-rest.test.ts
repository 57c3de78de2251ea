import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { th } from '../../cases/phone.ts';
import { filesIn } from '../../cases/stored-values.ts';
import { DAY } from '../../support/clock.ts';
import { bytes, MS, startReporting, words, type Reporting } from './reporter.ts';

let there: Reporting;
beforeAll(async () => {
  there = await startReporting();
}, MS);
afterAll(() => there.bot.stop());

it('nothing of a file is on the disk in plain, neither while it comes nor after', async () => {
  const user = 'on the disk';
  const phone = await there.atEvidence(user);
  const needle = 'เข็มในมหาสมุทร-4417';
  const large = Buffer.from(`${needle} `.repeat(40_000));
  const seen = new Set<string>();
  const known = new Set(readdirSync(tmpdir()));
  const look = () => {
    for (const { name, bytes: content } of filesIn(there.bot.dataDir))
      if (content.includes(needle)) seen.add(name);
    // What others left there before is theirs.
    for (const name of readdirSync(tmpdir())) {
      if (known.has(name)) continue;
      try {
        if (readFileSync(join(tmpdir(), name)).includes(needle)) seen.add(name);
      } catch {
        continue; // a directory, or gone already
      }
    }
  };
  const timer = setInterval(look, 20);
  expect(await there.say(there.as(bytes(large), user))).toContain(th('evidence:received.cleaned'));
  clearInterval(timer);
  await phone.say('ข้าม');
  const { view } = await there.fileIt(phone);
  look();
  for (const { name, bytes: content } of await there.lying()) if (content.includes(needle)) seen.add(name);
  expect([...seen]).toEqual([]);
  writeFileSync(join(there.bot.dataDir, 'control'), needle); // the search would have found it
  look();
  expect([...seen]).toEqual(['control']);
  rmSync(join(there.bot.dataDir, 'control'));
  expect((await there.read(view.facts.id, 1)).includes(needle)).toBe(true);
});

it(
  'erasing the cases leaves no chunk',
  async () => {
    for (const user of ['first', 'second', 'third']) {
      await there.inOpenCase(
        `erased ${user}`,
        [1, 2, 3].map((n) => words(`ไฟล์ ${n} ของ ${user}`)),
      );
    }
    expect((await there.stored()).files).toBeGreaterThanOrEqual(9);
    const { cases } = there.bot.server.deps.store;
    for (let after: string | undefined; ;) {
      const rows = await cases.withRecipient('recovery', after, 50);
      for (const row of rows) {
        await cases.replace({
          ...row,
          status: 'final',
          outcome: 'substantiated',
          due: '2026-11-30',
          version: row.version + 1,
        });
      }
      after = rows.at(-1)?.id;
      if (!after) break;
    }
    there.bot.clock.advance(60 * DAY);
    await there.bot.server.deps.scheduler.runAll();
    expect(await cases.withRecipient('recovery', undefined, 1)).toEqual([]);
    expect(await there.stored()).toEqual({ files: 0, chunks: 0 });
  },
  MS,
);
