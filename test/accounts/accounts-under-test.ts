import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccountDeps, type AccountDeps } from '../../src/deps/accounts.ts';
import type { NewPerson } from '../../src/accounts/person.ts';
import type { Lane } from '../../src/cases/code-derivation/lane.ts';
import type { Worker } from '../../src/cases/casework.ts';
import { prepareSetUp } from '../../src/accounts/set-up.ts';
import { onOneLine } from '../../src/ita/agency.ts';
import { loadAgency, type Agency } from '../../src/ita/dataset.ts';
import type { Store } from '../../src/store/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { MUEANG_PHON } from '../support/agency-dir.ts';
import { TestClock } from '../support/clock.ts';
import { CHEAP, SECRETS } from '../support/secrets.ts';

export const FIRST: NewPerson[] = [
  { name: 'Intake', post: 'officer', role: 'officer', unit: 'complaints', intake: true },
  { name: 'Head', post: 'head', role: 'head', unit: 'service-and-publishing', intake: true },
  { name: 'Citizen', post: 'committee', role: 'head', outside: true },
  { name: 'Admin', post: 'administrator', role: 'administrator', unit: 'office-of-the-clerk' },
  { name: 'Auditor', post: 'auditor', role: 'auditor', outside: true },
];

export interface Office {
  dir: string;
  store: Store;
  clock: TestClock;
  agency: Agency;
  /** The same installation seen by a process with other settings, on the same database connection. */
  reopen(settings?: Settings): Promise<AccountDeps>;
  /** Milliseconds that failed sign-ins were held back. */
  held: number[];
  close(): Promise<void>;
}

export interface Settings {
  staffPepper?: string;
  integrityKey?: string;
  mode?: 'trial' | 'production';
  pinned?: string;
  /** Where sign-ins wait. */
  lane?: Lane;
}

/** A fresh installation on the real store, in a directory of its own; not set up. */
export async function openOffice(): Promise<Office & { accounts: AccountDeps }> {
  const dir = await mkdtemp(join(tmpdir(), 'suetrong-office-'));
  const store = openSqliteStore(dir);
  const clock = new TestClock();
  const { agency } = await loadAgency(MUEANG_PHON);
  const held: number[] = [];
  const timer = {
    now: () => clock.now().getTime(),
    sleep: async (ms: number) => void held.push(ms),
  };
  const reopen = ({ mode = 'trial', pinned, lane, ...secrets }: Settings = {}) =>
    createAccountDeps({
      config: { mode, secrets: { ...SECRETS, ...secrets } },
      clock,
      store,
      isUnit: (id) => agency.units.some((unit) => unit.id === id),
      pinned,
      cost: CHEAP,
      signIn: { timer, lane },
    });
  const close = async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  };
  return { dir, store, clock, agency, reopen, held, close, accounts: await reopen() };
}

/** Sets up; resolves to the passphrases by name. */
export async function foundOffice(
  accounts: AccountDeps,
  first: readonly NewPerson[] = FIRST,
): Promise<Record<string, string>> {
  const made = await prepareSetUp(accounts, first, 'en');
  await made.commit();
  return Object.fromEntries(made.people.map(({ person, passphrase }) => [person.name, passphrase]));
}

export const treeOf = (agency: Agency) => ({
  onOneLine: (a: string, b: string) => onOneLine(agency, a, b),
  has: (unit: string) => agency.units.some(({ id }) => id === unit),
});

export const workerOf = async (
  accounts: AccountDeps,
  passphrases: Record<string, string>,
  name: string,
): Promise<Worker> => (await accounts.signIn.signIn(name, passphrases[name]!)).worker;

/** What the log says happened, oldest first, without numbers and days. */
export async function eventsOf(accounts: AccountDeps): Promise<string[]> {
  return (await accounts.audit.page(0, 1000)).map(({ what }) => what);
}
