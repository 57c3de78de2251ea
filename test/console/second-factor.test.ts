import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { MINUTE, SECOND } from '../support/clock.ts';
import { say, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, browse, hidden, plain, type Staff } from './staff-browser.ts';

let test: TestConsole;
beforeAll(async () => {
  test = await startConsole();
});
afterAll(() => test.close());

/** What the telephone shows, so many steps from now. */
const phone = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: test.clock.now().getTime() + steps * 30 * SECOND,
  });
const enter = (name: string, code: string) =>
  browse(test).post('/sign-in', { name, passphrase: test.passphrases[name]!, code, csrf: '' });

async function setUp(name: string): Promise<{ staff: Staff; secret: string; spare: string[] }> {
  const staff = await asStaff(test, name);
  const page = await staff.get('/me/second-factor');
  const secret = hidden(page.html, 'secret');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const done = await staff.post('/me/second-factor', { secret, code: phone(secret) });
  expect(done.html).toContain('class="console typing"'); // the other language would take the codes away
  const spare = [...done.html.matchAll(/<li class="fingerprint">([\d ]+)</g)].map((match) =>
    plain(match[1]!),
  );
  test.clock.advance(30 * SECOND);
  return { staff, secret, spare };
}

describe('the code from a telephone', () => {
  it('is set up only with a code that fits', async () => {
    const staff = await asStaff(test, 'Finance');
    const secret = hidden((await staff.get('/me/second-factor')).html, 'secret');
    const right = phone(secret);
    const wrong = right === '000000' ? '000001' : '000000';
    for (const fields of [
      { secret, code: wrong },
      { secret, code: '' },
      { secret: 'AAAA', code: right },
    ]) {
      const page = await staff.post('/me/second-factor', fields);
      expect([fields, page.status]).toEqual([fields, 422]);
    }
    expect((await staff.get('/me')).text).toContain(say('factor.isOff'));
    expect((await enter('Finance', '')).status).toBe(303);
  });

  it('is asked for at sign-in, once for each step, also after the step before', async () => {
    const { staff, secret, spare } = await setUp('Intake');
    expect(spare).toHaveLength(8);
    expect((await staff.get('/me')).text).toContain(say('factor.isOn'));
    const missing = await enter('Intake', '');
    expect([missing.status, missing.text.includes(say('signIn.codeMissing'))]).toEqual([401, true]);
    expect(missing.headers.getSetCookie()).toEqual([]);

    const code = phone(secret);
    const thai = code.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
    expect((await enter('Intake', ` ${thai.slice(0, 3)} ${thai.slice(3)}`)).status).toBe(303);
    for (const used of [code, phone(secret, -1)]) {
      const page = await enter('Intake', used);
      expect([page.status, page.text.includes(say('signIn.codeWrong')), page.headers.getSetCookie()]).toEqual(
        [401, true, []],
      );
    }
    expect((await enter('Intake', phone(secret, 1))).status).toBe(303); // the telephone's clock is a little fast
    expect((await enter('Intake', phone(secret, 3))).status).toBe(401);
    expect((await enter('Head', '')).status).toBe(303); // nobody else's
  });

  it('lets each recovery code in once', async () => {
    const { spare } = await setUp('Head');
    expect((await enter('Head', spare[3]!)).status).toBe(303);
    expect((await enter('Head', spare[3]!)).status).toBe(401);
    expect((await enter('Head', spare[4]!.replaceAll(' ', ''))).status).toBe(303);
  });

  it('allows five tries a minute, whatever else is right, and writes the wrong ones down', async () => {
    const { secret } = await setUp('Citizen');
    const right = new Set([-1, 0, 1].map((steps) => phone(secret, steps)));
    const wrong = Array.from({ length: 9 }, (_each, at) => String(at).repeat(6)).filter(
      (each) => !right.has(each),
    );
    for (const code of wrong.slice(0, 5)) expect((await enter('Citizen', code)).status).toBe(401);
    expect((await enter('Citizen', phone(secret))).status).toBe(429);
    const last = Number((await test.accounts.audit.head())!.split('-')[0]);
    const lines = await test.accounts.audit.page(last - 12, 12);
    expect(lines.filter(({ detail }) => detail === 'second-factor')).toHaveLength(5);
    test.clock.advance(2 * MINUTE);
    expect((await enter('Citizen', phone(secret))).status).toBe(303);
  });

  it('is taken back with a code only, and by a new key', async () => {
    const { staff, secret, spare } = await setUp('Finance');
    expect((await staff.post('/me/second-factor/off', { code: '' })).status).toBe(422);
    // Nor is it replaced by another while it is in use.
    const other = new Secret({ size: 20 }).base32;
    await staff.post('/me/second-factor', { secret: other, code: phone(other) });
    expect((await enter('Finance', '')).status).toBe(401);
    expect((await staff.post('/me/second-factor/off', { code: phone(secret) })).to).toBe('/console/me');
    expect((await enter('Finance', '')).status).toBe(303);

    await setUp('Auditor');
    const admin = await test.accounts.signIn.signIn('Admin', test.passphrases['Admin']!);
    const { passphrase } = await test.accounts.people.renew(admin.worker, await test.idOf('Auditor'), 'en');
    test.passphrases['Auditor'] = passphrase;
    expect((await enter('Auditor', '')).status).toBe(303);
    expect(spare).toHaveLength(8);
  });

  it('lies nowhere in the store, and closes the door when it was spoiled there', async () => {
    const { secret, spare } = await setUp('Inner auditor');
    const bytes = Buffer.concat(
      readdirSync(test.dataDir)
        .filter((name) => !name.endsWith('.json'))
        .map((name) => readFileSync(join(test.dataDir, name))),
    );
    const { fingerprint } = (await test.accounts.people.find('Inner auditor'))!;
    const name = `console-factor-${fingerprint.replace(/\D/g, '')}`;
    expect(bytes.includes(name)).toBe(true);
    for (const text of [secret, Buffer.from(Secret.fromBase32(secret).bytes), ...spare]) {
      expect(bytes.includes(text)).toBe(false);
    }
    const sealed = Buffer.from((await test.store.settings.get(name))!);
    sealed[sealed.length - 1]! ^= 1;
    await test.store.settings.set(name, sealed);
    expect((await enter('Inner auditor', phone(secret))).status).toBe(401);
    expect(test.logs()).not.toContain(secret);
  });
});
