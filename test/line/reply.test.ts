import { describe, expect, it } from '@jest/globals';
import { status } from '../support/http-peer.ts';
import {
  card,
  hello,
  INVALID_MESSAGES,
  INVALID_TOKEN,
  messengerUnderTest,
  SECRET_TEXT,
} from './messenger-under-test.ts';

const at = messengerUnderTest();

describe('a reply', () => {
  it('goes to LINE once, with the channel’s token and no retry key', async () => {
    expect(await at.messenger.reply('reply-token', hello)).toEqual({ kind: 'sent' });
    expect(at.line.requests).toMatchObject([
      {
        method: 'POST',
        path: '/v2/bot/message/reply',
        headers: { authorization: 'Bearer token-of-channel' },
        body: { replyToken: 'reply-token', messages: hello },
      },
    ]);
    expect(at.line.requests[0]?.headers['x-line-retry-key']).toBeUndefined();
    expect(at.messenger.counts()).toEqual({ 'reply-sent': 1 });
  });

  it('is kept within LINE’s limits', async () => {
    await at.messenger.reply('reply-token', [{ type: 'text', text: 'ก '.repeat(20_000) }]);
    const { messages } = at.line.requests[0]?.body as { messages: { text: string }[] };
    expect(messages).toHaveLength(5);
    expect(Math.max(...messages.map(({ text }) => text.length))).toBeLessThanOrEqual(5000);
  });

  it('with nothing to say is not sent', async () => {
    expect(await at.messenger.reply('reply-token', [{ type: 'text', text: ' ' }])).toMatchObject({
      kind: 'refused',
      status: 0,
    });
    expect(at.line.requests).toEqual([]);
  });

  it('whose token is spent is dropped: no second try, no push', async () => {
    at.line.next(status(400, INVALID_TOKEN));
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'token-spent' });
    expect(at.line.requests).toHaveLength(1);
    expect(at.messenger.counts()).toEqual({ 'reply-token-spent': 1 });
  });

  it('that LINE refuses is tried once more in words alone', async () => {
    at.line.next(status(400, INVALID_MESSAGES));
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'sent', plain: true });
    expect(at.line.requests.map(({ body }) => body)).toMatchObject([
      { messages: card },
      { replyToken: 'reply-token', messages: [{ type: 'text', text: 'ได้ 60.88 คะแนน' }] },
    ]);
    expect((at.line.requests[1]?.body as { messages: object[] }).messages[0]).not.toHaveProperty(
      'quickReply',
    );
    expect(at.messenger.counts()).toEqual({ 'reply-plain': 1 });
  });

  it('refused in words too is refused, naming fields and no content', async () => {
    at.line.next(status(400, INVALID_MESSAGES), status(400, INVALID_MESSAGES));
    const outcome = await at.messenger.reply('reply-token', card);
    expect(outcome).toEqual({
      kind: 'refused',
      status: 400,
      reason: 'messages[0].contents.body.contents[1].text',
    });
    expect(at.line.requests).toHaveLength(2);
  });

  it('refused as plain text is not sent a second time', async () => {
    at.line.next(status(400, INVALID_MESSAGES));
    expect(await at.messenger.reply('reply-token', hello)).toMatchObject({ kind: 'refused', status: 400 });
    expect(at.line.requests).toHaveLength(1);
  });

  it('whose token the refused try has used up ends there', async () => {
    at.line.next(status(400, INVALID_MESSAGES), status(400, INVALID_TOKEN));
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'token-spent' });
  });

  it('too large for LINE is tried in words', async () => {
    at.line.next(status(413, 'Payload Too Large'));
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'sent', plain: true });
  });

  it.each([401, 403, 404, 410, 415])('refused with %i is not tried again', async (code) => {
    at.line.next(status(code, { message: SECRET_TEXT }));
    expect(await at.messenger.reply('reply-token', card)).toEqual({
      kind: 'refused',
      status: code,
      reason: 'no field named',
    });
    expect(at.line.requests).toHaveLength(1);
  });

  it.each(['', 'not json', '"text"', 'null', '[]'])(
    'that got 200 with the body %j was sent',
    async (body) => {
      at.line.next(status(200, body));
      expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'sent' });
    },
  );

  it.each(['', 'not json', 'null', '{"details":{}}', '{"details":[null,1,{"property":7}]}'])(
    'that got 400 with the body %j was refused',
    async (body) => {
      at.line.next(status(400, body));
      expect(await at.messenger.reply('reply-token', hello)).toEqual({
        kind: 'refused',
        status: 400,
        reason: 'no field named',
      });
    },
  );

  it('that is refused is logged once for each reason, not once for each chat', async () => {
    at.line.next(status(400, INVALID_MESSAGES), status(400, INVALID_MESSAGES), status(401));
    await at.messenger.reply('reply-token', hello);
    await at.messenger.reply('reply-token', hello);
    await at.messenger.reply('reply-token', hello);
    expect(at.logged).toHaveLength(2);
    expect(JSON.parse(at.logged[0] ?? '')).toMatchObject({
      status: 400,
      reason: 'messages[0].contents.body.contents[1].text',
    });
    expect(at.messenger.counts()).toEqual({ 'reply-refused': 3 });
  });
});
