import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE, SECOND } from '../support/clock.ts';
import { userIdOf } from '../support/fake-line.ts';
import { hello, KEY, lineCalls } from './line-api-calls.ts';

const at = lineCalls();

describe('replying', () => {
  it('takes a token once and delivers to whom it belongs', async () => {
    const token = at.freshToken();
    expect((await at.reply(token)).status).toBe(200);
    expect(at.line.api.state.deliveries).toMatchObject([
      { kind: 'reply', to: [userIdOf('มะลิ')], messages: hello },
    ]);
    expect(await at.reply(token)).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } });
  });

  it('takes a token for one minute', async () => {
    const [inTime, late] = [at.freshToken(), at.freshToken()];
    at.clock.advance(MINUTE);
    expect((await at.reply(inTime)).status).toBe(200);
    at.clock.advance(1);
    expect((await at.reply(late)).status).toBe(400);
    expect((await at.reply('never-issued')).status).toBe(400);
  });

  it('gives a redelivered event another minute, until 20 minutes have passed', async () => {
    const [redelivered, old] = [at.freshToken(), at.freshToken()];
    at.clock.advance(19 * MINUTE);
    at.line.api.issueReplyToken(redelivered);
    at.clock.advance(50 * SECOND);
    expect((await at.reply(redelivered)).status).toBe(200);
    at.clock.advance(MINUTE);
    at.line.api.issueReplyToken(old);
    expect((await at.reply(old)).status).toBe(400);
  });

  it('names every broken rule and does not spend the token', async () => {
    const token = at.freshToken();
    const refused = await at.reply(token, [{ type: 'text', text: '' }]);
    expect(refused).toMatchObject({
      status: 400,
      body: {
        message: 'The request body has 1 error(s)',
        details: [{ message: 'May not be empty', property: 'messages[0].text' }],
      },
    });
    expect((await at.reply(token)).status).toBe(200);
  });

  it('refuses a retry key', async () => {
    expect((await at.reply(at.freshToken(), hello, { 'x-line-retry-key': KEY })).status).toBe(400);
  });

  it('refuses a wrong access token, and what is not JSON', async () => {
    const headers = { authorization: 'Bearer wrong' };
    expect((await at.reply(at.freshToken(), hello, headers)).status).toBe(401);
    expect(
      (await at.call('POST', '/v2/bot/message/reply', {}, { 'content-type': 'text/plain' })).status,
    ).toBe(415);
  });

  it('checks messages without sending them', async () => {
    const validate = (messages: unknown) => at.call('POST', '/v2/bot/message/validate/reply', { messages });
    expect((await validate(hello)).status).toBe(200);
    expect((await validate([])).status).toBe(400);
    expect(at.line.api.state.deliveries).toEqual([]);
  });
});

describe('pushing', () => {
  const mali = userIdOf('มะลิ');

  it('accepts a retry key once within a day', async () => {
    const first = await at.push(mali, { 'x-line-retry-key': KEY });
    const again = await at.push(mali, { 'x-line-retry-key': KEY });
    expect([first.status, again.status]).toEqual([200, 409]);
    expect(again.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'));
    expect(at.line.api.state.deliveries).toHaveLength(1);
    at.clock.advance(DAY);
    expect((await at.push(mali, { 'x-line-retry-key': KEY })).status).toBe(200);
  });

  it('refuses a retry key that is no UUID and a receiver that is no user', async () => {
    expect((await at.push(mali, { 'x-line-retry-key': 'abc' })).status).toBe(400);
    expect((await at.push('มะลิ')).status).toBe(400);
  });

  it('counts receivers against the month, and begins anew with the next', async () => {
    const multicast = (to: string[]) => at.call('POST', '/v2/bot/message/multicast', { to, messages: hello });
    expect((await multicast([mali, userIdOf('ก')])).status).toBe(200);
    expect((await at.push(mali)).status).toBe(200);
    expect((await at.push(mali)).status).toBe(429);
    expect((await at.call('GET', '/v2/bot/message/quota')).body).toEqual({ type: 'limited', value: 3 });
    expect((await at.call('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 3 });
    at.clock.advance(31 * DAY);
    expect((await at.push(mali)).status).toBe(200);
    expect((await at.reply(at.freshToken())).status).toBe(200);
    expect((await at.call('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 1 });
  });

  it('says 200 and delivers nothing to whoever blocked the account', async () => {
    at.line.api.state.blocked.add(mali);
    expect((await at.push(mali)).status).toBe(200);
    expect(at.line.api.state.deliveries).toMatchObject([{ to: [] }]);
  });
});
