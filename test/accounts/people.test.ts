import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountDeps } from '../../src/deps/accounts.ts';
import { PEOPLE_DUTIES } from '../../src/accounts/duties.ts';
import type { NewPerson } from '../../src/accounts/person.ts';
import type { Worker } from '../../src/cases/casework.ts';
import { mayOpen } from '../../src/cases/conflict.ts';
import { recipientsFor } from '../../src/cases/eligible.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import { STAFF_ROLES } from '../../src/cases/kinds.ts';
import { createRecipientBook } from '../../src/cases/recipients.ts';
import { flipped, sealReason } from '../cases/people.ts';
import {
  eventsOf,
  expectedKey,
  FIRST,
  foundOffice,
  openOffice,
  SECRETS,
  treeOf,
  workerOf,
  type Office,
} from './accounts-under-test.ts';

const book = createRecipientBook(createIntegrity(SECRETS.integrityKey));
const NEW: NewPerson = { name: 'New', post: 'clerk', role: 'investigator', unit: 'finance' };

let office: Office;
let accounts: AccountDeps;
let passphrases: Record<string, string>;
const worker = (name: string): Promise<Worker> => workerOf(accounts, passphrases, name);
const idOf = async (name: string) => (await accounts.people.find(name))!.id;

beforeEach(async () => {
  const opened = await openOffice();
  [office, accounts] = [opened, opened.accounts];
  passphrases = await foundOffice(accounts);
});
afterEach(() => office.close());

describe('the first people', () => {
  it('are confirmed by set-up, sign in, and get cases', async () => {
    for (const { name } of FIRST) expect((await worker(name)).id).toBe(await idOf(name));
    const to = recipientsFor(
      { kind: 'complaint', unit: 'finance', exclude: [] },
      await accounts.people.colleagues(),
      treeOf(office.agency),
      book,
    );
    const keys = await Promise.all(
      ['Intake', 'Head', 'Citizen'].map(async (name) => (await worker(name)).key.id),
    );
    expect(to.map(({ id }) => id).sort()).toEqual(keys.sort());
  });

  it('show nobody their key material', async () => {
    const shown = JSON.stringify(await accounts.people.list());
    for (const secret of [...Object.values(passphrases), 'sealed', 'salt', 'AGE-SECRET']) {
      expect(shown).not.toContain(secret);
    }
  });

  it('cannot be named twice, be of an unknown unit, or take in cases without a key', async () => {
    const admin = await worker('Admin');
    const add = (change: Partial<NewPerson>) => () => accounts.people.add(admin, { ...NEW, ...change }, 'en');
    expect(await expectedKey(add({ name: ' in-TAKE' }))).toBe('name-taken');
    expect(await expectedKey(add({ name: ' \u200b' }))).toBe('name-missing');
    expect(await expectedKey(add({ unit: 'nowhere' }))).toBe('unit-unknown');
    expect(await expectedKey(add({ unit: undefined }))).toBe('unit-unknown');
    expect(await expectedKey(add({ unit: 'outside' }))).toBe('unit-unknown');
    expect(await expectedKey(add({ role: 'auditor', intake: true }))).toBe('intake-without-key');
    expect((await accounts.people.list()).length).toBe(FIRST.length);
  });
});

describe('a new person', () => {
  it('signs in but gets no cases before a second key holder confirmed the fingerprint', async () => {
    const { person, passphrase } = await accounts.people.add(await worker('Admin'), NEW, 'th');
    expect(person.key).toBe('pending');
    const { worker: theirs, person: seen } = await accounts.signIn.signIn('New', passphrase);
    expect(seen.fingerprint).toBe(person.fingerprint);
    const recipient = async () =>
      (await accounts.people.colleagues()).find(({ id }) => id === person.id)!.recipient;
    expect(await recipient()).toBeUndefined();

    const wrong = person.fingerprint.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
    const head = await worker('Head');
    expect(await expectedKey(() => accounts.people.confirm(head, person.id, wrong))).toBe(
      'fingerprint-differs',
    );
    expect(await expectedKey(() => accounts.people.confirm(head, person.id, ''))).toBe('fingerprint-differs');
    expect(await recipient()).toBeUndefined();

    const spoken = person.fingerprint.replaceAll(' ', '-');
    expect((await accounts.people.confirm(head, person.id, spoken)).key).toBe('confirmed');
    expect(book.trust((await recipient())!).id).toBe(theirs.key.id);
    expect(await expectedKey(() => accounts.people.confirm(head, person.id, spoken))).toBe(
      'nothing-to-confirm',
    );
  });

  it('is confirmed neither by himself, nor by who entered him, nor by somebody unconfirmed', async () => {
    const { person, passphrase } = await accounts.people.add(await worker('Head'), NEW, 'en');
    const refused = async (by: Worker) =>
      expectedKey(() => accounts.people.confirm(by, person.id, person.fingerprint));
    expect(await refused(await worker('Head'))).toBe('confirm-second-person');
    const self = (await accounts.signIn.signIn(person.id, passphrase)).worker;
    expect(await refused(self)).toBe('confirm-second-person');
    const other = await accounts.people.add(await worker('Admin'), { ...NEW, name: 'Other' }, 'en');
    const unconfirmed = (await accounts.signIn.signIn('Other', other.passphrase)).worker;
    expect(await refused(unconfirmed)).toBe('confirm-second-person');
    expect((await accounts.people.find('New'))!.key).toBe('pending');
    await accounts.people.confirm(await worker('Intake'), person.id, person.fingerprint);
    expect((await accounts.people.find('New'))!.key).toBe('confirmed');
  });
});

describe('every duty × every role', () => {
  const byRole = { officer: 'Intake', head: 'Head', administrator: 'Admin', auditor: 'Auditor' } as const;

  it.each(STAFF_ROLES)('%s may do what its row says, and nothing else', async (role) => {
    const admin = await worker('Admin');
    if (role === 'investigator') {
      const made = await accounts.people.add(admin, { ...NEW, name: 'Investigator' }, 'en');
      await accounts.people.confirm(await worker('Head'), made.person.id, made.person.fingerprint);
      passphrases['Investigator'] = made.passphrase;
    }
    const by = await worker(role === 'investigator' ? 'Investigator' : byRole[role]);
    const { person } = await accounts.people.add(
      role === 'administrator' ? await worker('Head') : admin,
      NEW,
      'en',
    );
    const { people } = accounts;
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
        expect((await eventsOf(accounts)).at(-1)).toBe('people-refused');
      }
    }
  });

  it('takes the role that is stored, not the one of an old session', async () => {
    const admin = await worker('Admin');
    await accounts.people.disable(await worker('Head'), admin.id);
    expect(await expectedKey(() => accounts.people.add(admin, NEW, 'en'))).toBe('people-not-yours');
  });
});

describe('changing units', () => {
  it('retires the key’s name and asks for confirmation again; passphrase and fingerprint stay', async () => {
    const before = await worker('Intake');
    const shown = (await accounts.people.find('Intake'))!.fingerprint;
    const moved = await accounts.people.move(await worker('Admin'), before.id, { unit: 'finance' });
    expect(moved).toMatchObject({ unit: 'finance', key: 'pending', fingerprint: shown, intake: true });
    const after = await worker('Intake');
    expect(after.key.identity).toBe(before.key.identity);
    expect(after.key.id).not.toBe(before.key.id);
    await accounts.people.confirm(await worker('Head'), before.id, shown);
    const row = (await accounts.people.colleagues()).find(({ id }) => id === before.id)!.recipient!;
    expect(row.id).toBe(after.key.id);
  });

  it('follows the conflict rule for every pair of units', async () => {
    const tree = treeOf(office.agency);
    const admin = await worker('Admin');
    const id = await idOf('Intake');
    const passed: string[] = [];
    for (const own of office.agency.units) {
      const moved = await accounts.people.move(admin, id, { unit: own.id });
      await accounts.people.confirm(await worker('Head'), id, moved.fingerprint);
      const colleague = (await accounts.people.colleagues()).find((each) => each.id === id)!;
      for (const accused of office.agency.units) {
        const to = recipientsFor(
          { kind: 'complaint', unit: accused.id, exclude: [] },
          [colleague],
          tree,
          book,
        );
        const related = tree.onOneLine(own.id, accused.id);
        expect([own.id, accused.id, to.length]).toEqual([own.id, accused.id, related ? 0 : 1]);
        if (to.length > 0) passed.push(own.id);
      }
    }
    expect(new Set(passed).size).toBeGreaterThan(5); // the loop saw both answers
  });

  it('knows no unit for people from outside, who are in nobody’s line', async () => {
    const moved = await accounts.people.move(await worker('Admin'), await idOf('Intake'), { outside: true });
    expect(moved.unit).toBe('outside');
    const colleague = (await accounts.people.colleagues()).find(({ id }) => id === moved.id)!;
    const whole = { kind: 'complaint', unit: 'whole', exclude: [] } as const;
    expect(mayOpen(colleague, whole, treeOf(office.agency))).toBe(true);
  });
});

describe('leaving and losing', () => {
  it('disabling stops sign-in and new cases at once, and cannot be done to oneself', async () => {
    const admin = await worker('Admin');
    expect(await expectedKey(() => accounts.people.disable(admin, admin.id))).toBe('not-yourself');
    await accounts.people.disable(admin, await idOf('Intake'));
    expect(await expectedKey(() => worker('Intake'))).toBe('sign-in-failed');
    const colleagues = await accounts.people.colleagues();
    const comment = { kind: 'comment', unit: 'finance', exclude: [] } as const;
    expect(recipientsFor(comment, colleagues, treeOf(office.agency), book)).toHaveLength(2);
    // The name is free again for a successor.
    await accounts.people.add(admin, { ...NEW, name: 'Intake' }, 'en');
  });

  it('a new passphrase replaces the old one and its key', async () => {
    const admin = await worker('Admin');
    const before = await worker('Intake');
    const fresh = await accounts.people.renew(admin, before.id, 'th');
    expect(await expectedKey(() => worker('Intake'))).toBe('sign-in-failed');
    const { worker: after, person } = await accounts.signIn.signIn('Intake', fresh.passphrase);
    expect(after.key.identity).not.toBe(before.key.identity);
    expect(after.key.id).not.toBe(before.key.id);
    expect(person.key).toBe('pending');
  });
});

describe('a database that somebody wrote to', () => {
  const rewrite = async (name: string, change: (row: Buffer) => Uint8Array) => {
    const row = (await office.store.people.get(await idOf(name)))!;
    await office.store.people.save({
      id: row.id,
      version: row.version + 1,
      data: change(Buffer.from(row.data)),
    });
  };
  const inText = (from: string, to: string) => (row: Buffer) => {
    const at = row.indexOf(from);
    if (at < 0) throw new Error(`no ${from} in the row`);
    return Buffer.concat([row.subarray(0, at), Buffer.from(to), row.subarray(at + Buffer.byteLength(from))]);
  };

  it.each([
    ['a unit', 'complaints', 'education'],
    ['being from outside', '"outside":false', '"outside":true'],
    ['a role', '"role":"officer"', '"role":"head"'],
    ['being active', '"active":true', '"active":null'],
    ['a public key', 'age1pq1', 'age1pq2'],
  ])('is refused when %s was changed', async (_what, from, to) => {
    await rewrite('Intake', inText(from, to));
    expect(await sealReason(() => accounts.people.colleagues())).toBe('tampered');
    expect(await sealReason(() => accounts.people.list())).toBe('tampered');
    expect(await sealReason(() => accounts.signIn.signIn('Head', passphrases['Head']!))).toBe('tampered');
  });

  it('is refused at any changed byte', async () => {
    const id = await idOf('Intake');
    const row = (await office.store.people.get(id))!;
    const length = row.data.byteLength;
    let version = row.version;
    for (const at of [0, 1, 32, 33, 40, Math.floor(length / 2), length - 1]) {
      await office.store.people.save({ id, version: (version += 1), data: flipped(row.data, at) });
      expect([at, await sealReason(() => accounts.people.colleagues())]).toEqual([at, 'tampered']);
    }
    await office.store.people.save({ id, version: (version += 1), data: row.data.slice(0, 20) });
    expect(await sealReason(() => accounts.people.colleagues())).toBe('tampered');
  });

  it('is refused when a row lies under another id, or was written without the key', async () => {
    const row = (await office.store.people.get(await idOf('Citizen')))!;
    await office.store.people.save({ id: 'ffffffffffffffff', version: 1, data: row.data });
    expect(await sealReason(() => accounts.people.colleagues())).toBe('tampered');
    const stranger = await office.reopen({ integrityKey: 'another key that is long enough, really' });
    expect(await sealReason(() => stranger.people.list())).toBe('tampered');
  });
});

it('holds no passphrase and no open identity anywhere in the store', async () => {
  const { worker: head } = await accounts.signIn.signIn('Head', passphrases['Head']!);
  const rows = await office.store.people.list();
  const foundation = await office.store.settings.get('foundation');
  const lines = await office.store.audit.page(0, 1000);
  const all = Buffer.concat([
    ...rows.map(({ data }) => data),
    foundation!,
    ...lines.map(({ entry }) => entry),
  ]).toString('latin1');
  expect(all).toContain('age1pq1');
  expect(all).not.toContain(head.key.identity);
  expect(all).not.toContain('AGE-SECRET-KEY');
  for (const passphrase of Object.values(passphrases)) {
    for (const word of passphrase.split(' ')) expect(all).not.toContain(` ${word} `);
    expect(all).not.toContain(passphrase.replaceAll(' ', ''));
  }
});
