import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSessions } from '../../src/console/frame/sessions.ts';
import { createSecretBox } from '../../src/secret-box.ts';
import { HOUR, MINUTE } from '../support/clock.ts';
import { i18n, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, browse, hidden } from './staff-browser.ts';

let test: TestConsole;
beforeAll(async () => {
  test = await startConsole({ trialPaper: '/data/trial-staff.txt' });
});
afterAll(() => test.close());

const say = (key: string, params = {}) => i18n.t('th', `console:${key}`, params);
const rowsOf = async () => test.store.sessions.page(undefined, 200);

describe('signing in', () => {
  it('shows only the sign-in page to strangers, whatever they ask for', async () => {
    const { id } = await test.file('finance');
    const stranger = browse(test);
    for (const path of [
      '',
      '/',
      `/cases/${id}`,
      `/cases/${'0'.repeat(32)}`,
      '/people',
      '/audit',
      '/none/at/all',
    ]) {
      expect([path, await stranger.get(path)]).toMatchObject([path, { status: 303, to: '/console/sign-in' }]);
    }
    const page = await stranger.get('/sign-in');
    expect(page.status).toBe(200);
    expect(page.text).toContain(say('signIn.title'));
    expect(page.text).toContain('/data/trial-staff.txt');
    for (const passphrase of Object.values(test.passphrases)) expect(page.html).not.toContain(passphrase);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'none'");
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect((await stranger.get('/sign-in?lang=en')).text).toContain(i18n.t('en', 'console:signIn.title'));
  });

  it('lets nobody in with a wrong passphrase, says so, and never sends it back', async () => {
    const staff = browse(test);
    const page = await staff.signIn('Intake', 'wrong words that nobody has');
    expect(page.status).toBe(401);
    expect(page.text).toContain(i18n.t('th', 'errors:sign-in-failed'));
    expect(page.html).not.toContain('wrong words');
    expect(page.headers.getSetCookie()).toEqual([]);
    const nobody = await staff.signIn('<b>Nobody</b>', 'x');
    expect(nobody.status).toBe(401);
    expect(nobody.html).not.toContain('<b>Nobody');
    for (let n = 0; n < 4; n += 1) await staff.signIn('Head', 'x');
    await staff.signIn('Head', 'x');
    expect((await staff.signIn('Head', test.passphrases['Head']!)).status).toBe(429);
    test.clock.advance(2 * MINUTE);
    expect((await staff.signIn('Head', test.passphrases['Head']!)).status).toBe(303);
  });

  it('sets a cookie that only the console gets, and no script', async () => {
    const staff = browse(test);
    const page = await staff.signIn('Intake', test.passphrases['Intake']!);
    expect(page).toMatchObject({ status: 303, to: '/console' });
    const [cookie] = page.headers.getSetCookie();
    expect(cookie).toMatch(/^suetrong-console=[\w-]{43}; Path=\/console; HttpOnly; SameSite=Strict$/);
    expect((await staff.get('')).text).toContain(say('queue.title'));
    expect((await staff.get('/sign-in')).to).toBe('/console');
  });

  it('refuses a sign-in form sent from elsewhere', async () => {
    const staff = browse(test);
    const fields = { name: 'Intake', passphrase: test.passphrases['Intake']! };
    for (const origin of ['https://evil.example', 'null', null]) {
      const page = await staff.post('/sign-in', fields, { origin });
      expect([page.status, page.headers.getSetCookie()]).toEqual([403, []]);
    }
  });

  it('keeps a new session apart from the one before, and ends that', async () => {
    const staff = await asStaff(test, 'Intake');
    const before = staff.cookie!;
    await staff.signIn('Intake', test.passphrases['Intake']!);
    expect(staff.cookie).not.toBe(before);
    expect((await browse(test).get('', { cookie: before })).to).toBe('/console/sign-in?ended=1');
    expect((await staff.get('')).status).toBe(200);
  });
});

describe('a browser that somebody signed in with before', () => {
  const wrong = (who: ReturnType<typeof browse>, name: string) =>
    who.signIn(name, 'wrong words of a stranger');

  it('is not kept waiting by strangers who try passphrases under the name', async () => {
    const officer = await asStaff(test, 'Finance');
    await officer.post('/sign-out', {});
    const stranger = browse(test);
    const tried = [];
    for (let n = 0; n < 6; n += 1) tried.push((await wrong(stranger, 'Finance')).status);
    expect(tried).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await browse(test).signIn('Finance', test.passphrases['Finance']!)).status).toBe(429);
    const before = officer.browser;
    expect((await officer.signIn('Finance', test.passphrases['Finance']!)).status).toBe(303);
    expect(officer.browser).toBe(before);
    // That success gives the stranger nothing.
    expect((await wrong(stranger, 'Finance')).status).toBe(429);
  });

  it('has five tries a minute of its own, for the one person alone', async () => {
    test.clock.advance(2 * MINUTE);
    const officer = await asStaff(test, 'Citizen');
    await officer.post('/sign-out', {});
    for (let n = 0; n < 5; n += 1) expect((await wrong(officer, 'Citizen')).status).toBe(401);
    expect((await officer.signIn('Citizen', test.passphrases['Citizen']!)).status).toBe(429);
    expect((await browse(test).signIn('Citizen', test.passphrases['Citizen']!)).status).toBe(303);
    // Under another name it is a browser like any other.
    for (let n = 0; n < 5; n += 1) await wrong(browse(test), 'Inner auditor');
    expect((await wrong(officer, 'Inner auditor')).status).toBe(429);
  });

  it('keeps what opens nothing, goes nowhere but to the sign-in, and stands nowhere as it is', async () => {
    test.clock.advance(2 * MINUTE);
    const officer = browse(test);
    const page = await officer.signIn('Finance', test.passphrases['Finance']!);
    expect(page.headers.getSetCookie()[1]).toMatch(
      /^suetrong-sign-in=[\w-]{43}; Max-Age=15552000; Path=\/console\/sign-in; HttpOnly; SameSite=Strict$/,
    );
    const kept = officer.browser!;
    expect((await browse(test).get('', { cookie: kept })).to).toBe('/console/sign-in');
    const asSession = kept.replace('suetrong-sign-in', 'suetrong-console');
    expect((await browse(test).get('', { cookie: asSession })).to).toBe('/console/sign-in?ended=1');
    const rows = await test.store.people.list();
    const stored = rows.map(({ data }) => Buffer.from(data).toString('latin1')).join();
    expect(stored).toContain('"browsers":[{');
    expect(stored).not.toContain(kept.split('=')[1]);
    await officer.post('/sign-out-everywhere', {});
    for (let n = 0; n < 5; n += 1) await wrong(browse(test), 'Finance');
    expect((await wrong(officer, 'Finance')).status).toBe(429);
    test.clock.advance(2 * MINUTE);
  });
});

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
    await three.post('/sign-out-everywhere', {});
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
    expect((await here.post('/me/sessions/end', { session: lane })).to).toBe('/console/me');
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

describe('every form', () => {
  it('is refused without the session’s token, with another’s, or from elsewhere, and does nothing', async () => {
    const { id } = await test.file('finance');
    const [staff, other] = [await asStaff(test, 'Intake'), await asStaff(test, 'Head')];
    const seen = hidden((await staff.get(`/cases/${id}`)).html, 'seen');
    const before = await test.store.cases.get(id);
    const fields = { action: 'accept', seen };
    const tokens = ['', 'x', await other.token(), `${await staff.token()}x`];
    for (const csrf of tokens) {
      const page = await staff.post(`/cases/${id}/act`, { ...fields, csrf });
      expect([csrf, page.status]).toEqual([csrf, 403]);
      expect(page.text).toContain(say('error.token'));
    }
    for (const origin of ['https://evil.example', 'null', null, `${test.origin}0`]) {
      const page = await staff.post(`/cases/${id}/act`, fields, { origin });
      expect([origin, page.status]).toEqual([origin, 403]);
    }
    const cross = await staff.post(`/cases/${id}/act`, fields, {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(cross.status).toBe(403);
    expect(await test.store.cases.get(id)).toEqual(before);
    expect((await staff.post(`/cases/${id}/act`, fields)).status).toBe(303);
    expect((await test.store.cases.get(id))?.status).toBe('accepted');
  });

  it('holds in production to the public address and a secure cookie', async () => {
    const real = await startConsole({ mode: 'production', baseUrl: 'https://town.example' });
    try {
      const staff = browse(real);
      const fields = { name: 'Intake', passphrase: real.passphrases['Intake']!, csrf: '' };
      expect((await staff.post('/sign-in', fields, { origin: real.origin })).status).toBe(403);
      const page = await staff.post('/sign-in', fields, { origin: 'https://town.example' });
      expect(page.status).toBe(303);
      expect(page.headers.getSetCookie()[0]).toMatch(
        /^__Secure-suetrong-console=[\w-]{43}; Path=\/console; HttpOnly; SameSite=Strict; Secure$/,
      );
      expect((await staff.get('')).text).not.toContain(say('frame.trial'));
    } finally {
      await real.close();
    }
  });
});
