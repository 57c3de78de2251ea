import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { createI18n } from '../../src/i18n.ts';
import { boundsOf, MENU_AREAS, MENU_SIZE } from '../../src/line/rich-menu/areas.ts';
import { menuRequest } from '../../src/line/rich-menu/install.ts';
import { drawMenu } from '../../src/line/rich-menu/picture.ts';
import { decodePress } from '../../src/line/postback.ts';
import { signBody } from '../../src/simulator/webhook-client.ts';
import { startBot } from '../support/bot.ts';
import { startFakeLine, type FakeLine } from '../support/fake-line.ts';
import { newTown, type Town } from './run-cli.ts';

const { t } = createI18n();
let line: FakeLine;
let town: Town;
/** What stands at BASE_URL: answers a signed webhook with 200. */
let here: Server;
let base: string;
let status = 200;
beforeAll(async () => {
  town = newTown();
  here = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const good = req.headers['x-line-signature'] === signBody(Buffer.concat(chunks), line.channelSecret);
      res.writeHead(good ? status : 401).end();
    });
  });
  await new Promise<void>((resolve) => here.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(here.address() as { port: number }).port}`;
});
beforeEach(async () => {
  line = await startFakeLine();
  status = 200;
});
// Also after a test that failed: what still listens would keep the whole run from ending.
afterEach(() => line.stop());
afterAll(() => {
  here.close();
  town.remove();
});

async function run(args: string[], more: Record<string, string> = {}) {
  const ran = await town.call('line', [...args, '--lang', 'en'], '', {
    BASE_URL: base,
    LINE_API_BASE_URL: line.baseUrl,
    LINE_CHANNEL_SECRET: line.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: line.channelAccessToken,
    ...more,
  });
  return { ...ran, said: ran.out + ran.err };
}

it('finds an account in order once webhook and menu are set, and changes nothing by looking', async () => {
  const first = await run(['check']);
  expect(first.code).toBe(1);
  expect(first.out).toContain('No webhook is set');
  expect(await run(['set-webhook'])).toMatchObject({ code: 0 });
  expect(await run(['menu'])).toMatchObject({ code: 0 });
  const before = line.api.state.requests.length;
  const good = await run(['check']);
  expect(good).toMatchObject({ code: 0, err: '' });
  expect(good.out.split('\n').filter((each) => each.startsWith('✓'))).toHaveLength(6);
  const asked = line.api.state.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
  expect(asked.filter((each) => !each.startsWith('GET'))).toEqual(['POST /v2/bot/channel/webhook/test']);
  expect(line.api.state.alarms).toEqual([]);
});

const WRONGS: [name: string, make: () => Record<string, string> | void, says: string][] = [
  [
    'a wrong token',
    () => ({ LINE_CHANNEL_ACCESS_TOKEN: 'x'.repeat(40) }),
    'rejects LINE_CHANNEL_ACCESS_TOKEN',
  ],
  ['chat mode on', () => void (line.api.state.chatMode = 'chat'), 'Chat mode is on'],
  [
    'another webhook',
    () => void (line.api.state.webhook = { endpoint: 'https://elsewhere.example/webhook', active: true }),
    'points elsewhere',
  ],
  ['webhook off', () => void (line.api.state.webhook!.active = false), 'switched off'],
  ['a server that says no', () => void (status = 503), 'with 503'],
  [
    'LINE with another secret',
    () => void (line.api.state.channelSecret = 'another secret of LINE'),
    'LINE_CHANNEL_SECRET is wrong',
  ],
  ['no address', () => ({ BASE_URL: '' }), 'BASE_URL is not set'],
  [
    'nobody at the address',
    () => {
      line.api.state.webhook = { endpoint: 'http://127.0.0.1:9/webhook', active: true };
      return { BASE_URL: 'http://127.0.0.1:9' };
    },
    'cannot connect',
  ],
  ['LINE away', () => ({ LINE_API_BASE_URL: 'http://127.0.0.1:9' }), 'LINE does not answer'],
  [
    'LINE in trouble',
    () => line.api.inject('/v2/bot/info', { kind: 'status', status: 500 } as never),
    'answered 500',
  ],
];

it.each(WRONGS)('says what is wrong and how to mend it: %s', async (_name, make, says) => {
  line.api.state.webhook = { endpoint: `${base}/webhook`, active: true };
  const ran = await run(['check'], make() ?? {});
  expect(ran.said).toContain(says);
  expect(ran.code).toBe(1);
  expect(ran.said).not.toContain(line.channelAccessToken);
  expect(ran.said).not.toContain(line.channelSecret);
});

it('warns of a quota that runs out, which does not make the bot unusable', async () => {
  Object.assign(line.api.state, { monthlyQuota: 0, webhook: { endpoint: `${base}/webhook`, active: true } });
  const ran = await run(['check']);
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/^! .*0 of 0|✓ .*0 of 0/m);
});

it('replaces its own menu and no other, and a failure leaves the former in use', async () => {
  const ask = async (path: string, init: RequestInit = {}) =>
    (await fetch(`${line.baseUrl}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${line.channelAccessToken}`, 'content-type': 'application/json' },
    }).then((response) => response.json())) as Record<string, never>;
  const foreign = { ...menuRequest(t), name: 'of somebody else' };
  await ask('/v2/bot/richmenu', { method: 'POST', body: JSON.stringify(foreign) });
  expect(await run(['menu'])).toMatchObject({ code: 0 });
  const first = (await ask('/v2/bot/user/all/richmenu'))['richMenuId'];
  const again = await run(['menu']);
  expect(again.out).toContain('Former ones deleted: 1');
  const second = (await ask('/v2/bot/user/all/richmenu'))['richMenuId'];
  expect(second).not.toBe(first);
  line.api.inject(/richmenu\/.*\/content/, { kind: 'status', status: 500 } as never);
  expect(await run(['menu'])).toMatchObject({ code: 1 });
  expect((await ask('/v2/bot/user/all/richmenu'))['richMenuId']).toBe(second);
  const { richmenus } = (await ask('/v2/bot/richmenu/list')) as unknown as { richmenus: { name: string }[] };
  expect(richmenus.map(({ name }) => name).sort()).toEqual(['of somebody else', 'suetrong main']);
  const { aliases } = (await ask('/v2/bot/richmenu/alias/list')) as unknown as { aliases: unknown[] };
  expect(aliases).toEqual([{ richMenuAliasId: 'suetrong-main', richMenuId: second }]);
});

it('the picture is below a megabyte, has words in every field, and the fields cover it', async () => {
  const png = await drawMenu(t);
  expect(png.length).toBeLessThan(1_000_000);
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', ...MENU_SIZE });
  let area = 0;
  for (const [index] of MENU_AREAS.entries()) {
    const { x, y, width, height } = boundsOf(index);
    area += width * height;
    const words = {
      left: x + 20,
      top: y + Math.round(height * 0.55),
      width: width - 40,
      height: Math.round(height * 0.4),
    };
    const { channels } = await sharp(png).extract(words).greyscale().stats();
    expect(channels[0]!.stdev).toBeGreaterThan(10);
  }
  expect(area).toBe(MENU_SIZE.width * MENU_SIZE.height);
});

it('each field of the menu is understood by the bot', async () => {
  const bot = await startBot();
  for (const { action } of menuRequest(t).areas!) {
    const tapped = action as { type: string; data?: string; text?: string };
    if (tapped.data !== undefined) expect(decodePress(tapped.data)).toBeDefined();
    const event =
      tapped.data === undefined
        ? bot.line.event.text('u', tapped.text!)
        : bot.line.event.postback('u', tapped.data);
    const words = await bot.ask(event);
    expect(words).not.toContain(t('th', 'chat:stale').slice(0, 20));
  }
  await bot.stop();
});

it('explains itself', async () => {
  expect((await run(['--help'])).out).toContain('set-webhook');
  for (const args of [[], ['mend'], ['check', 'more'], ['--nonsense']])
    expect(await run(args)).toMatchObject({ code: 2 });
  const bare = await run(['check'], {
    LINE_CHANNEL_SECRET: '',
    LINE_CHANNEL_ACCESS_TOKEN: '',
    LINE_API_BASE_URL: '',
  });
  expect(bare).toMatchObject({ code: 1 });
  expect(bare.err).toContain('are not set');
});
