import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../src/log.ts';
import type { LineMessage } from '../../src/line/limits.ts';
import { createMessenger, type Messenger } from '../../src/line/messenger.ts';
import { breakOff, reset, silence, startHttpPeer, status, type HttpPeer } from '../support/http-peer.ts';

const SECRET_TEXT = 'ผอ.กองช่างรับเงิน';
const USER = 'U4af4980629e4af4980629';
const RETRY_KEY = '123e4567-e89b-12d3-a456-426614174000';
const INVALID_TOKEN = { message: 'Invalid reply token' };
const INVALID_MESSAGES = {
  message: 'The request body has 2 error(s)',
  details: [
    { message: `May not hold ${SECRET_TEXT}`, property: 'messages[0].contents.body.contents[1].text' },
    { message: 'x', property: SECRET_TEXT },
  ],
};
const hello: LineMessage[] = [{ type: 'text', text: SECRET_TEXT }];
const card: LineMessage[] = [
  {
    type: 'flex',
    altText: 'ได้ 60.88 คะแนน',
    contents: {
      type: 'bubble',
      body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text: '60.88' }] },
    },
    quickReply: { items: [{ type: 'action', action: { type: 'message', label: 'เมนู', text: 'เมนู' } }] },
  },
];

let line: HttpPeer;
let logged: string[];
let messenger: Messenger;

function messengerTo(apiBaseUrl: string): Messenger {
  const log = createLogger('debug', { write: (entry: string) => void logged.push(entry) });
  const clock = { now: () => new Date('2026-11-22T05:00:00Z') };
  return createMessenger({ accessToken: 'token-of-channel', apiBaseUrl, timeoutMs: 1500, clock, log });
}

beforeEach(async () => {
  line = await startHttpPeer();
  logged = [];
  messenger = messengerTo(line.url);
});
afterEach(async () => {
  await line.close();
  for (const content of [SECRET_TEXT, USER, 'reply-token', 'token-of-channel']) {
    expect(logged.join('')).not.toContain(content);
  }
});

describe('a reply', () => {
  it('goes to LINE once, with the channel’s token and no retry key', async () => {
    expect(await messenger.reply('reply-token', hello)).toEqual({ kind: 'sent' });
    expect(line.requests).toMatchObject([
      {
        method: 'POST',
        path: '/v2/bot/message/reply',
        headers: { authorization: 'Bearer token-of-channel' },
        body: { replyToken: 'reply-token', messages: hello },
      },
    ]);
    expect(line.requests[0]?.headers['x-line-retry-key']).toBeUndefined();
    expect(messenger.counts()).toEqual({ 'reply-sent': 1 });
  });

  it('is kept within LINE’s limits', async () => {
    await messenger.reply('reply-token', [{ type: 'text', text: 'ก '.repeat(20_000) }]);
    const { messages } = line.requests[0]?.body as { messages: { text: string }[] };
    expect(messages).toHaveLength(5);
    expect(Math.max(...messages.map(({ text }) => text.length))).toBeLessThanOrEqual(5000);
  });

  it('with nothing to say is not sent', async () => {
    expect(await messenger.reply('reply-token', [{ type: 'text', text: ' ' }])).toMatchObject({
      kind: 'refused',
      status: 0,
    });
    expect(line.requests).toEqual([]);
  });

  it('whose token is spent is dropped: no second try, no push', async () => {
    line.next(status(400, INVALID_TOKEN));
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'token-spent' });
    expect(line.requests).toHaveLength(1);
    expect(messenger.counts()).toEqual({ 'reply-token-spent': 1 });
  });

  it('that LINE refuses is tried once more in words alone', async () => {
    line.next(status(400, INVALID_MESSAGES));
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'sent', plain: true });
    expect(line.requests.map(({ body }) => body)).toMatchObject([
      { messages: card },
      { replyToken: 'reply-token', messages: [{ type: 'text', text: 'ได้ 60.88 คะแนน' }] },
    ]);
    expect((line.requests[1]?.body as { messages: object[] }).messages[0]).not.toHaveProperty('quickReply');
    expect(messenger.counts()).toEqual({ 'reply-plain': 1 });
  });

  it('refused in words too is refused, naming fields and no content', async () => {
    line.next(status(400, INVALID_MESSAGES), status(400, INVALID_MESSAGES));
    const outcome = await messenger.reply('reply-token', card);
    expect(outcome).toEqual({
      kind: 'refused',
      status: 400,
      reason: 'messages[0].contents.body.contents[1].text',
    });
    expect(line.requests).toHaveLength(2);
  });

  it('refused as plain text is not sent a second time', async () => {
    line.next(status(400, INVALID_MESSAGES));
    expect(await messenger.reply('reply-token', hello)).toMatchObject({ kind: 'refused', status: 400 });
    expect(line.requests).toHaveLength(1);
  });

  it('whose token the refused try has used up ends there', async () => {
    line.next(status(400, INVALID_MESSAGES), status(400, INVALID_TOKEN));
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'token-spent' });
  });

  it('too large for LINE is tried in words', async () => {
    line.next(status(413, 'Payload Too Large'));
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'sent', plain: true });
  });

  it.each([401, 403, 404, 410, 415])('refused with %i is not tried again', async (code) => {
    line.next(status(code, { message: SECRET_TEXT }));
    expect(await messenger.reply('reply-token', card)).toEqual({
      kind: 'refused',
      status: code,
      reason: 'no field named',
    });
    expect(line.requests).toHaveLength(1);
  });

  it('with 429 waits for a later try', async () => {
    line.next(status(429, '<html>trouble</html>'));
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'retry-later', afterMs: 1000 });
    expect(line.requests).toHaveLength(1);
  });

  it.each([500, 502, 503, 504])('with %i is tried again at once, and after that later', async (code) => {
    line.next(status(code, '<html>trouble</html>'));
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'sent' });
    expect(line.requests).toHaveLength(2);
    line.next(status(code, ''), status(code, ''));
    expect(await messenger.reply('other-token', card)).toEqual({ kind: 'retry-later', afterMs: 1000 });
    expect(line.requests).toHaveLength(4);
    expect(messenger.counts()).toEqual({ 'reply-again': 2, 'reply-sent': 1, 'reply-retry-later': 1 });
  });

  it('with 503 and a time is not tried before it', async () => {
    line.next(status(503, '', { 'retry-after': '5' }));
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'retry-later', afterMs: 5000 });
    expect(line.requests).toHaveLength(1);
  });

  it('that arrived although LINE said 500 is told from one that came too late', async () => {
    line.next(status(500, ''), status(400, INVALID_TOKEN));
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'token-spent', tried: true });
    line.next(status(400, INVALID_TOKEN));
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'token-spent' });
  });

  it.each([
    ['7', 7000],
    ['3600', 60_000],
    ['Sun, 22 Nov 2026 05:00:09 GMT', 9000],
    ['Sun, 22 Nov 2026 04:00:00 GMT', 1000],
    ['soon', 1000],
    ['0', 1000],
  ])('waits as long as Retry-After: %s says', async (value, afterMs) => {
    line.next(status(429, {}, { 'retry-after': value }));
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'retry-later', afterMs });
  });

  it('whose time runs out waits for a later try', async () => {
    line.next(silence);
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'retry-later', afterMs: 1000 });
    expect(line.requests).toHaveLength(1);
  });

  it.each([
    ['the connection breaks', reset],
    ['the answer breaks off', breakOff(200)],
    ['the refusal breaks off', breakOff(400)],
  ])('when %s is tried again at once, and after that later', async (_, answer) => {
    line.next(answer);
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'sent' });
    expect(line.requests).toHaveLength(2);
    line.next(answer, answer);
    expect(await messenger.reply('other-token', card)).toEqual({ kind: 'retry-later', afterMs: 1000 });
    expect(line.requests).toHaveLength(4);
  });

  it('to nobody listening waits for a later try', async () => {
    await line.close();
    expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'retry-later', afterMs: 1000 });
  });

  it.each(['', 'not json', '"text"', 'null', '[]'])(
    'that got 200 with the body %j was sent',
    async (body) => {
      line.next(status(200, body));
      expect(await messenger.reply('reply-token', card)).toEqual({ kind: 'sent' });
    },
  );

  it.each(['', 'not json', 'null', '{"details":{}}', '{"details":[null,1,{"property":7}]}'])(
    'that got 400 with the body %j was refused',
    async (body) => {
      line.next(status(400, body));
      expect(await messenger.reply('reply-token', hello)).toEqual({
        kind: 'refused',
        status: 400,
        reason: 'no field named',
      });
    },
  );

  it('that fails after its time harms nobody', async () => {
    let fail: () => void = () => undefined;
    line.next((response) => {
      fail = () => void response.socket?.destroy();
    });
    expect(await messenger.reply('reply-token', hello)).toMatchObject({ kind: 'retry-later' });
    fail();
    await new Promise((resolve) => setTimeout(resolve, 50)); // an unhandled rejection would end the test run here
    expect(messenger.counts()).toEqual({ 'reply-retry-later': 1 });
  });

  it('does not wait for another one that is slow', async () => {
    line.next(silence);
    const ended: string[] = [];
    const slow = messenger.reply('reply-token', hello).finally(() => ended.push('slow'));
    const quick = messenger.reply('reply-token-2', hello).finally(() => ended.push('quick'));
    expect(await quick).toEqual({ kind: 'sent' });
    expect(ended).toEqual(['quick']);
    expect(await slow).toMatchObject({ kind: 'retry-later' });
  });

  it('that is refused is logged once for each reason, not once for each chat', async () => {
    line.next(status(400, INVALID_MESSAGES), status(400, INVALID_MESSAGES), status(401));
    await messenger.reply('reply-token', hello);
    await messenger.reply('reply-token', hello);
    await messenger.reply('reply-token', hello);
    expect(logged).toHaveLength(2);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      status: 400,
      reason: 'messages[0].contents.body.contents[1].text',
    });
    expect(messenger.counts()).toEqual({ 'reply-refused': 3 });
  });
});

describe('a push', () => {
  const push = () => messenger.push(USER, hello, RETRY_KEY);

  it('carries its retry key from the first try', async () => {
    line.next(status(500));
    expect(await push()).toEqual({ kind: 'retry-later', afterMs: 1000 });
    expect(await push()).toEqual({ kind: 'sent' });
    for (const { path, headers, body } of line.requests) {
      expect(path).toBe('/v2/bot/message/push');
      expect(headers['x-line-retry-key']).toBe(RETRY_KEY);
      expect(body).toEqual({ to: USER, messages: hello });
    }
  });

  it.each([
    ['409', status(409, { message: 'The retry key is already accepted' }), { kind: 'sent' }],
    ['429 of the month', status(429, { message: 'You have reached your monthly limit.' }), { kind: 'quota' }],
    [
      '429 of the second',
      status(429, { message: 'The API rate limit has been exceeded.' }, { 'retry-after': '2' }),
      { kind: 'rate-limited', afterMs: 2000 },
    ],
    ['503', status(503), { kind: 'retry-later', afterMs: 1000 }],
    ['no answer', silence, { kind: 'retry-later', afterMs: 1000 }],
    ['a broken connection', reset, { kind: 'retry-later', afterMs: 1000 }],
    [
      '400',
      status(400, { message: SECRET_TEXT }),
      { kind: 'refused', status: 400, reason: 'no field named' },
    ],
    ['garbage with 200', status(200, 'garbage'), { kind: 'sent' }],
  ])('with %s', async (_, answer, outcome) => {
    line.next(answer);
    expect(await push()).toEqual(outcome);
    expect(line.requests).toHaveLength(1);
    expect(messenger.counts()).toEqual({ [`push-${outcome.kind}`]: 1 });
  });

  it('with nothing to say is not sent', async () => {
    expect(await messenger.push(USER, [], RETRY_KEY)).toMatchObject({ kind: 'refused', status: 0 });
    expect(line.requests).toEqual([]);
  });
});

describe('small things', () => {
  it.each([
    [1, 5],
    [5, 5],
    [6, 10],
    [20, 20],
    [500, 60],
    [NaN, 5],
  ])('loading for %d seconds is shown for %d', async (seconds, shown) => {
    await messenger.showLoading(USER, seconds);
    expect(line.requests[0]).toMatchObject({
      path: '/v2/bot/chat/loading/start',
      body: { chatId: USER, loadingSeconds: shown },
    });
  });

  it('failing to show loading or to leave is counted and nothing else', async () => {
    line.next(status(429), silence, reset, status(404));
    await messenger.showLoading(USER, 5);
    await messenger.showLoading(USER, 5);
    await messenger.leaveGroup('C123');
    await messenger.leaveRoom('R123');
    expect(line.requests.map(({ path }) => path).slice(2)).toEqual([
      '/v2/bot/group/C123/leave',
      '/v2/bot/room/R123/leave',
    ]);
    expect(messenger.counts()).toEqual({ 'loading-failed': 2, 'leave-failed': 2 });
    expect(logged).toEqual([]);
  });

  it.each([
    [status(200, { chatMode: 'bot', displayName: 'x' }), { chatMode: 'bot' }],
    [status(200, { chatMode: 'chat' }), { chatMode: 'chat' }],
    [status(200, { chatMode: 'new' }), undefined],
    [status(200, 'garbage'), undefined],
    [status(200, 'null'), undefined],
    [status(401), undefined],
    [silence, undefined],
  ])('the chat mode is known or not, %#', async (answer, expected) => {
    line.next(answer);
    expect(await messenger.botInfo()).toEqual(expected);
  });

  it.each([
    [
      status(200, { endpoint: 'https://a.th/webhook', active: true }),
      { endpoint: 'https://a.th/webhook', active: true },
    ],
    [
      status(200, { endpoint: 'https://a.th/webhook', active: false }),
      { endpoint: 'https://a.th/webhook', active: false },
    ],
    [status(404, { message: 'Not found' }), { active: false }],
    [status(200, 'garbage'), undefined],
    [status(500), undefined],
    [reset, undefined],
  ])('the webhook’s address is known or not, %#', async (answer, expected) => {
    line.next(answer);
    expect(await messenger.webhookEndpoint()).toEqual(expected);
  });

  it('the quota is limit and use, or unknown', async () => {
    const quota = async (limit: unknown, used: unknown) => {
      const answer =
        (code: number) =>
        (...[response, request]: Parameters<ReturnType<typeof status>>) =>
          status(code, request.path.endsWith('consumption') ? used : limit)(response, request);
      line.next(answer(200), answer(200));
      return messenger.quota();
    };
    expect(await quota({ type: 'limited', value: 300 }, { totalUsage: 12 })).toEqual({
      limit: 300,
      used: 12,
    });
    expect(await quota({ type: 'none' }, { totalUsage: 0 })).toEqual({ used: 0 });
    expect(await quota({ type: 'limited' }, { totalUsage: 0 })).toBeUndefined();
    expect(await quota({ type: 'none' }, {})).toBeUndefined();
    expect(await quota('garbage', { totalUsage: 0 })).toBeUndefined();
    line.next(status(500));
    expect(await messenger.quota()).toBeUndefined();
  });

  it('an API address with a path is refused by name, since the SDK would drop it', () => {
    expect(() => messengerTo('http://127.0.0.1:1/line')).toThrow(/LINE_API_BASE_URL/);
    expect(() => messengerTo('http://127.0.0.1:1/')).not.toThrow();
  });
});
