import { randomBytes } from 'node:crypto';
import type { LineState } from './state.ts';

const MINUTE_MS = 60_000;
const REDELIVERY_LIMIT_MS = 20 * MINUTE_MS;

export const newReplyToken = (): string => randomBytes(16).toString('hex');

/**
 * Starts the minute of a reply token, when its event goes out. Sent again (redelivery) it gets a new minute,
 * unless it is older than 20 minutes; a used one stays used.
 */
export function issueReplyToken(state: LineState, token: string, userId: string | undefined): void {
  const now = state.clock.now();
  const known = state.tokens.get(token);
  if (!known) state.tokens.set(token, { userId, firstSent: now, lastSent: now, used: false });
  else if (now.getTime() - known.firstSent.getTime() <= REDELIVERY_LIMIT_MS) known.lastSent = now;
}

/** Whether a reply with this token would be taken now. */
export function isValidReplyToken(state: LineState, token: unknown): token is string {
  const known = typeof token === 'string' ? state.tokens.get(token) : undefined;
  if (!known || known.used) return false;
  return state.clock.now().getTime() - known.lastSent.getTime() <= MINUTE_MS;
}
