import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { say, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, browse, hidden } from './staff-browser.ts';

let test: TestConsole;
beforeAll(async () => {
  test = await startConsole();
});
afterAll(() => test.close());

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
