import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { askedLine } from '../../src/accounts/proof.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { i18n, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, browse, type Page, type Staff } from './staff-browser.ts';

jest.setTimeout(90_000);

const tell = (key: string, params = {}) => i18n.t('th', `shares:${key}`, params);
const problem = (reason: string) => i18n.t('th', `entry:recovery.problem.${reason}`, { line: '' });

let test: TestConsole;
let admin: Staff;
beforeEach(async () => {
  test = await startConsole();
  admin = await asStaff(test, 'Admin');
});
afterEach(async () => {
  await test.runs.idle();
  await test.close();
});

const begin = (one: string, two: string, me = admin) =>
  me.post('/shares', { 'share-1': one, 'share-2': two });
const shownOn = (page: Page): string =>
  [
    ...(/<ol class="passphrase share-lines">([^]*?)<\/ol>/.exec(page.html)?.[1] ?? '').matchAll(
      /<li>([^<]+)<\/li>/g,
    ),
  ]
    .map((match) => match[1]!.trim())
    .join('\n');
const write = (share: string, me = admin) =>
  me.post('/shares/written', { 'typed-0': share.split('\n')[askedLine(share)]!.toLowerCase() });
/** Brings two old ones and writes three new ones down, up to the last press. */
async function written(one: string, two: string, me = admin): Promise<string[]> {
  expect([(await begin(one, two, me)).to]).toEqual(['/console/shares']);
  const shares: string[] = [];
  for (let share = shownOn(await me.get('/shares')); share; share = shownOn(await me.get('/shares'))) {
    shares.push(share);
    expect((await write(share, me)).to).toBe('/console/shares');
  }
  return shares;
}
const enter = (...texts: string[]) =>
  browse(test).post('/recovery', { 'share-1': texts[0]!, 'share-2': texts[1] ?? '', csrf: '' });
const lines = async (...what: string[]) =>
  (await test.accounts.audit.page(0, 1000)).filter((line) => what.includes(line.what));

describe('new recovery shares', () => {
  it('replace the old after one was lost: two new ones open the key, an old one does not, with whatever other', async () => {
    const [, two = '', three = ''] = test.shares; // the first one is lost
    expect((await admin.get('/people')).html).toContain('/console/shares');
    const fresh = await written(two, three);
    expect(fresh).toHaveLength(3);
    expect((await admin.get('/shares')).text).toContain(tell('readyTitle'));
    // Until the last press the old ones count and the new ones do not.
    const holders = browse(test);
    await holders.post('/recovery', { 'share-1': two, 'share-2': three, csrf: '' });
    const held = async () => !(await holders.get('/recovery')).html.includes('share-1');
    expect(await held()).toBe(true);
    expect((await enter(fresh[0]!, fresh[1]!)).text).toContain(problem('old'));

    const done = await admin.post('/shares/finish', {});
    for (const next of ['next.backup', 'next.destroy'])
      expect([done.status, next, done.text.includes(tell(next))]).toEqual([200, next, true]);
    expect(done.headers.get('cache-control')).toBe('no-store');
    // A second press, or the page loaded anew, says the same; a new beginning forgets it.
    const again = await admin.post('/shares/finish', {});
    expect([again.status, again.text.includes(tell('next.destroy'))]).toEqual([200, true]);
    expect(await held()).toBe(false); // what was opened with old ones is over, too
    for (const [one, other] of [
      [fresh[0], fresh[1]],
      [fresh[2], fresh[0]],
    ])
      expect((await enter(one!, other!)).to).toBe('/console/recovery');
    expect((await enter(fresh[1]!)).text).toContain(i18n.t('th', 'entry:recovery.none'));
    for (const texts of [[two, three], [two, fresh[0]!], [fresh[1]!, three], [three]]) {
      const page = await enter(...texts);
      expect([page.status, page.text.includes(problem('old')), page.to]).toEqual([422, true, undefined]);
    }
    // The program's own commands, too, and after a restart.
    const later = await test.restart();
    await expect(later.recovery.open([two, three])).rejects.toMatchObject({ reason: 'old' });
    expect((await later.recovery.open([fresh[1]!, fresh[2]!])).id).toBe('recovery');
    // Cases filed before open with the new ones: it is the same key.
    expect(await later.recovery.storedFingerprint()).toBe(await test.accounts.recovery.storedFingerprint());

    const me = await test.idOf('Admin');
    expect((await lines('shares-shown', 'shares-replaced')).map(({ what, who }) => [what, who])).toEqual([
      ['shares-shown', me],
      ['shares-replaced', me],
    ]);
    expect(shownOn(await admin.get('/shares'))).toBe('');
    await begin(fresh[0]!, fresh[1]!);
    await admin.post('/shares/leave', {});
    expect((await admin.post('/shares/finish', {})).to).toBe('/console/shares');
  });

  it('are made with two present shares, by an administrator, and by nobody else', async () => {
    const [one = '', two = ''] = test.shares;
    const other = await startConsole();
    const [foreign = '', foreign2 = ''] = other.shares;
    await other.close();
    const tries: [string, string, string][] = [
      [one, '', 'not-enough'],
      ['', '', 'length'],
      [one, one, 'same-share'],
      [one, foreign, 'different-sets'],
      [foreign, foreign2, 'mismatch'],
    ];
    for (const [first, second, reason] of tries) {
      const page = await begin(first, second);
      expect([reason, page.status, page.text.includes(problem(reason))]).toEqual([reason, 422, true]);
      for (const text of [first, second].filter(Boolean))
        expect(page.html).not.toContain(text.split('\n')[0]);
      expect(shownOn(await admin.get('/shares'))).toBe('');
    }
    const page = await admin.get('/shares');
    for (const key of ['onlyOne.text', 'onlyOne.keys', 'not.sameKey', 'not.stolen', 'need.holders'])
      expect([key, page.text.includes(tell(key))]).toEqual([key, true]);
    for (const name of ['Head', 'Intake', 'Auditor']) {
      const me = await asStaff(test, name);
      expect((await begin(one, two, me)).status).toBe(403);
      const worker = { id: await test.idOf(name) };
      await expect(test.accounts.newShares.begin(worker, [one, two])).rejects.toMatchObject({
        key: 'people-not-yours',
      });
      expect((await me.get('/people')).html).not.toContain('/console/shares');
    }
    // Strangers who try are kept waiting here as at the door; who has shares in force is not.
    for (let n = 0; n < 5; n += 1) await begin(foreign, foreign2);
    expect((await begin(foreign, foreign2)).text).toContain(
      i18n.t('th', 'errors:too-many-tries', { seconds: 60 }),
    );
    expect((await begin(one, two)).to).toBe('/console/shares');
    expect((await lines('shares-replaced')).length).toBe(0);
  });

  it('that were not all written down, or not put in force, change nothing', async () => {
    const [one = '', two = ''] = test.shares;
    await begin(one, two);
    const first = shownOn(await admin.get('/shares'));
    expect((await admin.post('/shares/written', { 'typed-0': 'AAAA BBBB CCCC' })).status).toBe(422);
    expect(shownOn(await admin.get('/shares'))).toBe(first);
    expect((await admin.post('/shares/finish', {})).to).toBe('/console/shares');
    expect((await enter(one, two)).to).toBe('/console/recovery');
    await write(first);
    // Each alone: no page holds two of them.
    const second = shownOn(await admin.get('/shares'));
    expect([second === first, second.split('\n').length]).toEqual([false, 6]);
    expect((await admin.get('/shares')).html).not.toContain(first.split('\n')[0]);
    await admin.post('/shares/leave', {});
    expect((await admin.get('/shares')).text).toContain(tell('lead'));
    expect((await admin.post('/shares/finish', {})).to).toBe('/console/shares');
    expect((await enter(one, two)).to).toBe('/console/recovery');
    expect((await enter(first, second)).text).toContain(problem('old'));
  });

  it('that wait for paper lie sealed to the session alone, and go with it', async () => {
    const [one = '', two = ''] = test.shares;
    await begin(one, two);
    const share = shownOn(await admin.get('/shares'));
    const again = await asStaff(test, 'Admin'); // the same person, another session
    expect(shownOn(await again.get('/shares'))).toBe('');
    const signs = share.split('\n').map((line) => line.replaceAll(' ', ''));
    const disk = readdirSync(test.dataDir).map((name) =>
      readFileSync(join(test.dataDir, name)).toString('latin1'),
    );
    for (const line of [...signs, ...share.split('\n')])
      for (const file of [...disk, test.logs()]) expect(file).not.toContain(line);

    // Every half hour without a step: gone, also from the store.
    const rows = async () => (await test.store.sessions.page(undefined, 100)).length;
    const before = await rows();
    for (let n = 0; n < 3; n += 1) {
      test.clock.advance(12 * 60_000);
      await admin.get('/people');
    }
    expect((await admin.get('/shares')).text).toContain(tell('lead'));
    await test.purge();
    expect(await rows()).toBeLessThan(before);
    expect((await enter(one, two)).to).toBe('/console/recovery');
  });

  it('are put in force once: who began with the old ones at the same time is told so', async () => {
    const [one = '', two = ''] = test.shares;
    const late = await asStaff(test, 'Admin');
    const [fresh, stale] = [await written(one, two), await written(two, one, late)];
    expect((await admin.post('/shares/finish', {})).status).toBe(200);
    const refused = await late.post('/shares/finish', {});
    expect([refused.status, refused.text.includes(i18n.t('th', 'errors:shares-changed'))]).toEqual([
      409,
      true,
    ]);
    expect((await enter(fresh[0]!, fresh[1]!)).to).toBe('/console/recovery');
    expect((await enter(stale[0]!, stale[1]!)).text).toContain(problem('old'));
    expect(await lines('shares-replaced')).toHaveLength(1);
  });
});
