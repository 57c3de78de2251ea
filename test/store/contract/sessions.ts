import { describe, expect, it } from '@jest/globals';
import type { Connections } from './connections.ts';

/** The promises of SessionPort. */
export function describeSessions(on: Connections): void {
  describe('sessions', () => {
    const row = (lane: string, version: number, text: string) => ({
      lane,
      version,
      sealed: Buffer.from(text),
      day: '2026-11-22',
    });

    it('saves only over the version it was read at', async () => {
      expect(await on.store.sessions.save(row('x', 1, 'one'))).toBe(true);
      expect(await on.other.sessions.save(row('x', 1, 'rival'))).toBe(false);
      expect(await on.other.sessions.save(row('x', 2, 'two'))).toBe(true);
      expect(await on.store.sessions.save(row('x', 2, 'rival'))).toBe(false);
      expect(await on.store.sessions.save(row('x', 9, 'rival'))).toBe(false);
      const stored = await on.store.sessions.load('x');
      expect(stored).toMatchObject({ lane: 'x', version: 2, day: '2026-11-22' });
      expect(Buffer.from(stored!.sealed).toString()).toBe('two');
    });

    it('lets exactly one of many simultaneous saves win', async () => {
      const wins = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (n % 2 ? on.store : on.other).sessions.save(row('x', 1, `${n}`)),
        ),
      );
      expect(wins.filter(Boolean)).toHaveLength(1);
    });

    it('removes in any case, or only at a version', async () => {
      await on.store.sessions.save(row('x', 1, 'one'));
      await on.store.sessions.save(row('y', 1, 'one'));
      expect(await on.store.sessions.remove('x', 2)).toBe(false);
      expect(await on.store.sessions.remove('x', 1)).toBe(true);
      expect(await on.store.sessions.remove('y')).toBe(true);
      expect(await on.store.sessions.remove('y')).toBe(false);
      expect(await on.other.sessions.load('x')).toBeUndefined();
    });

    it('pages through all, each once, in the order of lanes', async () => {
      for (const lane of ['c', 'a', 'e', 'b', 'd']) await on.store.sessions.save(row(lane, 1, lane));
      const found: string[] = [];
      for (let after: string | undefined; ;) {
        const page = await on.other.sessions.page(after, 2);
        if (page.length === 0) break;
        expect(page.length).toBeLessThanOrEqual(2);
        found.push(...page.map((item) => item.lane));
        after = page.at(-1)!.lane;
      }
      expect(found).toEqual(['a', 'b', 'c', 'd', 'e']);
    });
  });
}
