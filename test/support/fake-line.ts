import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';
import {
  BOT_USER_ID,
  createEventMaker,
  type EventMaker,
  type LineEvent,
} from '../../src/simulator/events.ts';
import {
  createLineApi,
  type Delivery,
  type LineApi,
  type LineApiOptions,
} from '../../src/simulator/line-api.ts';
import { postToWebhook, signBody } from '../../src/simulator/webhook-client.ts';
import { TestClock } from './clock.ts';
import { serve } from './served.ts';

export { groupIdOf, roomIdOf, userIdOf, type LineEvent } from '../../src/simulator/events.ts';
export { TestClock } from './clock.ts';

export interface SendOptions {
  /** Signs with another secret. */
  secret?: string;
  /** Sends this as the signature; null sends none. */
  signature?: string | null;
}

export interface FakeLineOptions extends Partial<Omit<LineApiOptions, 'clock'>> {
  /** The clock of LINE's side: a TestClock of its own when left out. Give `systemClock` when the bot runs in another process. */
  clock?: Clock;
}

/** LINE, for tests: its API on a port of this machine, and the events it would send. */
export interface FakeLine {
  /** For LINE_API_BASE_URL and LINE_DATA_API_BASE_URL. */
  baseUrl: string;
  channelSecret: string;
  channelAccessToken: string;
  clock: Clock;
  /** Recorded requests, deliveries, alarms, faults: see `LineApi`. */
  api: LineApi;
  event: EventMaker;
  /** Posts events (one or several in one request) to the bot's webhook, signed; starts the minute of their reply tokens. */
  send(
    webhookUrl: string,
    events: LineEvent | LineEvent[],
    options?: SendOptions,
  ): Promise<{ status: number; body: string }>;
  /** Posts any bytes as a webhook request; signed unless told otherwise. */
  sendRaw(
    webhookUrl: string,
    body: string | Uint8Array<ArrayBuffer>,
    options?: SendOptions,
  ): Promise<{ status: number; body: string }>;
  /** The exact body `send` would post. */
  bodyOf(events: LineEvent[]): string;
  /** The replies LINE accepted for this event: at most one. */
  repliesTo(event: LineEvent): Delivery[];
  /** Waits for the reply to this event. Rejects, with what LINE was asked meanwhile, after `ms` of real time (15,000). */
  waitForReply(event: LineEvent, ms?: number): Promise<Delivery>;
  /** Posts one event and waits for its reply. Rejects when the webhook does not answer 200. */
  ask(webhookUrl: string, event: LineEvent, ms?: number): Promise<Delivery>;
  stop(): Promise<void>;
}

/** Starts a pretended LINE on a free port of the loopback address. */
export async function startFakeLine(options: FakeLineOptions = {}): Promise<FakeLine> {
  const clock = options.clock ?? new TestClock();
  const channelSecret = options.channelSecret ?? randomBytes(16).toString('hex');
  const channelAccessToken = options.channelAccessToken ?? randomBytes(32).toString('base64url');
  const api = createLineApi({ ...options, clock, channelSecret, channelAccessToken });
  const served = await serve(api.app);

  /** By reply token: with tens of thousands of deliveries, a search through them all would be the slowest thing in a test. */
  const replies = new Map<string, Delivery[]>();
  api.subscribe((happened) => {
    if (happened.type !== 'delivered') return;
    const { delivery } = happened;
    if (delivery.replyToken === undefined) return;
    replies.set(delivery.replyToken, [...(replies.get(delivery.replyToken) ?? []), delivery]);
  });

  const bodyOf = (events: LineEvent[]) => JSON.stringify({ destination: BOT_USER_ID, events });

  const fake: FakeLine = {
    baseUrl: served.origin,
    channelSecret,
    channelAccessToken,
    clock,
    api,
    event: createEventMaker(clock),
    bodyOf,
    async send(webhookUrl, events, sendOptions) {
      const list = Array.isArray(events) ? events : [events];
      for (const event of list) {
        if (event.replyToken) api.issueReplyToken(event.replyToken, event.source?.userId);
      }
      return fake.sendRaw(webhookUrl, bodyOf(list), sendOptions);
    },
    sendRaw(webhookUrl, body, { secret = channelSecret, signature } = {}) {
      return postToWebhook(
        webhookUrl,
        body,
        secret,
        signature === undefined ? signBody(body, secret) : signature,
      );
    },
    repliesTo: (event) => (event.replyToken === undefined ? [] : (replies.get(event.replyToken) ?? [])),
    waitForReply(event, ms = 15_000) {
      const [already] = fake.repliesTo(event);
      if (already) return Promise.resolve(already);
      return new Promise<Delivery>((resolve, reject) => {
        const done = () => {
          clearTimeout(timer);
          stopListening();
        };
        const timer = setTimeout(() => {
          done();
          const asked = api.state.requests
            .slice(-20)
            .map(({ method, path, status }) => `${method} ${path} ${status}`);
          reject(
            new Error(`no reply within ${ms} ms; LINE was last asked: ${asked.join(', ') || 'nothing'}`),
          );
        }, ms);
        const stopListening = api.subscribe((happened) => {
          if (happened.type !== 'delivered' || happened.delivery.replyToken !== event.replyToken) return;
          done();
          resolve(happened.delivery);
        });
      });
    },
    async ask(webhookUrl, event, ms) {
      const { status } = await fake.send(webhookUrl, event);
      if (status !== 200) throw new Error(`the webhook answered ${status}`);
      return fake.waitForReply(event, ms);
    },
    stop: served.close,
  };
  return fake;
}
