import { describe, expect, it } from '@jest/globals';
import type { Connections } from './connections.ts';

/** The promises of CounterPort. */
export function describeCounters(on: Connections): void {
  describe('counters', () => {
    it('adds up from everywhere', async () => {
      await Promise.all(
        Array.from({ length: 10 }, (_, n) => (n % 2 ? on.store : on.other).counters.add('reply.expired', n)),
      );
      await on.store.counters.add('other', 1);
      expect(await on.other.counters.read()).toEqual({ 'reply.expired': 45, other: 1 });
    });
  });
}
