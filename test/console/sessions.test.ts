import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSessions } from '../../src/console/frame/sessions.ts';
import { createSecretBox } from '../../src/secret-box.ts';
import { HOUR, MINUTE } from '../support/clock.ts';
import { i18n, say, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, browse, hidden } from './staff-browser.ts';

let test: TestConsole;
beforeAll(async () => {
  test = await startConsole();
});
afterAll(() => test.close());

const rowsOf = async () => test.store.sessions.page(undefined, 200);

describe('a session', () => {
  it('ends after thirty idle minutes, and after eight hours in any case', async () => {
    const staff = await asStaff(test, 'Intake');
    test.clock.advance(29 * MINUTE);
    expect((await staff.get('')).status).toBe(200);
    test.clock.advance(29 * MINUTE);
    expect((await staff.get('')).status).toBe(200);
    test.clock.advance(30 * MINUTE);
    expect((await staff.get('')).to).toBe('/console/sign-in?ended=1');
    expect((await staff.get('/sign-in?ended=1')).text).toContain(say('signIn.ended'));

    const busy = await asStaff(test, 'Intake');
    for (let minutes = 0; minutes < 8 * 60 - 20; minutes += 20) {
      test.clock.advance(20 * MINUTE);
      expect((await busy.get('')).status).toBe(200);
    }
    test.clock.advance(20 * MINUTE);
    expect((await busy.get('')).status).toBe(303);
  });

  it('ends by signing out, on this machine or on all', async () => {
    const [one, two, other] = [
      await asStaff(test, 'Intake'),
      await asStaff(test, 'Intake'),
      await asStaff(test, 'Head'),
    ];
    const cookie = one.cookie!;
    expect(await one.post('/sign-out', {})).toMatchObject({ status: 303, to: '/console/sign-in' });
    expect(one.cookie).toBeUndefined();
    expect((await one.get('', { cookie })).status).toBe(303);
    expect((await two.get('')).status).toBe(200);
    const three = await asStaff(test, 'Intake');
    const left = await three.post('/sign-out-everywhere', {});
    expect(left.to).toBe('/console/sign-in?left=everywhere');
    expect((await three.get('/sign-in?left=everywhere')).text).toContain(say('signIn.left'));
    expect((await two.get('')).status).toBe(303);
    expect((await other.get('')).status).toBe(200);
    expect((await (await asStaff(test, 'Intake')).get('')).status).toBe(200);
  });

  it('is listed for its owner alone, without machine or place, and can be ended from another', async () => {
    const [here, there, other] = [
      await asStaff(test, 'Finance'),
      await asStaff(test, 'Finance'),
      await asStaff(test, 'Head'),
    ];
    const count = (html: string) => html.split('action="/console/me/sessions/end"').length - 1;
    const page = await here.get('/me');
    expect(page.text).toContain(i18n.t('th', 'entry:sessions.this'));
    expect(count(page.html)).toBe(1);
    const lane = hidden(page.html, 'session');
    expect((await other.get('/me')).html).not.toContain(lane);
    await other.post('/me/sessions/end', { session: lane });
    expect((await there.get('/me')).status).toBe(200);
    expect((await here.post('/me/sessions/end', { session: lane })).to).toBe('/console/me?done=ended');
    expect((await here.get('/me?done=ended')).text).toContain(i18n.t('th', 'entry:sessions.ended'));
    expect((await there.get('/me')).status).toBe(303);
    expect(count((await here.get('/me')).html)).toBe(0);
    const kept = await test.store.settings.get(`console-sessions-${await test.idOf('Finance')}`);
    expect(Buffer.from(kept!).toString('latin1')).not.toContain('lane');
    await asStaff(test, 'Finance');
    await here.post('/sign-out-everywhere', {});
    expect(count((await (await asStaff(test, 'Finance')).get('/me')).html)).toBe(0);
  });

  it('is nobody’s with a changed, cut or foreign cookie', async () => {
    const staff = await asStaff(test, 'Intake');
    const good = staff.cookie!;
    const [name, value] = good.split('=') as [string, string];
    const flipped = value.slice(0, 20) + (value[20] === 'A' ? 'B' : 'A') + value.slice(21);
    for (const bad of [flipped, value.slice(1), '', `${value}x`, '../../x', 'A'.repeat(43)]) {
      const page = await browse(test).get('', { cookie: `${name}=${bad}` });
      expect([bad, page.status]).toEqual([bad, 303]);
    }
    expect((await staff.get('')).status).toBe(200);
  });

  it('lies in the store as ciphertext that the server’s secret alone does not open', async () => {
    for (const { lane } of await rowsOf()) await test.store.sessions.remove(lane);
    const staff = await asStaff(test, 'Intake');
    const { worker } = await test.accounts.signIn.signIn('Intake', test.passphrases['Intake']!);
    const [row, ...more] = await rowsOf();
    expect(more).toEqual([]);
    const outer = createSecretBox(test.appSecret, 'line')
      .open(row!.sealed, `session/${row!.lane}`)
      .toString();
    for (const text of [worker.key.identity, worker.id, worker.key.id, staff.cookie!.split('=')[1]!]) {
      expect(Buffer.from(row!.sealed).includes(text)).toBe(false);
      expect(outer).not.toContain(text);
      expect(row!.lane).not.toContain(text);
    }
    const inner = Buffer.from((JSON.parse(outer) as { flow: { state: string } }).flow.state, 'base64');
    for (const purpose of ['console-session', 'line', 'door']) {
      expect(() => createSecretBox(test.appSecret, purpose).open(inner, row!.lane)).toThrow();
    }
    // Who has the database and every secret can go to the row by himself, and still needs the cookie.
    const box = createSecretBox(test.appSecret, 'line');
    const { sessions: port, settings } = test.store;
    const thief = createSessions({
      ...{ port, settings, appSecret: test.appSecret, clock: test.clock },
      box: { ...box, name: () => row!.lane },
    });
    expect(await thief.read('A'.repeat(43))).toBeUndefined();
    expect((await thief.read(staff.cookie!.split('=')[1]!))?.key.identity).toBe(worker.key.identity);
    // The purge job leaves it while it lives, and takes it when it is idle.
    await test.purge();
    expect((await staff.get('')).status).toBe(200);
    test.clock.advance(31 * MINUTE);
    await test.purge();
    expect(await rowsOf()).toEqual([]);
  });

  it('ends at once when its person is disabled, moved or given a new key', async () => {
    const head = await test.accounts.signIn.signIn('Citizen', test.passphrases['Citizen']!);
    const { people } = test.accounts;
    const hire = async (name: string) => {
      const { person, passphrase } = await people.add(
        head.worker,
        { name, post: '', role: 'officer', unit: 'finance' },
        'en',
      );
      test.passphrases[name] = passphrase;
      return person;
    };
    const changes: ((id: string) => Promise<unknown>)[] = [
      (id) => people.disable(head.worker, id),
      (id) => people.move(head.worker, id, { unit: 'education' }),
      (id) => people.renew(head.worker, id, 'en'),
    ];
    for (const [at, change] of changes.entries()) {
      const { id, fingerprint } = await hire(`Officer ${at}`);
      const staff = await asStaff(test, `Officer ${at}`);
      expect((await staff.get('')).text).toContain(say('queue.pending'));
      for (const page of [await staff.get('/search'), await staff.post('/search', { words: 'เรื่อง' })])
        expect(page.text).toContain(say('queue.pending')); // and not that nothing was found
      const intake = await test.accounts.signIn.signIn('Intake', test.passphrases['Intake']!);
      await people.confirm(intake.worker, id, fingerprint);
      const confirmed = await asStaff(test, `Officer ${at}`);
      expect((await confirmed.get('')).text).not.toContain(say('queue.pending'));
      const { id: caseId } = await test.file('personnel');
      for (const each of [staff, confirmed]) expect((await each.get(`/cases/${caseId}`)).status).toBe(200);
      await change(id);
      expect([at, (await confirmed.get('')).status]).toEqual([at, 303]);
      // Also one that was begun before the key was confirmed.
      expect([at, (await staff.get('')).status]).toEqual([at, 303]);
      expect([at, (await staff.get(`/cases/${caseId}`)).status]).toEqual([at, 303]);
    }
    test.clock.advance(HOUR);
  });

  it('ends also for who never had a confirmed key: managing people needs none', async () => {
    const head = await test.accounts.signIn.signIn('Citizen', test.passphrases['Citizen']!);
    const { people } = test.accounts;
    const changes: ((id: string) => Promise<unknown>)[] = [
      (id) => people.move(head.worker, id, { unit: 'education' }),
      (id) => people.renew(head.worker, id, 'en'),
      (id) => people.inviteAgain(head.worker, id),
    ];
    for (const [at, change] of changes.entries()) {
      const duties = { post: '', role: 'administrator', unit: 'finance' } as const;
      const { person, passphrase } = await people.add(
        head.worker,
        { name: `Pending ${at}`, ...duties },
        'en',
      );
      test.passphrases[person.name] = passphrase;
      const thief = await asStaff(test, person.name);
      expect([at, (await thief.get('/people/add')).status]).toEqual([at, 200]);
      await change(person.id);
      expect([at, (await thief.get('/people/add')).status]).toEqual([at, 303]);
    }
    test.clock.advance(HOUR);
  });
});
