import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { InboxEvent, Store } from '../../src/store/ports.ts';

/** A store under test: `connect` opens one more connection to the same data. */
export interface StoreUnderTest {
  connect(): Promise<Store>;
  cleanup(): Promise<void>;
}

const NOW = new Date('2026-11-22T03:00:00Z');
const LEASE = 30_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const event = (id: string, lane: string): InboxEvent => ({ id, lane, payload: Buffer.from(`payload ${id}`) });

/** The promises of `src/store/ports.ts`, the same for every adapter. */
export function describeStoreContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`store contract: ${name}`, () => {
    let under: StoreUnderTest;
    let store: Store;
    let other: Store;

    beforeEach(async () => {
      under = await make();
      store = await under.connect();
      other = await under.connect();
    });
    afterEach(async () => {
      await store.close();
      await other.close();
      await under.cleanup();
    });

    describe('inbox', () => {
      it('keeps an event once, however often and from wherever it comes', async () => {
        expect(await store.inbox.accept([event('a', 'x'), event('b', 'x')], '2026-11-22')).toBe(2);
        expect(await other.inbox.accept([event('b', 'x'), event('c', 'y')], '2026-11-22')).toBe(1);
        expect(await store.inbox.accept([event('a', 'x'), event('a', 'x')], '2026-11-23')).toBe(0);
        expect((await other.inbox.tally()).waiting).toBe(3);
      });

      it('keeps one of many simultaneous copies', async () => {
        const counts = await Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            (n % 2 ? store : other).inbox.accept([event('same', 'x')], '2026-11-22'),
          ),
        );
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
      });

      it('gives the events of a lane one after the other, in order of arrival', async () => {
        await store.inbox.accept(
          Array.from({ length: 5 }, (_, n) => event(`e${9 - n}`, 'x')),
          '2026-11-22',
        );
        for (const expected of ['e9', 'e8', 'e7', 'e6', 'e5']) {
          const claim = await store.inbox.claim('me', NOW, LEASE);
          expect(claim?.id).toBe(expected);
          expect(Buffer.from(claim!.payload).toString()).toBe(`payload ${expected}`);
          expect(await other.inbox.claim('you', NOW, LEASE)).toBeUndefined();
          expect(await store.inbox.finish(expected, 'me', 'replied')).toBe(true);
        }
        expect(await store.inbox.claim('me', NOW, LEASE)).toBeUndefined();
      });

      it('gives events of different lanes side by side, the oldest first', async () => {
        await store.inbox.accept([event('a', 'x'), event('b', 'y'), event('c', 'x')], '2026-11-22');
        expect((await store.inbox.claim('me', NOW, LEASE))?.id).toBe('a');
        expect((await other.inbox.claim('you', NOW, LEASE))?.id).toBe('b');
        expect(await store.inbox.claim('me', NOW, LEASE)).toBeUndefined();
      });

      it('never gives one event to two, nor one lane to two, under pressure from two connections', async () => {
        const lanes = ['k', 'l', 'm', 'n'];
        await store.inbox.accept(
          Array.from({ length: 40 }, (_, n) => event(`p${String(n).padStart(2, '0')}`, lanes[n % 4]!)),
          '2026-11-22',
        );
        const seen = new Map<string, string[]>();
        const busy = new Set<string>();
        const worker = async (name: string, mine: Store) => {
          for (let idle = 0; idle < 60;) {
            const claim = await mine.inbox.claim(name, NOW, LEASE);
            if (!claim) {
              idle += 1;
              await new Promise((resolve) => setImmediate(resolve));
              continue;
            }
            expect(busy.has(claim.lane)).toBe(false);
            busy.add(claim.lane);
            seen.set(claim.lane, [...(seen.get(claim.lane) ?? []), claim.id]);
            await new Promise((resolve) => setImmediate(resolve));
            busy.delete(claim.lane);
            expect(await mine.inbox.finish(claim.id, name, 'silent')).toBe(true);
          }
        };
        await Promise.all([worker('w1', store), worker('w2', other), worker('w3', store), worker('w4', other)]);
        for (const lane of lanes) {
          expect(seen.get(lane)).toHaveLength(10);
          expect(seen.get(lane)).toEqual([...seen.get(lane)!].sort());
        }
        expect((await store.inbox.tally()).finished.silent).toBe(40);
      });

      it('gives a claimed event to another when the claim ran out, with its mark and the number of attempts', async () => {
        await store.inbox.accept([event('a', 'x')], '2026-11-22');
        const first = await store.inbox.claim('dead', NOW, LEASE);
        expect(first).toMatchObject({ attempt: 1, mark: undefined });
        expect(await store.inbox.mark('a', 'dead', 'sending')).toBe(true);
        expect(await other.inbox.claim('heir', later(LEASE - 1), LEASE)).toBeUndefined();
        expect(await other.inbox.claim('heir', later(LEASE), LEASE)).toMatchObject({
          id: 'a',
          attempt: 2,
          mark: 'sending',
        });
        for (const lost of [
          store.inbox.mark('a', 'dead', 'x'),
          store.inbox.finish('a', 'dead', 'replied'),
          store.inbox.release('a', 'dead', NOW),
          store.inbox.renew('a', 'dead', NOW, LEASE),
        ]) {
          expect(await lost).toBe(false);
        }
        expect(await other.inbox.finish('a', 'heir', 'assumed-replied')).toBe(true);
      });

      it('keeps a renewed claim', async () => {
        await store.inbox.accept([event('a', 'x')], '2026-11-22');
        await store.inbox.claim('me', NOW, LEASE);
        expect(await store.inbox.renew('a', 'me', later(20_000), LEASE)).toBe(true);
        expect(await other.inbox.claim('you', later(LEASE + 1), LEASE)).toBeUndefined();
        expect(await other.inbox.claim('you', later(20_000 + LEASE), LEASE)).toMatchObject({ id: 'a' });
      });

      it('holds a released event, and its lane, back until its time', async () => {
        await store.inbox.accept([event('a', 'x'), event('b', 'x'), event('c', 'y')], '2026-11-22');
        await store.inbox.claim('me', NOW, LEASE);
        expect(await store.inbox.release('a', 'me', later(2000))).toBe(true);
        expect((await other.inbox.claim('you', NOW, LEASE))?.id).toBe('c');
        expect(await other.inbox.claim('you', later(1999), LEASE)).toBeUndefined();
        expect(await other.inbox.claim('you', later(2000), LEASE)).toMatchObject({ id: 'a', attempt: 2 });
      });

      it('forgets payload, lane and order of a finished event, keeps its id, and purges that by day', async () => {
        await store.inbox.accept([event('old', 'x')], '2026-11-19');
        await store.inbox.accept([event('new', 'y'), event('waits', 'z')], '2026-11-21');
        for (let n = 0; n < 2; n += 1) {
          const claim = await store.inbox.claim('me', NOW, LEASE);
          await store.inbox.finish(claim!.id, 'me', 'expired');
        }
        expect(await store.inbox.accept([event('old', 'x')], '2026-11-22')).toBe(0);
        expect(await store.inbox.purgeFinished('2026-11-20')).toBe(1);
        expect(await store.inbox.tally()).toMatchObject({ waiting: 1, finished: { expired: 1 } });
        expect(await store.inbox.accept([event('old', 'x')], '2026-11-22')).toBe(1);
        expect(await store.inbox.accept([event('new', 'x')], '2026-11-22')).toBe(0);
      });
    });

    describe('sessions', () => {
      const row = (lane: string, version: number, text: string) => ({
        lane,
        version,
        sealed: Buffer.from(text),
        day: '2026-11-22',
      });

      it('saves only over the version it was read at', async () => {
        expect(await store.sessions.save(row('x', 1, 'one'))).toBe(true);
        expect(await other.sessions.save(row('x', 1, 'rival'))).toBe(false);
        expect(await other.sessions.save(row('x', 2, 'two'))).toBe(true);
        expect(await store.sessions.save(row('x', 2, 'rival'))).toBe(false);
        expect(await store.sessions.save(row('x', 9, 'rival'))).toBe(false);
        const stored = await store.sessions.load('x');
        expect(stored).toMatchObject({ lane: 'x', version: 2, day: '2026-11-22' });
        expect(Buffer.from(stored!.sealed).toString()).toBe('two');
      });

      it('lets exactly one of many simultaneous saves win', async () => {
        const wins = await Promise.all(
          Array.from({ length: 20 }, (_, n) => (n % 2 ? store : other).sessions.save(row('x', 1, `${n}`))),
        );
        expect(wins.filter(Boolean)).toHaveLength(1);
      });

      it('removes in any case, or only at a version', async () => {
        await store.sessions.save(row('x', 1, 'one'));
        await store.sessions.save(row('y', 1, 'one'));
        expect(await store.sessions.remove('x', 2)).toBe(false);
        expect(await store.sessions.remove('x', 1)).toBe(true);
        expect(await store.sessions.remove('y')).toBe(true);
        expect(await store.sessions.remove('y')).toBe(false);
        expect(await other.sessions.load('x')).toBeUndefined();
      });

      it('pages through all, each once, in the order of lanes', async () => {
        for (const lane of ['c', 'a', 'e', 'b', 'd']) await store.sessions.save(row(lane, 1, lane));
        const found: string[] = [];
        for (let after: string | undefined; ;) {
          const page = await other.sessions.page(after, 2);
          if (page.length === 0) break;
          expect(page.length).toBeLessThanOrEqual(2);
          found.push(...page.map((item) => item.lane));
          after = page.at(-1)!.lane;
        }
        expect(found).toEqual(['a', 'b', 'c', 'd', 'e']);
      });
    });

    describe('counters', () => {
      it('adds up from everywhere', async () => {
        await Promise.all(
          Array.from({ length: 10 }, (_, n) => (n % 2 ? store : other).counters.add('reply.expired', n)),
        );
        await store.counters.add('other', 1);
        expect(await other.counters.read()).toEqual({ 'reply.expired': 45, other: 1 });
      });
    });

    it('answers a ping', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
