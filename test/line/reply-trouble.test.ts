import { describe, expect, it } from '@jest/globals';
import { breakOff, reset, silence, status } from '../support/http-peer.ts';
import { card, hello, INVALID_TOKEN, messengerUnderTest } from './messenger-under-test.ts';

const at = messengerUnderTest();

describe('a reply', () => {
  it('with 429 waits for a later try', async () => {
    at.line.next(status(429, '<html>trouble</html>'));
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'retry-later', afterMs: 1000 });
    expect(at.line.requests).toHaveLength(1);
  });

  it.each([500, 502, 503, 504])('with %i is tried again at once, and after that later', async (code) => {
    at.line.next(status(code, '<html>trouble</html>'));
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'sent' });
    expect(at.line.requests).toHaveLength(2);
    at.line.next(status(code, ''), status(code, ''));
    expect(await at.messenger.reply('other-token', card)).toEqual({ kind: 'retry-later', afterMs: 1000 });
    expect(at.line.requests).toHaveLength(4);
    expect(at.messenger.counts()).toEqual({ 'reply-again': 2, 'reply-sent': 1, 'reply-retry-later': 1 });
  });

  it('with 503 and a time is not tried before it', async () => {
    at.line.next(status(503, '', { 'retry-after': '5' }));
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'retry-later', afterMs: 5000 });
    expect(at.line.requests).toHaveLength(1);
  });

  it('that arrived although LINE said 500 is told from one that came too late', async () => {
    at.line.next(status(500, ''), status(400, INVALID_TOKEN));
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'token-spent', tried: true });
    at.line.next(status(400, INVALID_TOKEN));
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'token-spent' });
  });

  it.each([
    ['7', 7000],
    ['3600', 60_000],
    ['Sun, 22 Nov 2026 05:00:09 GMT', 9000],
    ['Sun, 22 Nov 2026 04:00:00 GMT', 1000],
    ['soon', 1000],
    ['0', 1000],
  ])('waits as long as Retry-After: %s says', async (value, afterMs) => {
    at.line.next(status(429, {}, { 'retry-after': value }));
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'retry-later', afterMs });
  });

  it('whose time runs out waits for a later try', async () => {
    at.line.next(silence);
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'retry-later', afterMs: 1000 });
    expect(at.line.requests).toHaveLength(1);
  });

  it.each([
    ['the connection breaks', reset],
    ['the answer breaks off', breakOff(200)],
    ['the refusal breaks off', breakOff(400)],
  ])('when %s is tried again at once, and after that later', async (_, answer) => {
    at.line.next(answer);
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'sent' });
    expect(at.line.requests).toHaveLength(2);
    at.line.next(answer, answer);
    expect(await at.messenger.reply('other-token', card)).toEqual({ kind: 'retry-later', afterMs: 1000 });
    expect(at.line.requests).toHaveLength(4);
  });

  it('to nobody listening waits for a later try', async () => {
    await at.line.close();
    expect(await at.messenger.reply('reply-token', card)).toEqual({ kind: 'retry-later', afterMs: 1000 });
  });

  it('that fails after its time harms nobody', async () => {
    let fail: () => void = () => undefined;
    at.line.next((response) => {
      fail = () => void response.socket?.destroy();
    });
    expect(await at.messenger.reply('reply-token', hello)).toMatchObject({ kind: 'retry-later' });
    fail();
    await new Promise((resolve) => setTimeout(resolve, 50)); // an unhandled rejection would end the test run here
    expect(at.messenger.counts()).toEqual({ 'reply-retry-later': 1 });
  });

  it('does not wait for another one that is slow', async () => {
    at.line.next(silence);
    const ended: string[] = [];
    const slow = at.messenger.reply('reply-token', hello).finally(() => ended.push('slow'));
    const quick = at.messenger.reply('reply-token-2', hello).finally(() => ended.push('quick'));
    expect(await quick).toEqual({ kind: 'sent' });
    expect(ended).toEqual(['quick']);
    expect(await slow).toMatchObject({ kind: 'retry-later' });
  });
});
