import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { RuleBreach } from '../line-rules.ts';
import type { Content } from './content.ts';
import type { PlannedFault } from './faults.ts';

/** One request as it came in, and how it was answered. */
export interface RecordedRequest {
  method: string;
  /** With the query string, as sent. */
  path: string;
  /** Lower-case names; the authorization header is left out. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed JSON, or undefined. */
  body: unknown;
  /** The status it was answered with; 0 while it is open or when the connection was cut. */
  status: number;
  /** By the injected clock. */
  at: Date;
}

/** Messages that LINE accepted. */
export interface Delivery {
  kind: 'reply' | 'push' | 'multicast';
  /** Who gets them. Empty for a reply whose event had no user id. */
  to: string[];
  messages: readonly Record<string, unknown>[];
  replyToken?: string;
  at: Date;
}

export type LineApiEvent =
  | { type: 'delivered'; delivery: Delivery }
  | {
      type: 'refused';
      to: string[];
      status: number;
      message: string;
      messages: unknown;
      breaches: RuleBreach[];
    }
  | { type: 'loading'; userId: string; seconds: number }
  /** The bot did something it promised never to do. */
  | { type: 'alarm'; alarm: Alarm };

export interface Alarm {
  kind: 'profile';
  path: string;
}

export interface ReplyToken {
  userId: string | undefined;
  /** When it was first sent, and when last. */
  firstSent: Date;
  lastSent: Date;
  used: boolean;
}

export interface LineApiOptions {
  clock: Clock;
  channelAccessToken: string;
  /** For the webhook test endpoint, which signs its empty request. */
  channelSecret?: string;
  /** Pushed messages a month, one per receiver; undefined is a plan without limit. */
  monthlyQuota?: number;
  chatMode?: 'bot' | 'chat';
  /** How many requests and deliveries to remember; all of them when left out. */
  remember?: number;
}

/** What the pretended LINE knows. Tests read it; only the routes write it. */
export interface LineState extends LineApiOptions {
  chatMode: 'bot' | 'chat';
  requests: RecordedRequest[];
  deliveries: Delivery[];
  alarms: Alarm[];
  tokens: Map<string, ReplyToken>;
  contents: Map<string, Content>;
  faults: PlannedFault[];
  webhook: { endpoint: string; active: boolean } | undefined;
  /** Users who blocked the account: what is pushed to them is accepted and not delivered. */
  blocked: Set<string>;
  /** Months (`YYYY-MM` in Japan, where LINE counts) with how many messages were pushed. */
  pushed: Map<string, number>;
  retryKeys: Map<string, { requestId: string; at: Date; answer: unknown }>;
  tell(event: LineApiEvent): void;
}

export const newRequestId = (): string => randomUUID();
/** Message ids are long decimal numbers. */
export const newMessageId = (): string =>
  String(500_000_000_000_000_000n + BigInt(`0x${randomBytes(7).toString('hex')}`));

/** Adds to a list that remembers at most `limit`. */
export function remember<T>(list: T[], item: T, limit: number | undefined): void {
  list.push(item);
  if (limit !== undefined && list.length > limit) list.splice(0, list.length - limit);
}
