import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TRIAL_STAFF_FILE } from '../../src/accounts/trial-staff.ts';

export interface TrialPerson {
  name: string;
  role: string;
  passphrase: string;
}

/** The demo staff of trial mode, off the paper in the data folder. */
export function trialPeople(dataDir: string): TrialPerson[] {
  const paper = readFileSync(join(dataDir, TRIAL_STAFF_FILE), 'utf8');
  const blocks = paper.split('\n\n').filter((block) => block.includes('passphrase: '));
  return blocks.map((block) => ({
    name: block.split('\n')[0]!,
    role: /\((\w+)\)/.exec(block.split('\n')[1]!)![1]!,
    passphrase: /passphrase: (.+)/.exec(block)![1]!,
  }));
}
