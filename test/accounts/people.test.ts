import { describe, expect, it } from '@jest/globals';
import { PEOPLE_DUTIES } from '../../src/accounts/duties.ts';
import type { NewPerson } from '../../src/accounts/person.ts';
import type { Worker } from '../../src/cases/casework.ts';
import { recipientsFor } from '../../src/cases/eligible.ts';
import { STAFF_ROLES } from '../../src/cases/kinds.ts';
import { eventsOf, FIRST, treeOf } from './accounts-under-test.ts';
import { expectedKey } from '../support/expected-key.ts';
import { book, foundedOffice, NEW } from './founded-office.ts';

const at = foundedOffice();

describe('the first people', () => {
  it('are confirmed by set-up, sign in, and get cases', async () => {
    for (const { name } of FIRST) expect((await at.worker(name)).id).toBe(await at.idOf(name));
    const to = recipientsFor(
      { kind: 'complaint', unit: 'finance', exclude: [] },
      await at.accounts.people.colleagues(),
      treeOf(at.office.agency),
      book,
    );
    const keys = await Promise.all(
      ['Intake', 'Head', 'Citizen'].map(async (name) => (await at.worker(name)).key.id),
    );
    expect(to.map(({ id }) => id).sort()).toEqual(keys.sort());
  });

  it('show nobody their key material', async () => {
    const shown = JSON.stringify(await at.accounts.people.list());
    for (const secret of [...Object.values(at.passphrases), 'sealed', 'salt', 'AGE-SECRET']) {
      expect(shown).not.toContain(secret);
    }
  });

  it('cannot be named twice, be of an unknown unit, or take in cases without a key', async () => {
    const admin = await at.worker('Admin');
    const add = (change: Partial<NewPerson>) => () =>
      at.accounts.people.add(admin, { ...NEW, ...change }, 'en');
    expect(await expectedKey(add({ name: ' in-TAKE' }))).toBe('name-taken');
    expect(await expectedKey(add({ name: ' \u200b' }))).toBe('name-missing');
    expect(await expectedKey(add({ unit: 'nowhere' }))).toBe('unit-unknown');
    expect(await expectedKey(add({ unit: undefined }))).toBe('unit-unknown');
    expect(await expectedKey(add({ unit: 'outside' }))).toBe('unit-unknown');
    expect(await expectedKey(add({ role: 'auditor', intake: true }))).toBe('intake-without-key');
    expect((await at.accounts.people.list()).length).toBe(FIRST.length);
  });
});

describe('a new person', () => {
  it('signs in but gets no cases before a second key holder confirmed the fingerprint', async () => {
    const { person, passphrase } = await at.accounts.people.add(await at.worker('Admin'), NEW, 'th');
    expect(person.key).toBe('pending');
    const { worker: theirs, person: seen } = await at.accounts.signIn.signIn('New', passphrase);
    expect(seen.fingerprint).toBe(person.fingerprint);
    const recipient = async () =>
      (await at.accounts.people.colleagues()).find(({ id }) => id === person.id)!.recipient;
    expect(await recipient()).toBeUndefined();

    const wrong = person.fingerprint.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
    const head = await at.worker('Head');
    expect(await expectedKey(() => at.accounts.people.confirm(head, person.id, wrong))).toBe(
      'fingerprint-differs',
    );
    expect(await expectedKey(() => at.accounts.people.confirm(head, person.id, ''))).toBe(
      'fingerprint-differs',
    );
    expect(await recipient()).toBeUndefined();

    const spoken = person.fingerprint.replaceAll(' ', '-');
    expect((await at.accounts.people.confirm(head, person.id, spoken)).key).toBe('confirmed');
    expect(book.trust((await recipient())!).id).toBe(theirs.key.id);
    expect(await expectedKey(() => at.accounts.people.confirm(head, person.id, spoken))).toBe(
      'nothing-to-confirm',
    );
  });

  it('is confirmed neither by himself, nor by who entered him, nor by somebody unconfirmed', async () => {
    const { person, passphrase } = await at.accounts.people.add(await at.worker('Head'), NEW, 'en');
    const refused = async (by: Worker) =>
      expectedKey(() => at.accounts.people.confirm(by, person.id, person.fingerprint));
    expect(await refused(await at.worker('Head'))).toBe('confirm-second-person');
    const self = (await at.accounts.signIn.signIn(person.id, passphrase)).worker;
    expect(await refused(self)).toBe('confirm-second-person');
    const other = await at.accounts.people.add(await at.worker('Admin'), { ...NEW, name: 'Other' }, 'en');
    const unconfirmed = (await at.accounts.signIn.signIn('Other', other.passphrase)).worker;
    expect(await refused(unconfirmed)).toBe('confirm-second-person');
    expect((await at.accounts.people.find('New'))!.key).toBe('pending');
    await at.accounts.people.confirm(await at.worker('Intake'), person.id, person.fingerprint);
    expect((await at.accounts.people.find('New'))!.key).toBe('confirmed');
  });
});

describe('every duty × every role', () => {
  const byRole = { officer: 'Intake', head: 'Head', administrator: 'Admin', auditor: 'Auditor' } as const;

  it.each(STAFF_ROLES)('%s may do what its row says, and nothing else', async (role) => {
    const admin = await at.worker('Admin');
    if (role === 'investigator') {
      const made = await at.accounts.people.add(admin, { ...NEW, name: 'Investigator' }, 'en');
      await at.accounts.people.confirm(await at.worker('Head'), made.person.id, made.person.fingerprint);
      at.passphrases['Investigator'] = made.passphrase;
    }
    const by = await at.worker(role === 'investigator' ? 'Investigator' : byRole[role]);
    const { person } = await at.accounts.people.add(
      role === 'administrator' ? await at.worker('Head') : admin,
      NEW,
      'en',
    );
    const { people } = at.accounts;
    const tries = {
      confirm: () => people.confirm(by, person.id, person.fingerprint),
      add: () => people.add(by, { ...NEW, name: 'Another' }, 'en'),
      move: () => people.move(by, person.id, { unit: 'education' }),
      renew: () => people.renew(by, person.id, 'en'),
      disable: () => people.disable(by, person.id),
    };
    for (const [duty, attempt] of Object.entries(tries)) {
      const allowed = (PEOPLE_DUTIES[duty as keyof typeof tries] as readonly string[]).includes(role);
      const before = JSON.stringify(await people.list());
      const outcome = await attempt().then(
        () => 'done',
        (error: { key: string }) => error.key,
      );
      expect([duty, outcome]).toEqual([duty, allowed ? 'done' : 'people-not-yours']);
      if (!allowed) {
        expect(JSON.stringify(await people.list())).toBe(before);
        expect((await eventsOf(at.accounts)).at(-1)).toBe('people-refused');
      }
    }
  });

  it('takes the role that is stored, not the one of an old session', async () => {
    const admin = await at.worker('Admin');
    await at.accounts.people.disable(await at.worker('Head'), admin.id);
    expect(await expectedKey(() => at.accounts.people.add(admin, NEW, 'en'))).toBe('people-not-yours');
  });
});
