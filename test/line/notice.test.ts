import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { formatCode, newCode } from '../../src/cases/tracking.ts';
import { openWorkplace } from '../../src/workplace.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { userIdOf } from '../support/fake-line.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());

async function signInAs(role: string) {
  const paper = readFileSync(join(bot.dataDir, 'trial-staff.txt'), 'utf8');
  const block = paper.split('\n\n').find((each) => each.includes(`(${role})`)) ?? '';
  const id = /id: (\S+)/.exec(block)?.[1] ?? '';
  const passphrase = /passphrase: (.+)/.exec(block)?.[1] ?? '';
  return (await bot.server.deps.accounts.signIn.signIn(id, passphrase)).worker;
}

const pushes = () => bot.line.api.state.deliveries.filter(({ kind }) => kind === 'push');

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !done(); tries += 1) await new Promise((next) => setTimeout(next, 20));
}

it('tells a reporter who asked for it, once and without content, and stops when asked', async () => {
  const { cases, casework } = bot.server.deps;
  const code = newCode();
  const { caseId } = await cases.desk.file({
    kind: 'complaint',
    lang: 'th',
    code,
    answers: {
      category: { of: 'option', value: 'bribe' },
      unit: { of: 'unit', value: 'education' },
      what: { of: 'story', parts: [{ text: 'เรื่องลับ canary-8812' }] },
    },
  });
  const officer = await signInAs('officer');
  await casework.act(officer, { caseId, action: 'accept' });
  expect(pushes()).toHaveLength(0);

  await bot.say('reporter', formatCode(code));
  await bot.say('reporter', 'แจ้งเตือนเมื่อมีข่าว');
  await bot.say('reporter', 'ใช่');
  await casework.act(officer, { caseId, action: 'ask', message: 'คำถามลับ canary-9913' });
  await until(() => pushes().length > 0);
  expect(pushes()).toHaveLength(1);
  expect(pushes()[0]!.to).toEqual([userIdOf('reporter')]);
  const said = JSON.stringify(pushes()[0]!.messages);
  expect(said).toContain('ซื่อตรงมีข้อความถึงคุณ');
  expect(said).not.toMatch(/canary|เรื่องร้องเรียน|รหัส/);

  await bot.say('reporter', formatCode(code));
  expect(await bot.say('reporter', 'หยุดแจ้งเตือน')).toBeTruthy();
  await casework.act(officer, { caseId, action: 'answer', message: 'ขอบคุณ' });
  await new Promise((next) => setTimeout(next, 300));
  expect(pushes()).toHaveLength(1);
  expect(bot.logs()).not.toMatch(/canary|U[0-9a-f]{32}/);
});

it('tells just the same when the action comes from the command line, before that ends', async () => {
  const { desk } = bot.server.deps.cases;
  const code = newCode();
  const { caseId } = await desk.file({
    kind: 'complaint',
    lang: 'en',
    code,
    answers: {
      category: { of: 'option', value: 'bribe' },
      unit: { of: 'unit', value: 'education' },
      what: { of: 'story', parts: [{ text: 'canary-7714' }] },
    },
  });
  await desk.notify({ caseId, id: 'a'.repeat(32), address: userIdOf('elsewhere'), lang: 'en' });
  const env = {
    DATA_DIR: bot.dataDir,
    MONGODB_URI: bot.server.deps.config.mongodbUri,
    LINE_API_BASE_URL: bot.line.baseUrl,
    LINE_CHANNEL_SECRET: bot.line.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: bot.line.channelAccessToken,
  };
  const place = await openWorkplace(env, bot.clock);
  const before = pushes().length;
  try {
    await place.casework.act(await signInAs('officer'), { caseId, action: 'ask', message: 'canary-7715' });
    // Nothing is waited for here: it has happened.
    expect(
      pushes()
        .slice(before)
        .map(({ to }) => to),
    ).toEqual([[userIdOf('elsewhere')]]);
    expect(JSON.stringify(pushes().at(-1)!.messages)).not.toContain('canary');
  } finally {
    await place.close();
  }
});
