import { LineBotClient } from '@line/bot-sdk';
import type { Clock } from '../clock.ts';
import { SetupError } from '../errors.ts';
import type { ReporterLog } from '../quiet-log.ts';
import { clampMessages, inWords, type LineMessage } from './limits.ts';
import {
  callLine,
  type CallResult,
  faultyFields,
  isQuotaSpent,
  isSpentToken,
  retryAfterMs,
} from './line-call.ts';
import type { MessengerEvent, PushOutcome, Refused, ReplyOutcome } from './outcomes.ts';

export interface MessengerOptions {
  accessToken: string;
  /** Undefined: LINE's own. The SDK drops its path, so it must have none. */
  apiBaseUrl?: string;
  /** How long one request may take, in milliseconds (10,000). */
  timeoutMs?: number;
  clock: Clock;
  log: ReporterLog;
}

/** Talks to LINE. Nothing here rejects, and nothing about people or content is logged or counted. */
export interface Messenger {
  /** Answers an event once, trying again at once when LINE only stumbled (ADR 89). Never falls back to push. */
  reply(replyToken: string, messages: readonly LineMessage[]): Promise<ReplyOutcome>;
  /** Sends unasked, on the month's quota. `retryKey` is a UUID that stays the same for every try of the same messages. */
  push(to: string, messages: readonly LineMessage[], retryKey: string): Promise<PushOutcome>;
  /** Shows that the bot is at work, 5 to 60 seconds in steps of 5 (rounded up), in 1:1 chats only. A failure is only counted. */
  showLoading(chatId: string, seconds: number): Promise<void>;
  /** Leaves a group; a failure is only counted. */
  leaveGroup(groupId: string): Promise<void>;
  /** Leaves a room of several people; a failure is only counted. */
  leaveRoom(roomId: string): Promise<void>;
  /** Whether staff see chats in LINE's own console (`chat`) or not (`bot`). Undefined: LINE did not say. */
  botInfo(): Promise<{ chatMode: 'bot' | 'chat' } | undefined>;
  /** Where LINE sends events. No `endpoint`: none is set. Undefined: LINE did not say. */
  webhookEndpoint(): Promise<{ endpoint?: string; active: boolean } | undefined>;
  /** The month's pushes. No `limit`: unlimited. Undefined: LINE did not say. */
  quota(): Promise<{ limit?: number; used: number } | undefined>;
  /** How often each thing happened since the start. */
  counts(): Readonly<Partial<Record<MessengerEvent, number>>>;
}

const NOTHING: Refused = { kind: 'refused', status: 0, reason: 'nothing to send' };
/** Statuses that speak of the messages themselves: words alone may still pass. */
const ABOUT_MESSAGES: readonly number[] = [400, 413];

/** Makes a messenger over the LINE SDK. Throws SetupError when `apiBaseUrl` has a path. */
export function createMessenger(options: MessengerOptions): Messenger {
  const { accessToken, apiBaseUrl, timeoutMs = 10_000, clock, log } = options;
  if (apiBaseUrl !== undefined && new URL(apiBaseUrl).pathname !== '/') {
    throw new SetupError([
      'LINE_API_BASE_URL must have no path: LINE’s library drops it. Leave the path out.',
    ]);
  }
  const client = LineBotClient.fromChannelAccessToken({
    channelAccessToken: accessToken,
    apiBaseURL: apiBaseUrl,
  });
  const call = <T>(request: () => Promise<T>) => callLine(request, timeoutMs);
  const counted = new Map<MessengerEvent, number>();
  const reported = new Set<string>();

  function count(event: MessengerEvent): void {
    counted.set(event, (counted.get(event) ?? 0) + 1);
  }

  /** Once for each reason: that tells of the bug to mend, and clocks no chat. */
  function reportRefusal({ status, reason }: Refused): void {
    const key = `${status} ${reason}`;
    if (reported.has(key) || reported.size >= 100) return;
    reported.add(key);
    log.warn({ status, reason }, 'LINE refuses messages of this kind');
  }

  /** Whoever waits for an answer waits a second less for a server of LINE that stumbled once; one that names a time is obeyed. */
  async function replyOnce(replyToken: string, messages: LineMessage[]): Promise<ReplyOutcome> {
    const ask = () => call(() => client.replyMessage({ replyToken, messages }));
    const first = await ask();
    if (!hasStumbled(first)) return outcomeOf(first);
    count('reply-again');
    const outcome = outcomeOf(await ask());
    return outcome.kind === 'token-spent' ? { ...outcome, tried: true } : outcome;
  }

  function outcomeOf(result: CallResult<unknown>): ReplyOutcome {
    if (result.kind === 'ok') return { kind: 'sent' };
    if (result.kind === 'no-answer') return { kind: 'retry-later', afterMs: retryAfterMs(undefined, clock) };
    const { status, body, headers } = result;
    if (isSpentToken(status, body)) return { kind: 'token-spent' };
    if (isPassing(status)) return { kind: 'retry-later', afterMs: retryAfterMs(headers, clock) };
    return { kind: 'refused', status, reason: faultyFields(body) };
  }

  async function reply(replyToken: string, given: readonly LineMessage[]): Promise<ReplyOutcome> {
    const messages = clampMessages(given);
    if (messages.length === 0) return NOTHING;
    const first = await replyOnce(replyToken, messages);
    if (first.kind !== 'refused') return first;
    reportRefusal(first);
    const words = inWords(messages);
    if (!ABOUT_MESSAGES.includes(first.status) || isSame(words, messages)) return first;
    const second = await replyOnce(replyToken, words);
    return second.kind === 'sent' ? { kind: 'sent', plain: true } : second;
  }

  async function push(to: string, given: readonly LineMessage[], retryKey: string): Promise<PushOutcome> {
    const messages = clampMessages(given);
    if (messages.length === 0) return NOTHING;
    const result = await call(() => client.pushMessage({ to, messages }, retryKey));
    if (result.kind === 'ok') return { kind: 'sent' };
    if (result.kind === 'no-answer') return { kind: 'retry-later', afterMs: retryAfterMs(undefined, clock) };
    const { status, body, headers } = result;
    if (status === 409) return { kind: 'sent' }; // accepted before under this retry key
    if (isQuotaSpent(status, body)) return { kind: 'quota' };
    if (status === 429) return { kind: 'rate-limited', afterMs: retryAfterMs(headers, clock) };
    if (isPassing(status)) return { kind: 'retry-later', afterMs: retryAfterMs(headers, clock) };
    const refused: Refused = { kind: 'refused', status, reason: faultyFields(body) };
    reportRefusal(refused);
    return refused;
  }

  async function onlyCount(request: () => Promise<unknown>, failure: MessengerEvent): Promise<void> {
    if ((await call(request)).kind !== 'ok') count(failure);
  }

  return {
    async reply(replyToken, messages) {
      const outcome = await reply(replyToken, messages);
      count(outcome.kind === 'sent' && outcome.plain ? 'reply-plain' : `reply-${outcome.kind}`);
      return outcome;
    },
    async push(to, messages, retryKey) {
      const outcome = await push(to, messages, retryKey);
      count(`push-${outcome.kind}`);
      return outcome;
    },
    async showLoading(chatId, seconds) {
      const loadingSeconds = Math.min(60, Math.max(5, Math.ceil(seconds / 5) * 5)) || 5;
      await onlyCount(() => client.showLoadingAnimation({ chatId, loadingSeconds }), 'loading-failed');
    },
    leaveGroup: (groupId) => onlyCount(() => client.leaveGroup(groupId), 'leave-failed'),
    leaveRoom: (roomId) => onlyCount(() => client.leaveRoom(roomId), 'leave-failed'),
    async botInfo() {
      const result = await call(() => client.getBotInfo());
      const chatMode = result.kind === 'ok' ? result.value?.chatMode : undefined;
      return chatMode === 'bot' || chatMode === 'chat' ? { chatMode } : undefined;
    },
    async webhookEndpoint() {
      const result = await call(() => client.getWebhookEndpoint());
      if (result.kind === 'status' && result.status === 404) return { active: false };
      if (result.kind !== 'ok' || typeof result.value?.endpoint !== 'string') return undefined;
      return { endpoint: result.value.endpoint, active: result.value.active === true };
    },
    async quota() {
      const [limit, used] = await Promise.all([
        call(() => client.getMessageQuota()),
        call(() => client.getMessageQuotaConsumption()),
      ]);
      if (limit.kind !== 'ok' || used.kind !== 'ok') return undefined;
      const isLimited = limit.value?.type === 'limited';
      if (!Number.isInteger(used.value?.totalUsage) || (!isLimited && limit.value?.type !== 'none')) {
        return undefined;
      }
      if (isLimited && !Number.isInteger(limit.value?.value)) return undefined;
      return { ...(isLimited ? { limit: limit.value?.value } : {}), used: used.value?.totalUsage ?? 0 };
    },
    counts: () => Object.fromEntries(counted),
  };
}

/** It failed by itself and at once, and named no time to wait. */
const hasStumbled = (result: CallResult<unknown>): boolean =>
  result.kind === 'status'
    ? result.status >= 500 && !result.headers.has('retry-after')
    : result.kind === 'no-answer' && !result.late;

/** Too many at once, or LINE's own trouble: worth another try. */
const isPassing = (status: number): boolean => status === 429 || status >= 500;

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
