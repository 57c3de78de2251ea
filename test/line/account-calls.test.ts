import { describe, expect, it } from '@jest/globals';
import { reset, silence, status } from '../support/http-peer.ts';
import { messengerTo, messengerUnderTest, USER } from './messenger-under-test.ts';

const at = messengerUnderTest();

describe('small things', () => {
  it.each([
    [1, 5],
    [5, 5],
    [6, 10],
    [20, 20],
    [500, 60],
    [NaN, 5],
  ])('loading for %d seconds is shown for %d', async (seconds, shown) => {
    await at.messenger.showLoading(USER, seconds);
    expect(at.line.requests[0]).toMatchObject({
      path: '/v2/bot/chat/loading/start',
      body: { chatId: USER, loadingSeconds: shown },
    });
  });

  it('failing to show loading or to leave is counted and nothing else', async () => {
    at.line.next(status(429), silence, reset, status(404));
    await at.messenger.showLoading(USER, 5);
    await at.messenger.showLoading(USER, 5);
    await at.messenger.leaveGroup('C123');
    await at.messenger.leaveRoom('R123');
    expect(at.line.requests.map(({ path }) => path).slice(2)).toEqual([
      '/v2/bot/group/C123/leave',
      '/v2/bot/room/R123/leave',
    ]);
    expect(at.messenger.counts()).toEqual({ 'loading-failed': 2, 'leave-failed': 2 });
    expect(at.logged).toEqual([]);
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
    at.line.next(answer);
    expect(await at.messenger.botInfo()).toEqual(expected);
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
    at.line.next(answer);
    expect(await at.messenger.webhookEndpoint()).toEqual(expected);
  });

  it('the quota is limit and use, or unknown', async () => {
    const quota = async (limit: unknown, used: unknown) => {
      const answer =
        (code: number) =>
        (...[response, request]: Parameters<ReturnType<typeof status>>) =>
          status(code, request.path.endsWith('consumption') ? used : limit)(response, request);
      at.line.next(answer(200), answer(200));
      return at.messenger.quota();
    };
    expect(await quota({ type: 'limited', value: 300 }, { totalUsage: 12 })).toEqual({
      limit: 300,
      used: 12,
    });
    expect(await quota({ type: 'none' }, { totalUsage: 0 })).toEqual({ used: 0 });
    expect(await quota({ type: 'limited' }, { totalUsage: 0 })).toBeUndefined();
    expect(await quota({ type: 'none' }, {})).toBeUndefined();
    expect(await quota('garbage', { totalUsage: 0 })).toBeUndefined();
    at.line.next(status(500));
    expect(await at.messenger.quota()).toBeUndefined();
  });

  it('an API address with a path is refused by name, since the SDK would drop it', () => {
    expect(() => messengerTo('http://127.0.0.1:1/line')).toThrow(/LINE_API_BASE_URL/);
    expect(() => messengerTo('http://127.0.0.1:1/')).not.toThrow();
  });
});
