import { setTimeout as sleep } from 'node:timers/promises';
import type { LineEvent } from '../support/fake-line.ts';
import type { LoadPlace } from './place.ts';

/** After a start, so long nothing is measured: the code is being compiled. */
export const WARM_MS = 4000;
/** A reply token lives a minute. */
const REPLY_MS = 70_000;

/** Sends until it is taken, as LINE does with redelivery on. */
export async function deliver(place: LoadPlace, event: LineEvent): Promise<void> {
  for (;;) {
    try {
      if ((await place.line.send(place.webhook(), event)).status === 200) return;
    } catch {
      // The connection broke with the process, there is none, or it took too long: not acknowledged.
    }
    await sleep(300);
  }
}

/**
 * Delivers an event; resolves to the time until the reply, in milliseconds, if all of it fell into one life that was warm.
 */
export async function ask(place: LoadPlace, event: LineEvent): Promise<number | undefined> {
  const begun = performance.now();
  const { whole, since } = place;
  await deliver(place, event);
  const reply = await place.line.waitForReply(event, REPLY_MS).catch(() => undefined);
  const sameLife = whole && place.whole && since === place.since;
  return reply && sameLife && begun - since > WARM_MS ? performance.now() - begun : undefined;
}

/**
 * Sends `count` events at a steady `rate` a second, each when it is due, answered or not, as people do who do not wait for
 * one another. `before` each one something else may happen, which is not waited for. Resolves, when all are answered or
 * given up, to what was sent and the times that count.
 */
export async function steadily(
  place: LoadPlace,
  { count, rate, event }: { count: number; rate: number; event: (n: number) => LineEvent },
  before: (n: number) => void = () => undefined,
): Promise<{ sent: LineEvent[]; times: number[] }> {
  const sent: LineEvent[] = [];
  const times: number[] = [];
  const running = new Set<Promise<void>>();
  const begun = performance.now();
  for (let n = 0; n < count; n += 1) {
    before(n);
    const each = event(n);
    sent.push(each);
    const task = ask(place, each)
      .then((time) => void (time !== undefined && times.push(time)))
      .finally(() => running.delete(task));
    running.add(task);
    const due = begun + ((n + 1) * 1000) / rate;
    if (due > performance.now()) await sleep(due - performance.now());
  }
  await Promise.all(running);
  return { sent, times };
}
