import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { i18n, say, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, plain } from './staff-browser.ts';

jest.setTimeout(60_000);

let test: TestConsole;
beforeAll(async () => {
  test = await startConsole();
});
afterAll(() => test.close());

describe('people', () => {
  it('are added with a passphrase shown once, confirmed by another key holder’s ear, and disabled', async () => {
    const [admin, citizen] = [await asStaff(test, 'Admin'), await asStaff(test, 'Citizen')];
    const person = {
      name: 'เจ้าหน้าที่ใหม่',
      post: 'ผู้ช่วย',
      role: 'officer',
      unit: 'education',
      intake: '1',
      words: 'th',
    };
    const wrong = await admin.post('/people/add', { ...person, unit: '' });
    expect([wrong.status, wrong.text.includes(say('error.unit-unknown'))]).toEqual([422, true]);
    expect((await admin.post('/people/add', { ...person, role: 'auditor' })).status).toBe(422);
    const fresh = await admin.post('/people/add', person);
    const passphrase = plain(/class="passphrase-words">([^<]+)</.exec(fresh.html)![1]!);
    expect(passphrase.split(' ')).toHaveLength(10);
    expect(fresh.headers.get('cache-control')).toBe('no-store');
    const id = await test.idOf('เจ้าหน้าที่ใหม่');
    const { fingerprint } = (await test.accounts.people.find(id))!;
    expect((await admin.post('/people/add', person)).status).toBe(422); // loading the page again adds nobody
    for (const page of [await admin.get('/people'), await citizen.get(`/people/${id}/confirm`)]) {
      expect(page.html).not.toContain(passphrase);
      expect(page.html).not.toContain(fingerprint);
    }
    const differs = await citizen.post(`/people/${id}/confirm`, { fingerprint: '1'.repeat(24) });
    expect([differs.status, differs.text.includes(i18n.t('th', 'errors:fingerprint-differs'))]).toEqual([
      422,
      true,
    ]);
    expect((await test.accounts.people.find(id))!.key).toBe('pending');
    expect((await citizen.post(`/people/${id}/confirm`, { fingerprint })).status).toBe(303);
    expect((await test.accounts.people.find(id))!.key).toBe('confirmed');
    test.passphrases['เจ้าหน้าที่ใหม่'] = passphrase;
    const officer = await asStaff(test, 'เจ้าหน้าที่ใหม่');
    const { id: caseId } = await test.file('finance', 'เรื่องหลังยืนยัน');
    expect((await officer.get(`/cases/${caseId}`)).status).toBe(200);
    expect((await officer.get('/me')).text).toContain(fingerprint);

    const noUnit = await admin.post(`/people/${id}/move`, { role: 'officer', unit: '' });
    expect([noUnit.status, (await test.accounts.people.find(id))!.key]).toEqual([422, 'confirmed']);
    expect((await admin.get(`/people/${id}/move`)).html).toMatch(/<option value="education" selected>/);
    const moved = await admin.post(`/people/${id}/move`, { role: 'investigator', unit: 'finance' });
    expect(moved.to).toBe('/console/people?done=moved');
    expect(await test.accounts.people.find(id)).toMatchObject({
      ...{
        role: 'investigator',
        unit: 'finance',
        intake: false,
        outside: false,
        key: 'pending',
        post: 'ผู้ช่วย',
      },
    });
    expect((await officer.get(`/cases/${caseId}`)).status).toBe(303);
    const again = await asStaff(test, 'เจ้าหน้าที่ใหม่');
    expect((await again.get(`/cases/${caseId}`)).status).toBe(404);

    expect((await admin.post(`/people/${await test.idOf('Admin')}/disable`, {})).status).toBe(400); // not himself
    await admin.post(`/people/${id}/disable`, {});
    expect((await again.get('')).status).toBe(303);
    expect((await admin.get('/people?done=disabled')).text).toContain(say('people.disabled'));
    expect((await admin.get(`/people/${id}/disable`)).status).toBe(404);
  });
});
