import express, { Router, type Request, type Response } from 'express';
import type { Clock } from '../clock.ts';
import type { Translate } from '../i18n.ts';
import type { Logger } from '../log.ts';
import { langOf } from '../web/lang.ts';
import { sendPage } from '../web/respond.ts';
import { securityHeaders } from '../web/security.ts';
import { BOT_USER_ID, createEventMaker, type LineEvent } from './events.ts';
import { fileRoutes } from './files.ts';
import { createLineApi, type LineApi, type LineApiEvent } from './line-api.ts';
import { simulatorPage } from './page.ts';
import { runAct, sendMedia, type ActContext } from './rooms/acts.ts';
import {
  createRooms,
  happen,
  USER_KEYS,
  type MediaKind,
  type Room,
  type RoomUser,
  type Rooms,
} from './rooms/rooms.ts';
import { createStreams } from './rooms/stream.ts';
import { postToWebhook } from './webhook-client.ts';

export interface SimulatorOptions {
  clock: Clock;
  channelSecret: string;
  channelAccessToken: string;
  t: Translate;
  /** Where the running bot's webhook is; asked for with each event. */
  webhookUrl: () => string;
  log: Pick<Logger, 'warn'>;
}

export interface Simulator {
  /** What the bot answers to instead of LINE. `lineApi.app` wants the root of an address of its own. */
  lineApi: LineApi;
  /** The page and its requests; made for `/simulator`. Sets its own security headers, which allow its scripts. */
  router: Router;
  /** Ends the open streams, so that the server can stop at once. */
  stop(): void;
}

const REMEMBERED_REQUESTS = 500;
const MAX_FILE = '20mb';
const SHOWN_PICTURES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** A LINE chat in the browser: it sends signed events to the running webhook and plays the LINE that the bot answers to. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { clock, channelSecret, channelAccessToken, t, webhookUrl, log } = options;
  const api = createLineApi({ clock, channelSecret, channelAccessToken, remember: REMEMBERED_REQUESTS });
  const make = createEventMaker(clock);
  const streams = createStreams();
  const rooms = createRooms((room) => {
    for (const { id } of Object.values(room.users)) api.state.blocked.delete(id);
    for (const entry of room.entries) {
      if (entry.kind === 'mine-media') api.state.contents.delete(entry.messageId);
    }
  });
  api.subscribe((event) => show(rooms, event));

  /** Sends one event, as LINE does, and tells the room how the webhook took it. */
  async function deliver(room: Room, user: RoomUser, event: LineEvent): Promise<void> {
    user.lastEvent = event;
    if (event.message && !event.deliveryContext.isRedelivery) user.sent.push(event.message.id);
    if (event.replyToken) api.issueReplyToken(event.replyToken, user.id);
    happen(room, user.key, { kind: 'event', event });
    let status: number | undefined;
    try {
      const body = JSON.stringify({ destination: BOT_USER_ID, events: [event] });
      ({ status } = await postToWebhook(webhookUrl(), body, channelSecret));
    } catch (error) {
      log.warn({ err: error }, 'simulator: the webhook cannot be reached');
    }
    happen(room, user.key, { kind: 'answered', status });
  }

  const contextOf = (req: Request): ActContext | undefined => {
    const room = rooms.find(req.query['room']);
    const user = USER_KEYS.filter((key) => key === req.query['user']).map((key) => room?.users[key])[0];
    return room && user && { room, user, lang: langOf(req), t, make, api };
  };

  const router = Router();
  router.use(securityHeaders({ production: false, scripts: true, frames: true }));
  router.use(fileRoutes());
  router.get('/', (req, res) => sendPage(res, simulatorPage(t, langOf(req))));
  router.post('/api/rooms', sameOrigin, (_req, res) => {
    res.status(201).json({ room: rooms.open().id });
  });
  router.get('/api/stream', (req, res) => {
    const room = rooms.find(req.query['room']);
    if (!room) return void res.status(404).json({ error: 'no such room' });
    streams.open(room, req, res);
  });
  router.post('/api/send', sameOrigin, express.json({ limit: '100kb' }), async (req, res) => {
    const context = contextOf(req);
    const event = context ? runAct(context, req.body) : 'refused';
    if (!context || event === 'refused') return void res.status(400).json({ done: false });
    if (event !== 'nothing') await deliver(context.room, context.user, event);
    res.json({ done: event !== 'nothing' });
  });
  router.post(
    '/api/upload',
    sameOrigin,
    express.raw({ type: () => true, limit: MAX_FILE }),
    async (req, res) => {
      const context = contextOf(req);
      if (!context?.user.follows || !Buffer.isBuffer(req.body))
        return void res.status(400).json({ done: false });
      const type = req.get('content-type')?.split(';')[0] ?? '';
      const name = typeof req.query['name'] === 'string' ? req.query['name'].slice(0, 200) : undefined;
      const event = sendMedia(context, mediaKindOf(type), req.body, type, name);
      await deliver(context.room, context.user, event);
      res.json({ done: true });
    },
  );
  router.get('/api/content/:messageId', (req, res) => sendPicture(api, req.params.messageId, res));
  return { lineApi: api, router, stop: () => streams.stop() };
}

/** Another site's page must not press buttons here. */
function sameOrigin(req: Request, res: Response, next: () => void): void {
  const site = req.get('sec-fetch-site');
  if (site === undefined || site === 'same-origin') return next();
  res.status(403).json({ done: false });
}

function mediaKindOf(type: string): MediaKind {
  const [family] = type.split('/');
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'file';
}

function sendPicture(api: LineApi, messageId: string, res: Response): void {
  const content = api.state.contents.get(messageId);
  if (content?.kind !== 'bytes' || !SHOWN_PICTURES.includes(content.type)) return void res.status(404).end();
  res.type(content.type).send(Buffer.from(content.bytes));
}

/** Lets the people concerned see what the bot did. */
function show(rooms: Rooms, event: LineApiEvent): void {
  const receivers = (ids: readonly string[]) => ids.flatMap((id) => rooms.whoIs(id) ?? []);
  switch (event.type) {
    case 'delivered': {
      const { kind: via, messages, to } = event.delivery;
      for (const { room, user } of receivers(to)) happen(room, user.key, { kind: 'bot', via, messages });
      return;
    }
    case 'refused': {
      const { status, message, messages, breaches } = event;
      for (const { room, user } of receivers(event.to)) {
        happen(room, user.key, { kind: 'refused', status, message, messages, breaches });
      }
      return;
    }
    case 'loading':
      for (const { room, user } of receivers([event.userId])) {
        happen(room, user.key, { kind: 'loading', seconds: event.seconds });
      }
      return;
    case 'alarm':
      for (const room of rooms.all()) happen(room, 'a', { kind: 'note', note: 'alarm' });
  }
}
