import { basename } from 'node:path';
import type { CounterPort } from '../../store/ports.ts';

/**
 * A failure on these pages leaves no line in a log, since a line has a time (promise 4). It is counted by what failed
 * and where in our code: `door.failed.TypeError.drafts-ts-61`.
 */
export async function countFailure(counters: CounterPort, error: unknown): Promise<void> {
  try {
    await counters.add(failureName(error), 1);
  } catch {
    // The database is away: then there is nowhere to count, and the health check says so.
    return;
  }
}

export function failureName(error: unknown): string {
  if (!(error instanceof Error)) return 'door.failed.unknown';
  const frame = (error.stack ?? '').split('\n').find((line) => /^\s+at .*\/src\//.test(line)) ?? '';
  const [, file = 'nowhere', line = '0'] = /([^/\s(]+\.ts):(\d+)/.exec(frame) ?? [];
  const place = `${basename(file).replace(/\W+/g, '-')}-${line}`;
  return `door.failed.${error.name.replace(/\W+/g, '-')}.${place}`;
}
