import type { Clock } from '../clock.ts';
import { BOT_USER_ID, createEventMaker, type EventMaker, type LineEvent } from './events.ts';
import type { LineApi } from './line-api.ts';
import { postToWebhook } from './webhook-client.ts';

export interface Driver {
  event: EventMaker;
  /** What the bot gets from now on when it asks for the file of this event's message. */
  attach(event: LineEvent, bytes: Uint8Array, type: string): void;
  /**
   * Sends one event to the webhook as LINE would, and resolves to the messages of its reply. Rejects when the webhook
   * does not answer 200, or when no reply came within `ms` (20,000).
   */
  ask(event: LineEvent, ms?: number): Promise<readonly Record<string, unknown>[]>;
}

/** Talks to the running bot without a browser: for the demo and for asking files of questions. */
export function createDriver(deps: {
  api: LineApi;
  clock: Clock;
  channelSecret: string;
  webhookUrl: () => string;
}): Driver {
  const { api, clock, channelSecret, webhookUrl } = deps;

  const replyTo = (event: LineEvent, ms: number) =>
    new Promise<readonly Record<string, unknown>[]>((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(timer);
        stopListening();
        settle();
      };
      const timer = setTimeout(() => done(() => reject(new Error(`no reply within ${ms} ms`))), ms);
      const stopListening = api.subscribe((happened) => {
        if (happened.type !== 'delivered' || happened.delivery.replyToken !== event.replyToken) return;
        const { messages } = happened.delivery;
        done(() => resolve(messages));
      });
    });

  return {
    event: createEventMaker(clock),
    attach(event, bytes, type) {
      if (!event.message) throw new TypeError('an event without a message has no file');
      api.setContent(event.message.id, { kind: 'bytes', bytes, type });
    },
    async ask(event, ms = 20_000) {
      if (event.replyToken) api.issueReplyToken(event.replyToken, event.source?.userId);
      const reply = replyTo(event, ms);
      reply.catch(() => undefined); // awaited below; a webhook that refuses must not leave a rejection behind
      const body = JSON.stringify({ destination: BOT_USER_ID, events: [event] });
      const { status } = await postToWebhook(webhookUrl(), body, channelSecret);
      if (status !== 200) throw new Error(`the webhook answered ${status}`);
      return reply;
    },
  };
}
