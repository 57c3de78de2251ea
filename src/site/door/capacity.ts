import { createHmac, randomBytes } from 'node:crypto';
import { BusyError } from '../../cases/code-derivation/lane.ts';
import type { Clock } from '../../clock.ts';

export interface CapacityLimits {
  /** Minutes after which all counts and the key of their names are thrown away. */
  windowMinutes: number;
  /** What one address may spend in a window. Many people can share one: a village's network, an onion service. */
  perSource: number;
  /** What all may spend together. */
  overall: number;
}

export interface Capacity {
  /**
   * Spends `cost` of an address's share and gives the name it goes by in this window, a keyed hash.
   * Throws BusyError when the share, or everybody's, is used up.
   */
  spend(address: string | undefined, cost: number): string;
}

export const DOOR_LIMITS: CapacityLimits = { windowMinutes: 10, perSource: 300, overall: 6000 };
const KEY_BYTES = 32;

/**
 * Keeps one visitor from using up what the server can do, without keeping who came: names are hashed under a random
 * key that lives in this process's memory, for one window; then key, names and counts are gone.
 */
export function createCapacity(clock: Clock, limits: CapacityLimits = DOOR_LIMITS): Capacity {
  const newWindow = (number: number) => ({
    number,
    key: randomBytes(KEY_BYTES),
    spent: 0,
    shares: new Map<string, number>(),
  });
  let window = newWindow(-1);

  return {
    spend(address, cost) {
      const number = Math.floor(clock.now().getTime() / (limits.windowMinutes * 60_000));
      if (number !== window.number) window = newWindow(number);
      const { key, shares } = window;
      const name = createHmac('sha256', key)
        .update(address ?? '')
        .digest('hex')
        .slice(0, 32);
      const share = (shares.get(name) ?? 0) + cost;
      if (share > limits.perSource || window.spent + cost > limits.overall) throw new BusyError();
      shares.set(name, share);
      window.spent += cost;
      return name;
    },
  };
}
