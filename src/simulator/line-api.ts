import express, { type ErrorRequestHandler } from 'express';
import { accountRoutes } from './api/account.ts';
import { contentRoutes, type Content } from './api/content.ts';
import { faultyConnection, type Fault } from './api/faults.ts';
import { issueReplyToken } from './api/reply-tokens.ts';
import { richMenuRoutes } from './api/rich-menus.ts';
import { sendingRoutes } from './api/sending.ts';
import {
  newRequestId,
  remember,
  type LineApiEvent,
  type LineApiOptions,
  type LineState,
  type RecordedRequest,
} from './api/state.ts';

export type { Content } from './api/content.ts';
export type { Fault } from './api/faults.ts';
export type { Alarm, Delivery, LineApiEvent, LineApiOptions, RecordedRequest } from './api/state.ts';

/** A pretended LINE Messaging API: the part this bot could use, with LINE's rules and LINE's errors. */
export interface LineApi {
  /** Serves at its root both of LINE's hosts (`api` and `api-data`). The SDK drops the path of a base address. */
  app: express.Express;
  /** What it knows: `requests`, `deliveries`, `alarms`; `chatMode`, `monthlyQuota`, `webhook` and `blocked` may be set. */
  state: LineState;
  /** Starts (or, on redelivery, restarts) the minute of a reply token. */
  issueReplyToken(token: string, userId?: string): void;
  /** What the file of a message is, from now on. */
  setContent(messageId: string, content: Content): void;
  /** Makes the next `times` requests whose path begins with (or matches) `path` fail. Faults of one path happen in the order given. */
  inject(path: string | RegExp, fault: Fault, times?: number): void;
  /** Hears everything that happens; returns how to stop. */
  subscribe(listener: (event: LineApiEvent) => void): () => void;
}

export function createLineApi(options: LineApiOptions): LineApi {
  const listeners = new Set<(event: LineApiEvent) => void>();
  const state: LineState = {
    ...options,
    chatMode: options.chatMode ?? 'bot',
    requests: [],
    deliveries: [],
    alarms: [],
    tokens: new Map(),
    contents: new Map(),
    faults: [],
    webhook: undefined,
    blocked: new Set(),
    pushed: new Map(),
    retryKeys: new Map(),
    tell: (event) => listeners.forEach((listener) => listener(event)),
  };
  return {
    app: createApp(state),
    state,
    issueReplyToken: (token, userId) => issueReplyToken(state, token, userId),
    setContent: (messageId, content) => void state.contents.set(messageId, content),
    inject: (path, fault, times = 1) => void state.faults.push({ path, fault, times }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function createApp(state: LineState): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use((req, res, next) => {
    const request: RecordedRequest = {
      method: req.method,
      path: req.originalUrl,
      headers: { ...req.headers, authorization: undefined },
      body: undefined,
      status: 0,
      at: state.clock.now(),
    };
    remember(state.requests, request, state.remember);
    res.on('finish', () => (request.status = res.statusCode));
    res.set('X-Line-Request-Id', newRequestId());
    res.locals['request'] = request;
    next();
  });
  // 2 MB is a rule of its own, with its own error: let a little more in.
  app.use(express.json({ limit: '4mb', strict: false }));
  app.use((req, res, next) => {
    (res.locals['request'] as RecordedRequest).body = req.body;
    next();
  });
  app.use(faultyConnection(state));
  app.use((req, res, next) => {
    if (req.get('authorization') === `Bearer ${state.channelAccessToken}`) return next();
    res.status(401).json({
      message: 'Authentication failed. Confirm that the access token in the authorization header is valid.',
    });
  });
  app.use((req, res, next) => {
    const needsJson = req.method === 'POST' && req.path.startsWith('/v2/bot/message/');
    if (!needsJson || req.is('application/json')) return next();
    res.status(415).json({ message: 'The content type must be application/json' });
  });
  app.use(sendingRoutes(state), contentRoutes(state), accountRoutes(state), richMenuRoutes());
  app.use((_req, res) => void res.status(404).json({ message: 'Not found' }));
  app.use(badRequest);
  return app;
}

/** A body that is not JSON, or is larger than this server reads. */
const badRequest: ErrorRequestHandler = (error: { status?: number }, _req, res, _next) => {
  const status = error.status ?? 500;
  res.status(status).json({
    message: status < 500 ? 'The request body could not be parsed as JSON' : 'Internal server error',
  });
};
