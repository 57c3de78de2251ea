import { afterAll, afterEach, expect, it } from '@jest/globals';
import { connectMongo, type Mongo } from '../../src/store/mongo/connection.ts';
import { createMongoInbox } from '../../src/store/mongo/inbox.ts';
import { migrate } from '../../src/store/mongo/migrations.ts';
import { systemClock } from '../../src/clock.ts';
import type { InboxPort } from '../../src/store/ports.ts';
import { describeOnMongo } from './mongo-test-server.ts';

const LEASE = 30_000;
const EVENTS = 40;
const LANES = 5;
/** `CHAOS_SEEDS=10-60` tries others. */
const [FIRST = 1, LAST = FIRST] = (process.env['CHAOS_SEEDS'] ?? '1-2').split('-').map(Number);
const SEEDS = Array.from({ length: LAST - FIRST + 1 }, (_, at) => FIRST + at);

/** The process dies here. */
class Crash extends Error {}

/** Numbers that look random and are the same in every run with this seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** One claim as its holder knows it, in virtual ms; `over` from the moment its end was asked for. */
interface Hold {
  lane: string;
  from: number;
  until: number;
  over: boolean;
}

/**
 * Four processes take events off shared lanes; each may die before or after any single step on the database, stand
 * still before one for longer than its lease, or just forget what it holds; time jumps. Whatever happens: no lane is ever held twice, no event is overtaken, every event
 * ends once.
 */
describeOnMongo('mongo inbox, with processes dying at any step', (server) => {
  let raw: Mongo;
  afterEach(() => raw.connection.close());
  afterAll(() => server.dropAll());

  it.each(SEEDS)(
    'keeps lanes apart and in order (seed %i)',
    async (seed) => {
      const random = dice(seed);
      raw = await connectMongo(server.uri, server.newDatabase());
      await migrate(raw, systemClock);
      let now = Date.parse('2026-11-22T03:00:00Z');
      let crashes = 0;
      let chaos = true;

      /** A process whose every step may be its last. `sentAt` is when its last step went to the database. */
      function mortalProcess(): { port: InboxPort; sentAt: () => number } {
        let sentAt = now;
        const mortal: Mongo = {
          ...raw,
          run: async (operation) => {
            const fate = chaos ? random() : 1;
            if (fate < 0.02) throw ((crashes += 1), new Crash());
            if (fate > 0.9 && fate < 1) await standStill();
            sentAt = now;
            const result = await raw.run(operation);
            if (fate < 0.04) throw ((crashes += 1), new Crash());
            return result;
          },
        };
        return { port: createMongoInbox(mortal), sentAt: () => sentAt };
      }
      /** The machine sleeps for longer than a lease while the others go on. */
      async function standStill(): Promise<void> {
        now += LEASE;
        await new Promise((resolve) => setTimeout(resolve, 5 + random() * 40));
      }
      const calm = createMongoInbox(raw);

      const ids = Array.from({ length: EVENTS }, (_, n) => `e${String(n).padStart(2, '0')}`);
      for (const [n, id] of ids.entries()) {
        await calm.accept([{ id, lane: `lane-${n % LANES}`, payload: Buffer.from(id) }], '2026-11-22');
      }

      const holds: Hold[] = [];
      const order = new Map<string, string[]>();
      const finished: string[] = [];
      const expectAlone = (mine: Hold) => {
        const rivals = holds.filter(
          (other) =>
            other !== mine &&
            !other.over &&
            other.lane === mine.lane &&
            other.from < mine.until &&
            mine.from < other.until,
        );
        expect(rivals).toEqual([]);
      };

      let lives = 0;
      let failed = false;
      async function processOf({ port, sentAt }: ReturnType<typeof mortalProcess>): Promise<void> {
        let owner = `owner-${(lives += 1)}`;
        while (!failed && (await calm.tally()).waiting > 0) {
          try {
            await work(owner, port, sentAt);
          } catch (error) {
            if (!(error instanceof Crash)) {
              failed = true;
              throw error;
            }
            owner = `owner-${(lives += 1)}`; // who starts again has another name
          }
          now += Math.floor(random() * 5000);
        }
      }

      async function work(owner: string, port: InboxPort, sentAt: () => number): Promise<void> {
        const asked = now;
        const claim = await port.claim(owner, new Date(asked), LEASE);
        if (!claim) {
          now += LEASE / 3;
          return;
        }
        // It holds from when it was written, not from when it was asked for: who was held up in between may take, with an
        // old idea of the time, what an earlier holder has lost by now.
        const hold: Hold = { lane: claim.lane, from: sentAt(), until: asked + LEASE, over: false };
        holds.push(hold);
        expectAlone(hold);
        order.set(claim.lane, [...(order.get(claim.lane) ?? []), claim.id]);
        if (random() < 0.1) return; // forgotten; the lease must bring it back
        if (random() < 0.3) {
          const at = now;
          if (!(await port.renew(claim.id, owner, new Date(at), LEASE))) {
            hold.over = true;
            return;
          }
          hold.until = at + LEASE;
          expectAlone(hold);
        }
        if (random() < 0.3 && !(await port.mark(claim.id, owner, 'sending'))) return;
        hold.over = true;
        if (random() < 0.2) await port.release(claim.id, owner, new Date(now + 3000));
        else if (await port.finish(claim.id, owner, 'replied')) finished.push(claim.id);
      }

      await Promise.all([1, 2, 3, 4].map(() => processOf(mortalProcess())));
      chaos = false;

      expect(crashes).toBeGreaterThan(5); // there was something to survive; how much is chance
      expect(new Set(finished).size).toBe(finished.length);
      const tally = await calm.tally();
      expect([tally.waiting, tally.finished.replied]).toEqual([0, EVENTS]);
      for (const seen of order.values()) expect(seen).toEqual([...seen].sort());
      await calm.purgeFinished('2026-11-22');
      expect(await raw.lanes.countDocuments()).toBe(0);
    },
    120_000,
  );
});
