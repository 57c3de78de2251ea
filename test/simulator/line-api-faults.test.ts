import { describe, expect, it } from '@jest/globals';
import { LineBotClient } from '@line/bot-sdk';
import { HOUR } from '../support/clock.ts';
import type { LineEvent } from '../support/fake-line.ts';
import { hello, lineCalls, startWebhook, type Received } from './line-api-calls.ts';

const at = lineCalls();

describe('faults', () => {
  const REPLY = '/v2/bot/message/reply';

  it('hit as many requests of their path as asked for', async () => {
    at.line.api.inject(REPLY, { kind: 'status', status: 500 }, 2);
    at.line.api.inject(/loading/, { kind: 'status', status: 429 });
    const token = at.freshToken();
    expect((await at.reply(token)).status).toBe(500);
    expect((await at.reply(token)).status).toBe(500);
    expect((await at.reply(token)).status).toBe(200);
    expect((await at.call('POST', '/v2/bot/chat/loading/start', {})).status).toBe(429);
  });

  it('cut the connection before or after the work is done', async () => {
    at.line.api.inject(REPLY, { kind: 'reset' });
    const [untouched, spent] = [at.freshToken(), at.freshToken()];
    await expect(at.reply(untouched)).rejects.toThrow();
    expect((await at.reply(untouched)).status).toBe(200);
    at.line.api.inject(REPLY, { kind: 'lost-answer' });
    await expect(at.reply(spent)).rejects.toThrow();
    expect((await at.reply(spent)).body).toEqual({ message: 'Invalid reply token' });
    expect(at.line.api.state.deliveries).toHaveLength(2);
  });

  it('can be slow', async () => {
    at.line.api.inject(REPLY, { kind: 'slow', ms: 120 });
    const start = performance.now();
    expect((await at.reply(at.freshToken())).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(100);
  });

  it('are recorded with every other request', async () => {
    at.line.api.inject(REPLY, { kind: 'status', status: 500 });
    await at.reply(at.freshToken());
    await at.call('GET', '/v2/bot/nowhere');
    expect(at.line.api.state.requests).toMatchObject([
      { method: 'POST', path: REPLY, status: 500, body: { messages: hello } },
      { method: 'GET', path: '/v2/bot/nowhere', status: 404 },
    ]);
    expect(JSON.stringify(at.line.api.state.requests)).not.toContain(at.line.channelAccessToken);
  });
});

describe('the whole way, with LINE’s own client', () => {
  it('sends a signed event and sees its reply', async () => {
    const client = LineBotClient.fromChannelAccessToken({
      channelAccessToken: at.line.channelAccessToken,
      apiBaseURL: at.line.baseUrl,
    });
    const received: Received[] = [];
    const webhook = await startWebhook(async (request) => {
      received.push(request);
      for (const event of (JSON.parse(request.body) as { events: LineEvent[] }).events) {
        const text = `ได้ยินว่า ${String(event.message?.['text'])}`;
        await client.replyMessage({ replyToken: event.replyToken ?? '', messages: [{ type: 'text', text }] });
      }
    });
    const event = at.line.event.text('มะลิ', 'สวัสดี');
    const { messages } = await at.line.ask(webhook.url, event);
    expect(messages).toEqual([{ type: 'text', text: 'ได้ยินว่า สวัสดี' }]);
    expect(at.line.repliesTo(event)).toHaveLength(1);
    expect(event.webhookEventId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    await at.line.sendRaw(webhook.url, '{"events":[]}', { signature: null });
    expect(received.map(({ signature }) => typeof signature)).toEqual(['string', 'undefined']);
    await expect(at.line.waitForReply(at.line.event.text('มะลิ', 'x'), 10)).rejects.toThrow(
      'no reply within 10 ms',
    );
    await webhook.stop();
  });

  it('makes events that differ as LINE’s do', () => {
    const event = at.line.event.text('มะลิ', 'สวัสดี');
    const again = at.line.event.redelivery(event);
    expect({ ...again, deliveryContext: event.deliveryContext }).toEqual(event);
    expect(again.deliveryContext).toEqual({ isRedelivery: true });
    expect(at.line.event.standby(event)).not.toHaveProperty('replyToken');
    expect(at.line.event.text('มะลิ', 'สวัสดี', { source: undefined })).not.toHaveProperty('source');
    at.clock.advance(HOUR);
    expect(at.line.event.text('มะลิ', 'ก').webhookEventId > event.webhookEventId).toBe(true);
  });
});
