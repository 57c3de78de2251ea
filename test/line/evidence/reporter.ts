import { expect } from '@jest/globals';
import type { StaffView, Worker } from '../../../src/cases/casework.ts';
import { fieldsOf } from '../../../src/cases/fields.ts';
import type { TrackingCode } from '../../../src/cases/tracking.ts';
import { wordsOf } from '../../../src/cli/words.ts';
import type { Content } from '../../../src/simulator/line-api.ts';
import { demoStaff, phoneOf, th, type Phone } from '../../cases/phone.ts';
import { startBot, type Bot } from '../../support/bot.ts';
import type { FakeLine, LineEvent } from '../../support/fake-line.ts';
import { bytesStored, evidenceStored } from '../../support/stored.ts';

export const MS = 60_000;
const UNIT = 'กองการศึกษา';
const EVIDENCE = fieldsOf('complaint').findIndex(({ id }) => id === 'evidence');

export type Media = 'image' | 'video' | 'audio' | 'file';

/** Reporters who send files by LINE, and the officer who reads them. */
export interface Reporting {
  bot: Bot;
  officer: Worker;
  atEvidence(user: string): Promise<Phone>;
  /** A message of `user` whose file is `content`. */
  as(content: Content, user: string, media?: Media): LineEvent;
  /** Sends it and gives what the bot says. */
  sendFile(event: LineEvent): Promise<readonly Record<string, unknown>[]>;
  /** The same in words. */
  say(event: LineEvent): Promise<string>;
  /** Files the report, and shows it as the officer sees it. */
  fileIt(phone: Phone): Promise<{ code: TrackingCode; view: StaffView }>;
  /** Files a report with these files, and opens the case with its code. */
  inOpenCase(
    user: string,
    files?: readonly Content[],
  ): Promise<{ phone: Phone; code: TrackingCode; caseId: string }>;
  view(caseId: string): Promise<StaffView>;
  /** What the officer gets of a piece. */
  read(caseId: string, number: number, which?: 'clean' | 'original'): Promise<Buffer>;
  /** Files and chunks in the store, whoever's they are. */
  stored(): Promise<{ files: number; chunks: number }>;
  /** Everything that lies in the store, by name. */
  lying(): Promise<{ name: string; bytes: Buffer }[]>;
}

export const bytes = (content: Uint8Array): Content => ({
  kind: 'bytes',
  bytes: content,
  type: 'application/octet-stream',
});
export const words = (text: string): Content => bytes(Buffer.from(text));

/** Somebody at the question for files of a fresh complaint. */
export async function atEvidence(line: FakeLine, webhook: () => string, user: string): Promise<Phone> {
  const phone = phoneOf(line, webhook, user, MS);
  await phone.say('อยากร้องเรียน');
  await phone.tap(th('report:act.agree'));
  await phone.tap(th('cases:field.category.option.bribe'));
  await phone.say(UNIT);
  await phone.tap(th('report:act.skip'));
  await phone.tap(th('report:act.skip'));
  await phone.say('เรื่องเกิดที่ตลาด');
  await phone.tap(th('report:act.done'));
  for (let field = 5; field < EVIDENCE; field += 1) await phone.tap(th('report:act.skip'));
  expect(phone.words()).toContain(th('cases:field.evidence.ask'));
  return phone;
}

export async function startReporting(): Promise<Reporting> {
  const bot = await startBot();
  const officer = await demoStaff(bot, 'officer');
  const cases = () => bot.server.deps.cases; // another one after a restart
  const at = { dataDir: bot.dataDir, mongodbUri: bot.server.deps.config.mongodbUri };
  const reporting: Reporting = {
    bot,
    officer,

    atEvidence: (user) => atEvidence(bot.line, () => bot.webhook, user),

    as(content, user, media = 'file') {
      const event =
        media === 'file'
          ? bot.line.event.file(user, { fileName: 'ชื่อจริงของฉัน.bin', fileSize: 5 })
          : bot.line.event[media](user);
      bot.line.api.setContent(event.message!.id, content);
      return event;
    },

    sendFile: async (event) => (await bot.line.ask(bot.webhook, event, MS)).messages,
    say: async (event) => wordsOf(await reporting.sendFile(event)),

    async fileIt(phone) {
      while (!phone.has(th('report:act.file'))) {
        await phone.tap(th(phone.has(th('report:act.done')) ? 'report:act.done' : 'report:act.skip'));
      }
      const code = /\d{4}( \d{4}){4}/.exec(phone.words())![0].replace(/ /g, '') as TrackingCode;
      await phone.tap(th('report:act.file'));
      expect(phone.words()).toContain(th('report:receipt.title.complaint'));
      const { caseId } = (await cases().desk.track(code))!;
      return { code, view: await reporting.view(caseId) };
    },

    async inOpenCase(user, files = []) {
      const phone = await reporting.atEvidence(user);
      for (const content of files) await reporting.say(reporting.as(content, user));
      if (files.length > 0) await phone.say('ข้าม');
      const { code, view } = await reporting.fileIt(phone);
      await phone.say(code);
      return { phone, code, caseId: view.facts.id };
    },

    view: (caseId) => cases().casework.open(officer, caseId),

    async read(caseId, number, which) {
      const parts: Uint8Array[] = [];
      const opened = await cases().casework.evidence(officer, { caseId, number, which });
      for await (const part of opened.read()) parts.push(part);
      return Buffer.concat(parts);
    },

    async stored() {
      const { files, chunks } = await evidenceStored(at);
      return { files, chunks };
    },
    lying: () => bytesStored(at),
  };
  return reporting;
}
