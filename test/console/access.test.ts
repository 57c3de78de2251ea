import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { i18n, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, hidden, type Staff } from './staff-browser.ts';

jest.setTimeout(90_000);

const tell = (key: string, params = {}) => i18n.t('th', `access:${key}`, params);

let test: TestConsole;
let head: Staff;
let citizen: Staff;
let admin: Staff;
beforeAll(async () => {
  test = await startConsole();
  head = await asStaff(test, 'Head');
  citizen = await asStaff(test, 'Citizen');
  admin = await asStaff(test, 'Admin');
});
afterAll(async () => {
  await test.runs.idle();
  await test.close();
});

const wraps = async (caseId: string) =>
  (await test.store.cases.get(caseId))!.wraps.map((each) => each.recipient);
const keyOf = async (name: string) => {
  const id = await test.idOf(name);
  return (await test.accounts.people.colleagues()).find((each) => each.id === id)!.recipient!.id;
};
/** Presses a button that begins long work, and sees its end. */
async function through(me: Staff, path: string, fields: Record<string, string> = {}): Promise<string> {
  const begun = await me.post(path, fields);
  expect([begun.status, begun.to]).toEqual([303, '/console/access']);
  await test.runs.idle();
  return (await me.get('/access')).text;
}
async function addPerson(
  name: string,
  unit: string,
  role = 'investigator',
): Promise<{ id: string; passphrase: string }> {
  const page = await admin.post('/people/add', { name, post: '', role, unit, words: 'en' });
  expect(page.status).toBe(200);
  const passphrase = /passphrase-words">([^<]+)</.exec(page.html)![1]!.trim();
  test.passphrases[name] = passphrase;
  return { id: await test.idOf(name), passphrase };
}
async function confirmKey(by: Staff, id: string): Promise<void> {
  const { fingerprint } = (await test.accounts.people.find(id))!;
  const page = await by.post(`/people/${id}/confirm`, { fingerprint });
  expect([page.status, page.to]).toEqual([303, `/console/people/${id}/pass?done=confirmed`]);
}

describe('somebody new', () => {
  it('gets earlier cases only after confirmation, by a key holder, and none against the own unit', async () => {
    const own = await test.file('supplies-and-property', 'เรื่องของหน่วยตัวเอง');
    const other = await test.file('education', 'เรื่องของหน่วยอื่น');
    const { id } = await addPerson('Late', 'supplies-and-property');
    const early = await head.post(`/people/${id}/pass`, {});
    expect(early.text).toContain(i18n.t('th', 'errors:grant-unconfirmed'));
    await confirmKey(head, id);
    const late = await asStaff(test, 'Late');
    expect((await late.get(`/cases/${other.id}`)).status).toBe(404);
    const end = await through(head, `/people/${id}/pass`);
    expect(end).toContain(tell('tally.given', { count: 1 }));
    expect(end).toContain(tell('tally.conflict', { count: 1 }));
    expect((await late.get(`/cases/${other.id}`)).text).toContain('เรื่องของหน่วยอื่น');
    expect((await late.get(`/cases/${own.id}`)).status).toBe(404);
    expect((await head.get(`/cases/${other.id}`)).text).toContain(tell('event.give-access'));
  });
});

describe('a lost passphrase', () => {
  it('is replaced: the new key opens nothing until it is confirmed and earlier cases are given', async () => {
    const filed = await test.file('education', 'เรื่องก่อนทำวลีหาย');
    const { id } = await addPerson('Forgetful', 'finance');
    await confirmKey(head, id);
    await through(head, `/people/${id}/pass`);
    const before = await asStaff(test, 'Forgetful');
    expect((await before.get(`/cases/${filed.id}`)).status).toBe(200);
    const renewed = await admin.post(`/people/${id}/renew`, { words: 'en' });
    test.passphrases['Forgetful'] = /passphrase-words">([^<]+)</.exec(renewed.html)![1]!.trim();
    expect((await before.get(`/cases/${filed.id}`)).to).toBe('/console/sign-in?ended=1');
    const after = await asStaff(test, 'Forgetful');
    expect((await after.get(`/cases/${filed.id}`)).status).toBe(404);
    await confirmKey(citizen, id);
    expect((await after.get(`/cases/${filed.id}`)).status).toBe(404);
    await through(citizen, `/people/${id}/pass`);
    // The session from before the confirmation is still a session of this key.
    const again = await asStaff(test, 'Forgetful');
    expect((await again.get(`/cases/${filed.id}`)).text).toContain('เรื่องก่อนทำวลีหาย');
    // The lost key still has its wraps; sealing anew takes them, case by case, each holder for the own ones.
    expect((await head.get('/access')).text).toContain(i18n.t('th', 'access:reseal.begin'));
    await through(head, '/access/reseal');
    expect((await head.get('/access')).text).toContain(tell('reseal.none'));
    expect(await wraps(filed.id)).toContain(await keyOf('Forgetful'));
    expect((await again.get(`/cases/${filed.id}`)).status).toBe(200);
  });
});

describe('somebody who leaves', () => {
  it('hands over, is disabled, and what the old key opened is sealed anew by each holder for the own cases', async () => {
    const { id } = await addPerson('Leaver', 'education');
    await confirmKey(head, id);
    const mine = await test.file('finance', 'งานของคนที่ออก');
    const far = await test.file('executive', 'เรื่องที่หัวหน้าเปิดไม่ได้');
    const seen = hidden((await head.get(`/cases/${mine.id}`)).html, 'seen');
    await head.post(`/cases/${mine.id}/act`, { action: 'assign', 'assign-assignee': id, seen });
    expect((await test.store.cases.get(mine.id))!.assignee).toBe(id);
    const to = await test.idOf('Citizen');
    const nobody = await head.post(`/people/${id}/hand-over`, { to: id });
    expect([nobody.status, nobody.text.includes(tell('handOver.missing'))]).toEqual([422, true]);
    expect(await through(head, `/people/${id}/hand-over`, { to })).toContain(
      tell('tally.handed', { count: 1 }),
    );
    expect((await test.store.cases.get(mine.id))!.assignee).toBe(to);

    const key = await keyOf('Leaver');
    expect(await wraps(mine.id)).toContain(key);
    await admin.post(`/people/${id}/disable`, {});
    expect((await head.get('/people?done=disabled')).text).toContain(tell('reseal.after'));
    await through(head, '/access/reseal');
    expect(await wraps(mine.id)).not.toContain(key);
    expect((await test.store.cases.get(mine.id))!.generation).toBeGreaterThan(1);
    // A case that Head cannot open is neither counted for Head nor touched.
    expect(await wraps(far.id)).not.toContain(await keyOf('Head'));
    expect((await head.get('/access')).text).toContain(tell('reseal.none'));
    await through(citizen, '/access/reseal');
    expect(await wraps(far.id)).not.toContain(key);
    const { ok } = await test.accounts.audit.verify();
    expect(ok).toBe(true);
  });

  it('stops when the session ends, and is taken up where it broke off', async () => {
    const { id } = await addPerson('Brief', 'education');
    await confirmKey(head, id);
    const cases: { id: string }[] = [];
    for (let number = 0; number < 3; number += 1) cases.push(await test.file('finance', `เรื่องที่ ${number}`));
    const key = await keyOf('Brief');
    await admin.post(`/people/${id}/disable`, {});
    const other = await asStaff(test, 'Head');
    await other.post('/access/reseal', {});
    const going = await other.get('/access');
    expect(going.headers.get('refresh')).toBe('2');
    expect((await other.post('/access/reseal', {})).status).toBe(409);
    await other.post('/sign-out', {});
    await test.runs.idle();
    const left = async () =>
      (await Promise.all(cases.map((each) => wraps(each.id)))).filter((each) => each.includes(key)).length;
    expect(await left()).toBeGreaterThan(0);
    expect((await head.get('/access')).text).toMatch(/หยุดที่ [012] จาก \d+ เรื่อง/);
    await through(head, '/access/reseal');
    expect(await left()).toBe(0);
    for (const [at, { id: caseId }] of cases.entries())
      expect((await head.get(`/cases/${caseId}`)).text).toContain(`เรื่องที่ ${at}`);
  });
});

describe('one case', () => {
  it('is taken from somebody and given back by a head, after a question', async () => {
    const { id } = await test.file('finance', 'เรื่องที่พบความเกี่ยวข้องภายหลัง');
    const intake = await asStaff(test, 'Intake');
    const person = await test.idOf('Intake');
    const page = await head.get(`/cases/${id}/access`);
    expect(page.text).toContain('Intake');
    expect(page.html).not.toContain(`value="${await test.idOf('Finance')}"`);
    const asked = await head.post(`/cases/${id}/access/take`, { person });
    expect([asked.status, asked.text.includes(tell('confirm.take'))]).toEqual([200, true]);
    expect((await intake.get(`/cases/${id}`)).status).toBe(200);
    const done = await head.post(`/cases/${id}/access/take`, { person, step: 'do' });
    expect(done.to).toBe(`/console/cases/${id}/access?done=take`);
    expect((await intake.get(`/cases/${id}`)).status).toBe(404);
    // Not by passing everything on again, but by a head, on purpose.
    expect(await through(citizen, `/people/${person}/pass`)).toContain(tell('tally.taken', { count: 1 }));
    expect((await intake.get(`/cases/${id}`)).status).toBe(404);
    // The second press is answered as the first, and not with why nobody could be given it.
    for (let press = 0; press < 2; press += 1) {
      const given = await head.post(`/cases/${id}/access/give`, { person, step: 'do' });
      expect(given.to).toBe(`/console/cases/${id}/access?done=give`);
    }
    expect((await intake.get(`/cases/${id}`)).status).toBe(200);
    const timeline = (await head.get(`/cases/${id}`)).text;
    for (const action of ['give-access', 'take-access']) expect(timeline).toContain(tell(`event.${action}`));
  });

  it('is given to nobody near the accused unit, whatever is sent', async () => {
    const { id } = await test.file('finance');
    const before = await wraps(id);
    for (const person of [await test.idOf('Finance'), await test.idOf('Admin'), 'x', '']) {
      const page = await head.post(`/cases/${id}/access/give`, { person, step: 'do' });
      expect([person, page.status]).toEqual([person, 409]);
    }
    expect(await wraps(id)).toEqual(before);
  });
});

it('a unit that has gone from the data gives its people nothing new, with a warning', async () => {
  const { id } = await addPerson('Unplaced', 'education');
  await confirmKey(head, id);
  const filed = await test.file('finance');
  expect(await wraps(filed.id)).toContain(await keyOf('Unplaced'));
  test.dropUnit('education');
  try {
    expect((await head.get('/people')).text).toContain(tell('unplaced.warning'));
    const later = await test.file('finance');
    expect(await wraps(later.id)).not.toContain(await keyOf('Unplaced'));
    expect(await wraps(later.id)).toContain(await keyOf('Head'));
    expect(await through(head, `/people/${id}/pass`)).toContain(
      tell('tally.conflict', { count: 1 }).slice(0, 9),
    );
    expect(await wraps(later.id)).not.toContain(await keyOf('Unplaced'));
  } finally {
    test.dropUnit(undefined);
  }
  expect((await head.get('/people')).text).not.toContain(tell('unplaced.warning'));
});

it('leaves no line in the audit log about a case that waits for its release hour', async () => {
  const { id } = await test.file('finance', 'เรื่องที่ยังไม่ถึงเวลาเปิด');
  const row = (await test.store.cases.get(id))!;
  await test.store.cases.replace({ ...row, shown: false, waiting: true, version: row.version + 1 });
  const { id: late } = await addPerson('Early bird', 'education');
  await confirmKey(head, late);
  await through(head, `/people/${late}/pass`);
  const key = await keyOf('Early bird');
  expect(await wraps(id)).toContain(key);
  await admin.post(`/people/${late}/disable`, {});
  await through(head, '/access/reseal');
  expect(await wraps(id)).not.toContain(key);
  expect((await test.store.cases.get(id))!.generation).toBe(2);
  const lines = await test.accounts.audit.page(0, 10_000);
  expect(lines.filter((line) => line.case === id)).toEqual([]);
});
