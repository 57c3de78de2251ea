import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dayOf } from '../../src/clock.ts';
import { createPurgeJob } from '../../src/jobs/purge.ts';
import { createSecretBox } from '../../src/secret-box.ts';
import { startBot, type Bot } from '../support/bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());

const files = () => readdirSync(bot.dataDir).filter((name) => name.includes('.sqlite'));
const times = () => files().map((name) => [name, statSync(join(bot.dataDir, name)).mtimeMs]);

it('the files of the database do not keep the moment when somebody wrote', async () => {
  const { store, config } = bot.server.deps;
  const box = createSecretBox(config.secrets.app, 'line');
  await bot.line.ask(bot.webhook, bot.line.event.text('somebody', 'สวัสดี'));
  await store.evidence.reserve(dayOf(bot.clock.now()), 1, 100);
  const midnight = Date.parse(dayOf(bot.clock.now()));
  const kept = times().filter(([, at]) => at !== midnight);
  expect(kept.map(([name]) => name)).toEqual(
    expect.arrayContaining(['suetrong.sqlite-wal', 'evidence.sqlite-wal']),
  );
  await createPurgeJob({ store, box, clock: bot.clock, draftIdleHours: () => 6 }).run();
  for (const [name, at] of times()) expect([name, at]).toEqual([name, midnight]);
  // Nothing is lost by it: what was written is there.
  expect(await store.evidence.reserve(dayOf(bot.clock.now()), 100, 100)).toBe(false);
});
