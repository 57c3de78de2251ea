import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountDeps } from '../../src/deps/accounts.ts';
import { prepareSetUp } from '../../src/accounts/set-up.ts';
import { ensureTrialStaff, TRIAL_STAFF_FILE, trialPeople } from '../../src/accounts/trial-staff.ts';
import { mayOpen } from '../../src/cases/conflict.ts';
import { recipientOf } from '../../src/cases/age.ts';
import { combineShares } from '../../src/cases/recovery.ts';
import { createI18n } from '../../src/i18n.ts';
import { sealReason } from '../cases/people.ts';
import { eventsOf, FIRST, foundOffice, openOffice, treeOf, type Office } from './accounts-under-test.ts';
import { expectedKey } from '../support/expected-key.ts';

let office: Office;
let accounts: AccountDeps;
beforeEach(async () => {
  const opened = await openOffice();
  [office, accounts] = [opened, opened.accounts];
});
afterEach(() => office.close());

/** The store dies at the `nth` write from now on; everything before is on the disk. Returns what revives it. */
function dieAtWrite(nth: number): () => void {
  const { settings, people } = office.store;
  const [realSettings, realPeople] = [{ ...settings }, { ...people }];
  let left = nth;
  const live = () => {
    left -= 1;
    if (left < 0) throw new Error('dead');
  };
  settings.make = async (name, value) => {
    live();
    return realSettings.make(name, value);
  };
  settings.set = async (name, value) => {
    live();
    return realSettings.set(name, value);
  };
  settings.replace = async (...given) => {
    live();
    return realSettings.replace(...given);
  };
  people.save = async (row) => {
    live();
    return realPeople.save(row);
  };
  return () => {
    Object.assign(settings, realSettings);
    Object.assign(people, realPeople);
  };
}

describe('set-up', () => {
  it('makes a recovery key that two shares bring back, and the people', async () => {
    const made = await prepareSetUp(accounts, FIRST, 'en');
    expect(await accounts.recovery.exists()).toBe(false);
    expect(await accounts.recovery.recovery()).toBeUndefined();
    await made.commit();
    const { shares, fingerprint, recipient } = made.recovery;
    const back = await combineShares([shares[0]!.text, shares[2]!.text]);
    expect(back.fingerprint).toBe(fingerprint);
    expect(await recipientOf(back.identity)).toBe(recipient);
    expect((await accounts.recovery.recovery())!.ageRecipient).toBe(recipient);
    expect(await eventsOf(accounts)).toEqual(['set-up']);
  });

  it('stores nothing before the commit', async () => {
    await prepareSetUp(accounts, FIRST, 'en');
    expect(await accounts.people.list()).toEqual([]);
    expect(await office.store.settings.get('foundation')).toBeUndefined();
  });

  it('refuses to run twice, one after the other and at once', async () => {
    const [first, second] = [
      await prepareSetUp(accounts, FIRST, 'en'),
      await prepareSetUp(accounts, FIRST, 'en'),
    ];
    const outcomes = await Promise.allSettled([first.commit(), second.commit()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await expectedKey(() => prepareSetUp(accounts, FIRST, 'en'))).toBe('already-set-up');
    const winner = outcomes[0].status === 'fulfilled' ? first : second;
    expect((await accounts.people.list()).map(({ id }) => id).sort()).toEqual(
      winner.people.map(({ person }) => person.id).sort(),
    );
    expect(await accounts.recovery.storedFingerprint()).toBe(winner.recovery.fingerprint);
  });

  it.each([
    ['first-no-intake', FIRST.map((person) => ({ ...person, intake: false }))],
    ['first-no-head', FIRST.filter(({ role }) => role !== 'head')],
    ['first-one-key', [{ ...FIRST[1]!, intake: true }]],
    ['first-name-twice', [...FIRST, { ...FIRST[0]!, name: 'INTAKE' }]],
    ['unit-unknown', [...FIRST, { ...FIRST[0]!, name: 'Other', unit: 'nowhere' }]],
  ])('says %s', async (key, people) => {
    expect(await expectedKey(() => prepareSetUp(accounts, people, 'en'))).toBe(key);
    expect(await accounts.recovery.exists()).toBe(false);
  });

  it('is whole or absent after dying between any two writes, once the program starts again', async () => {
    const seen = new Set<boolean>();
    for (let nth = 0; nth < FIRST.length + 2; nth += 1) {
      const opened = await openOffice();
      const kept = office;
      office = opened;
      const made = await prepareSetUp(opened.accounts, FIRST, 'en');
      const revive = dieAtWrite(nth);
      await expect(made.commit()).rejects.toThrow('dead');
      revive();
      const again = await opened.reopen();
      const done = await again.recovery.exists();
      seen.add(done);
      expect((await again.people.list()).length).toBe(done ? FIRST.length : 0);
      for (const { person, passphrase } of done ? made.people : []) {
        expect((await again.signIn.signIn(person.id, passphrase)).person.key).toBe('confirmed');
      }
      await opened.close();
      office = kept;
    }
    expect(seen).toEqual(new Set([false, true]));
  });

  it('is not undone by finishing again: who was disabled stays so', async () => {
    await foundOffice(accounts);
    const [admin, head] = [await accounts.people.find('Admin'), await accounts.people.find('Head')];
    await accounts.people.disable(admin!, head!.id);
    const again = await office.reopen();
    expect((await again.people.list()).find(({ id }) => id === head!.id)!.active).toBe(false);
  });
});

describe('the recovery key', () => {
  it('counts in production only under its pinned fingerprint', async () => {
    const made = await prepareSetUp(accounts, FIRST, 'en');
    await made.commit();
    const { fingerprint, recipient } = made.recovery;
    const unpinned = await office.reopen({ mode: 'production' });
    expect(await unpinned.recovery.recovery()).toBeUndefined();
    const pinned = await office.reopen({ mode: 'production', pinned: fingerprint.replaceAll(' ', '') });
    expect((await pinned.recovery.recovery())!.ageRecipient).toBe(recipient);
  });

  it('is refused when it was exchanged in the database', async () => {
    const made = await prepareSetUp(accounts, FIRST, 'en');
    await made.commit();
    const thief = await accounts.recovery.prepare();
    const value = { v: 1, recovery: thief.recipient, people: [] };
    await office.store.settings.set('foundation', Buffer.from(JSON.stringify(value)));
    const pinned = await office.reopen({ mode: 'production', pinned: made.recovery.fingerprint });
    expect(await sealReason(() => pinned.recovery.recovery())).toBe('tampered');
  });

  it.each(['', '{}', '{"v":1,"recovery":"age1x","people":[]}', '\u0000'])(
    'ends in a typed error when its setting is %j',
    async (text) => {
      await office.store.settings.set('foundation', Buffer.from(text));
      expect(await sealReason(() => accounts.recovery.recovery())).toBe('unreadable');
    },
  );

  it('lets no person in through the setting', async () => {
    const made = await prepareSetUp(accounts, FIRST, 'en');
    await made.commit();
    const [row] = await office.store.people.list();
    const people = [{ id: 'ffffffffffffffff', row: Buffer.from(row!.data).toString('base64') }];
    const value = { v: 1, recovery: made.recovery.recipient, people };
    await office.store.settings.set('foundation', Buffer.from(JSON.stringify(value)));
    expect(await sealReason(() => office.reopen())).toBe('tampered');
  });
});

describe('trial staff', () => {
  const { t } = createI18n();
  const agency = () => ({ units: office.agency.units, ...treeOf(office.agency) });
  const ensure = (at = accounts) => ensureTrialStaff({ ...at, dataDir: office.dir, agency: agency(), t });
  const file = () => join(office.dir, TRIAL_STAFF_FILE);

  it('are made once, with a file of mode 0600 that signs everybody in and recovers', async () => {
    expect(await ensure()).toBe(true);
    const text = readFileSync(file(), 'utf8');
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const ids = [...text.matchAll(/^ {2}id: (\w+)$/gm)].map((match) => match[1]!);
    const words = [...text.matchAll(/^ {2}passphrase: (.+)$/gm)].map((match) => match[1]!);
    expect(ids).toHaveLength(6);
    for (const [at, id] of ids.entries()) {
      expect((await accounts.signIn.signIn(id, words[at]!)).person.id).toBe(id);
    }
    const shares = text.match(/(?:[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}\n){6}/g)!;
    expect(shares).toHaveLength(3);
    const back = await combineShares([shares[1]!, shares[2]!]);
    expect(back.fingerprint).toBe(await accounts.recovery.storedFingerprint());

    expect(await ensure()).toBe(false);
    expect(readFileSync(file(), 'utf8')).toBe(text);
    expect(await accounts.people.list()).toHaveLength(6);
  });

  it('leave every single unit somebody who can open a case about it', () => {
    const people = trialPeople(agency(), t, 'th');
    for (const unit of [...office.agency.units.map(({ id }) => id), 'whole', 'unknown', 'other']) {
      const able = people.filter(({ role, unit: own = 'outside', outside = false, intake = false }) =>
        mayOpen(
          { role, unit: own, outside, intake, active: true },
          { kind: 'complaint', unit, exclude: [] },
          treeOf(office.agency),
        ),
      );
      expect([unit, able.length > 0]).toEqual([unit, true]);
    }
  });

  it('survive dying at any write: the file of the run that counted is the one that signs in', async () => {
    for (let nth = 0; nth < 8; nth += 1) {
      const opened = await openOffice();
      const kept = office;
      office = opened;
      const revive = dieAtWrite(nth);
      await expect(ensure(opened.accounts)).rejects.toThrow('dead');
      revive();
      const again = await opened.reopen();
      await ensure(again);
      const text = readFileSync(file(), 'utf8');
      const [id] = /(?<=id: )\w+/.exec(text)!;
      const [words] = /(?<=passphrase: ).+/.exec(text)!;
      expect((await again.signIn.signIn(id, words)).person.id).toBe(id);
      expect(await again.people.list()).toHaveLength(6);
      await opened.close();
      office = kept;
    }
  });

  it('are one set, with its own file, when several processes start at once', async () => {
    const processes = [accounts, await office.reopen(), await office.reopen()];
    const made = await Promise.all(processes.map((each) => ensure(each)));
    expect(made.filter(Boolean)).toHaveLength(1);
    const text = readFileSync(file(), 'utf8');
    const [id] = /(?<=id: )\w+/.exec(text)!;
    const [words] = /(?<=passphrase: ).+/.exec(text)!;
    expect((await accounts.signIn.signIn(id, words)).person.id).toBe(id);
    expect(readdirSync(office.dir).filter((name) => name.startsWith('trial-staff'))).toEqual([
      TRIAL_STAFF_FILE,
    ]);
  });

  it('leave an installation alone that was set up by hand, and its files too', async () => {
    await foundOffice(accounts);
    writeFileSync(file(), 'somebody’s own');
    expect(await ensure()).toBe(false);
    expect(readFileSync(file(), 'utf8')).toBe('somebody’s own');
    expect(await accounts.people.list()).toHaveLength(FIRST.length);
    expect(existsSync(file())).toBe(true);
  });
});
