import { dayOf, type Clock } from '../clock.ts';
import type { SecretBox } from '../secret-box.ts';
import type { Claim, InboxEvent, InboxPort } from '../store/ports.ts';
import { laneOf, readEvent, type LineEvent } from './event.ts';

export interface Inbox {
  /**
   * Makes the events of one webhook body durable. Resolves to how many are new; rejects with StoreUnavailableError,
   * and then nothing may be acknowledged.
   */
  keep(events: readonly unknown[]): Promise<number>;
  /** The event inside a claim. Throws BoxError. */
  open(claim: Claim): LineEvent;
}

/** The durable inbox: events are sealed under a server key and named by keyed hashes before they reach the store. */
export function createInbox(deps: { port: InboxPort; box: SecretBox; clock: Clock }): Inbox {
  const { port, box, clock } = deps;
  const place = (id: string) => `inbox/${id}`;
  return {
    async keep(events) {
      const rows: InboxEvent[] = [];
      for (const raw of events) {
        const event = readEvent(raw);
        if (!event) continue;
        const id = box.name(`event:${event.webhookEventId}`);
        const lane = box.name(`lane:${laneOf(event) ?? ''}`);
        rows.push({ id, lane, payload: box.seal(Buffer.from(JSON.stringify(event)), place(id)) });
      }
      return rows.length === 0 ? 0 : port.accept(rows, dayOf(clock.now()));
    },
    open: (claim) => JSON.parse(box.open(claim.payload, place(claim.id)).toString('utf8')) as LineEvent,
  };
}
