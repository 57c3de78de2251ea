import { unzipSync, zipSync, type Zippable } from 'fflate';
import { MAX_PARTS, MAX_UNPACKED } from '../limits.ts';
import { refuse } from '../outcome.ts';

/** A part that says it unpacks to more than this many times its size is a bomb; XML seldom reaches 100. */
const MAX_RATIO = 400;
const SMALL = 1024 * 1024;

/**
 * The parts of a zip file by name. Throws Ended for one that unpacks to too much: what it says is added up before
 * anything is unpacked, and no part is unpacked further than it says.
 */
export function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  let total = 0;
  let count = 0;
  const parts = unzipSync(bytes, {
    filter({ name, size, originalSize }) {
      if (name.endsWith('/')) return false;
      total += originalSize;
      count += 1;
      const bomb = originalSize > SMALL && originalSize > size * MAX_RATIO;
      if (bomb || total > MAX_UNPACKED || count > MAX_PARTS) return refuse('unpacks-too-large');
      return true;
    },
  });
  return new Map(Object.entries(parts));
}

/** A zip file without times and comments. */
export function pack(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const files: Zippable = Object.fromEntries(
    // Pictures are packed already.
    [...parts].map(([name, part]) => [name, [part, { level: /\.(xml|rels)$/.test(name) ? 6 : 0 }]]),
  );
  return zipSync(files, { mtime: new Date(1980, 0, 1, 12), os: 0 });
}
