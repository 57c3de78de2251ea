import { afterEach } from '@jest/globals';
import { DataError, loadAgency } from '../../src/ita/dataset.ts';
import { copyOfMueangPhon, writeAgency, type AgencyDir } from '../support/agency-dir.ts';

export interface AgencyDirs {
  /** A copy of the sample agency, to be spoiled. */
  copied(): Promise<AgencyDir>;
  /** An agency made by `smallAgency`. */
  written(agency: Parameters<typeof writeAgency>[0]): Promise<AgencyDir>;
}

/** Directories of agency files that are gone after the test that asked for them. */
export function agencyDirs(): AgencyDirs {
  const dirs: AgencyDir[] = [];
  afterEach(async () => {
    for (const dir of dirs.splice(0)) await dir.remove();
  });
  const kept = async (made: Promise<AgencyDir>) => {
    const dir = await made;
    dirs.push(dir);
    return dir;
  };
  return { copied: () => kept(copyOfMueangPhon()), written: (agency) => kept(writeAgency(agency)) };
}

/** What loading a directory ends with: a `DataError`, or the test fails. */
export async function errorOf(dir: AgencyDir): Promise<DataError> {
  const error: unknown = await loadAgency(dir.dir).catch((caught: unknown) => caught);
  if (!(error instanceof DataError)) throw new Error('expected a DataError');
  return error;
}
