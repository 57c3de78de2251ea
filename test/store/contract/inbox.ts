import { describe, expect, it } from '@jest/globals';
import type { InboxEvent, Store } from '../../../src/store/ports.ts';
import type { Connections } from './connections.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const LEASE = 30_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const event = (id: string, lane: string): InboxEvent => ({ id, lane, payload: Buffer.from(`payload ${id}`) });

/** The promises of InboxPort. */
export function describeInbox(on: Connections): void {
  describe('inbox', () => {
    it('keeps an event once, however often and from wherever it comes', async () => {
      expect(await on.store.inbox.accept([event('a', 'x'), event('b', 'x')], '2026-11-22')).toBe(2);
      expect(await on.other.inbox.accept([event('b', 'x'), event('c', 'y')], '2026-11-22')).toBe(1);
      expect(await on.store.inbox.accept([event('a', 'x'), event('a', 'x')], '2026-11-23')).toBe(0);
      expect((await on.other.inbox.tally()).waiting).toBe(3);
    });

    it('keeps one of many simultaneous copies', async () => {
      const counts = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (n % 2 ? on.store : on.other).inbox.accept([event('same', 'x')], '2026-11-22'),
        ),
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    });

    it('gives the events of a lane one after the other, in order of arrival', async () => {
      await on.store.inbox.accept(
        Array.from({ length: 5 }, (_, n) => event(`e${9 - n}`, 'x')),
        '2026-11-22',
      );
      for (const expected of ['e9', 'e8', 'e7', 'e6', 'e5']) {
        const claim = await on.store.inbox.claim('me', NOW, LEASE);
        expect(claim?.id).toBe(expected);
        expect(Buffer.from(claim!.payload).toString()).toBe(`payload ${expected}`);
        expect(await on.other.inbox.claim('you', NOW, LEASE)).toBeUndefined();
        expect(await on.store.inbox.finish(expected, 'me', 'replied')).toBe(true);
      }
      expect(await on.store.inbox.claim('me', NOW, LEASE)).toBeUndefined();
    });

    it('gives events of different lanes side by side, the oldest first', async () => {
      await on.store.inbox.accept([event('a', 'x'), event('b', 'y'), event('c', 'x')], '2026-11-22');
      expect((await on.store.inbox.claim('me', NOW, LEASE))?.id).toBe('a');
      expect((await on.other.inbox.claim('you', NOW, LEASE))?.id).toBe('b');
      expect(await on.store.inbox.claim('me', NOW, LEASE)).toBeUndefined();
    });

    it('never gives one event to two, nor one lane to two, under pressure from two connections', async () => {
      const lanes = ['k', 'l', 'm', 'n'];
      await on.store.inbox.accept(
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
      await Promise.all([
        worker('w1', on.store),
        worker('w2', on.other),
        worker('w3', on.store),
        worker('w4', on.other),
      ]);
      for (const lane of lanes) {
        expect(seen.get(lane)).toHaveLength(10);
        expect(seen.get(lane)).toEqual([...seen.get(lane)!].sort());
      }
      expect((await on.store.inbox.tally()).finished.silent).toBe(40);
    });

    it('gives a claimed event to another when the claim ran out, with its mark and the number of attempts', async () => {
      await on.store.inbox.accept([event('a', 'x')], '2026-11-22');
      const first = await on.store.inbox.claim('dead', NOW, LEASE);
      expect(first).toMatchObject({ attempt: 1, mark: undefined });
      expect(await on.store.inbox.mark('a', 'dead', 'sending')).toBe(true);
      expect(await on.other.inbox.claim('heir', later(LEASE - 1), LEASE)).toBeUndefined();
      expect(await on.other.inbox.claim('heir', later(LEASE), LEASE)).toMatchObject({
        id: 'a',
        attempt: 2,
        mark: 'sending',
      });
      for (const lost of [
        on.store.inbox.mark('a', 'dead', 'x'),
        on.store.inbox.finish('a', 'dead', 'replied'),
        on.store.inbox.release('a', 'dead', NOW),
        on.store.inbox.renew('a', 'dead', NOW, LEASE),
      ]) {
        expect(await lost).toBe(false);
      }
      expect(await on.other.inbox.finish('a', 'heir', 'assumed-replied')).toBe(true);
    });

    it('keeps a renewed claim', async () => {
      await on.store.inbox.accept([event('a', 'x')], '2026-11-22');
      await on.store.inbox.claim('me', NOW, LEASE);
      expect(await on.store.inbox.renew('a', 'me', later(20_000), LEASE)).toBe(true);
      expect(await on.other.inbox.claim('you', later(LEASE + 1), LEASE)).toBeUndefined();
      expect(await on.other.inbox.claim('you', later(20_000 + LEASE), LEASE)).toMatchObject({ id: 'a' });
    });

    it('holds a released event, and its lane, back until its time', async () => {
      await on.store.inbox.accept([event('a', 'x'), event('b', 'x'), event('c', 'y')], '2026-11-22');
      await on.store.inbox.claim('me', NOW, LEASE);
      expect(await on.store.inbox.release('a', 'me', later(2000))).toBe(true);
      expect((await on.other.inbox.claim('you', NOW, LEASE))?.id).toBe('c');
      expect(await on.other.inbox.claim('you', later(1999), LEASE)).toBeUndefined();
      expect(await on.other.inbox.claim('you', later(2000), LEASE)).toMatchObject({ id: 'a', attempt: 2 });
    });

    it('forgets payload, lane and order of a finished event, keeps its id, and purges that by day', async () => {
      await on.store.inbox.accept([event('old', 'x')], '2026-11-19');
      await on.store.inbox.accept([event('new', 'y'), event('waits', 'z')], '2026-11-21');
      for (let n = 0; n < 2; n += 1) {
        const claim = await on.store.inbox.claim('me', NOW, LEASE);
        await on.store.inbox.finish(claim!.id, 'me', 'expired');
      }
      expect(await on.store.inbox.accept([event('old', 'x')], '2026-11-22')).toBe(0);
      expect(await on.store.inbox.purgeFinished('2026-11-20')).toBe(1);
      expect(await on.store.inbox.tally()).toMatchObject({ waiting: 1, finished: { expired: 1 } });
      expect(await on.store.inbox.accept([event('old', 'x')], '2026-11-22')).toBe(1);
      expect(await on.store.inbox.accept([event('new', 'x')], '2026-11-22')).toBe(0);
    });
  });
}
