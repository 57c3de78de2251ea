import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAccountDeps, type AccountDeps } from '../../src/deps/accounts.ts';
import { ALERT_BOX, createAlertBox } from '../../src/accounts/alert-box.ts';
import type { People } from '../../src/accounts/people.ts';
import { decodePerson, type Person } from '../../src/accounts/person.ts';
import { personPutBack } from '../../src/accounts/put-back.ts';
import { createRowMac } from '../../src/accounts/row-mac.ts';
import type { Worker } from '../../src/cases/casework.ts';
import { matchGone } from '../../src/cases/gone.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import { createSecretBox } from '../../src/secret-box.ts';
import { StoreUnavailableError, type PeoplePort } from '../../src/store/ports.ts';
import { foundOffice, openOffice, workerOf, type Office } from './accounts-under-test.ts';
import { CHEAP, SECRETS } from '../support/secrets.ts';
import { expectedKey } from '../support/expected-key.ts';

const personMac = createRowMac(SECRETS.integrityKey, 'person');
const alerts = createAlertBox(createSecretBox(SECRETS.app, ALERT_BOX));
const integrity = createIntegrity(SECRETS.integrityKey);

let office: Office & { accounts: AccountDeps };
let admin: Worker;
beforeEach(async () => {
  office = await openOffice();
  const passphrases = await foundOffice(office.accounts);
  admin = await workerOf(office.accounts, passphrases, 'Admin');
});
afterEach(() => office.close());

const people = () => office.accounts.people;
const idOf = async (name: string) => (await people().find(name))!.id;

/** All rows of people as a backup made now would hold them. */
async function backup(): Promise<{ id: string; data: Uint8Array }[]> {
  return office.store.people.list();
}
/** Somebody as a restore of that backup made now would put him back. */
async function putBack(rows: { id: string; data: Uint8Array }[], id: string): Promise<Person> {
  const isGone = matchGone(integrity, await office.accounts.gone.list());
  const row = rows.find((each) => each.id === id)!;
  const changed = personPutBack(id, row.data, { mac: personMac, isGone, alerts });
  return decodePerson(id, changed?.data ?? row.data, personMac);
}

describe('an older backup gives nobody back', () => {
  it('a passphrase that was lost after a move, in a backup from before the move', async () => {
    const id = await idOf('Head');
    const rows = await backup();
    await people().move(admin, id, { unit: 'finance' });
    await people().renew(admin, id, 'en');
    expect(await putBack(rows, id)).toMatchObject({ active: false });
    expect(await putBack(await backup(), id)).toMatchObject({ active: true });
  });

  it('a browser that was known: its owner may have signed out everywhere since', async () => {
    const id = admin.id;
    await office.accounts.signIn.remember(admin);
    const rows = await backup();
    expect(decodePerson(id, rows.find((row) => row.id === id)!.data, personMac).browsers).toHaveLength(1);
    await office.accounts.signIn.forgetBrowsers(id);
    expect(await putBack(rows, id)).toMatchObject({ active: true, browsers: [] });
  });

  it('a role that was taken away: an administrator needs no key to do harm', async () => {
    const second = (
      await people().add(admin, { name: 'Second', post: '', role: 'administrator', unit: 'finance' }, 'en')
    ).person;
    const rows = await backup();
    await people().move(admin, second.id, { unit: 'complaints' });
    expect(await putBack(rows, second.id)).toMatchObject({ active: true, role: 'administrator' });
    await people().move(admin, second.id, { role: 'officer' });
    expect(await putBack(rows, second.id)).toMatchObject({ active: false });
    expect(await putBack(await backup(), second.id)).toMatchObject({ active: true, role: 'officer' });
    const asOfficer = await backup();
    await people().move(admin, second.id, { role: 'administrator' });
    expect(await putBack(asOfficer, second.id)).toMatchObject({ active: false });
    expect(await putBack(await backup(), second.id)).toMatchObject({ active: true, role: 'administrator' });
  });

  it('a link that was used', async () => {
    const { person, token } = await people().invite(admin, {
      name: 'New',
      post: '',
      role: 'officer',
      unit: 'finance',
    });
    const rows = await backup();
    expect(await putBack(rows, person.id)).toMatchObject({ active: true });
    expect(await people().takeUp(token, 'six words of the test are enough')).toBeDefined();
    expect(await putBack(rows, person.id)).toMatchObject({ active: false });
    expect(await putBack(await backup(), person.id)).toMatchObject({ active: true });
  });
});

describe('the note of what is taken away', () => {
  /** The same installation as another process sees it, with a database that answers in its own way. */
  async function beside(answers: (people: PeoplePort) => Partial<PeoplePort>): Promise<People> {
    const people = { ...office.store.people, ...answers(office.store.people) };
    const deps = await createAccountDeps({
      config: { mode: 'trial', secrets: SECRETS },
      clock: office.clock,
      store: { ...office.store, people },
      isUnit: () => true,
      cost: CHEAP,
    });
    return deps.people;
  }

  it('stays when two disable somebody at once', async () => {
    const id = await idOf('Head');
    const rows = await backup();
    let reads = 0;
    const other = await beside((port) => ({
      async get(asked) {
        if (asked === id && ++reads === 2) await people().disable(admin, id);
        return port.get(asked);
      },
    }));
    expect(await expectedKey(() => other.disable(admin, id))).toBe('person-unknown');
    expect(await putBack(rows, id)).toMatchObject({ active: false });
  });

  it('stays when the store does not say whether it was done', async () => {
    const id = await idOf('Head');
    const rows = await backup();
    const other = await beside((port) => ({
      async save(row) {
        await port.save(row);
        throw new StoreUnavailableError();
      },
    }));
    await expect(other.disable(admin, id)).rejects.toThrow(StoreUnavailableError);
    expect((await people().find(id))!.active).toBe(false);
    expect(await putBack(rows, id)).toMatchObject({ active: false });
  });

  it('is not made of what is refused', async () => {
    const id = await idOf('Head');
    expect(await expectedKey(() => people().move(admin, id, { unit: 'nowhere' }))).toBe('unit-unknown');
    expect(await office.accounts.gone.list()).toEqual([]);
  });
});
