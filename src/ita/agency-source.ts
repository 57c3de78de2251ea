import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../log.ts';
import { loadAgency, type AgencyData } from './load-agency.ts';
import { DataError } from './data-error.ts';
import { findAll, type Finding } from './rules.ts';

/** The agency's data as it is now, taken up anew when its files change, without a restart. */
export interface AgencySource {
  /**
   * The newest valid data. Returns at once and keeps returning the same object until a valid change was read, so that
   * whatever is built from it can be cached by identity. At most once a second it looks, in the background, whether
   * files changed; call `refresh` to look now.
   */
  current(): AgencyData;
  /** The findings of `current()`. */
  findings(): readonly Finding[];
  /**
   * Looks now. Resolves to whether new data was taken up. An invalid change keeps the old data and is logged once, by file
   * and place; never rejects.
   */
  refresh(): Promise<boolean>;
}

export interface AgencySourceOptions {
  log: Pick<Logger, 'info' | 'error'>;
  /** Milliseconds, for the once-a-second limit. */
  now?: () => number;
}

const LOOK_EVERY_MS = 1000;
const OURS = /^(agency|policy|ita-\d{4})\.yaml$/;

/** Names, sizes and times of the agency's files: changes when any of them does. */
async function signature(dir: string): Promise<string> {
  const names = (await readdir(dir)).filter((name) => OURS.test(name)).sort();
  const stats = await Promise.all(
    names.map(async (name) => {
      const { mtimeMs, size, ino } = await stat(join(dir, name));
      return `${name}:${mtimeMs}:${size}:${ino}`;
    }),
  );
  return stats.join('|');
}

/** Loads the directory and keeps looking at it. Throws DataError when the first load fails. */
export async function createAgencySource(
  dir: string,
  { log, now = () => performance.now() }: AgencySourceOptions,
): Promise<AgencySource> {
  let seen = await signature(dir).catch(() => '');
  let data = await loadAgency(dir);
  let findings = findAll(data.datasets);
  let lookedAt = now();
  let looking: Promise<boolean> | undefined;

  async function look(): Promise<boolean> {
    try {
      const found = await signature(dir);
      if (found === seen) return false;
      seen = found; // also when it turns out invalid: it is logged once, not every second
      const fresh = await loadAgency(dir);
      data = fresh;
      findings = findAll(fresh.datasets);
      log.info({ years: fresh.datasets.map(({ year }) => year) }, 'took up the changed agency files');
      return true;
    } catch (error) {
      if (error instanceof DataError)
        log.error({ problems: error.problems }, 'the changed agency files are invalid; keeping the old ones');
      else log.error({ err: error }, 'could not read the agency files; keeping the old ones');
      return false;
    }
  }

  const refresh = (): Promise<boolean> => {
    lookedAt = now();
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const glance = () => {
    if (now() - lookedAt >= LOOK_EVERY_MS) void refresh();
  };
  return {
    current() {
      glance();
      return data;
    },
    findings() {
      glance();
      return findings;
    },
    refresh,
  };
}
