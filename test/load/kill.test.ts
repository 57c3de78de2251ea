import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { createSecretBox } from '../../src/secret-box.ts';
import type { Outcome, Store } from '../../src/store/ports.ts';
import type { LineEvent } from '../support/fake-line.ts';
import { onEachDatabase } from './place.ts';

/**
 * The server dies by SIGKILL again and again while many people write; where the database is a process of its own, it
 * dies now and then instead. `KILLS` is how often in all.
 */
const KILLS = Number(process.env['KILLS'] ?? 50);
const DATABASE_KILLS = 2;
const USERS = 25;
/** As in `src/line/dispatch.ts`: what a crash delays an answer by, at most. */
const LEASE_MS = 10_000;
/** Nobody waits longer for an answer before writing again. */
const PATIENCE_MS = 3000;
/** No event is finished for so long although some wait: longer than a lease and a busy machine explain. */
const STUCK_MS = 60_000;
const APP_SECRET = 'the kill test’s own secret, of more than 32 letters';

/** What may stand in the store for an event that got a reply, and for one that got none. */
const WITH_REPLY: readonly unknown[] = ['replied', 'assumed-replied', 'unconfirmed'] satisfies Outcome[];
const WITHOUT_REPLY: readonly unknown[] = ['expired', 'unconfirmed'] satisfies Outcome[];

onEachDatabase((name, place) => {
  const acknowledged: LineEvent[] = [];
  let refused = 0;

  async function untilAcknowledged(count: number): Promise<void> {
    for (const end = Date.now() + 15_000; acknowledged.length < count && Date.now() < end;) await sleep(1);
    expect(acknowledged.length).toBeGreaterThanOrEqual(count);
  }

  /** Everybody writes, and writes again when there is an answer or patience is over, until `stop` is called. */
  function writeTo(webhook: string): { stop: () => Promise<unknown> } {
    const { line } = place;
    let writing = true;
    let stop!: () => void;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const users = Array.from({ length: USERS }, async (_, user) => {
      for (let n = 0; writing; n += 1) {
        const event = line.event.text(`u${user}`, n % 2 ? 'สวัสดี' : 'ปี 63 เทศบาลได้เกรดอะไร');
        const status = await line.send(webhook, event).then(
          (answer) => answer.status,
          () => 0, // the connection broke with the process
        );
        if (status === 200) acknowledged.push(event);
        else refused += 1;
        const answered =
          status === 200 ? line.waitForReply(event, PATIENCE_MS).catch(() => undefined) : sleep(20);
        await Promise.race([answered, stopped]);
      }
    });
    return {
      stop() {
        writing = false;
        stop();
        return Promise.all(users);
      },
    };
  }

  /** Resolves to how many events still wait when none are left, or none was finished for a while. */
  async function drain(store: Store): Promise<number> {
    let left = Infinity;
    for (let still = 0; still < STUCK_MS && left > 0; still += 200) {
      const { waiting } = await store.inbox.tally();
      if (waiting < left) still = 0;
      left = waiting;
      await sleep(200);
    }
    return left;
  }

  const start = () => place.start({ APP_SECRET });

  it(
    `every acknowledged event has exactly one reply or one recorded end, over ${KILLS} kills under load`,
    async () => {
      const every = Math.floor(KILLS / (DATABASE_KILLS + 1));
      let databaseKills = 0;
      for (let round = 1; round <= KILLS; round += 1) {
        const { webhook } = await start();
        const writers = writeTo(webhook);
        // A random moment in the middle of the work, however slow the machine is.
        await untilAcknowledged(acknowledged.length + 6 + Math.floor(Math.random() * 40));
        const due = every > 0 && round % every === 0 && databaseKills < DATABASE_KILLS;
        if (due && (await place.crashDatabase())) {
          databaseKills += 1;
          await untilAcknowledged(acknowledged.length + 6); // the server found the way back by itself
        }
        await place.end();
        await writers.stop();
      }
      const { database, line } = place;
      // No claim holds for longer than a lease, so that none outlives its owner by more.
      expect((await database.leases()).filter((ms) => ms > LEASE_MS)).toEqual([]);

      const begun = Date.now();
      await start();
      const store = await database.open();
      const left = (await store.inbox.tally()).waiting;
      expect(await drain(store)).toBe(0);
      const took = Date.now() - begun;
      await store.close();
      await place.end('SIGTERM');

      const outcomes = await database.outcomes();
      const box = createSecretBox(APP_SECRET, 'line');
      const count: Record<string, number> = {};
      const wrong: string[] = [];
      for (const event of acknowledged) {
        const outcome = outcomes.get(box.name(`event:${event.webhookEventId}`));
        const replies = line.repliesTo(event).length;
        const allowed = replies === 1 ? WITH_REPLY : replies === 0 ? WITHOUT_REPLY : [];
        if (!allowed.includes(outcome)) wrong.push(`${replies} replies, recorded as ${outcome}`);
        const kind = `${replies ? 'answered' : 'not answered'}, ${outcome}`;
        count[kind] = (count[kind] ?? 0) + 1;
      }
      process.stdout.write(
        `  ${name}: ${KILLS} kills (${databaseKills} of the database too), ${acknowledged.length} acknowledged: ${JSON.stringify(count)}; ${refused} refused; ${left} left at the last start, all over after ${took} ms\n`,
      );
      expect(wrong).toEqual([]);
      const locks = (await database.leases()).filter((ms) => ms > 0);
      expect(locks).toEqual([]);
    },
    KILLS * 20_000 + 600_000,
  );
});
