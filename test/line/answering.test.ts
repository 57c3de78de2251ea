import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startBot, type Bot } from '../support/bot.ts';
import { MINUTE } from '../support/clock.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

const outcomes = async () => (await bot.server.deps.store.inbox.tally()).finished;
const settle = () => bot.server.deps.dispatcher.processAll();
const REPLY = '/v2/bot/message/reply';

/** Waits (a bounded real time) until `done` holds, turning the clock so that released events come up again. */
async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await done()) return;
    bot.clock.advance(500);
    bot.server.deps.dispatcher.wake();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not happen');
}

describe('sending an answer', () => {
  it.each([500, 503, 429])('tries again after a %i, and says it once', async (status) => {
    bot.line.api.inject(REPLY, { kind: 'status', status }, 2);
    const event = bot.line.event.text('u', 'สวัสดี');
    await bot.line.send(bot.webhook, event);
    await until(async () => (await outcomes()).replied === 1);
    expect(bot.line.repliesTo(event)).toHaveLength(1);
  });

  it.each([{ kind: 'status', status: 500 }, { kind: 'reset' }] as const)(
    'answers at once after one $kind',
    async (fault) => {
      bot.line.api.inject(REPLY, fault);
      expect(await bot.say('u', 'สวัสดี')).toContain('สวัสดี'); // the clock stands still
      await settle();
      expect(await outcomes()).toMatchObject({ replied: 1 });
    },
  );

  it('tries again when the connection breaks', async () => {
    bot.line.api.inject(REPLY, { kind: 'reset' }, 2);
    const event = bot.line.event.text('u', 'สวัสดี');
    await bot.line.send(bot.webhook, event);
    await until(async () => (await outcomes()).replied === 1);
  });

  it('takes an answer as said when LINE got it but its own answer was lost', async () => {
    bot.line.api.inject(REPLY, { kind: 'lost-answer' });
    const event = bot.line.event.text('u', 'สวัสดี');
    await bot.line.send(bot.webhook, event);
    await settle(); // the clock stands still: it was asked again at once
    expect(await outcomes()).toMatchObject({ 'assumed-replied': 1, expired: 0 });
    expect(bot.line.repliesTo(event)).toHaveLength(1);
  });

  it('counts an expired token, drops the answer, and never pushes', async () => {
    const event = bot.line.event.text('u', 'สวัสดี');
    bot.line.api.issueReplyToken(event.replyToken!, event.source?.userId);
    await settle(); // a look begun before the clock jumps would claim the event with a lease that is over already
    bot.clock.advance(2 * MINUTE);
    await bot.line.sendRaw(bot.webhook, bot.line.bodyOf([event]));
    await settle();
    expect(await outcomes()).toMatchObject({ expired: 1, replied: 0 });
    expect(bot.line.api.state.requests.some(({ path }) => path.includes('push'))).toBe(false);
  });

  it('gives up after a minute of failures and goes on with the next message', async () => {
    bot.line.api.inject(REPLY, { kind: 'status', status: 500 }, 20);
    const first = bot.line.event.text('u', 'สวัสดี');
    await bot.line.send(bot.webhook, first);
    await until(async () => (await outcomes()).expired === 1);
    bot.line.api.state.faults.length = 0;
    expect(await bot.say('u', 'สวัสดี')).toContain('สวัสดี');
  });

  it('one slow call does not delay other people', async () => {
    bot.line.api.inject(REPLY, { kind: 'slow', ms: 9000 });
    const slow = bot.line.event.text('slow', 'สวัสดี');
    await bot.line.send(bot.webhook, slow);
    const others = Array.from({ length: 8 }, (_, n) => bot.line.event.text(`u${n}`, 'สวัสดี'));
    await Promise.all(others.map((event) => bot.line.ask(bot.webhook, event, 8500)));
    expect(bot.line.repliesTo(slow)).toHaveLength(0); // still on its way
    await bot.line.waitForReply(slow, 15_000);
  });

  it('answers one person in the order of the messages', async () => {
    const events = Array.from({ length: 6 }, (_, n) => bot.line.event.text('u', n % 2 ? 'ขอบคุณ' : 'สวัสดี'));
    bot.line.api.inject(REPLY, { kind: 'slow', ms: 100 });
    await bot.line.send(bot.webhook, events);
    await settle();
    const said = bot.line.api.state.deliveries.map(({ replyToken }) => replyToken);
    expect(said).toEqual(events.map(({ replyToken }) => replyToken));
  });

  it('goes on after a restart with what was waiting', async () => {
    bot.line.api.inject(REPLY, { kind: 'status', status: 500 }, 2);
    const event = bot.line.event.text('u', 'สวัสดี');
    await bot.line.send(bot.webhook, event);
    await bot.restart();
    await until(async () => bot.line.repliesTo(event).length === 1);
  });

  it('apologises with a reference when a step of ours fails, and logs the reference', async () => {
    const { inbox } = bot.server.deps.store;
    expect(inbox).toBeDefined();
    const { sessions } = bot.server.deps.store;
    const load = sessions.load.bind(sessions);
    sessions.load = () => Promise.reject(new TypeError('secret detail สวัสดี'));
    const words = await bot.say('u', 'สวัสดี');
    sessions.load = load;
    const reference = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(words)?.[0];
    expect(reference).toBeDefined();
    expect(bot.logs()).toContain(reference);
    expect(bot.logs()).not.toContain('secret detail');
  });
});
