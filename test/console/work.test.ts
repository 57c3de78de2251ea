import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { STAFF_ACTIONS } from '../../src/cases/actions.ts';
import { DAY } from '../support/clock.ts';
import { i18n, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, hidden, plain, type Staff } from './staff-browser.ts';

jest.setTimeout(60_000);

let test: TestConsole;
let intake: Staff;
let head: Staff;
beforeAll(async () => {
  test = await startConsole();
  intake = await asStaff(test, 'Intake');
  head = await asStaff(test, 'Head');
});
afterAll(() => test.close());

const say = (key: string, params = {}) => i18n.t('th', `console:${key}`, params);
const label = (action: string) => i18n.t('th', `cases:action.${action}.label`);
const status = async (id: string) => (await test.store.cases.get(id))?.status;
const seenOf = async (staff: Staff, id: string) => hidden((await staff.get(`/cases/${id}`)).html, 'seen');

/** Fills an action in; through the page between where there is one. */
async function act(staff: Staff, id: string, action: string, values: Record<string, string> = {}) {
  const named = Object.fromEntries(
    Object.entries(values).map(([need, value]) => [`${action}-${need}`, value]),
  );
  const fields = { action, seen: await seenOf(staff, id), ...named };
  const first = await staff.post(`/cases/${id}/act`, fields);
  if (first.status !== 200) return { first, last: first };
  const carried = Object.fromEntries(Object.keys(named).map((name) => [name, hidden(first.html, name)]));
  const last = await staff.post(`/cases/${id}/act`, {
    action: hidden(first.html, 'action'),
    seen: hidden(first.html, 'seen'),
    ...carried,
    step: 'do',
  });
  return { first, last };
}

describe('a case', () => {
  it('goes from the queue to its end; the reporter reads what was previewed, and nothing else', async () => {
    const { id, code } = await test.file('finance', 'ขอเงินค่าใบอนุญาต', { contact: 'ที่ใต้ต้นไม้' });
    const queue = await intake.get('');
    expect(queue.text).toContain('ขอเงินค่าใบอนุญาต');
    expect(queue.html).toContain('class="unread"');
    const page = await intake.get(`/cases/${id}`);
    for (const text of ['ขอเงินค่าใบอนุญาต', 'ที่ใต้ต้นไม้', say('case.identifies'), say('status.received')]) {
      expect(page.text).toContain(text);
    }
    expect(page.text).not.toContain(label('decline')); // only a head may
    expect((await intake.get('?unread=1')).html).not.toContain(id);

    expect((await act(intake, id, 'accept')).last.to).toBe(`/console/cases/${id}?done=accept`);
    expect((await intake.get(`/cases/${id}?done=accept`)).text).toContain(
      say('case.done', { action: label('accept') }),
    );
    const question = 'วันไหน\nที่ไหน <b>"ใคร"</b> & `อะไร`';
    const { first, last } = await act(intake, id, 'ask', { message: question });
    expect(first.text).toContain(say('confirm.preview'));
    expect(first.text).toContain(i18n.t('th', 'track:event.ask'));
    expect(plain(first.html)).toContain(question);
    expect(first.html).not.toContain('<b>"ใคร"');
    expect(last.status).toBe(303);
    const citizen = await test.idOf('Citizen');
    await act(intake, id, 'assign', { assignee: citizen });
    await act(head, id, 'note', { message: 'บันทึกลับเฉพาะเรา' });
    const read = await head.get(`/cases/${id}`);
    for (const text of ['วันไหน', 'บันทึกลับเฉพาะเรา', 'Citizen', 'Intake']) expect(read.text).toContain(text);
    const { last: end } = await act(head, id, 'conclude', { outcome: 'substantiated', message: 'ลงโทษแล้ว' });
    expect(end.status).toBe(303);
    expect(await status(id)).toBe('concluded');
    expect((await intake.get('')).html).not.toContain(id);
    expect((await intake.get('?status=concluded')).html).toContain(id);

    const view = JSON.stringify(await test.cases.desk.track(code));
    expect(view).toContain(JSON.stringify(question).slice(1, -1));
    expect(view).toContain('ลงโทษแล้ว');
    expect(view).not.toContain('บันทึกลับ');
  });

  it('does nothing before the page between was confirmed, and lets people go back with their words', async () => {
    const { id } = await test.file('finance');
    await act(head, id, 'accept');
    for (const { id: action, confirm, told, from } of STAFF_ACTIONS as readonly {
      id: string;
      confirm?: true;
      told: string;
      from: readonly string[];
    }[]) {
      if (!from.includes('accepted') || (told !== 'message' && !confirm)) continue;
      const fields = {
        action,
        seen: await seenOf(head, id),
        [`${action}-message`]: 'คำที่พิมพ์ไว้',
        [`${action}-outcome`]: 'substantiated',
        [`${action}-body`]: 'สำนักงาน ป.ป.ช.',
      };
      const before = await test.store.cases.get(id);
      const between = await head.post(`/cases/${id}/act`, fields);
      expect([action, between.status]).toEqual([action, 200]);
      expect(between.text).toContain(say('confirm.title', { action: label(action) }));
      const back = await head.post(`/cases/${id}/act`, { ...fields, step: 'back' });
      expect(back.text).toContain('คำที่พิมพ์ไว้');
      expect(await test.store.cases.get(id)).toEqual(before);
    }
  });

  it('previews in the reporter’s language', async () => {
    const { id } = await test.file('finance', 'A bribe was asked for', { lang: 'en' });
    const { first } = await act(intake, id, 'answer', { message: 'Thank you' });
    expect(first.text).toContain(i18n.t('en', 'track:event.answer'));
    expect(first.text).toContain(say('confirm.otherLanguage'));
  });

  it('says what is missing, at its field, and keeps what was typed', async () => {
    const { id } = await test.file('finance');
    const seen = await seenOf(head, id);
    const tries: [Record<string, string>, string][] = [
      [{ action: 'ask', 'ask-message': ' \n ' }, say('act.message.missing')],
      [{ action: 'ask', 'ask-message': 'ก'.repeat(10_001) }, say('act.message.tooLong')],
      [{ action: 'refer', 'refer-message': 'คำที่พิมพ์ไว้' }, say('act.body.missing')],
    ];
    for (const [fields, problem] of tries) {
      const page = await head.post(`/cases/${id}/act`, { ...fields, seen });
      expect([page.status, page.text.includes(problem)]).toEqual([422, true]);
      expect(page.html).toMatch(/<details class="fold" open>/);
      if (fields['refer-message']) expect(page.text).toContain('คำที่พิมพ์ไว้');
    }
    expect(await status(id)).toBe('received');
  });

  it('refuses what its status or the role does not allow, and writes that down', async () => {
    const { id } = await test.file('finance');
    const seen = await seenOf(intake, id);
    for (const [action, code] of [
      ['decline', 403],
      ['conclude', 409],
      ['nonsense', 409],
      ['add', 409],
    ] as const) {
      const fields = {
        action,
        seen,
        [`${action}-message`]: 'x',
        [`${action}-outcome`]: 'substantiated',
        step: 'do',
      };
      const page = await intake.post(`/cases/${id}/act`, fields);
      expect([action, page.status]).toEqual([action, code]);
    }
    expect(await status(id)).toBe('received');
    const last = Number((await test.accounts.audit.head())!.split('-')[0]);
    const lines = await test.accounts.audit.page(last - 12, 12);
    expect(lines.filter((line) => line.what === 'case-refused' && line.case === id)).toHaveLength(4);
  });

  it('is not acted on by who has not seen the newest of it; a double press acts once', async () => {
    const { id } = await test.file('finance');
    const old = await seenOf(intake, id);
    await act(head, id, 'answer', { message: 'ตอบแล้วโดยหัวหน้า' });
    const late = { action: 'answer', 'answer-message': 'ตอบช้าไป', seen: old };
    const page = await intake.post(`/cases/${id}/act`, { ...late, step: 'do' });
    expect([page.status, page.text.includes(say('case.changed')), page.text.includes('ตอบช้าไป')]).toEqual([
      409,
      true,
      true,
    ]);
    const fields = { ...late, seen: hidden(page.html, 'seen'), step: 'do', csrf: await intake.token() };
    const both = await Promise.all([1, 2].map(() => intake.post(`/cases/${id}/act`, fields)));
    expect(both.map((each) => each.status).sort()).toEqual([303, 409]);
    const { text } = await intake.get(`/cases/${id}`);
    expect(text.split('ตอบช้าไป')).toHaveLength(2);
  });
});

describe('the queue', () => {
  it('says in words how urgent a case is, and pages by due day without leaving one out', async () => {
    const late = await test.file('education', 'เรื่องที่จะเกินกำหนด');
    test.clock.advance(13 * DAY);
    const [staff] = [await asStaff(test, 'Intake')];
    const soon = await staff.get('?unit=education');
    expect(soon.text).toContain('ใกล้ครบกำหนด เหลือ 2 วัน');
    test.clock.advance(3 * DAY);
    const again = await asStaff(test, 'Intake');
    expect((await again.get('?unit=education')).text).toContain('เกินกำหนด 1 วัน');
    const tells = async (query: string) => (await again.get(query)).html.includes(late.id);
    expect([await tells('?due=overdue'), await tells('?due=soon'), await tells('?due=today')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([await tells('?due=overdue&status=all'), await tells('?due=overdue&status=concluded')]).toEqual([
      true,
      false,
    ]);
    // The count above the queue and the list that it leads to agree.
    const { html: whole } = await again.get('');
    const chips = [...whole.matchAll(/<a\s+href="\/console([^"]*)"[^>]*>([^<]*)<strong\s*>(\d+)</g)];
    expect(chips.map(([, , label]) => label!.trim())).toEqual(
      expect.arrayContaining([say('queue.open'), say('filter.urgency.overdue'), say('queue.new')]),
    );
    for (const [, address, label, count] of chips) {
      const { html } = await again.get(plain(address!));
      const listed = [...html.matchAll(/class="queue-title"/g)].length;
      expect([label, listed]).toEqual([label, Math.min(Number(count), 25)]);
    }
    const all = new Set([late.id]);
    for (let n = 0; n < 30; n += 1) all.add((await test.file('education', `เรื่องที่ ${n}`)).id);
    const found: string[] = [];
    let path = '?unit=education';
    let pages = 0;
    while (path !== '' && pages < 5) {
      const { html } = await again.get(path);
      found.push(
        ...[...html.matchAll(/queue-title" href="\/console\/cases\/(\w{32})/g)].map((match) => match[1]!),
      );
      path = plain(/rel="next" href="\/console([^"]+)"/.exec(html)?.[1] ?? '');
      pages += 1;
    }
    expect(pages).toBe(2);
    expect(found[0]).toBe(late.id);
    expect(found).toHaveLength(all.size);
    expect(new Set(found)).toEqual(all);
    const empty = await again.get('?unit=education&status=referred');
    expect(empty.text).toContain(say('queue.emptyNarrowed'));
    for (const odd of [
      '?status=nonsense',
      '?due=nonsense',
      '?due=overdue&status=concluded&kind=comment',
      '?unit=<script>',
      '?after=x',
      '?assignee=../..',
      '?status=a&status=b',
    ]) {
      expect([odd, (await again.get(odd)).status]).toEqual([odd, 200]);
    }
  });

  it('narrows by kind, category, assignee and unread', async () => {
    const { id } = await test.file('personnel');
    const staff = await asStaff(test, 'Intake');
    const citizen = await test.idOf('Citizen');
    const has = async (query: string) => (await staff.get(`?unit=personnel&${query}`)).html.includes(id);
    expect([await has('unread=1'), await has('category=bribe'), await has('kind=complaint')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([
      await has('category=budget'),
      await has('kind=comment'),
      await has(`assignee=${citizen}`),
    ]).toEqual([false, false, false]);
    await act(staff, id, 'assign', { assignee: citizen });
    expect([await has(`assignee=${citizen}`), await has('unread=1')]).toEqual([true, false]);
  });
});

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

it('leaves nothing of what staff read, typed or are in database, log, temporary files or headers', async () => {
  const canaries = {
    report: 'นกขมิ้นบนต้นมะขามเทศ-4711',
    question: 'กระรอกใต้สะพานไม้-4712',
    note: 'ตะพาบในบ่อบัว-4713',
    broken: 'หิ่งห้อยที่ปากคลอง-4714',
  };
  const { id } = await test.file('finance', canaries.report);
  const staff = await asStaff(test, 'Intake');
  const seen: string[] = [];
  const pages = [await staff.get(`/cases/${id}`), await staff.get('')];
  for (const [action, message] of [
    ['ask', canaries.question],
    ['note', canaries.note],
  ] as const) {
    const { first, last } = await act(staff, id, action, { message });
    pages.push(first, last, await staff.get(`/cases/${id}`));
  }
  pages.push(
    await staff.post(`/cases/${id}/act`, { action: 'ask', 'ask-message': canaries.broken, seen: 'old' }),
  );
  for (const page of pages) seen.push(page.html);
  for (const text of Object.values(canaries)) expect(seen.join('\n')).toContain(text);

  const stored = readdirSync(test.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  expect(stored.some((bytes) => bytes.includes(Buffer.from(id)))).toBe(true); // the search finds what is there
  const { worker } = await test.accounts.signIn.signIn('Intake', test.passphrases['Intake']!);
  const secrets = [
    worker.key.identity,
    staff.cookie!.split('=')[1]!,
    test.passphrases['Intake']!,
    await staff.token(),
  ];
  for (const text of [...Object.values(canaries), ...secrets]) {
    for (const form of [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      Buffer.from(Buffer.from(text).toString('base64')),
    ]) {
      expect(stored.some((bytes) => bytes.includes(form))).toBe(false);
    }
    expect(test.logs()).not.toContain(text);
    expect(JSON.stringify(pages.map(({ headers }) => [...headers]))).not.toContain(text);
  }
  for (const { headers } of pages) expect(headers.get('cache-control')).toBe('no-store');
});
