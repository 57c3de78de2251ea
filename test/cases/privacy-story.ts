import { expect } from '@jest/globals';
import type { Worker } from '../../src/cases/casework.ts';
import { formatCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { userIdOf } from '../support/fake-line.ts';
import { demoStaff, fillIn, phoneOf, th, type Phone } from './phone.ts';
import {
  ADDED,
  COMMENT,
  CONCLUSION,
  CONTEST,
  DRAFT,
  FILE_NAME,
  FILES,
  NOTE,
  QUESTION,
  REPLY,
  TYPED,
} from './privacy-words.ts';

/** What happened, for those who look at what is left of it. */
export interface Story {
  bot: Bot;
  officer: Worker;
  /** By the name of the person. */
  phones: Record<string, Phone>;
  codes: Record<string, TrackingCode>;
  /** The case about which all the dialogue was. */
  complaintId: string;
}

/** A file as LINE brings it: named by its maker, held by LINE. */
async function sendFile(bot: Bot, phones: Record<string, Phone>, user: string, words: string): Promise<void> {
  const event = bot.line.event.file(user, { fileName: FILE_NAME, fileSize: Buffer.byteLength(words) });
  bot.line.api.setContent(event.message!.id, {
    kind: 'bytes',
    bytes: Buffer.from(words),
    type: 'text/plain',
  });
  phones[user]!.events.push(event);
  const { messages } = await bot.line.ask(bot.webhook, event, 30_000);
  expect(JSON.stringify(messages)).toContain(th('evidence:received.cleaned'));
}

/** One whole story through LINE and the desk: two reports, a comment, a draft; dialogue, review, notification. */
export async function tellStory(): Promise<Story> {
  const bot = await startBot();
  const phones: Record<string, Phone> = {};
  const codes: Record<string, TrackingCode> = {};
  for (const user of ['reporter', 'second', 'citizen', 'hesitant']) {
    phones[user] = phoneOf(bot.line, () => bot.webhook, user);
  }
  const { reporter, second, citizen, hesitant } = phones;
  codes['reporter'] = await fillIn(reporter!, 'complaint', {
    category: th('cases:field.category.option.bribe'),
    unit: 'งานพัสดุ',
    exclude: 'กองการศึกษา',
    ...TYPED,
  });
  await sendFile(bot, phones, 'reporter', FILES.receipt);
  await reporter!.tap(th('report:act.file'));
  codes['second'] = await fillIn(second!, 'complaint', {
    category: th('cases:field.category.option.budget'),
    unit: 'กองการศึกษา',
    what: TYPED.what,
  });
  await second!.say(formatCode(codes['second']));
  codes['citizen'] = await fillIn(citizen!, 'comment', { text: COMMENT });
  await citizen!.tap(th('report:act.file'));
  await hesitant!.say('อยากร้องเรียน');
  await hesitant!.tap(th('report:act.agree'));
  await hesitant!.tap(th('cases:field.category.option.bribe'));
  await hesitant!.say('กองการศึกษา');
  await hesitant!.tap(th('report:act.skip'));
  await hesitant!.tap(th('report:act.skip'));
  await hesitant!.say(DRAFT);
  await sendFile(bot, phones, 'hesitant', FILES.unfinished);

  const officer = await demoStaff(bot, 'officer');
  const head = await demoStaff(bot, 'head');
  const { desk } = bot.server.deps.cases;
  const casework = bot.server.deps.accounts.audited(bot.server.deps.cases.casework);
  const complaintId = (await desk.track(codes['reporter']))!.caseId;
  const act = (worker: Worker, action: string, message?: string) =>
    casework.act(worker, {
      caseId: complaintId,
      action,
      message,
      outcome: 'substantiated',
      assignee: officer.id,
    });
  await casework.queue(officer, { limit: 10 });
  await casework.open(officer, complaintId);
  await act(officer, 'accept');
  await act(officer, 'assign');
  await act(officer, 'note', NOTE);
  await act(officer, 'ask', QUESTION);
  await reporter!.say(formatCode(codes['reporter']));
  await reporter!.tap(th('track:act.notify'));
  await reporter!.tap(th('track:act.confirm'));
  await reporter!.say(REPLY);
  const { notify } = await act(officer, 'answer', CONCLUSION);
  expect(notify).toEqual([{ channel: 'line', address: userIdOf('reporter'), lang: 'th' }]);
  await sendFile(bot, phones, 'reporter', FILES.later);
  await reporter!.say(ADDED);
  await reporter!.tap(th('track:act.send'));
  await act(officer, 'conclude', CONCLUSION);
  await reporter!.say(formatCode(codes['reporter']));
  await reporter!.tap(th('cases:action.contest.label'));
  await reporter!.say(CONTEST);
  await reporter!.tap(th('track:act.send'));
  await act(head, 'conclude-review', CONCLUSION);
  await second!.say(formatCode(codes['second']));
  await second!.tap(th('cases:action.withdraw.label'));
  await second!.tap(th('track:act.confirm'));
  // A wish to be notified that stands: sealed to the case, and nowhere else.
  await citizen!.say(formatCode(codes['citizen']));
  await citizen!.tap(th('track:act.notify'));
  await citizen!.tap(th('track:act.confirm'));
  expect((await desk.track(codes['reporter']))!.timeline.map(({ action }) => action)).toEqual([
    ...['file', 'accept', 'ask', 'notify', 'reply'],
    ...['answer', 'add', 'conclude', 'contest', 'conclude-review'],
  ]);
  return { bot, officer, phones, codes, complaintId };
}

/** Everything that must stand nowhere. */
export function secretsOf({ phones, codes }: Story): Record<string, string> {
  const found: Record<string, string> = {
    ...TYPED,
    ...FILES,
    FILE_NAME,
    COMMENT,
    DRAFT,
    REPLY,
    ADDED,
    CONTEST,
    QUESTION,
    NOTE,
    CONCLUSION,
  };
  for (const [user, phone] of Object.entries(phones)) {
    found[`user ${user}`] = userIdOf(user);
    phone.events.forEach((event, n) => {
      const { webhookEventId, replyToken, message } = event as unknown as {
        webhookEventId: string;
        replyToken: string;
        message?: { id: string };
      };
      found[`event ${user} ${n}`] = webhookEventId;
      found[`token ${user} ${n}`] = replyToken;
      if (message && message.id.length > 8) found[`message ${user} ${n}`] = message.id;
    });
  }
  for (const [user, code] of Object.entries(codes)) {
    found[`code of ${user}`] = code;
    found[`code of ${user}, written`] = formatCode(code);
    found[`code of ${user}, without its check digit`] = code.slice(0, -1);
  }
  return found;
}
