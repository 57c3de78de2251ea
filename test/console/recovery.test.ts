import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { i18n, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, browse, type Page, type Staff } from './staff-browser.ts';

jest.setTimeout(90_000);

const tell = (key: string, params = {}) => i18n.t('th', `entry:recovery.${key}`, params);

let test: TestConsole;
let holders: Staff;
beforeEach(async () => {
  test = await startConsole();
  holders = browse(test);
});
afterEach(async () => {
  await test.runs.idle();
  await test.close();
});

const enter = (one: string, two = '') =>
  holders.post('/recovery', { 'share-1': one, 'share-2': two, csrf: '' });
const disable = async (name: string) => {
  const admin = await asStaff(test, 'Admin');
  await admin.post(`/people/${await test.idOf(name)}/disable`, {});
};
async function through(fields: Record<string, string>): Promise<Page> {
  const begun = await holders.post('/recovery/give', { ...fields, csrf: '' });
  expect([begun.status, begun.to]).toEqual([303, '/console/recovery']);
  await test.runs.idle();
  return holders.get('/recovery');
}

describe('a case that nobody may open', () => {
  it('is told to one holder, and given by two to somebody from outside, who works on it', async () => {
    await disable('Citizen');
    const { id } = await test.file('whole', 'ผู้บริหารทุกคนรู้เห็น');
    expect((await test.store.cases.get(id))!.status).toBe('stranded');
    for (const name of ['Head', 'Intake', 'Admin', 'Finance']) {
      const me = await asStaff(test, name);
      for (const path of ['', '/access', '/people']) expect((await me.get(path)).html).not.toContain(id);
      expect((await me.get('/access')).text).not.toContain(tell('waiting'));
    }
    const [one = '', two = ''] = test.shares;
    expect((await enter(one)).text).toContain(tell('waiting'));
    expect(holders.cookie).toBeUndefined();
    expect((await enter(one, two.toLowerCase().replaceAll(' ', ''))).to).toBe('/console/recovery');
    const page = await holders.get('/recovery');
    expect(page.text).toContain(tell('waiting'));
    expect(page.text).not.toContain('ผู้บริหารทุกคนรู้เห็น');
    expect(page.html).not.toContain(id);

    // Those inside the municipality get nothing, whoever asks.
    const refused = await through({ 'give-person': await test.idOf('Head'), scope: 'waiting' });
    expect(refused.text).toContain(i18n.t('th', 'access:run.uncounted.done'));
    expect(refused.text).not.toContain(i18n.t('th', 'access:tally.conflict', { count: 1 }));
    expect(refused.text).toContain(tell('waiting'));

    const admin = await asStaff(test, 'Admin');
    const added = await admin.post('/people/add', {
      name: 'Outsider',
      role: 'head',
      unit: 'outside',
      words: 'en',
    });
    test.passphrases['Outsider'] = /passphrase-words">([^<]+)</.exec(added.html)![1]!.trim();
    const outsider = await test.idOf('Outsider');
    const { fingerprint } = (await test.accounts.people.find(outsider))!;
    const head = await asStaff(test, 'Head');
    await head.post(`/people/${outsider}/confirm`, { fingerprint });
    const given = await through({ 'give-person': outsider, scope: 'waiting' });
    expect(given.text).toContain(tell('none'));
    const me = await asStaff(test, 'Outsider');
    expect((await me.get(`/cases/${id}`)).text).toContain('ผู้บริหารทุกคนรู้เห็น');
    expect((await test.store.cases.get(id))!.status).toBe('received');

    await holders.post('/recovery/end', { csrf: '' });
    expect((await holders.get('/recovery')).text).toContain(tell('share1'));
    const log = (await test.accounts.audit.page(0, 1000)).filter(({ what }) => what.startsWith('recovery'));
    expect(log.map(({ what, who }) => [what, who])).toEqual([
      ['recovery-asked', undefined],
      ['recovery-opened', undefined],
    ]);
  });
});

it('brings back everybody: no head and no key holder who remembers a passphrase', async () => {
  const filed = await test.file('finance', 'เรื่องก่อนที่ทุกคนลืมวลี');
  const [, two = '', three = ''] = test.shares;
  await enter(two, three);
  const id = await test.idOf('Head');
  const link = await holders.post('/recovery/invite', { 'invite-person': id, csrf: '' });
  const path = /\/console(\/invite\/[\w-]+)</.exec(link.html)![1]!;
  const passphrase = 'made by the test, as the invitation would';
  await test.accounts.people.takeUp(path.split('/').at(-1)!, passphrase);
  const { fingerprint } = (await test.accounts.people.find(id))!;
  const wrong = await holders.post('/recovery/confirm', {
    'confirm-person': id,
    fingerprint: '1'.repeat(24),
    csrf: '',
  });
  expect(wrong.text).toContain(i18n.t('th', 'errors:fingerprint-differs'));
  await holders.post('/recovery/confirm', { 'confirm-person': id, fingerprint, csrf: '' });
  const page = await through({ 'give-person': id, scope: 'all' });
  expect(page.text).toContain(i18n.t('th', 'access:run.uncounted.done'));
  test.passphrases['Head'] = passphrase;
  const head = await asStaff(test, 'Head');
  expect((await head.get(`/cases/${filed.id}`)).text).toContain('เรื่องก่อนที่ทุกคนลืมวลี');
});

it('tells nobody with two shares how many cases accuse the unit of whom they try', async () => {
  const [one = '', two = ''] = test.shares;
  await enter(one, two);
  const give = { 'give-person': await test.idOf('Finance'), scope: 'all' };
  const before = await through(give);
  await test.file('finance', 'เรื่องของกองคลัง');
  await test.file('education', 'เรื่องของกองการศึกษา');
  const after = await through(give);
  expect(after.text).toContain(i18n.t('th', 'access:run.uncounted.done'));
  expect(after.html).toBe(before.html);
});

it('says whether cases wait, never how many: what is left after somebody was tried would be a count of accusations', async () => {
  await disable('Citizen');
  const [one = '', two = ''] = test.shares;
  const alone = async () => (await enter(one)).html.replace(/value="[^"]*"/g, '');
  await test.file('whole', 'เรื่องที่หนึ่ง');
  const [aloneOnce, together] = [await alone(), await enter(one, two)];
  expect(together.status).toBe(303);
  const give = { 'give-person': await test.idOf('Finance'), scope: 'waiting' };
  const before = await through(give);
  await test.file('whole', 'เรื่องที่สอง');
  await test.file('whole', 'เรื่องที่สาม');
  expect((await through(give)).html).toBe(before.html);
  expect(await alone()).toBe(aloneOnce);
});

describe('shares', () => {
  const failures = async () =>
    (await test.accounts.audit.page(0, 1000)).filter(({ what }) => what === 'recovery-failed').length;
  const wait = () => i18n.t('th', 'errors:too-many-tries', { seconds: 60 });

  it('that are wrong open nothing and are named in words; what is mistyped is no try', async () => {
    const [one = ''] = test.shares;
    const [first = '', ...rest] = one.split('\n');
    const typo = [(first.startsWith('A') ? 'B' : 'A') + first.slice(1), ...rest].join('\n');
    const other = await startConsole();
    const [foreign = '', foreign2 = ''] = other.shares;
    await other.close();
    const tries: [Page, string, tried: number][] = [
      [await enter(one, one), 'same-share', 0],
      [await enter(typo), 'typo', 0],
      [await enter('AAAA'), 'length', 0],
      [await enter(one, typo), 'typo', 0],
      [await enter(one, foreign), 'different-sets', 1],
      [await enter(foreign, foreign2), 'mismatch', 1],
      [await enter(foreign), 'mismatch', 1],
    ];
    for (const [page, problem] of tries) {
      expect([page.status, page.text.includes(tell(`problem.${problem}`, { line: 1 }))]).toEqual([422, true]);
      expect(page.html).not.toContain(first);
    }
    expect(await failures()).toBe(tries.reduce((sum, [, , tried]) => sum + tried, 0));
    for (const text of test.shares) expect(test.logs()).not.toContain(text.split('\n')[0]);
  });

  it('of nobody are tried five times in a minute by all together; holders are not kept waiting by that', async () => {
    const [one = '', two = ''] = test.shares;
    const [first = '', ...rest] = one.split('\n');
    const typo = [(first.startsWith('A') ? 'B' : 'A') + first.slice(1), ...rest].join('\n');
    const other = await startConsole();
    const [foreign = '', foreign2 = ''] = other.shares;
    await other.close();
    const answers = await Promise.all(Array.from({ length: 12 }, () => enter(foreign)));
    expect(answers.filter(({ text }) => text.includes(wait()))).toHaveLength(7);
    for (const [given, second] of [[foreign], [foreign, foreign2], [one, foreign]])
      expect((await enter(given!, second)).text).toContain(wait());
    expect(await failures()).toBe(5);

    expect((await enter(typo)).text).toContain(tell('problem.typo', { line: 1 }));
    expect((await enter(one)).text).toContain(tell('none'));
    expect((await enter(foreign)).text).toContain(wait()); // asking with one share opens nothing for others
    expect((await enter(one, two)).status).toBe(303);
  });

  it('begin no session of the console, and no session of the console is one of theirs', async () => {
    const [one = '', two = ''] = test.shares;
    await enter(one, two);
    const value = holders.cookie!.split('=')[1]!;
    const asConsole = await browse(test).get('/people', { cookie: `suetrong-console=${value}` });
    expect(asConsole.to).toBe('/console/sign-in?ended=1');
    const head = await asStaff(test, 'Head');
    const stolen = head.cookie!.split('=')[1]!;
    const asHolder = await browse(test).get('/recovery', { cookie: `suetrong-recovery=${stolen}` });
    expect(asHolder.text).toContain(tell('share1'));
    for (const step of ['give', 'confirm', 'invite', 'end']) {
      const page = await browse(test).post(`/recovery/${step}`, {
        person: await test.idOf('Head'),
        csrf: '',
      });
      expect([step, page.text.includes(tell('share1'))]).toEqual([step, true]);
    }
    expect((await test.accounts.people.find('Head'))!.key).toBe('confirmed');
  });
});
