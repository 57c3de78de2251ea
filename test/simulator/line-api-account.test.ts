import { describe, expect, it } from '@jest/globals';
import { userIdOf } from '../support/fake-line.ts';
import { lineCalls, startWebhook } from './line-api-calls.ts';

const at = lineCalls();

describe('the account', () => {
  it('shows a loading animation for 5 to 60 seconds in steps of 5, to users only', async () => {
    const start = (chatId: string, loadingSeconds?: number) =>
      at.call('POST', '/v2/bot/chat/loading/start', { chatId, loadingSeconds });
    const user = userIdOf('มะลิ');
    const statuses = await Promise.all([5, 60, undefined, 4, 65, 7].map((seconds) => start(user, seconds)));
    expect(statuses.map(({ status }) => status)).toEqual([202, 202, 202, 400, 400, 400]);
    expect((await start(`C${'0'.repeat(32)}`)).status).toBe(400);
  });

  it('tells its chat mode', async () => {
    expect((await at.call('GET', '/v2/bot/info')).body).toMatchObject({ chatMode: 'bot' });
    at.line.api.state.chatMode = 'chat';
    expect((await at.call('GET', '/v2/bot/info')).body).toMatchObject({ chatMode: 'chat' });
  });

  it('keeps and tests the webhook address', async () => {
    const received: string[] = [];
    const webhook = await startWebhook(({ body }) => void received.push(body));
    expect((await at.call('GET', '/v2/bot/channel/webhook/endpoint')).status).toBe(404);
    await at.call('PUT', '/v2/bot/channel/webhook/endpoint', { endpoint: webhook.url });
    expect((await at.call('GET', '/v2/bot/channel/webhook/endpoint')).body).toEqual({
      endpoint: webhook.url,
      active: true,
    });
    const tested = await at.call('POST', '/v2/bot/channel/webhook/test', {});
    expect(tested.body).toMatchObject({ success: true, statusCode: 200 });
    expect(JSON.parse(received[0] ?? '')).toMatchObject({ events: [] });
    await webhook.stop();
    expect((await at.call('POST', '/v2/bot/channel/webhook/test', {})).body).toMatchObject({
      success: false,
    });
  });

  it.each(['/v2/bot/profile/U1', '/v2/bot/group/C1/member/U1', '/v2/bot/followers/ids'])(
    'raises an alarm when asked who somebody is: %s',
    async (path) => {
      expect((await at.call('GET', path)).status).toBe(403);
      expect(at.line.api.state.alarms).toEqual([{ kind: 'profile', path }]);
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
      (await at.call('POST', '/v2/bot/richmenu', { ...menu, size: { width: 700, height: 300 } })).status,
    ).toBe(400);
    const { richMenuId } = (await at.call('POST', '/v2/bot/richmenu', menu)).body;
    const alias = { richMenuAliasId: 'main', richMenuId };
    expect((await at.call('POST', '/v2/bot/richmenu/alias', alias)).status).toBe(400); // no picture yet
    const picture = await fetch(`${at.line.baseUrl}/v2/bot/richmenu/${String(richMenuId)}/content`, {
      method: 'POST',
      headers: { authorization: `Bearer ${at.line.channelAccessToken}`, 'content-type': 'image/png' },
      body: Buffer.from('png'),
    });
    expect(picture.status).toBe(200);
    expect((await at.call('POST', '/v2/bot/richmenu/alias', alias)).status).toBe(200);
    expect((await at.call('GET', '/v2/bot/richmenu/alias/list')).body).toEqual({ aliases: [alias] });
    expect((await at.call('POST', `/v2/bot/user/all/richmenu/${String(richMenuId)}`)).status).toBe(200);
    expect((await at.call('GET', '/v2/bot/user/all/richmenu')).body).toEqual({ richMenuId });
  });
});

describe('content of messages', () => {
  const get = (path: string) =>
    fetch(`${at.line.baseUrl}/v2/bot/message/${path}`, {
      headers: { authorization: `Bearer ${at.line.channelAccessToken}` },
    });
  const bytes = Buffer.alloc(100_000, 7);

  it('is given, not ready, gone or unknown', async () => {
    at.line.api.setContent('1', { kind: 'bytes', bytes, type: 'image/jpeg' });
    at.line.api.setContent('2', { kind: 'preparing' });
    at.line.api.setContent('3', { kind: 'gone' });
    at.line.api.setContent('4', { kind: 'failed' });
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
    at.line.api.setContent('1', { kind: 'broken', bytes, type: 'image/jpeg' });
    const answer = await get('1/content');
    expect(answer.status).toBe(200);
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });
});
