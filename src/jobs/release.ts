import type { Clock, Day } from '../clock.ts';
import type { CaseWriter } from '../cases/case-writer.ts';
import { releaseName, releaseWaiting } from '../cases/release.ts';
import type { CasePort, SettingPort } from '../store/ports.ts';
import type { Job } from './scheduler.ts';

const LAST_RELEASE = 'last-release';

/** The release that was done last; undefined before the first one. */
export async function lastRelease(settings: Pick<SettingPort, 'get'>): Promise<string | undefined> {
  const stored = await settings.get(LAST_RELEASE);
  return stored && Buffer.from(stored).toString('utf8');
}

/**
 * At each release hour of the policy, once, everything that waited is shown to staff. The hour that was done last is
 * stored, so that a restart in between neither releases early nor leaves one out.
 */
export function createReleaseJob(deps: {
  cases: CasePort;
  settings: SettingPort;
  writer: CaseWriter;
  clock: Clock;
  hours: () => readonly string[];
  /** What follows once everything up to the last hour is shown; `day` is that hour's. Called at every run. */
  afterwards: (day: Day) => Promise<void>;
}): Job {
  const { cases, settings, writer, clock, hours, afterwards } = deps;
  return {
    name: 'release',
    everyMs: 60_000,
    async run() {
      const name = releaseName(clock.now(), hours());
      const last = Buffer.from(await settings.make(LAST_RELEASE, Buffer.from(name))).toString('utf8');
      if (last !== name) {
        await releaseWaiting(cases, writer);
        await settings.set(LAST_RELEASE, Buffer.from(name));
      }
      await afterwards(name.slice(0, 10));
    },
  };
}
