import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { formatCode, newCode } from '../../src/cases/tracking.ts';
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
