import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBot, type Bot } from '../support/bot.ts';
import { DAY } from '../support/clock.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());

const tally = () => bot.server.deps.store.inbox.tally();
const waiting = async () => (await tally()).waiting;
const settle = () => bot.server.deps.dispatcher.processAll();

describe('POST /webhook', () => {
  it('answers 200 to the console’s verify request, which has no events', async () => {
    expect((await bot.line.send(bot.webhook, [])).status).toBe(200);
  });

  it.each([
    ['a wrong signature', { signature: 'aaaa' }],
    ['another secret', { secret: 'wrong' }],
    ['no signature', { signature: null }],
  ])('refuses %s with 401 and stores nothing', async (_what, options) => {
    const event = bot.line.event.text('u1', 'สวัสดี');
    expect((await bot.line.send(bot.webhook, event, options)).status).toBe(401);
    await settle();
    expect(bot.line.repliesTo(event)).toHaveLength(0);
  });

  it('checks the signature over the exact bytes', async () => {
    const body = `{ "destination": "x",  "events" : [] }`;
    expect((await bot.line.sendRaw(bot.webhook, body)).status).toBe(200);
  });

  it.each([['not json'], ['[]'], ['{"events": 5}'], ['null'], ['']])(
    'answers 400 to the signed body %j',
    async (body) => {
      expect((await bot.line.sendRaw(bot.webhook, body)).status).toBe(400);
    },
  );

  it('answers 413 to a body over 1 MB', async () => {
    expect((await bot.line.sendRaw(bot.webhook, 'x'.repeat(1_100_000))).status).toBe(413);
  });

  it('answers 503 when the events cannot be stored, and takes them when they come again', async () => {
    const { inbox } = bot.server.deps.store;
    const event = bot.line.event.text('u-503', 'สวัสดี');
    const { StoreUnavailableError } = await import('../../src/store/ports.ts');
    const accept = inbox.accept.bind(inbox);
    inbox.accept = () => Promise.reject(new StoreUnavailableError());
    expect((await bot.line.send(bot.webhook, event)).status).toBe(503);
    inbox.accept = accept;
    const again = { ...event, deliveryContext: { isRedelivery: true } };
    expect(await bot.ask(again)).toContain('สวัสดี');
  });

  it('acts once on an event that comes again, in the same request, later or at once', async () => {
    const event = bot.line.event.text('u-twice', 'สวัสดี');
    const again = { ...event, deliveryContext: { isRedelivery: true } };
    await Promise.all([
      bot.line.send(bot.webhook, [event, event]),
      bot.line.send(bot.webhook, again),
      bot.line.send(bot.webhook, again),
    ]);
    await settle();
    await bot.line.send(bot.webhook, again);
    await settle();
    expect(bot.line.repliesTo(event)).toHaveLength(1);
    const replies = bot.line.api.state.requests.filter(
      ({ path, body }) => path.includes('reply') && JSON.stringify(body).includes(event.replyToken!),
    );
    expect(replies).toHaveLength(1);
  });

  it('keeps the hash of a handled event for three days, and nothing else of it', async () => {
    const event = bot.line.event.text('u-days', 'สวัสดี');
    await bot.ask(event);
    await settle();
    bot.clock.advance(3 * DAY);
    await bot.server.deps.scheduler.runAll();
    await bot.line.send(bot.webhook, event);
    await settle();
    expect(bot.line.repliesTo(event)).toHaveLength(1);
    bot.clock.advance(2 * DAY);
    await bot.server.deps.scheduler.runAll();
    expect(Object.values((await tally()).finished).reduce((sum, count) => sum + count, 0)).toBe(0);
  });
});

const IGNORED = [
  'an unknown type',
  'standby mode',
  'no user id',
  'no source',
  'leaving a group',
  'an unknown message type',
  'no event id',
] as const;

describe('events that are not acted on', () => {
  const ignored = (): Record<(typeof IGNORED)[number], ReturnType<typeof bot.line.event.leave>> => {
    const { event } = bot.line;
    return {
      'an unknown type': event.text('u2', 'x', { type: 'somethingNew' }),
      'standby mode': event.text('u2', 'x', { mode: 'standby', replyToken: undefined }),
      'no user id': event.text('u2', 'x', { source: { type: 'user' } }),
      'no source': event.text('u2', 'x', { source: undefined }),
      'leaving a group': event.leave('g1'),
      'an unknown message type': event.text('u2', 'x', { message: { id: '1', type: 'hologram' } }),
      'no event id': event.text('u2', 'x', { webhookEventId: undefined }),
    };
  };
  it.each(IGNORED)('%s: 200, nothing stored, nothing said', async (name) => {
    const before = await tally();
    const event = ignored()[name];
    expect((await bot.line.send(bot.webhook, event)).status).toBe(200);
    expect(await tally()).toEqual(before);
    expect(bot.line.repliesTo(event)).toHaveLength(0);
  });
});

describe('groups and rooms', () => {
  it.each([
    ['a group', () => bot.line.event.join('g2'), /\/group\/C\w+\/leave/],
    ['a room', () => bot.line.event.joinRoom('r2'), /\/room\/R\w+\/leave/],
    [
      'a message in a group',
      () => bot.line.event.groupText('g3', 'u3', 'ปี 63 ได้เกรดอะไร'),
      /\/group\/C\w+\/leave/,
    ],
  ])('says one line in %s, and leaves', async (_what, make, leave) => {
    const words = await bot.ask(make());
    expect(words).toContain('แชตส่วนตัว');
    expect(words).not.toContain('60.88');
    await settle();
    expect(bot.line.api.state.requests.some(({ path }) => leave.test(path))).toBe(true);
  });
});

describe('first and last contact', () => {
  it('welcomes who adds the account: what it can do, what it keeps', async () => {
    const words = await bot.ask(bot.line.event.follow('u4'));
    expect(words).toContain('เทศบาลเมืองเมืองพล');
    expect(words).toContain('1 วัน');
    expect(words).toContain('โปรไฟล์');
  });

  it('forgets who blocks it', async () => {
    const { sessions } = bot.server.deps.store;
    await bot.say('u5', 'สวัสดี');
    await settle();
    const before = (await sessions.page(undefined, 200)).length;
    await bot.line.send(bot.webhook, bot.line.event.unfollow('u5'));
    await settle();
    expect((await sessions.page(undefined, 200)).length).toBe(before - 1);
  });

  it('forgets an idle chat after a day', async () => {
    const { store, scheduler } = bot.server.deps;
    await bot.say('u6', 'สวัสดี');
    await settle();
    bot.clock.advance(DAY + 1000);
    await scheduler.runAll();
    expect(await store.sessions.page(undefined, 10)).toHaveLength(0);
  });

  it('takes an unsend quietly, also one that comes before its message', async () => {
    const unsend = bot.line.event.unsend('u7', '999999');
    expect((await bot.line.send(bot.webhook, unsend)).status).toBe(200);
    await settle();
    expect(await waiting()).toBe(0);
  });
});

describe('what is no question', () => {
  it.each([
    ['a sticker', () => bot.line.event.sticker('u8'), 'พิมพ์ถาม'],
    ['a picture', () => bot.line.event.image('u8'), 'ไม่ได้เก็บ'],
    ['a video', () => bot.line.event.video('u8'), 'ไม่ได้เก็บ'],
    ['a file', () => bot.line.event.file('u8', { fileName: 'a.pdf', fileSize: 5 }), 'ไม่ได้เก็บ'],
    ['a place', () => bot.line.event.location('u8', { latitude: 15.8, longitude: 102.6 }), 'ไม่ได้เก็บ'],
    ['a button of another version', () => bot.line.event.postback('u8', 'v0?what=ever'), 'หมดอายุ'],
    ['a button full of rubbish', () => bot.line.event.postback('u8', '\u0000{"a":1}'.repeat(20)), 'หมดอายุ'],
  ])('%s gets a friendly way on', async (_what, make, word) => {
    expect(await bot.ask(make())).toContain(word);
  });
});

it('never asks LINE for a profile, and writes nobody into the log', async () => {
  await bot.say('u9-canary', 'คำถามลับ ๑๒๓');
  await settle();
  expect(bot.line.api.state.alarms).toEqual([]);
  const logs = bot.logs();
  for (const secret of ['คำถามลับ', bot.line.channelSecret, bot.line.channelAccessToken]) {
    expect(logs).not.toContain(secret);
  }
  expect(logs).not.toMatch(/U[0-9a-f]{32}/);
});
