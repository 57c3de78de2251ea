import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../support/clock.ts';
import { i18n, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, type Staff } from './staff-browser.ts';

let test: TestConsole;
let fails = false;
let me: Staff;
beforeAll(async () => {
  test = await startConsole({ mailFails: () => fails });
  me = await asStaff(test, 'Intake');
});
afterAll(() => test.close());

const say = (key: string, params = {}) => i18n.t('th', `alerts:${key}`, params);
const ADDRESS = 'intake@example.com';
const ask = (address: string) => me.post('/me/alerts', { address });
const confirm = (code: string) => me.post('/me/alerts/confirm', { code });
const mailedCode = () => /\d{8}/.exec(test.mails.at(-1)!.text)![0];
const isOn = async () => (await me.get('/me')).text.includes(say('isOn', { address: ADDRESS }));
const wrongFor = (code: string) => (code === '00000000' ? '00000001' : '00000000');

describe('the address for alerts', () => {
  it('is asked for again, in words, when it is none', async () => {
    for (const typed of ['', 'somebody', 'a@b', 'a@b.example\r\nBcc: c@d.example', 'ก@example.com']) {
      const page = await ask(typed);
      expect([typed, page.status]).toEqual([typed, 422]);
      expect(page.text).toContain(i18n.t('th', 'errors:alert-address'));
    }
    expect(test.mails).toEqual([]);
  });

  it('counts once the code that was mailed there is typed, also in Thai digits', async () => {
    expect(await ask(` ${ADDRESS} `)).toMatchObject({ status: 303, to: '/console/me/alerts' });
    const code = mailedCode();
    expect(test.mails.at(-1)!.to).toBe(ADDRESS);
    expect((await me.get('/me/alerts')).text).toContain(say('codeHint', { address: ADDRESS }));
    expect(await isOn()).toBe(false);
    expect((await confirm(wrongFor(code))).text).toContain(say('codeWrong'));
    const thai = code.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
    expect(await confirm(`${thai.slice(0, 4)} ${thai.slice(4)}`)).toMatchObject({ status: 303 });
    expect(await isOn()).toBe(true);
    expect((await confirm(code)).text).toContain(say('codeGone'));
  });

  it('lies in the store sealed, and colleagues see nothing of it', async () => {
    const rows = await test.store.people.list();
    const bytes = Buffer.concat(rows.map(({ data }) => data)).toString('latin1');
    expect(bytes).not.toContain('example.com');
    expect(bytes).not.toContain(Buffer.from(ADDRESS).toString('base64').slice(0, 16));
    const colleague = await asStaff(test, 'Head');
    for (const path of ['/people', '/me', '/me/alerts'])
      expect((await colleague.get(path)).html).not.toContain(ADDRESS);
    expect(test.logs()).not.toContain(ADDRESS);
  });

  it('goes on while another one waits; codes run out by guessing and by time', async () => {
    await ask('other@example.com');
    for (let tries = 0; tries < 5; tries += 1) await confirm(wrongFor(mailedCode()));
    expect((await confirm(mailedCode())).text).toContain(say('codeGone'));
    await ask('other@example.com');
    test.clock.advance(2 * DAY);
    me = await asStaff(test, 'Intake');
    expect((await confirm(mailedCode())).status).toBe(422);
    expect(await isOn()).toBe(true);
  });

  it('gets no more than five codes a day, so that nobody floods a stranger', async () => {
    const before = test.mails.length;
    for (let tries = 0; tries < 5; tries += 1) expect((await ask('stranger@example.com')).status).toBe(303);
    const page = await ask('stranger@example.com');
    expect([page.status, page.text.includes(i18n.t('th', 'errors:alert-codes'))]).toEqual([422, true]);
    await me.post('/me/alerts/remove', {});
    expect((await ask('stranger@example.com')).status).toBe(422);
    expect(test.mails.length - before).toBe(5);
    expect(await isOn()).toBe(false);
  });

  it('says so when the mail server does not take it', async () => {
    me = await asStaff(test, 'Finance');
    fails = true;
    const page = await ask('finance@example.com');
    fails = false;
    expect([page.status, page.text.includes(say('notSent'))]).toEqual([422, true]);
  });

  it('is of no use to administrators and auditors inside, and the page says so', async () => {
    for (const name of ['Admin', 'Inner auditor']) {
      const staff = await asStaff(test, name);
      expect((await staff.get('/me/alerts')).text).toContain(say('notForYou'));
      const mailed = test.mails.length;
      await staff.post('/me/alerts', { address: 'x@example.com' });
      expect(test.mails.length).toBe(mailed);
    }
  });

  it('is written to the audit log as turned on and off, without the address', async () => {
    const auditor = await asStaff(test, 'Auditor');
    const { text } = await auditor.get('/audit');
    expect(text).toContain(i18n.t('th', 'accounts:event.alerts-on'));
    expect(text).toContain(i18n.t('th', 'accounts:event.alerts-off'));
    expect(text).not.toContain('example.com');
  });
});
