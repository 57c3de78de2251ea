import { Router, type Request, type Response } from 'express';
import { checkMessages } from '../line-rules.ts';
import { isValidReplyToken } from './reply-tokens.ts';
import { newMessageId, newRequestId, remember, type Delivery, type LineState } from './state.ts';

type Body = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const USER_ID = /^U[0-9a-f]{32}$/;
const RETRY_KEY = 'x-line-retry-key';
const RETRY_KEY_LIFE_MS = 24 * 60 * 60 * 1000;
const MAX_RECEIVERS = 500;
const JAPAN_OFFSET_MS = 9 * 60 * 60 * 1000; // LINE's months turn in Japan

const bodyOf = (req: Request): Body => (req.body ?? {}) as Body;
const monthOf = (moment: Date) => new Date(moment.getTime() + JAPAN_OFFSET_MS).toISOString().slice(0, 7);

/** How many messages were pushed this month. */
export const pushedThisMonth = (state: LineState): number =>
  state.pushed.get(monthOf(state.clock.now())) ?? 0;

/** The routes that send or check messages. */
export function sendingRoutes(state: LineState): Router {
  const router = Router();
  router.post('/v2/bot/message/reply', (req, res) => reply(state, req, res));
  router.post('/v2/bot/message/push', (req, res) => push(state, req, res, 'push'));
  router.post('/v2/bot/message/multicast', (req, res) => push(state, req, res, 'multicast'));
  router.post('/v2/bot/message/validate/:kind', (req, res) => {
    if (refuseBreaches(state, res, [], bodyOf(req)['messages'])) return;
    res.json({});
  });
  router.get('/v2/bot/message/quota', (_req, res) => {
    const { monthlyQuota } = state;
    res.json(monthlyQuota === undefined ? { type: 'none' } : { type: 'limited', value: monthlyQuota });
  });
  router.get('/v2/bot/message/quota/consumption', (_req, res) => {
    res.json({ totalUsage: pushedThisMonth(state) });
  });
  return router;
}

function reply(state: LineState, req: Request, res: Response): void {
  const { replyToken, messages } = bodyOf(req);
  const userId = state.tokens.get(String(replyToken))?.userId;
  const to = userId ? [userId] : [];
  if (req.get(RETRY_KEY) !== undefined) {
    return refuse(state, res, to, messages, 400, 'The retry key is not supported by this API');
  }
  if (refuseBreaches(state, res, to, messages)) return; // does not spend the token
  if (!isValidReplyToken(state, replyToken))
    return refuse(state, res, to, messages, 400, 'Invalid reply token');
  const token = state.tokens.get(replyToken);
  if (token) token.used = true;
  res.json(deliver(state, { kind: 'reply', to, replyToken }, messages));
}

function push(state: LineState, req: Request, res: Response, kind: 'push' | 'multicast'): void {
  const { to, messages } = bodyOf(req);
  const receivers = kind === 'push' ? [to] : Array.isArray(to) ? to : [];
  const wellFormed = receivers.length > 0 && receivers.length <= MAX_RECEIVERS;
  if (!wellFormed || !receivers.every((id) => typeof id === 'string' && USER_ID.test(id))) {
    return refuse(state, res, [], messages, 400, "The property, 'to', in the request body is invalid");
  }
  const users = receivers as string[];
  const key = req.get(RETRY_KEY);
  if (key !== undefined && !UUID.test(key)) {
    return refuse(state, res, users, messages, 400, "The value for the 'X-Line-Retry-Key' header is invalid");
  }
  const now = state.clock.now();
  const accepted = key === undefined ? undefined : state.retryKeys.get(key);
  if (accepted && now.getTime() - accepted.at.getTime() < RETRY_KEY_LIFE_MS) {
    res.set('X-Line-Accepted-Request-Id', accepted.requestId).status(409);
    return void res.json({ message: 'The retry key is already accepted', ...(accepted.answer as object) });
  }
  if (refuseBreaches(state, res, users, messages)) return;
  const used = pushedThisMonth(state) + users.length;
  if (state.monthlyQuota !== undefined && used > state.monthlyQuota) {
    return refuse(state, res, users, messages, 429, 'You have reached your monthly limit.');
  }
  state.pushed.set(monthOf(now), used);
  const answer = deliver(state, { kind, to: users.filter((id) => !state.blocked.has(id)) }, messages);
  const requestId = String(res.getHeader('X-Line-Request-Id') ?? newRequestId());
  if (key !== undefined) state.retryKeys.set(key, { requestId, at: now, answer });
  res.json(kind === 'push' ? answer : {});
}

function deliver(
  state: LineState,
  envelope: Pick<Delivery, 'kind' | 'to' | 'replyToken'>,
  messages: unknown,
): object {
  const list = messages as Record<string, unknown>[]; // checked by the rules
  const delivery: Delivery = { ...envelope, messages: list, at: state.clock.now() };
  remember(state.deliveries, delivery, state.remember);
  state.tell({ type: 'delivered', delivery });
  return { sentMessages: list.map(() => ({ id: newMessageId(), quoteToken: newRequestId() })) };
}

function refuse(
  state: LineState,
  res: Response,
  to: string[],
  messages: unknown,
  status: number,
  message: string,
): void {
  state.tell({ type: 'refused', to, status, message, messages, breaches: [] });
  res.status(status).json({ message });
}

/** Refuses, as LINE does, the whole request when one of its messages breaks a rule. */
function refuseBreaches(state: LineState, res: Response, to: string[], messages: unknown): boolean {
  const breaches = checkMessages(messages);
  if (breaches.length === 0) return false;
  const count = breaches.length;
  const message = `The request body has ${count} error(s)`;
  state.tell({ type: 'refused', to, status: 400, message, messages, breaches });
  res
    .status(400)
    .json({ message, details: breaches.map(({ says, path }) => ({ message: says, property: path })) });
  return true;
}
