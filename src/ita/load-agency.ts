import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { agencySchema, type Agency } from './agency.ts';
import { DataError, type DataIssue } from './data-error.ts';
import { policySchema, type Policy } from './policy.ts';
import { readYaml } from './read-yaml.ts';
import { checkAgency, checkDataset } from './references.ts';
import { datasetSchema, type Dataset } from './schema.ts';

/** Everything in one agency's directory, validated. */
export interface AgencyData {
  readonly agency: Agency;
  readonly policy: Policy;
  /** By year, newest first; at least one. */
  readonly datasets: readonly Dataset[];
}

/** Names of result files: `ita-<Buddhist year>.yaml`. */
export const DATASET_FILE = /^ita-(\d{4})\.yaml$/;

/**
 * Reads `agency.yaml`, `policy.yaml` and every `ita-<year>.yaml` of a directory. Throws DataError with all problems of
 * all files at once.
 */
export async function loadAgency(dir: string): Promise<AgencyData> {
  const names = await readdir(dir).catch(() => null);
  if (!names) throw new DataError([{ file: dir, path: '', key: 'no-directory', params: {} }]);
  const issues: DataIssue[] = [];
  const [agency, policy] = await Promise.all([
    readYaml(join(dir, 'agency.yaml'), agencySchema),
    readYaml(join(dir, 'policy.yaml'), policySchema),
  ]);
  if (agency.ok) issues.push(...checkAgency(agency.value, 'agency.yaml', agency.locate));
  else issues.push(...agency.issues);
  if (!policy.ok) issues.push(...policy.issues);

  const files = names.filter((name) => DATASET_FILE.test(name)).sort();
  if (files.length === 0) issues.push({ file: 'ita-<year>.yaml', path: '', key: 'no-dataset', params: {} });
  const datasets: Dataset[] = [];
  for (const file of files) {
    const read = await readYaml(join(dir, file), datasetSchema);
    if (read.ok) {
      issues.push(...checkDataset(read.value, agency.ok ? agency.value : undefined, file, read.locate));
      datasets.push(read.value);
    } else issues.push(...read.issues);
  }
  if (issues.length > 0 || !agency.ok || !policy.ok) throw new DataError(issues);
  datasets.sort((a, b) => b.year - a.year);
  return { agency: agency.value, policy: policy.value, datasets };
}
