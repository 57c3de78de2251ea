import { randomBytes } from 'node:crypto';
import { copyFile, link, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DataError, type DataIssue } from './data-error.ts';
import { loadAgency } from './load-agency.ts';
import { parseYaml } from './read-yaml.ts';
import { checkDataset } from './references.ts';
import { datasetSchema, type Dataset } from './schema.ts';

/** What an import did. */
export interface Imported {
  dataset: Dataset;
  /** File name inside the agency directory. */
  file: string;
  /** File name of the copy of what stood there before; absent when there was none. */
  backup?: string;
}

/** The year is there already and replacing was not asked for. */
export class YearExistsError extends Error {
  readonly year: number;
  readonly file: string;

  constructor(year: number, file: string) {
    super(`${file} exists`);
    this.name = 'YearExistsError';
    this.year = year;
    this.file = file;
  }
}

/**
 * Validates one year's file, under any name, as it would stand in the agency directory. Throws DataError, also when the
 * agency directory itself is broken.
 */
export async function readCandidate(
  path: string,
  agencyDir: string,
): Promise<{ dataset: Dataset; text: string }> {
  const { agency } = await loadAgency(agencyDir);
  const file = basename(path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const issue: DataIssue = { file, path: '', key: 'no-file', params: {} };
    throw new DataError([
      error.code === 'ENOENT'
        ? issue
        : { ...issue, key: 'unreadable', params: { code: error.code ?? 'unknown' } },
    ]);
  });
  const read = parseYaml(file, text, datasetSchema);
  if (!read.ok) throw new DataError(read.issues);
  const dataset = read.value;
  const issues = checkDataset(dataset, agency, `ita-${dataset.year}.yaml`, read.locate);
  if (issues.length > 0) throw new DataError(issues.map((issue) => ({ ...issue, file })));
  return { dataset, text };
}

/**
 * Copies a validated file into the agency directory as `ita-<year>.yaml`, in one step, so that a running server sees the
 * old file or the new one and never a part. Throws DataError, or YearExistsError unless `replace`; then the old file is
 * kept beside it as `ita-<year>.yaml.<time>.bak`.
 */
export async function importDataset(
  path: string,
  agencyDir: string,
  { replace, now = new Date() }: { replace: boolean; now?: Date },
): Promise<Imported> {
  const { dataset, text } = await readCandidate(path, agencyDir);
  const file = `ita-${dataset.year}.yaml`;
  const target = join(agencyDir, file);
  const temporary = join(agencyDir, `.${file}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx', 0o644);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    try {
      await link(temporary, target); // fails when the target exists, so that nothing is overwritten by accident
      return { dataset, file };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (!replace) throw new YearExistsError(dataset.year, file);
    }
    const backup = `${file}.${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}.bak`;
    await copyFile(target, join(agencyDir, backup));
    await rename(temporary, target);
    return { dataset, file, backup };
  } finally {
    await rm(temporary, { force: true });
  }
}
