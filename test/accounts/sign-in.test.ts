import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountDeps } from '../../src/deps/accounts.ts';
import { MOST_BROWSERS } from '../../src/accounts/known-browsers.ts';
import { createPersonKeys, STAFF_COST } from '../../src/accounts/person-key.ts';
import { createUnknownTries, TRIES } from '../../src/accounts/throttle.ts';
import { createLane } from '../../src/cases/code-derivation/lane.ts';
import { createKeyRings } from '../../src/cases/key-ring.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import { createRecipientBook } from '../../src/cases/recipients.ts';
import { SECOND } from '../support/clock.ts';
import { eventsOf, foundOffice, openOffice, workerOf, type Office } from './accounts-under-test.ts';
import { CHEAP, SECRETS } from '../support/secrets.ts';
import { expectedKey } from '../support/expected-key.ts';

let office: Office;
let accounts: AccountDeps;
let passphrases: Record<string, string>;
const signIn = (name: string, passphrase = passphrases[name] ?? '') =>
  accounts.signIn.signIn(name, passphrase);
const fails = (name: string, passphrase?: string) => expectedKey(() => signIn(name, passphrase));

beforeEach(async () => {
  const opened = await openOffice();
  [office, accounts] = [opened, opened.accounts];
  passphrases = await foundOffice(accounts);
});
afterEach(() => office.close());

describe('signing in', () => {
  it('opens a key that opens what is sealed to the person', async () => {
    const integrity = createIntegrity(SECRETS.integrityKey);
    const [book, rings] = [createRecipientBook(integrity), createKeyRings(integrity)];
    const { worker } = await signIn('Intake');
    const row = (await accounts.people.colleagues()).find(({ id }) => id === worker.id)!.recipient!;
    const ring = await rings.createStaffRing({ caseId: 'c', title: 'Title', recipients: [book.trust(row)] });
    const open = await rings.openRing(ring, { caseId: 'c', ring: 'staff' }, worker.key);
    expect(open.title).toBe('Title');
  });

  it('takes the id or the name, however typed, and the passphrase without spaces', async () => {
    const { worker } = await signIn('Intake');
    const typed = passphrases['Intake']!.replaceAll(' ', '').toUpperCase();
    for (const name of [worker.id, ' in take ', 'INTAKE\u200b']) {
      expect((await signIn(name, typed)).worker.id).toBe(worker.id);
    }
  });

  it('answers alike, and at a step of time, to a wrong passphrase, an unknown name and a disabled person', async () => {
    const admin = await workerOf(accounts, passphrases, 'Admin');
    await accounts.people.disable(admin, (await accounts.people.find('Citizen'))!.id);
    const failures = [
      () => signIn('Intake', passphrases['Head']),
      () => signIn('Nobody', passphrases['Head']),
      () => signIn('Citizen'),
      () => signIn('Intake', ''),
      () => signIn('', ''),
    ];
    const outcomes: unknown[] = [];
    for (const attempt of failures) {
      outcomes.push(await attempt().catch((error: object) => ({ ...error })));
    }
    expect(outcomes).toEqual(
      failures.map(() => expect.objectContaining({ key: 'sign-in-failed', status: 401, params: {} })),
    );
    expect(office.held).toEqual(failures.map(() => 1000));
  });

  it('does the same slow work for a key that does not exist', async () => {
    const keys = createPersonKeys({ pepper: SECRETS.staffPepper, cost: { ...CHEAP, memoryKiB: 16 * 1024 } });
    const key = await keys.make('someone', 'right words');
    const time = async (work: () => Promise<unknown>) => {
      const start = performance.now();
      for (let n = 0; n < 5; n += 1) expect(await work()).toBeUndefined();
      return performance.now() - start;
    };
    const absent = await time(() => keys.open('', undefined, 'wrong words'));
    const wrong = await time(() => keys.open('someone', key, 'wrong words'));
    expect(absent).toBeGreaterThan(wrong / 3);
    expect(await keys.open('another', key, 'right words')).toBeUndefined(); // sealed for one person's place
    expect(await keys.open('someone', key, 'right words')).toBeDefined();
  });

  it('costs what the decision record says', () => {
    expect(STAFF_COST).toEqual({ memoryKiB: 65536, passes: 3, parallelism: 1 });
  });
});

describe('the throttle', () => {
  it('lets five tries a minute through, then asks to wait, also with the right passphrase', async () => {
    for (let n = 0; n < TRIES; n += 1) {
      expect(await fails('Intake', 'wrong')).toBe('sign-in-failed');
      office.clock.advance(SECOND);
    }
    expect(await fails('Intake')).toBe('too-many-tries');
    expect(await signIn('Head')).toBeDefined(); // others are not touched
    const error = await signIn('Intake').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 429, params: { seconds: 55 } });
  });

  it('does not lengthen the wait by tries made while waiting, and locks nobody out', async () => {
    for (let n = 0; n < TRIES; n += 1) await fails('Intake', 'wrong');
    for (let n = 0; n < 59; n += 1) {
      office.clock.advance(SECOND);
      expect(await fails('Intake', 'wrong')).toBe('too-many-tries');
    }
    office.clock.advance(SECOND);
    expect((await signIn('Intake')).person.name).toBe('Intake');
  });

  it('is kept in the store: another process and a restart know it', async () => {
    for (let n = 0; n < TRIES; n += 1) await fails('Intake', 'wrong');
    const other = await office.reopen();
    const key = await expectedKey(() => other.signIn.signIn('Intake', passphrases['Intake']!));
    expect(key).toBe('too-many-tries');
  });

  it('counts tries made at once', async () => {
    const tries = Array.from({ length: 12 }, () => fails('Intake', 'wrong'));
    const keys = await Promise.all(tries);
    expect(keys.filter((key) => key === 'too-many-tries')).toHaveLength(12 - TRIES);
  });

  it('is cleared by success, and survives a clock that is turned back', async () => {
    for (let n = 0; n < TRIES - 1; n += 1) await fails('Intake', 'wrong');
    await signIn('Intake');
    for (let n = 0; n < TRIES; n += 1) expect(await fails('Intake', 'wrong')).toBe('sign-in-failed');
    office.clock.advance(-3600 * SECOND);
    expect((await signIn('Intake')).person.name).toBe('Intake');
  });

  it('treats names that nobody has alike, within bounds', async () => {
    for (let n = 0; n < TRIES; n += 1) expect(await fails('Nobody', 'wrong')).toBe('sign-in-failed');
    expect(await fails(' no-BODY', 'wrong')).toBe('too-many-tries');
    const unknown = createUnknownTries(2);
    for (let n = 0; n < TRIES; n += 1) unknown.add('a', office.clock.now());
    expect(() => unknown.add('a', office.clock.now())).toThrow('too-many-tries');
    unknown.add('b', office.clock.now());
    unknown.add('c', office.clock.now());
    expect(() => unknown.add('a', office.clock.now())).not.toThrow(); // forgotten: memory has an end
  });
});

describe('known browsers', () => {
  const again = (name: string, browser?: string) =>
    accounts.signIn.signIn(name, passphrases[name]!, browser).then(
      () => 'signed in',
      (error: { key: string }) => error.key,
    );
  const known = async (name: string) => accounts.signIn.remember((await signIn(name)).worker);
  const exhaust = async (name: string) => {
    for (let n = 0; n < TRIES; n += 1) await fails(name, 'wrong');
  };

  it('are the newest five of a person, and keep what they have', async () => {
    const browsers: string[] = [];
    for (let n = 0; n <= MOST_BROWSERS; n += 1) browsers.push(await known('Intake'));
    expect(await accounts.signIn.remember((await signIn('Intake')).worker, browsers.at(-1))).toBe(
      browsers.at(-1),
    );
    await exhaust('Intake');
    expect(await again('Intake', browsers[0])).toBe('too-many-tries');
    for (const browser of browsers.slice(1)) expect(await again('Intake', browser)).toBe('signed in');
  });

  it('are those of the key they were opened with: a new passphrase, or other duties, forget them', async () => {
    const browser = await known('Intake');
    const admin = await workerOf(accounts, passphrases, 'Admin');
    const id = (await accounts.people.find('Intake'))!.id;
    await accounts.people.move(admin, id, { post: 'somewhere else', unit: 'finance' });
    await exhaust('Intake');
    expect(await again('Intake', browser)).toBe('too-many-tries');
  });

  it('are gone with the person, and are not made for a key that came meanwhile', async () => {
    const [gone, signedIn] = [await known('Citizen'), await signIn('Intake')];
    const admin = await workerOf(accounts, passphrases, 'Admin');
    const [citizen, intake] = [(await accounts.people.find('Citizen'))!.id, signedIn.worker.id];
    passphrases['Intake'] = (await accounts.people.renew(admin, intake, 'en')).passphrase;
    const late = await accounts.signIn.remember(signedIn.worker);
    await exhaust('Intake');
    expect(await again('Intake', late)).toBe('too-many-tries');
    await accounts.people.disable(admin, citizen);
    // By id, which finds also those who left: the queue of strangers.
    accounts = await office.reopen({ lane: createLane({ concurrency: 0, waiting: 0, waitingPerSource: 0 }) });
    const left = await accounts.signIn
      .signIn(citizen, passphrases['Citizen']!, gone)
      .catch((error: { key: string }) => error.key);
    expect(left).toBe('busy');
  });

  it('do not wait behind strangers who fill the queue', async () => {
    const browser = await known('Intake');
    const full = createLane({ concurrency: 0, waiting: 0, waitingPerSource: 0 });
    accounts = await office.reopen({ lane: full });
    expect(await again('Intake')).toBe('busy');
    expect(await again('Intake', browser)).toBe('signed in');
  });

  it('are no more than what the browser sends: anything else is nobody', async () => {
    await known('Intake');
    await exhaust('Intake');
    for (const sent of ['', 'x', 'A'.repeat(43), '../..', '__proto__'])
      expect(await again('Intake', sent)).toBe('too-many-tries');
  });
});

describe('a rotated STAFF_PEPPER', () => {
  const NEWER = 'a newer staff pepper that is long enough';
  const both = `2:${NEWER},1:${SECRETS.staffPepper}`;

  it('opens keys under the old version and brings them to the new one at sign-in', async () => {
    const rotated = await office.reopen({ staffPepper: both });
    const before = await signIn('Intake');
    const after = await rotated.signIn.signIn('Intake', passphrases['Intake']!);
    expect(after.worker).toEqual(before.worker);
    const dropped = await office.reopen({ staffPepper: `2:${NEWER}` });
    expect((await dropped.signIn.signIn('Intake', passphrases['Intake']!)).worker).toEqual(before.worker);
    // Who did not sign in between is not let in any more, and is told nothing.
    expect(await expectedKey(() => dropped.signIn.signIn('Head', passphrases['Head']!))).toBe(
      'sign-in-failed',
    );
    expect((await rotated.signIn.signIn('Head', passphrases['Head']!)).person.name).toBe('Head');
  });

  it('is needed: without it the right passphrase opens nothing', async () => {
    const other = await office.reopen({ staffPepper: NEWER });
    expect(await expectedKey(() => other.signIn.signIn('Head', passphrases['Head']!))).toBe('sign-in-failed');
  });
});

it('writes sign-ins, failures and the throttle to the log, and strangers’ names not at all', async () => {
  const before = (await eventsOf(accounts)).length;
  await signIn('Intake');
  await fails('Intake', 'wrong');
  await fails('Nobody at all', 'wrong');
  for (let n = 0; n < TRIES; n += 1) await fails('Intake', 'wrong');
  expect((await eventsOf(accounts)).slice(before)).toEqual([
    'sign-in',
    ...Array.from({ length: TRIES }, () => 'sign-in-failed'),
    'sign-in-throttled',
  ]);
  const rows = await office.store.audit.page(0, 1000);
  expect(Buffer.concat(rows.map(({ entry }) => entry)).toString()).not.toContain('Nobody');
});
