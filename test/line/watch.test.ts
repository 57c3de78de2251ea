import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { phoneOf, th, type Phone } from '../cases/phone.ts';
import { startBot, type Bot } from '../support/bot.ts';
import type { FakeLine } from '../support/fake-line.ts';

/** While LINE shows the chats to the account's administrators, or sends them elsewhere, no report is taken in the chat. */
const HERE = 'https://suetrong.example.go.th';

let bot: Bot;
let reporter: Phone;
beforeEach(async () => {
  bot = await startBot({ baseUrl: HERE });
  reporter = phoneOf(bot.line, () => bot.webhook, 'reporter');
  bot.line.api.state.webhook = { endpoint: `${HERE}/webhook`, active: true };
  await look();
});
afterEach(() => bot.stop());

/** As the job does by the clock, every five minutes. */
const look = () => bot.server.deps.scheduler.runAll();
const closed = th('report:closed.chat');
const agree = th('report:act.agree');

const REASONS: [string, (line: FakeLine) => void, (line: FakeLine) => void][] = [
  [
    'chat mode is on',
    ({ api }) => void (api.state.chatMode = 'chat'),
    ({ api }) => void (api.state.chatMode = 'bot'),
  ],
  [
    'the webhook points elsewhere',
    ({ api }) => void (api.state.webhook = { endpoint: 'https://elsewhere.example/webhook', active: true }),
    ({ api }) => void (api.state.webhook = { endpoint: `${HERE}/webhook`, active: true }),
  ],
  [
    'the webhook is off',
    ({ api }) => void (api.state.webhook = { endpoint: `${HERE}/webhook`, active: false }),
    ({ api }) => void (api.state.webhook = { endpoint: `${HERE}/webhook`, active: true }),
  ],
];

it.each(REASONS)(
  'when %s nothing is begun or filed in the chat, which names the other doors; mended, it opens again',
  async (_, spoil, mend) => {
    await reporter.say('อยากร้องเรียน');
    await reporter.tap(agree);
    spoil(bot.line);
    await look();
    expect(await reporter.tap(th('cases:field.category.option.bribe'))).toContain(closed);
    expect(await phoneOf(bot.line, () => bot.webhook, 'other').say('อยากร้องเรียน')).toContain(closed);
    expect(reporter.words()).toContain('1205');
    expect(bot.logs()).toContain('Reports in the chat are closed');

    mend(bot.line);
    await look();
    await reporter.say('อยากร้องเรียน');
    expect(reporter.words()).not.toContain(closed);
  },
);
