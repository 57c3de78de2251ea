import { Router } from 'express';
import { BOT_USER_ID } from '../events.ts';
import { postToWebhook } from '../webhook-client.ts';
import { remember, type LineState } from './state.ts';

const LOADING_SECONDS = Array.from({ length: 12 }, (_, index) => (index + 1) * 5); // 5 to 60
const DEFAULT_LOADING_SECONDS = 20;
const MAX_ENDPOINT = 500;

/** The routes about the account itself: bot, webhook, loading animation, leaving groups, and the doors nobody may open. */
export function accountRoutes(state: LineState): Router {
  const router = Router();

  router.get('/v2/bot/info', (_req, res) => {
    res.json({
      userId: BOT_USER_ID,
      basicId: '@000simul',
      displayName: 'Simulator',
      chatMode: state.chatMode,
      markAsReadMode: state.chatMode === 'chat' ? 'manual' : 'auto',
    });
  });

  router.post('/v2/bot/chat/loading/start', (req, res) => {
    const { chatId, loadingSeconds = DEFAULT_LOADING_SECONDS } = (req.body ?? {}) as Record<string, unknown>;
    if (typeof chatId !== 'string' || !/^U[0-9a-f]{32}$/.test(chatId)) {
      return void res.status(400).json({ message: 'The chatId is invalid' });
    }
    if (!LOADING_SECONDS.includes(loadingSeconds as number)) {
      return void res.status(400).json({ message: 'loadingSeconds must be a multiple of 5 from 5 to 60' });
    }
    state.tell({ type: 'loading', userId: chatId, seconds: loadingSeconds as number });
    res.status(202).json({});
  });

  router.get('/v2/bot/channel/webhook/endpoint', (_req, res) => {
    if (!state.webhook) return void res.status(404).json({ message: 'Not found' });
    res.json(state.webhook);
  });
  router.put('/v2/bot/channel/webhook/endpoint', (req, res) => {
    const endpoint: unknown = (req.body as Record<string, unknown> | undefined)?.['endpoint'];
    if (typeof endpoint !== 'string' || endpoint.length > MAX_ENDPOINT || !URL.canParse(endpoint)) {
      return void res.status(400).json({ message: 'Invalid webhook endpoint URL' });
    }
    state.webhook = { endpoint, active: true };
    res.json({});
  });
  router.post('/v2/bot/channel/webhook/test', async (req, res) => {
    const asked: unknown = (req.body as Record<string, unknown> | undefined)?.['endpoint'];
    const endpoint = typeof asked === 'string' ? asked : state.webhook?.endpoint;
    if (!endpoint || !URL.canParse(endpoint)) {
      return void res.status(400).json({ message: 'Invalid webhook endpoint URL' });
    }
    const timestamp = state.clock.now().toISOString();
    const body = JSON.stringify({ destination: BOT_USER_ID, events: [] });
    try {
      const { status } = await postToWebhook(endpoint, body, state.channelSecret ?? '');
      const reason = status === 200 ? 'OK' : 'ERROR_STATUS_CODE';
      res.json({ success: status === 200, timestamp, statusCode: status, reason, detail: String(status) });
    } catch {
      res.json({
        success: false,
        timestamp,
        statusCode: 0,
        reason: 'COULD_NOT_CONNECT',
        detail: 'could not connect',
      });
    }
  });

  for (const place of ['group', 'room']) {
    router.post(`/v2/bot/${place}/:id/leave`, (_req, res) => void res.json({}));
  }

  // Whoever asks for a name breaks the first promise of this software: refused, and remembered for tests to see.
  router.get(
    ['/v2/bot/profile/:userId', '/v2/bot/:place/:id/member/:userId', '/v2/bot/followers/ids'],
    (req, res) => {
      const alarm = { kind: 'profile' as const, path: req.path };
      remember(state.alarms, alarm, state.remember);
      state.tell({ type: 'alarm', alarm });
      res.status(403).json({ message: 'This bot promised never to ask who somebody is' });
    },
  );
  return router;
}
