import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { BusyError } from '../../cases/code-derivation/lane.ts';
import type { Clock } from '../../clock.ts';

export interface CapacityLimits {
  /** Minutes after which all counts and the key of their names are thrown away. */
  windowMinutes: number;
  /** What one address may spend in a window. Many people can share one: a village's network. */
  perSource: number;
  /** What all may spend together who come over this machine, as visitors of an onion service do; `perSource` when left out. */
  perCrowd?: number;
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

export const DOOR_LIMITS: CapacityLimits = {
  windowMinutes: 10,
  perSource: 300,
  perCrowd: 3000,
  overall: 6000,
};
const KEY_BYTES = 32;

const nameUnder = (key: Buffer, address: string | undefined): string =>
  createHmac('sha256', key)
    .update(sourceOf(address ?? ''))
    .digest('hex')
    .slice(0, 32);

/**
 * Names addresses for as long as their request is answered, which may be hours: the same one for all of a process's time,
 * so that nobody counts as several by waiting for the next window. To be kept no longer than the request.
 */
export function createRequestNames(): (address: string | undefined) => Sender {
  const key = randomBytes(KEY_BYTES);
  return (address) => ({ name: nameUnder(key, address), isCrowd: isCrowd(address) });
}

/** Who sends, as far as that is known while the answer is under way. */
export interface Sender {
  /** A hash of the address. */
  name: string;
  /** Many people come by this address: the proxy of an onion service on this machine hands them over. */
  isCrowd: boolean;
}

const isCrowd = (address = ''): boolean => /^(::1|(::ffff:)?127\.0\.0\.1)$/i.test(address);

/** Who has one IPv6 address has all of its /64, so that is one source. An IPv4 address may come dressed as IPv6. */
function sourceOf(address: string): string {
  const plain = address.replace(/%.*$/, '');
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(plain)) return address;
  const [head = '', tail] = plain.replace(/(\d+\.){3}\d+$/, '0:0').split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const [first, last] = [groups(head), groups(tail)];
  const whole =
    tail === undefined
      ? first
      : [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
  return whole
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}

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
  let forgetting: NodeJS.Timeout | undefined;
  /** The old key goes when its time is over, and does not wait for the next visitor. */
  function begin(number: number): void {
    window = newWindow(number);
    clearTimeout(forgetting);
    forgetting = setTimeout(() => (window = newWindow(-1)), limits.windowMinutes * 60_000).unref();
  }

  return {
    spend(address, cost) {
      const number = Math.floor(clock.now().getTime() / (limits.windowMinutes * 60_000));
      if (number !== window.number) begin(number);
      const { key, shares } = window;
      const name = nameUnder(key, address);
      const share = (shares.get(name) ?? 0) + cost;
      const { perSource, perCrowd = perSource } = limits;
      const most = isCrowd(address) ? perCrowd : perSource;
      if (share > most || window.spent + cost > limits.overall) throw new BusyError();
      shares.set(name, share);
      window.spent += cost;
      return name;
    },
  };
}
