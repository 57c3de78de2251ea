import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { leaksOf } from '../cases/stored-values.ts';
import { i18n, say, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, type Staff } from './staff-browser.ts';

jest.setTimeout(60_000);

let test: TestConsole;
let intake: Staff;
let citizen: Staff;
let finance: Staff;
beforeAll(async () => {
  test = await startConsole();
  [intake, citizen, finance] = [
    await asStaff(test, 'Intake'),
    await asStaff(test, 'Citizen'),
    await asStaff(test, 'Finance'),
  ];
});
afterAll(() => test.close());

const events = async () =>
  (await test.accounts.audit.page(0, 5000)).filter(({ what }) => /^case-(un)?linked$/.test(what));

it('links two cases and takes the link away, seen in both, each undoing the other', async () => {
  const one = await test.file('finance', 'เล่าครั้งที่หนึ่ง');
  const two = await test.file('finance', 'เล่าครั้งที่สอง');
  expect((await intake.get(`/cases/${one.id}`)).text).toContain(say('linked.none'));
  const page = await intake.get(`/cases/${one.id}/link`);
  expect(page.html).toContain(`value="${two.id}"`);
  expect(page.html).not.toContain(`value="${one.id}"`);
  for (let press = 0; press < 2; press += 1) {
    const done = await intake.post(`/cases/${one.id}/link`, { other: two.id, linked: '1' });
    expect(done.to).toBe(`/console/cases/${one.id}?linked=1`);
  }
  const [first, second] = [await citizen.get(`/cases/${one.id}`), await intake.get(`/cases/${two.id}`)];
  expect(first.html).toContain(`/console/cases/${two.id}"`);
  expect(first.text).toContain('เล่าครั้งที่สอง');
  expect(second.text).toContain('เล่าครั้งที่หนึ่ง');
  expect(second.html.split(`/console/cases/${one.id}"`)).toHaveLength(2); // once, pressed twice
  expect(first.text).toContain(say('case.noNotes')); // a link is no note
  expect((await intake.get(`/cases/${one.id}/link`)).text).toContain(say('linked.already'));
  await citizen.post(`/cases/${two.id}/link`, { other: one.id, linked: '0' });
  expect((await intake.get(`/cases/${one.id}`)).text).not.toContain('เล่าครั้งที่สอง');
  const lines = await events();
  expect(lines.map(({ what, case: about }) => [what, about]).slice(-2)).toEqual([
    ['case-unlinked', two.id],
    ['case-unlinked', one.id],
  ]);
});

it('shows a link only to who may know of both, and lies sealed', async () => {
  const education = await test.file('education', 'เรื่องที่การคลังเปิดได้', { exclude: ['complaints'] });
  const both = await test.file('supplies-and-property', 'เรื่องของพัสดุ');
  const hidden = await test.file('finance', 'เรื่องของการคลังเอง');
  expect((await finance.get(`/cases/${both.id}`)).status).toBe(404);
  // Citizen opens all three; Finance only the first.
  for (const other of [hidden.id, both.id]) {
    expect((await citizen.post(`/cases/${education.id}/link`, { other, linked: '1' })).status).toBe(303);
  }
  const theirs = await finance.get(`/cases/${education.id}`);
  expect(theirs.status).toBe(200);
  expect(theirs.text).toContain(say('linked.none'));
  expect(theirs.text).toContain(say('case.noNotes'));
  for (const { id } of [hidden, both]) expect(theirs.html).not.toContain(id);
  for (const path of ['link', 'link?same=category', 'link?same=all', 'print']) {
    const page = await finance.get(`/cases/${education.id}/${path}`);
    expect(page.status).toBe(200);
    for (const { id } of [hidden, both]) expect(page.html).not.toContain(id);
  }
  const rows = await Promise.all(
    [education, hidden, both].map(async ({ id }) => (await test.store.cases.get(id))!),
  );
  for (const [at, row] of rows.entries()) {
    const items = await test.store.cases.readItems(row.items.map(({ id }) => id));
    for (const other of rows.filter((_each, index) => index !== at)) {
      const places = [
        { name: 'row', bytes: Buffer.from(JSON.stringify(row)) },
        ...items.map(({ sealed }) => ({ name: 'item', bytes: Buffer.from(sealed) })),
      ];
      expect(items.length).toBeGreaterThan(1);
      expect(leaksOf({ other: other.id }, places)).toEqual([]);
      // As an item would hold it that was not sealed.
      const open = { ciphertext: { b64: Buffer.from(`{"detail":"${other.id}"}`).toString('base64') } };
      const planted = [{ name: 'item', bytes: Buffer.from(JSON.stringify(open)) }];
      expect(leaksOf({ other: other.id }, planted)).toEqual(['other in item']);
    }
  }
});

it('refuses to link what the person cannot open, with itself, or nonsense, and changes nothing', async () => {
  const mine = await test.file('education', 'เรื่องของฉัน', { exclude: ['complaints'] });
  const theirs = await test.file('finance', 'เรื่องที่เปิดไม่ได้');
  const state = async () =>
    JSON.stringify(await Promise.all([mine, theirs].map(({ id }) => test.store.cases.get(id))));
  await finance.get(`/cases/${mine.id}`);
  const before = await state();
  const count = (await events()).length;
  const unknown = await finance.post(`/cases/${mine.id}/link`, { other: '0'.repeat(32), linked: '1' });
  for (const [caseId, other] of [
    [mine.id, theirs.id],
    [theirs.id, mine.id],
    [mine.id, 'nonsense'],
    [mine.id, ''],
  ] as const) {
    const page = await finance.post(`/cases/${caseId}/link`, { other, linked: '1' });
    expect([other, page.status, page.html]).toEqual([other, 404, unknown.html]);
  }
  const self = await finance.post(`/cases/${mine.id}/link`, { other: mine.id, linked: '1' });
  expect([self.status, self.text.includes(i18n.t('th', 'errors:link-itself'))]).toEqual([400, true]);
  expect(await state()).toBe(before);
  expect((await events()).length).toBe(count);
});

it('prints without what the reporter gave of himself, and writes that down', async () => {
  const { id } = await test.file('finance', 'เรื่องที่จะพิมพ์', {
    contact: 'ใต้ต้นมะขาม',
    evidence: [Buffer.from('x')],
  });
  expect((await intake.get(`/cases/${id}`)).html).toContain(`/console/cases/${id}/print`);
  const page = await intake.get(`/cases/${id}/print`);
  for (const text of ['เรื่องที่จะพิมพ์', say('print.secret'), 'Intake']) expect(page.text).toContain(text);
  expect(page.text).toMatch(/[0-9a-f]{64}/);
  expect(page.text).not.toContain('ใต้ต้นมะขาม');
  expect(page.html).not.toContain('/act"');
  const lines = await test.accounts.audit.page(0, 5000);
  expect(lines.at(-1)).toMatchObject({ what: 'case-printed', case: id });
});

it.each([true, false])(
  'heals by itself when a crash came between the two cases (linked: %s)',
  async (linked) => {
    const one = await test.file('finance', `ครึ่งเดียว หนึ่ง ${linked}`);
    const two = await test.file('finance', `ครึ่งเดียว สอง ${linked}`);
    if (!linked) await intake.post(`/cases/${one.id}/link`, { other: two.id, linked: '1' });
    const replace = test.store.cases.replace.bind(test.store.cases);
    let writes = 0;
    test.store.cases.replace = (...change) => {
      writes += 1;
      if (writes === 2) throw new Error('the machine stopped here');
      return replace(...change);
    };
    try {
      const broken = await intake.post(`/cases/${one.id}/link`, {
        other: two.id,
        linked: linked ? '1' : '0',
      });
      expect(broken.status).toBe(500);
    } finally {
      test.store.cases.replace = replace;
    }
    // Seen from the case that was written first, then from the other.
    for (const [here, there] of [
      [one, two],
      [two, one],
    ] as const) {
      const page = await citizen.get(`/cases/${here.id}`);
      expect(page.html.includes(`/console/cases/${there.id}"`)).toBe(linked);
    }
  },
);
