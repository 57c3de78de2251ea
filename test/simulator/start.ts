import express from 'express';
import { createI18n } from '../../src/i18n.ts';
import { createLogger } from '../../src/log.ts';
import type { LineEvent } from '../../src/simulator/events.ts';
import { createSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import { signBody } from '../../src/simulator/webhook-client.ts';
import { serve } from '../support/served.ts';
import { TestClock } from '../support/clock.ts';

export interface Started {
  origin: string;
  simulator: Simulator;
  clock: TestClock;
  /** What the webhook got, in order; every signature was right. */
  events: LineEvent[];
  /** Calls the pretended LINE as the bot. */
  callLine(path: string, body: unknown): Promise<Response>;
  stop(): Promise<void>;
}

/** What a test's bot answers to an event: LINE messages, or nothing. */
export type TinyBot = (event: LineEvent) => readonly object[] | undefined;

/** The simulator with a tiny bot behind a real webhook: what the app does, without the app. */
export async function startSimulator(bot: TinyBot, webhookStatus = () => 200): Promise<Started> {
  const [channelSecret, channelAccessToken] = ['secret', 'token'];
  const clock = new TestClock();
  const events: LineEvent[] = [];
  let webhookUrl = '';
  const simulator = createSimulator({
    clock,
    channelSecret,
    channelAccessToken,
    t: createI18n().t,
    webhookUrl: () => webhookUrl,
    log: createLogger('silent'),
  });
  const line = await serve(simulator.lineApi.app);
  const callLine = (path: string, body: unknown) =>
    fetch(line.origin + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${channelAccessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  const app = express();
  // What the page shows beside the chat.
  app.get('/console', (_req, res) => {
    res
      .type('html')
      .send('<!doctype html><html lang="th"><title>console</title><main><h1>console</h1></main></html>');
  });
  app.post('/webhook', express.raw({ type: () => true }), (req, res) => {
    const body = req.body as Buffer;
    if (req.get('x-line-signature') !== signBody(body, channelSecret)) return void res.sendStatus(401);
    res.sendStatus(webhookStatus());
    for (const event of (JSON.parse(body.toString()) as { events: LineEvent[] }).events) {
      events.push(event);
      const messages = bot(event);
      if (messages) void callLine('/v2/bot/message/reply', { replyToken: event.replyToken, messages });
    }
  });
  app.use('/simulator', simulator.router);
  const web = await serve(app);
  webhookUrl = `${web.origin}/webhook`;
  return {
    origin: web.origin,
    simulator,
    clock,
    events,
    callLine,
    async stop() {
      simulator.stop();
      await web.close();
      await line.close();
    },
  };
}
