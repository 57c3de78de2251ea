import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { caseReference } from '../../src/cases/reference.ts';
import { matches } from '../../src/cases/search.ts';
import { i18n, startConsole, type Filed, type TestConsole } from './console-under-test.ts';
import { asStaff, hidden, type Staff } from './staff-browser.ts';

jest.setTimeout(60_000);

const say = (key: string, params = {}) => i18n.t('th', `search:${key}`, params);

let test: TestConsole;
let intake: Staff;
let finance: Staff;
let heron: Filed;
let secret: Filed;
beforeAll(async () => {
  test = await startConsole();
  [intake, finance] = [await asStaff(test, 'Intake'), await asStaff(test, 'Finance')];
  heron = await test.file('education', `${'ยาว '.repeat(200)} พบนกกระยางที่โรงเรียน ๒ ตัว`, {
    contact: 'ใต้ต้นจามจุรี',
  });
  secret = await test.file('finance', 'พบนกกระยางที่กองคลัง');
  for (let n = 0; n < 12; n += 1) await test.file('education', `เรื่องอื่นที่ ${n}`);
});
afterAll(() => test.close());

const search = (staff: Staff, words: string, more: Record<string, string> = {}) =>
  staff.post('/search', { words, scope: 'all', ...more });

describe('search', () => {
  it.each([
    ['พบนกกระยางที่โรงเรียน', 'a word past the title'],
    ['โรงเรียน นกกระยาง', 'words in any order'],
    ['กระยางที่โรงเรียน 2 ตัว', 'Thai and Arabic digits alike'],
    ['จามจุรี', 'what the reporter gave of himself'],
  ])('finds %s (%s)', async (words) => {
    const page = await search(intake, words);
    expect(page.status).toBe(200);
    expect(page.html).toContain(`/console/cases/${heron.id}`);
    expect(page.text).toContain(say('found', { looked: 14, found: 1 }));
    expect(page.html).toMatch(/<\/main>[^]*<\/html>\s*$/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('etag')).toBeNull();
    expect(page.html).not.toMatch(/<script/);
  });

  it('finds by number, in dialogue and notes; tells how far it is; and takes no unread mark away', async () => {
    const reference = caseReference(heron.id);
    const thai = reference.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
    for (const said of [
      reference,
      reference.replace('-', ''),
      reference.replace('-', ' '),
      thai.replace('-', ''),
    ])
      expect((await search(intake, said)).html).toContain(heron.id);
    const seen = hidden((await intake.get(`/cases/${secret.id}`)).html, 'seen');
    await intake.post(`/cases/${secret.id}/act`, { action: 'note', 'note-message': 'จดเรื่องตะพาบน้ำ', seen });
    expect((await search(intake, 'ตะพาบน้ำ')).html).toContain(secret.id);
    expect((await search(intake, 'ตะพาบน้ำ')).text).toContain(say('progress', { looked: 10 }));
    expect((await search(intake, 'ไม่มีคำนี้แน่')).text).toContain(say('none', { looked: 14 }));
    expect((await test.store.cases.get(heron.id))!.unread).toBe(true);
  });

  it('finds nothing of what the person may not know of', async () => {
    const page = await search(finance, 'นกกระยาง');
    expect(page.html).toContain(heron.id);
    expect(page.html).not.toContain(secret.id);
    expect(page.text).not.toContain('กองคลัง ');
    const same = await search(finance, 'กระยางที่กองคลัง');
    expect(same.text).toContain(say('none', { looked: 13 }));
  });

  it('says what is wrong with the words, and shows them again', async () => {
    for (const words of ['', 'ก', ' ก ', 'ก'.repeat(201)]) {
      const page = await search(intake, words);
      expect([words, page.status]).toEqual([words, 422]);
      expect(page.text).toContain(say('length', { shortest: 2, longest: 200 }));
    }
    const odd = await search(intake, '"><script>alert(1)</script>');
    expect(odd.html).not.toContain('<script>');
    expect((await search(intake, 'นก', { after: 'nonsense', scope: 'nonsense' })).status).toBe(200);
  });

  it('comes piece by piece, and stops when the reader goes', async () => {
    const opened: string[] = [];
    const get = test.store.cases.get.bind(test.store.cases);
    const watched = jest.spyOn(test.store.cases, 'get').mockImplementation((id) => {
      opened.push(id);
      return get(id);
    });
    try {
      const leaving = new AbortController();
      const body = new URLSearchParams({ words: 'เรื่องอื่น', scope: 'all', csrf: await intake.token() });
      const response = await fetch(`${test.origin}/console/search`, {
        method: 'POST',
        body,
        headers: { cookie: intake.cookie!, origin: test.origin },
        signal: leaving.signal,
      });
      expect(response.headers.get('content-length')).toBeNull();
      const reader = response.body!.getReader();
      let seen = '';
      while (!seen.includes('queue') && !seen.includes('/console/cases/')) {
        seen += Buffer.from((await reader.read()).value ?? []).toString();
      }
      expect(seen).not.toContain('</html>');
      leaving.abort();
      await new Promise((resolve) => setTimeout(resolve, 300));
      const then = opened.length;
      expect(then).toBeLessThan(14);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(opened.length).toBe(then);
    } finally {
      watched.mockRestore();
    }
    expect(test.logs()).not.toContain('broke off');
  });

  it('leaves the words in no database, log, audit line, header or address', async () => {
    const words = 'นกเงือกหัวแรด-7741';
    const found = await test.file('education', `เห็น ${words}`);
    const page = await search(intake, words);
    expect(page.html).toContain(found.id);
    const stored = readdirSync(test.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    expect(stored.some((bytes) => bytes.includes(Buffer.from(found.id)))).toBe(true);
    for (const form of [
      Buffer.from(words),
      Buffer.from(encodeURIComponent(words)),
      Buffer.from(words, 'utf16le'),
      Buffer.from(Buffer.from(words).toString('base64')),
    ]) {
      expect(stored.some((bytes) => bytes.includes(form))).toBe(false);
    }
    expect(test.logs()).not.toContain('นกเงือก');
    expect(test.logs()).not.toContain(encodeURIComponent('นกเงือก'));
    expect(JSON.stringify([...page.headers])).not.toContain('7741');
    expect(page.html).not.toMatch(/(?:href|action)="[^"]*7741/);
    const lines = await test.accounts.audit.page(0, 5000);
    expect(lines.filter(({ what }) => what === 'cases-searched').length).toBeGreaterThan(5);
    expect(JSON.stringify(lines)).not.toContain('7741');
  });
});

describe('matches', () => {
  it('finds every piece of a text in that text, in either case', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'กขาเ้่ำ๓3AbZ.,\u200b'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(signs, fc.nat(), fc.nat(), (text, a, b) => {
        const [from, to] = [a % text.length, b % text.length].sort((x, y) => x - y) as [number, number];
        const piece = text.slice(from, to + 1);
        fc.pre(piece.replaceAll('\u200b', '') !== '');
        expect(matches(piece.toUpperCase(), [`x ${text} y`])).toBe(true);
      }),
    );
  });
  it('finds nothing with no words', () => {
    expect(matches(' \u200b ', ['ก'])).toBe(false);
    expect(matches('ก ข', ['ก'])).toBe(false);
  });
});
