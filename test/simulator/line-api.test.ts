import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LineBotClient } from '@line/bot-sdk';
import { DAY, HOUR, MINUTE, SECOND, TestClock } from '../support/clock.ts';
import { startFakeLine, userIdOf, type FakeLine, type LineEvent } from '../support/fake-line.ts';

const clock = new TestClock();
let line: FakeLine;
beforeEach(async () => {
  line = await startFakeLine({ clock, monthlyQuota: 3 });
});
afterEach(() => line.stop());

const hello = [{ type: 'text', text: 'สวัสดี' }];
const KEY = '123e4567-e89b-42d3-a456-426614174000';

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const response = await fetch(line.baseUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${line.channelAccessToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : {}, headers: response.headers };
}

/** A reply token whose minute has just begun. */
function freshToken(): string {
  const { replyToken } = line.event.text('มะลิ', 'สวัสดี');
  line.api.issueReplyToken(replyToken ?? '', userIdOf('มะลิ'));
  return replyToken ?? '';
}
const reply = (replyToken: string, messages: unknown = hello, headers = {}) =>
  call('POST', '/v2/bot/message/reply', { replyToken, messages }, headers);
const push = (to: unknown, headers = {}, messages: unknown = hello) =>
  call('POST', '/v2/bot/message/push', { to, messages }, headers);

describe('replying', () => {
  it('takes a token once and delivers to whom it belongs', async () => {
    const token = freshToken();
    expect((await reply(token)).status).toBe(200);
    expect(line.api.state.deliveries).toMatchObject([
      { kind: 'reply', to: [userIdOf('มะลิ')], messages: hello },
    ]);
    expect(await reply(token)).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } });
  });

  it('takes a token for one minute', async () => {
    const [inTime, late] = [freshToken(), freshToken()];
    clock.advance(MINUTE);
    expect((await reply(inTime)).status).toBe(200);
    clock.advance(1);
    expect((await reply(late)).status).toBe(400);
    expect((await reply('never-issued')).status).toBe(400);
  });

  it('gives a redelivered event another minute, until 20 minutes have passed', async () => {
    const [redelivered, old] = [freshToken(), freshToken()];
    clock.advance(19 * MINUTE);
    line.api.issueReplyToken(redelivered);
    clock.advance(50 * SECOND);
    expect((await reply(redelivered)).status).toBe(200);
    clock.advance(MINUTE);
    line.api.issueReplyToken(old);
    expect((await reply(old)).status).toBe(400);
  });

  it('names every broken rule and does not spend the token', async () => {
    const token = freshToken();
    const refused = await reply(token, [{ type: 'text', text: '' }]);
    expect(refused).toMatchObject({
      status: 400,
      body: {
        message: 'The request body has 1 error(s)',
        details: [{ message: 'May not be empty', property: 'messages[0].text' }],
      },
    });
    expect((await reply(token)).status).toBe(200);
  });

  it('refuses a retry key', async () => {
    expect((await reply(freshToken(), hello, { 'x-line-retry-key': KEY })).status).toBe(400);
  });

  it('refuses a wrong access token, and what is not JSON', async () => {
    const headers = { authorization: 'Bearer wrong' };
    expect((await reply(freshToken(), hello, headers)).status).toBe(401);
    expect((await call('POST', '/v2/bot/message/reply', {}, { 'content-type': 'text/plain' })).status).toBe(
      415,
    );
  });

  it('checks messages without sending them', async () => {
    const validate = (messages: unknown) => call('POST', '/v2/bot/message/validate/reply', { messages });
    expect((await validate(hello)).status).toBe(200);
    expect((await validate([])).status).toBe(400);
    expect(line.api.state.deliveries).toEqual([]);
  });
});

describe('pushing', () => {
  const mali = userIdOf('มะลิ');

  it('accepts a retry key once within a day', async () => {
    const first = await push(mali, { 'x-line-retry-key': KEY });
    const again = await push(mali, { 'x-line-retry-key': KEY });
    expect([first.status, again.status]).toEqual([200, 409]);
    expect(again.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'));
    expect(line.api.state.deliveries).toHaveLength(1);
    clock.advance(DAY);
    expect((await push(mali, { 'x-line-retry-key': KEY })).status).toBe(200);
  });

  it('refuses a retry key that is no UUID and a receiver that is no user', async () => {
    expect((await push(mali, { 'x-line-retry-key': 'abc' })).status).toBe(400);
    expect((await push('มะลิ')).status).toBe(400);
  });

  it('counts receivers against the month, and begins anew with the next', async () => {
    const multicast = (to: string[]) => call('POST', '/v2/bot/message/multicast', { to, messages: hello });
    expect((await multicast([mali, userIdOf('ก')])).status).toBe(200);
    expect((await push(mali)).status).toBe(200);
    expect((await push(mali)).status).toBe(429);
    expect((await call('GET', '/v2/bot/message/quota')).body).toEqual({ type: 'limited', value: 3 });
    expect((await call('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 3 });
    clock.advance(31 * DAY);
    expect((await push(mali)).status).toBe(200);
    expect((await reply(freshToken())).status).toBe(200);
    expect((await call('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 1 });
  });

  it('says 200 and delivers nothing to whoever blocked the account', async () => {
    line.api.state.blocked.add(mali);
    expect((await push(mali)).status).toBe(200);
    expect(line.api.state.deliveries).toMatchObject([{ to: [] }]);
  });
});

describe('the account', () => {
  it('shows a loading animation for 5 to 60 seconds in steps of 5, to users only', async () => {
    const start = (chatId: string, loadingSeconds?: number) =>
      call('POST', '/v2/bot/chat/loading/start', { chatId, loadingSeconds });
    const user = userIdOf('มะลิ');
    const statuses = await Promise.all([5, 60, undefined, 4, 65, 7].map((seconds) => start(user, seconds)));
    expect(statuses.map(({ status }) => status)).toEqual([202, 202, 202, 400, 400, 400]);
    expect((await start(`C${'0'.repeat(32)}`)).status).toBe(400);
  });

  it('tells its chat mode', async () => {
    expect((await call('GET', '/v2/bot/info')).body).toMatchObject({ chatMode: 'bot' });
    line.api.state.chatMode = 'chat';
    expect((await call('GET', '/v2/bot/info')).body).toMatchObject({ chatMode: 'chat' });
  });

  it('keeps and tests the webhook address', async () => {
    const received: string[] = [];
    const webhook = await startWebhook(({ body }) => void received.push(body));
    expect((await call('GET', '/v2/bot/channel/webhook/endpoint')).status).toBe(404);
    await call('PUT', '/v2/bot/channel/webhook/endpoint', { endpoint: webhook.url });
    expect((await call('GET', '/v2/bot/channel/webhook/endpoint')).body).toEqual({
      endpoint: webhook.url,
      active: true,
    });
    const tested = await call('POST', '/v2/bot/channel/webhook/test', {});
    expect(tested.body).toMatchObject({ success: true, statusCode: 200 });
    expect(JSON.parse(received[0] ?? '')).toMatchObject({ events: [] });
    await webhook.stop();
    expect((await call('POST', '/v2/bot/channel/webhook/test', {})).body).toMatchObject({ success: false });
  });

  it.each(['/v2/bot/profile/U1', '/v2/bot/group/C1/member/U1', '/v2/bot/followers/ids'])(
    'raises an alarm when asked who somebody is: %s',
    async (path) => {
      expect((await call('GET', path)).status).toBe(403);
      expect(line.api.state.alarms).toEqual([{ kind: 'profile', path }]);
    },
  );

  it('serves the rich menus of a small setup', async () => {
    const menu = {
      size: { width: 2500, height: 1686 },
      selected: true,
      name: 'หลัก',
      chatBarText: 'เมนู',
      areas: [],
    };
    expect(
      (await call('POST', '/v2/bot/richmenu', { ...menu, size: { width: 700, height: 300 } })).status,
    ).toBe(400);
    const { richMenuId } = (await call('POST', '/v2/bot/richmenu', menu)).body;
    const alias = { richMenuAliasId: 'main', richMenuId };
    expect((await call('POST', '/v2/bot/richmenu/alias', alias)).status).toBe(400); // no picture yet
    const picture = await fetch(`${line.baseUrl}/v2/bot/richmenu/${String(richMenuId)}/content`, {
      method: 'POST',
      headers: { authorization: `Bearer ${line.channelAccessToken}`, 'content-type': 'image/png' },
      body: Buffer.from('png'),
    });
    expect(picture.status).toBe(200);
    expect((await call('POST', '/v2/bot/richmenu/alias', alias)).status).toBe(200);
    expect((await call('GET', '/v2/bot/richmenu/alias/list')).body).toEqual({ aliases: [alias] });
    expect((await call('POST', `/v2/bot/user/all/richmenu/${String(richMenuId)}`)).status).toBe(200);
    expect((await call('GET', '/v2/bot/user/all/richmenu')).body).toEqual({ richMenuId });
  });
});

describe('content of messages', () => {
  const get = (path: string) =>
    fetch(`${line.baseUrl}/v2/bot/message/${path}`, {
      headers: { authorization: `Bearer ${line.channelAccessToken}` },
    });
  const bytes = Buffer.alloc(100_000, 7);

  it('is given, not ready, gone or unknown', async () => {
    line.api.setContent('1', { kind: 'bytes', bytes, type: 'image/jpeg' });
    line.api.setContent('2', { kind: 'preparing' });
    line.api.setContent('3', { kind: 'gone' });
    line.api.setContent('4', { kind: 'failed' });
    const answers = await Promise.all(['1', '2', '3', '4', '5'].map((id) => get(`${id}/content`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 202, 410, 404, 404]);
    expect(answers[0]?.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from((await answers[0]?.arrayBuffer()) ?? new ArrayBuffer()).equals(bytes)).toBe(true);
    const progress = await Promise.all(['1', '2', '4'].map((id) => get(`${id}/content/transcoding`)));
    expect(await Promise.all(progress.map((each) => each.json()))).toEqual([
      { status: 'succeeded' },
      { status: 'processing' },
      { status: 'failed' },
    ]);
  });

  it('can break midway', async () => {
    line.api.setContent('1', { kind: 'broken', bytes, type: 'image/jpeg' });
    const answer = await get('1/content');
    expect(answer.status).toBe(200);
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });
});

describe('faults', () => {
  const REPLY = '/v2/bot/message/reply';

  it('hit as many requests of their path as asked for', async () => {
    line.api.inject(REPLY, { kind: 'status', status: 500 }, 2);
    line.api.inject(/loading/, { kind: 'status', status: 429 });
    const token = freshToken();
    expect((await reply(token)).status).toBe(500);
    expect((await reply(token)).status).toBe(500);
    expect((await reply(token)).status).toBe(200);
    expect((await call('POST', '/v2/bot/chat/loading/start', {})).status).toBe(429);
  });

  it('cut the connection before or after the work is done', async () => {
    line.api.inject(REPLY, { kind: 'reset' });
    const [untouched, spent] = [freshToken(), freshToken()];
    await expect(reply(untouched)).rejects.toThrow();
    expect((await reply(untouched)).status).toBe(200);
    line.api.inject(REPLY, { kind: 'lost-answer' });
    await expect(reply(spent)).rejects.toThrow();
    expect((await reply(spent)).body).toEqual({ message: 'Invalid reply token' });
    expect(line.api.state.deliveries).toHaveLength(2);
  });

  it('can be slow', async () => {
    line.api.inject(REPLY, { kind: 'slow', ms: 120 });
    const start = performance.now();
    expect((await reply(freshToken())).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(100);
  });

  it('are recorded with every other request', async () => {
    line.api.inject(REPLY, { kind: 'status', status: 500 });
    await reply(freshToken());
    await call('GET', '/v2/bot/nowhere');
    expect(line.api.state.requests).toMatchObject([
      { method: 'POST', path: REPLY, status: 500, body: { messages: hello } },
      { method: 'GET', path: '/v2/bot/nowhere', status: 404 },
    ]);
    expect(JSON.stringify(line.api.state.requests)).not.toContain(line.channelAccessToken);
  });
});

interface Received {
  body: string;
  signature: string | undefined;
}

async function startWebhook(receive: (request: Received) => void | Promise<void>) {
  const server: Server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      res.end('{}');
      const signature = req.headers['x-line-signature'] as string | undefined;
      void receive({ body: Buffer.concat(chunks).toString(), signature });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('the whole way, with LINE’s own client', () => {
  it('sends a signed event and sees its reply', async () => {
    const client = LineBotClient.fromChannelAccessToken({
      channelAccessToken: line.channelAccessToken,
      apiBaseURL: line.baseUrl,
    });
    const received: Received[] = [];
    const webhook = await startWebhook(async (request) => {
      received.push(request);
      for (const event of (JSON.parse(request.body) as { events: LineEvent[] }).events) {
        const text = `ได้ยินว่า ${String(event.message?.['text'])}`;
        await client.replyMessage({ replyToken: event.replyToken ?? '', messages: [{ type: 'text', text }] });
      }
    });
    const event = line.event.text('มะลิ', 'สวัสดี');
    const { messages } = await line.ask(webhook.url, event);
    expect(messages).toEqual([{ type: 'text', text: 'ได้ยินว่า สวัสดี' }]);
    expect(line.repliesTo(event)).toHaveLength(1);
    expect(event.webhookEventId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    await line.sendRaw(webhook.url, '{"events":[]}', { signature: null });
    expect(received.map(({ signature }) => typeof signature)).toEqual(['string', 'undefined']);
    await expect(line.waitForReply(line.event.text('มะลิ', 'x'), 10)).rejects.toThrow('no reply within 10 ms');
    await webhook.stop();
  });

  it('makes events that differ as LINE’s do', () => {
    const event = line.event.text('มะลิ', 'สวัสดี');
    const again = line.event.redelivery(event);
    expect({ ...again, deliveryContext: event.deliveryContext }).toEqual(event);
    expect(again.deliveryContext).toEqual({ isRedelivery: true });
    expect(line.event.standby(event)).not.toHaveProperty('replyToken');
    expect(line.event.text('มะลิ', 'สวัสดี', { source: undefined })).not.toHaveProperty('source');
    clock.advance(HOUR);
    expect(line.event.text('มะลิ', 'ก').webhookEventId > event.webhookEventId).toBe(true);
  });
});
