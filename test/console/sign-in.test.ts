import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../support/clock.ts';
import { i18n, say, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, browse } from './staff-browser.ts';

let test: TestConsole;
beforeAll(async () => {
  test = await startConsole({ trialPaper: '/data/trial-staff.txt' });
});
afterAll(() => test.close());

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
