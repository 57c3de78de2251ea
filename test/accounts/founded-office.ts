import { afterEach, beforeEach } from '@jest/globals';
import type { NewPerson } from '../../src/accounts/person.ts';
import type { Worker } from '../../src/cases/casework.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import { createRecipientBook } from '../../src/cases/recipients.ts';
import type { AccountDeps } from '../../src/deps/accounts.ts';
import { foundOffice, openOffice, workerOf, type Office } from './accounts-under-test.ts';
import { SECRETS } from '../support/secrets.ts';

/** Says of the keys of such an office whether they are to be trusted. */
export const book = createRecipientBook(createIntegrity(SECRETS.integrityKey));
/** Somebody who comes later than the first people. */
export const NEW: NewPerson = { name: 'New', post: 'clerk', role: 'investigator', unit: 'finance' };

export interface FoundedOffice {
  readonly office: Office;
  readonly accounts: AccountDeps;
  /** By name. */
  readonly passphrases: Record<string, string>;
  worker(name: string): Promise<Worker>;
  idOf(name: string): Promise<string>;
}

/** An office that is set up with the first people, fresh for each test. */
export function foundedOffice(): FoundedOffice {
  let office: Office;
  let accounts: AccountDeps;
  let passphrases: Record<string, string>;

  beforeEach(async () => {
    const opened = await openOffice();
    [office, accounts] = [opened, opened.accounts];
    passphrases = await foundOffice(accounts);
  });
  afterEach(() => office.close());
  return {
    get office() {
      return office;
    },
    get accounts() {
      return accounts;
    },
    get passphrases() {
      return passphrases;
    },
    worker: (name) => workerOf(accounts, passphrases, name),
    idOf: async (name) => (await accounts.people.find(name))!.id,
  };
}
