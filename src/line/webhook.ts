import { validateSignature } from '@line/bot-sdk';
import express, { type Router } from 'express';
import { z } from 'zod';
import type { ReporterLog } from '../quiet-log.ts';
import { StoreUnavailableError } from '../store/ports.ts';
import type { Inbox } from './inbox.ts';

/** LINE names no limit for a webhook body; real ones hold a few kilobytes. */
const MAX_BODY = '1mb';

const bodyShape = z.object({ events: z.array(z.unknown()) });

export interface WebhookDeps {
  channelSecret: string;
  inbox: Inbox;
  /** Called when new events wait. */
  wake: () => void;
  log: ReporterLog;
}

/**
 * `POST /webhook` as LINE's reference asks: the signature over the exact raw body is checked first; 200 is sent only
 * once every event is durable, and before any of them is handled. 401 bad signature, 400 not a webhook body,
 * 413 too large, 503 when the events cannot be stored (LINE then sends them again, if redelivery is on).
 */
export function createWebhook({ channelSecret, inbox, wake, log }: WebhookDeps): Router {
  const router = express.Router();
  router.post('/webhook', express.raw({ type: () => true, limit: MAX_BODY }), async (req, res) => {
    const raw: unknown = req.body;
    const body = Buffer.isBuffer(raw) ? raw : Buffer.alloc(0);
    const signature = req.get('x-line-signature');
    if (!signature || !validateSignature(body, channelSecret, signature)) {
      res.sendStatus(401);
      return;
    }
    const events = readEvents(body);
    if (!events) {
      res.sendStatus(400);
      return;
    }
    try {
      const added = await inbox.keep(events);
      res.sendStatus(200);
      if (added > 0) wake();
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      log.warn({ err: error }, 'webhook events could not be stored and were not acknowledged');
      res.sendStatus(503);
    }
  });
  return router;
}

function readEvents(body: Buffer): unknown[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    return undefined; // signed, but not JSON: the caller answers 400
  }
  return bodyShape.safeParse(json).data?.events;
}
