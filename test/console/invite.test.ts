import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { askedWords } from '../../src/accounts/proof.ts';
import { DAY } from '../support/clock.ts';
import { i18n, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, browse, hidden, type Page, type Staff } from './staff-browser.ts';

jest.setTimeout(60_000);

const tell = (key: string, params = {}) => i18n.t('th', `entry:${key}`, params);

let test: TestConsole;
let admin: Staff;
let head: Staff;
beforeAll(async () => {
  test = await startConsole();
  admin = await asStaff(test, 'Admin');
  head = await asStaff(test, 'Head');
});
afterAll(async () => {
  await test.runs.idle();
  await test.close();
});

const pathIn = (page: Page) => {
  const [, origin, path] = /<code>(http:\/\/[^/]+)\/console(\/invite\/[\w-]+)<\/code>/.exec(page.html)!;
  expect(origin).toBe(test.origin);
  return path!;
};
async function invite(name: string, unit = 'education'): Promise<{ id: string; path: string }> {
  const page = await admin.post('/people/add', { name, post: '', role: 'officer', unit, way: 'link' });
  expect(page.status).toBe(200);
  return { id: await test.idOf(name), path: pathIn(page) };
}
const words = (page: Page) =>
  [
    .../<ol class="passphrase passphrase-list">([^]*?)<\/ol>/.exec(page.html)![1]!.matchAll(/<li>([^<]+)</g),
  ].map((match) => match[1]!.trim());
const proof = (page: Page) => {
  const shown = words(page);
  return {
    csrf: '',
    sealed: hidden(page.html, 'sealed'),
    ...Object.fromEntries(askedWords(shown.join(' ')).map((at, number) => [`typed-${number}`, shown[at]!])),
  };
};
const state = async (id: string) => (await test.accounts.people.find(id))!.key;

describe('an invitation', () => {
  it('is opened by its owner, who gets a passphrase and a key that another key holder confirms', async () => {
    const { id, path } = await invite('Invited');
    const guest = browse(test);
    expect(await state(id)).toBe('invited');
    expect((await head.get('/people')).text).toContain(i18n.t('th', 'accounts:key.invited'));
    const early = await head.post(`/people/${id}/confirm`, { fingerprint: '0'.repeat(24) });
    expect(early.text).toContain(i18n.t('th', 'errors:not-taken-up'));

    // Programs that preview links use nothing up.
    for (let times = 0; times < 3; times += 1) expect((await guest.get(path)).text).toContain('Invited');
    const first = await guest.post(path, { words: 'en', csrf: '' });
    const second = await guest.post(path, { words: 'th', csrf: '' });
    expect(words(first)).toHaveLength(10);
    expect(words(second)).not.toEqual(words(first));
    const wrong = await guest.post(`${path}/written`, { ...proof(second), 'typed-0': 'x' });
    expect([wrong.status, words(wrong).join()]).toEqual([422, words(second).join()]);
    // A passphrase of one's own is not taken.
    const own = await guest.post(`${path}/written`, { ...proof(second), sealed: 'AAAA' });
    expect(own.text).toContain(tell('invite.lead'));
    expect(await state(id)).toBe('invited');

    const joined = await guest.post(`${path}/written`, proof(second));
    expect(joined.text).toContain(tell('invite.joined'));
    const { fingerprint } = (await test.accounts.people.find(id))!;
    expect(joined.text).toContain(fingerprint);
    expect(await state(id)).toBe('pending');
    const me = browse(test);
    expect((await me.signIn('Invited', words(second).join(' '))).status).toBe(303);
    const { id: filed } = await test.file('finance');
    expect((await me.get(`/cases/${filed}`)).status).toBe(404);
    const confirmed = await head.post(`/people/${id}/confirm`, { fingerprint });
    expect(confirmed.to).toBe(`/console/people/${id}/pass?done=confirmed`);
    await head.post(`/people/${id}/pass`, {});
    await test.runs.idle();
    expect((await me.get(`/cases/${filed}`)).status).toBe(200);
  });

  it('works once, also for two at the same moment, and not after its day', async () => {
    const { id, path } = await invite('Once');
    const guest = browse(test);
    const shown = await guest.post(path, { words: 'en', csrf: '' });
    const both = await Promise.all([1, 2].map(() => browse(test).post(`${path}/written`, proof(shown))));
    expect(both.map((page) => page.status).sort()).toEqual([200, 404]);
    for (const page of [
      await guest.get(path),
      await guest.post(path, { words: 'en', csrf: '' }),
      await guest.post(`${path}/written`, proof(shown)),
      await guest.get('/invite/nonsense'),
    ])
      expect([page.status, page.text.includes(tell('invite.closed'))]).toEqual([404, true]);
    expect(await state(id)).toBe('pending');

    const late = await invite('Late');
    test.clock.advance(7 * DAY);
    expect((await guest.get(late.path)).status).toBe(200);
    test.clock.advance(DAY);
    expect((await guest.get(late.path)).status).toBe(404);
    admin = await asStaff(test, 'Admin');
    head = await asStaff(test, 'Head');
  });

  it('leaves no token in the store, the log or the audit log', async () => {
    const { path } = await invite('Traceless');
    const token = path.split('/').at(-1)!;
    const rows = (await test.store.people.list())
      .map(({ data }) => Buffer.from(data).toString('latin1'))
      .join();
    const lines = JSON.stringify(await test.accounts.audit.page(0, 1000));
    for (const place of [rows, lines, test.logs()]) expect(place).not.toContain(token);
  });

  it('is made only by those who manage people, and no form comes from elsewhere', async () => {
    const { path } = await invite('Guarded');
    const foreign = await browse(test).post(
      path,
      { words: 'en', csrf: '' },
      { origin: 'https://evil.example' },
    );
    expect(foreign.status).toBe(403);
    const finance = await asStaff(test, 'Finance');
    const page = await finance.post('/people/add', {
      name: 'X',
      role: 'officer',
      unit: 'education',
      way: 'link',
    });
    expect(page.status).toBe(403);
  });
});

it('a lost passphrase is replaced by a link, too; the old one stops at once', async () => {
  const { id, path } = await invite('Lost it');
  const guest = browse(test);
  const shown = await guest.post(path, { words: 'en', csrf: '' });
  await guest.post(`${path}/written`, proof(shown));
  expect((await browse(test).signIn('Lost it', words(shown).join(' '))).status).toBe(303);
  const next = pathIn(await admin.post(`/people/${id}/renew`, { way: 'link' }));
  expect((await browse(test).signIn('Lost it', words(shown).join(' '))).status).toBe(401);
  expect(await state(id)).toBe('invited');
  const again = await guest.post(next, { words: 'en', csrf: '' });
  await guest.post(`${next}/written`, proof(again));
  expect((await browse(test).signIn('Lost it', words(again).join(' '))).status).toBe(303);
  expect(await state(id)).toBe('pending');
});
