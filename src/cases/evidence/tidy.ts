import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'minor' | 'major' }) => void;

let collect: Collect | undefined;
let since = 0;

/** So many bytes of passing buffers may lie about. */
const TIDY_BYTES = 4 * 1024 * 1024;

/**
 * To be told of the bytes of every file that passes: nobody can `release` what a network delivers, or what was given away.
 * V8 lets buffers outside its heap pile up to 64 MB before it looks which are still used; a film would leave that much
 * behind each time. Looking through young objects alone, every few MB, takes a millisecond. Where V8 offers no such
 * thing, nothing happens.
 */
export function tidy(bytes: number): void {
  since += bytes;
  if (since < TIDY_BYTES) return;
  since = 0;
  collect ??= collector();
  collect({ type: 'minor' });
}

function collector(): Collect {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('globalThis.gc') as Collect | undefined;
  setFlagsFromString('--no-expose-gc');
  return gc ?? (() => undefined);
}
