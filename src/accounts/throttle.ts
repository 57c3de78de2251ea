import { ExpectedError } from '../errors.ts';

/** Tries to sign in to one account within the window; then the next one waits. There is no lock-out beyond that. */
export const TRIES = 5;
export const WINDOW_SECONDS = 60;

/**
 * The tries of an account after one more at `now`. Throws ExpectedError `too-many-tries` (`seconds` to wait) when there
 * were five within the last sixty seconds; a refused try does not count, so that nobody is kept out for longer.
 */
export function addTry(tries: readonly number[], now: Date): number[] {
  const second = Math.floor(now.getTime() / 1000);
  // A try "in the future" comes from a clock that was turned back; it must not keep anybody out.
  const recent = tries.filter((at) => at > second - WINDOW_SECONDS && at <= second);
  if (recent.length >= TRIES) {
    const seconds = Math.min(...recent) + WINDOW_SECONDS - second;
    throw new ExpectedError('too-many-tries', { seconds }, 429);
  }
  return [...recent, second];
}

/** Tries for names that no account has, so that a throttle does not tell which accounts exist. In memory, bounded. */
export function createUnknownTries(limit = 1000): { add(name: string, now: Date): void } {
  const tries = new Map<string, number[]>();
  return {
    add(name, now) {
      const next = addTry(tries.get(name) ?? [], now);
      tries.delete(name);
      tries.set(name, next);
      const [oldest] = tries.keys();
      if (tries.size > limit && oldest !== undefined) tries.delete(oldest);
    },
  };
}
