import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountDeps } from '../../src/deps/accounts.ts';
import { createFoundationBook } from '../../src/accounts/foundation.ts';
import {
  createNewShares,
  newSharesStep,
  newShareWritten,
  type NewShares,
  type NewSharesDraft,
} from '../../src/accounts/new-shares.ts';
import { askedLine } from '../../src/accounts/proof.ts';
import { prepareSetUp } from '../../src/accounts/set-up.ts';
import type { Worker } from '../../src/cases/casework.ts';
import { eventsOf, FIRST, openOffice, workerOf, type Office } from './accounts-under-test.ts';

let office: Office;
let accounts: AccountDeps;
let admin: Worker;
let old: string[];
beforeEach(async () => {
  const opened = await openOffice();
  [office, accounts] = [opened, opened.accounts];
  const made = await prepareSetUp(accounts, FIRST, 'en');
  await made.commit();
  old = made.recovery.shares.map(({ text }) => text);
  const { passphrase } = made.people.find(({ person }) => person.name === 'Admin')!;
  admin = await workerOf(accounts, { Admin: passphrase }, 'Admin');
});
afterEach(() => office.close());

/** Writes all three down, as their holders do; resolves to what is left and what they wrote. */
function onPaper(draft: NewSharesDraft): { draft: NewSharesDraft; shares: string[] } {
  const shares: string[] = [];
  for (;;) {
    const step = newSharesStep(draft);
    if (step.at === 'ready') return { draft, shares };
    shares.push(step.text);
    draft = newShareWritten(draft, step.text.split('\n')[askedLine(step.text)]!)!;
  }
}
const began = async (by: NewShares = accounts.newShares) => onPaper(await by.begin(admin, old.slice(0, 2)));

describe('new recovery shares', () => {
  it('put in force twice, after a crash or a lost answer, are in force: nobody is told to destroy them', async () => {
    const { draft, shares } = await began();
    await accounts.newShares.finish(admin, draft);
    await accounts.newShares.finish(admin, draft);
    expect((await accounts.recovery.open(shares.slice(1))).id).toBe('recovery');
    expect((await eventsOf(accounts)).filter((what) => what === 'shares-replaced')).toHaveLength(1);
  });

  it('put in force by others, while old ones were looked at, are not replaced by those who brought old ones', async () => {
    const others = await began();
    const slow = createNewShares({
      entitled: async () => undefined as never,
      foundation: createFoundationBook(office.store.settings),
      entry: {
        async enter(texts, who) {
          const key = await accounts.shareEntry.enter(texts, who);
          await accounts.newShares.finish(admin, others.draft);
          return key;
        },
      },
      gone: accounts.gone,
      record: async () => undefined,
    });
    const late = await began(slow);
    await expect(accounts.newShares.finish(admin, late.draft)).rejects.toMatchObject({
      key: 'shares-changed',
    });
    expect((await accounts.recovery.open(others.shares.slice(1))).id).toBe('recovery');
  });
});
