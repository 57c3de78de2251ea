import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { askedLine, askedWords } from '../../src/accounts/proof.ts';
import { combineShares } from '../../src/cases/recovery.ts';
import { i18n, startConsole, type TestConsole } from './console-under-test.ts';
import { browse, type Page, type Staff } from './staff-browser.ts';

jest.setTimeout(60_000);

const tell = (key: string, params = {}) => i18n.t('th', `entry:${key}`, params);
const FORM = {
  'administrator-name': 'ผู้ดูแล',
  'administrator-unit': 'office-of-the-clerk',
  'officer-name': 'คนรับเรื่อง',
  'officer-unit': 'complaints',
  'head-name': 'กรรมการจากภายนอก',
  'head-unit': 'outside',
  words: 'th',
};

let test: TestConsole;
let operator: Staff;
beforeEach(async () => {
  test = await startConsole({ bare: true });
  operator = browse(test);
});
afterEach(() => test.close());

const listed = (page: Page, name: string) => {
  const list = new RegExp(`<ol class="passphrase ${name}">([^]*?)</ol>`).exec(page.html)![1]!;
  return [...list.matchAll(/<li>([^<]+)<\/li>/g)].map((match) => match[1]!.trim());
};
const enter = async (me = operator) => {
  const token = (await test.accounts.setUp.token())!;
  return me.post('/set-up', { token, csrf: '' });
};
const write = (typed: readonly string[], me = operator) =>
  me.post('/set-up/written', {
    csrf: '',
    ...Object.fromEntries(typed.map((text, at) => [`typed-${at}`, text])),
  });

/** Reads what is shown and proves it, until nothing more is shown. */
async function writeAllDown(): Promise<{ passphrases: string[]; shares: string[] }> {
  const got = { passphrases: [] as string[], shares: [] as string[] };
  for (;;) {
    const page = await operator.get('/set-up');
    if (page.html.includes('passphrase-list')) {
      const passphrase = listed(page, 'passphrase-list').join(' ');
      got.passphrases.push(passphrase);
      const words = passphrase.split(' ');
      expect((await write(askedWords(passphrase).map((at) => words[at]!))).status).toBe(303);
    } else if (page.html.includes('share-lines')) {
      const lines = listed(page, 'share-lines');
      got.shares.push(lines.join('\n'));
      const asked = lines[askedLine(lines.join('\n'))]!;
      expect((await write([asked.toLowerCase().replaceAll(' ', '')])).status).toBe(303);
    } else return got;
  }
}

it('goes from the printed token to three people, three shares and a fingerprint to pin', async () => {
  expect((await operator.get('/sign-in')).text).toContain(tell('setUp.needed'));
  expect((await operator.get('/set-up')).text).toContain(tell('setUp.token'));
  expect((await operator.post('/set-up', { token: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA', csrf: '' })).status).toBe(
    401,
  );
  expect((await enter()).to).toBe('/console/set-up');
  expect(operator.cookie).toMatch(/^suetrong-set-up=/);
  expect((await operator.post('/set-up/people', { ...FORM, csrf: '' })).status).toBe(303);
  const first = await operator.get('/set-up');
  expect(first.headers.get('cache-control')).toBe('no-store');

  // Wrong words do not count, and another passphrase can be asked for.
  expect((await write(['x', 'y', 'z'])).status).toBe(422);
  await operator.post('/set-up/another', { words: 'en', csrf: '' });
  const [word] = listed(await operator.get('/set-up'), 'passphrase-list');
  expect(word).toMatch(/^[a-z]+$/);

  const { passphrases, shares } = await writeAllDown();
  expect([passphrases.length, shares.length]).toEqual([3, 3]);
  expect(await test.accounts.recovery.exists()).toBe(false);
  const done = await operator.post('/set-up/finish', { csrf: '' });
  const { fingerprint } = await combineShares(shares.slice(1));
  expect(done.text).toContain(`RECOVERY_FINGERPRINT="${fingerprint}"`);
  expect(await test.accounts.recovery.storedFingerprint()).toBe(fingerprint);

  for (const [at, name] of ['ผู้ดูแล', 'คนรับเรื่อง', 'กรรมการจากภายนอก'].entries()) {
    expect((await browse(test).signIn(name, passphrases[at]!)).status).toBe(303);
  }
  const { id } = await test.file('education');
  expect((await test.store.cases.get(id))!.wraps).toHaveLength(3);
  expect(await test.accounts.audit.page(0, 1)).toMatchObject([{ what: 'set-up' }]);
});

it('survives a reload, a crash and a restart; nothing it showed lies in the open or stays behind', async () => {
  const token = (await test.accounts.setUp.token())!;
  await enter();
  await operator.post('/set-up/people', { ...FORM, csrf: '' });
  const shown = await operator.get('/set-up');
  expect((await operator.get('/set-up')).html).toBe(shown.html);
  // Another process, another browser, the same token: the same state.
  const later = await test.restart();
  expect(await later.setUp.token()).toBe(token);
  const step = (await (await later.setUp.enter(token.toLowerCase().replaceAll('-', ' ')))!.step()) as {
    passphrase: string;
  };
  expect(listed(shown, 'passphrase-list').join(' ')).toBe(step.passphrase);
  const kept = Buffer.from((await test.store.settings.get('set-up-draft'))!).toString('latin1');
  expect(kept).not.toContain('ผู้ดูแล');
  for (const secret of [token, step.passphrase]) expect(test.logs()).not.toContain(secret);
  await operator.post('/set-up/people', { ...FORM, 'administrator-name': 'คนอื่น', csrf: '' });
  expect((await operator.get('/set-up')).html).toBe(shown.html);
  await writeAllDown();
  await operator.post('/set-up/finish', { csrf: '' });
  expect(await test.store.settings.get('set-up-draft')).toHaveLength(0);
});

it('is closed for good afterwards, and to everybody without the token before', async () => {
  const stranger = browse(test);
  const steps = ['people', 'another', 'written', 'restart', 'finish'];
  for (const step of steps) {
    const page = await stranger.post(`/set-up/${step}`, { ...FORM, csrf: '' });
    expect([step, page.text.includes(tell('setUp.token'))]).toEqual([step, true]);
  }
  expect(await test.store.settings.get('set-up-draft')).toBeUndefined();
  await enter();
  expect((await operator.post('/set-up/finish', { csrf: '' })).status).toBe(409);
  const foreign = await operator.post(
    '/set-up/people',
    { ...FORM, csrf: '' },
    { origin: 'https://evil.example' },
  );
  expect(foreign.status).toBe(403);
  await operator.post('/set-up/people', { ...FORM, csrf: '' });
  await writeAllDown();
  const token = (await test.accounts.setUp.token())!;
  const cookie = operator.cookie!;
  await operator.post('/set-up/finish', { csrf: '' });
  expect(await test.accounts.setUp.token()).toBeUndefined();
  expect(await test.accounts.setUp.enter(token)).toBeUndefined();
  for (const step of ['', ...steps.map((each) => `/${each}`)]) {
    const page = await stranger.post(`/set-up${step}`, { token, ...FORM, csrf: '' }, { cookie });
    expect([step, page.to]).toEqual([step, '/console/sign-in']);
  }
  expect((await stranger.get('/set-up')).to).toBe('/console/sign-in');
  expect(await test.accounts.people.list()).toHaveLength(3);
});

it.each([
  [{ 'officer-name': ' ' }, 'errors:name-missing'],
  [{ 'head-unit': '' }, 'console:error.unit-unknown'],
  [{ 'head-name': 'คนรับ เรื่อง' }, 'errors:first-name-twice'],
])('says what is missing: %p', async (change, problem) => {
  await enter();
  const page = await operator.post('/set-up/people', { ...FORM, ...change, csrf: '' });
  expect([page.status, page.text.includes(i18n.t('th', problem))]).toEqual([422, true]);
  expect(page.html).toContain('value="ผู้ดูแล"');
});
