import { describe, expect, it } from '@jest/globals';
import { reset, silence, status } from '../support/http-peer.ts';
import { hello, messengerUnderTest, SECRET_TEXT, USER } from './messenger-under-test.ts';

const at = messengerUnderTest();

const RETRY_KEY = '123e4567-e89b-12d3-a456-426614174000';

describe('a push', () => {
  const push = () => at.messenger.push(USER, hello, RETRY_KEY);

  it('carries its retry key from the first try', async () => {
    at.line.next(status(500));
    expect(await push()).toEqual({ kind: 'retry-later', afterMs: 1000 });
    expect(await push()).toEqual({ kind: 'sent' });
    for (const { path, headers, body } of at.line.requests) {
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
    at.line.next(answer);
    expect(await push()).toEqual(outcome);
    expect(at.line.requests).toHaveLength(1);
    expect(at.messenger.counts()).toEqual({ [`push-${outcome.kind}`]: 1 });
  });

  it('with nothing to say is not sent', async () => {
    expect(await at.messenger.push(USER, [], RETRY_KEY)).toMatchObject({ kind: 'refused', status: 0 });
    expect(at.line.requests).toEqual([]);
  });
});
