import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatCode, newCode, type TrackingCode } from '../../../src/cases/tracking.ts';
import { createSecretBox } from '../../../src/secret-box.ts';
import { contentSecurityPolicy } from '../../../src/web/security.ts';
import { HOUR } from '../../support/clock.ts';
import { startDoor, type TestDoor } from './door-under-test.ts';
import { codeOn, REPORT, visitor, type Page, type Visitor } from './visitor.ts';

const CANARY = 'นกขมิ้นเหลืองอ่อน-7391';
const ADDRESS = '203.0.113.77';
const BROWSER = 'rare-browser-7391';

let door: TestDoor;
let person: Visitor;
beforeAll(async () => {
  door = await startDoor({ trustProxy: 1 });
  person = visitor(door.origin, { 'x-forwarded-for': ADDRESS, 'user-agent': BROWSER });
});
afterAll(() => door.close());

/** Everything that lies on the server's disk, as bytes. */
function disk(): Buffer {
  const files = readdirSync(door.dataDir, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return Buffer.concat(
    files.filter((file) => file.isFile()).map((file) => readFileSync(join(file.parentPath, file.name))),
  );
}

const rowOf = async () => (await door.store.sessions.page(undefined, 10))[0]!;

async function reviewed(): Promise<Page> {
  const form = await person.get('/report');
  return person.press(form, 'review', { ...REPORT, what: `เห็น ${CANARY}`, who: CANARY, contact: CANARY });
}

describe('a draft of the web', () => {
  it('cannot be opened with all that the server has, only with the page', async () => {
    const review = await reviewed();
    const key = review.forms[0]!.values.find(([name]) => name === 'ticket')![1].split('.')[0]!;
    const row = await rowOf();
    const outer = door.sessionBox.open(row.sealed, `session/${row.lane}`).toString('utf8');
    expect(outer).not.toContain(CANARY);
    expect(outer).not.toContain(codeOn(review));
    expect(outer).not.toContain(key);
    const inner = Buffer.from((JSON.parse(outer) as { flow: { state: string } }).flow.state, 'base64');
    for (const secret of [...door.secrets, row.lane]) {
      expect(() => createSecretBox(secret, 'web-draft').open(inner, 'complaint')).toThrow(
        'could not be opened',
      );
    }
    expect(createSecretBox(key, 'web-draft').open(inner, 'complaint').toString('utf8')).toContain(CANARY);
    await person.press(review, 'discard');
  });

  it('shows its length in steps only: a word and a sentence lie in rows of the same size', async () => {
    const sizes = new Set<number>();
    for (const what of ['เรื่องหนึ่ง '.repeat(8), 'เรื่องหนึ่ง '.repeat(20)]) {
      const page = await person.press(await person.get('/report'), 'review', { ...REPORT, what });
      sizes.add((await rowOf()).sealed.byteLength);
      await person.press(page, 'discard');
    }
    expect(sizes.size).toBe(1);
  });

  it('is deleted by the same job as the chats’, after the same hours, its row with it', async () => {
    await reviewed();
    door.clock.advance(6 * HOUR - 1);
    await door.purge();
    expect(await door.store.sessions.page(undefined, 10)).toHaveLength(1);
    door.clock.advance(1);
    await door.purge();
    expect(await door.store.sessions.page(undefined, 10)).toEqual([]);
  });

  it('leaves nothing of the report behind once it is filed', async () => {
    const review = await reviewed();
    const key = review.forms[0]!.values.find(([name]) => name === 'ticket')![1].split('.')[0]!;
    await person.press(review, 'file');
    const row = await rowOf();
    const outer = JSON.parse(door.sessionBox.open(row.sealed, `session/${row.lane}`).toString('utf8')) as {
      flow: { state: string };
    };
    const inner = Buffer.from(outer.flow.state, 'base64');
    const left = createSecretBox(key, 'web-draft').open(inner, 'complaint').toString('utf8');
    expect(left).toContain('"state":"filed"');
    expect(left).not.toContain(CANARY);
    expect(left).not.toContain(codeOn(review));
    const [row2] = await door.store.cases.queue({ recipient: door.officer.key.id, limit: 1 });
    expect(left).not.toContain(row2!.id);
  });
});

describe('a whole visit', () => {
  let codes: string[];

  beforeAll(async () => {
    const review = await reviewed();
    await person.press(review, 'file');
    const code = codeOn(review);
    const unfiled = await reviewed();
    const track = await person.get('/track');
    const page = await person.press(track, 'open', { code });
    await person.press(page, 'write', { text: `ตอบว่า ${CANARY}` }, { action: 'add' });
    await person.press(track, 'open', { code: newCode() });
    await person.press(track, 'open', { code: CANARY });
    await person.post('/report', { do: 'file', ticket: CANARY, what: CANARY });
    await person.post('/track', { do: CANARY, pass: CANARY, action: CANARY, text: CANARY });
    await person.press(await person.get('/report'), 'review', { ...REPORT, what: CANARY.repeat(20_000) });
    await fetch(`${door.origin}/report`, {
      method: 'POST',
      body: `what=${CANARY}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=klingon' },
    });
    codes = [code, codeOn(unfiled)];
  });

  it('leaves no line in the log', () => {
    expect(door.logs()).toBe('');
  });

  it('leaves no word, code or address on the disk, in a counter, or in an address asked for', async () => {
    const bytes = disk();
    expect(bytes.length).toBeGreaterThan(10_000);
    const shown = codes.map((code) => formatCode(code as TrackingCode));
    for (const secret of [CANARY, ADDRESS, BROWSER, ...codes, ...shown])
      expect(bytes.includes(secret)).toBe(false);
    const elsewhere = JSON.stringify([await door.store.counters.read(), person.addresses]);
    for (const secret of [CANARY, ADDRESS, BROWSER, ...codes, ...shown])
      expect(elsewhere).not.toContain(secret);
  });
});

it('counts what broke, by kind and place, and says sorry without a detail', async () => {
  const review = await reviewed();
  await person.press(review, 'file');
  for (const { id } of await door.store.cases.queue({ recipient: door.officer.key.id, limit: 200 })) {
    const row = (await door.store.cases.get(id))!;
    await door.store.cases.replace({ ...row, version: row.version + 1, reporterRing: Buffer.from('{}') });
  }
  const page = await person.press(await person.get('/track'), 'open', { code: codeOn(review) });
  expect([page.status, page.text.includes('ไม่ใช่ความผิดของคุณ'), page.text.includes('1205')]).toEqual([
    500,
    true,
    true,
  ]);
  const counted = Object.keys(await door.store.counters.read());
  expect(counted.filter((name) => /^door\.failed\.\w+\.[\w-]+-ts-\d+$/.test(name))).not.toEqual([]);
  expect(door.logs()).toBe('');
});

describe('every page of the door', () => {
  const pages: [string, () => Promise<Page>][] = [
    ['the form', () => person.get('/report')],
    ['the comment form', () => person.get('/comment?lang=en')],
    ['a form to be mended', async () => person.press(await person.get('/report'), 'review')],
    ['the review', reviewed],
    ['the receipt', async () => person.press(await reviewed(), 'file')],
    ['the way to a case', () => person.get('/track')],
    ['a wrong code', async () => person.press(await person.get('/track'), 'open', { code: newCode() })],
    [
      'a case',
      async () => {
        const receipt = await person.press(await reviewed(), 'file');
        return person.press(await person.get('/track'), 'open', { code: codeOn(receipt) });
      },
    ],
    ['a page that ran out', () => person.post('/report', {})],
  ];

  it.each(pages)(
    '%s: no script, cookie, style of its own or foreign address; nothing kept or remembered',
    async (_name, get) => {
      const { html, headers } = await get();
      expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy());
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('etag')).toBeNull();
      expect(html).not.toMatch(/<script|<iframe|\sstyle=|\son\w+=|https?:\/\//);
      for (const [form] of html.matchAll(/<form[^>]*>/g)) {
        expect(form).toMatch(/method="post"/);
        expect(form).toMatch(/autocomplete="off"/);
      }
      for (const [control] of html.matchAll(/<(?:input|textarea|select)[^>]*>/g)) {
        expect(control).toContain('autocomplete="off"');
      }
      for (const [, address] of html.matchAll(/(?:href|action|formaction)="([^"]*)"/g))
        expect(address).not.toMatch(/\d{10}/);
    },
  );
});
