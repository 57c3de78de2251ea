import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { readRange } from '../../src/console/evidence/range.ts';
import { hidingPdf } from '../cleaning/corpus/documents.ts';
import { hidingJpeg } from '../cleaning/corpus/pictures.ts';
import { hidingMp4, hidingWav } from '../cleaning/corpus/recordings.ts';
import { leaksOf } from '../cases/stored-values.ts';
import { bytesStored } from '../support/stored.ts';
import { i18n, say, startConsole, type Filed, type TestConsole } from './console-under-test.ts';
import { asStaff, type Staff } from './staff-browser.ts';

jest.setTimeout(60_000);

const TEXT = 'คำให้การลับของหิ่งห้อย-8213 <script>alert(1)</script>\n'.repeat(12_000);
/** A sound the table only tells about: kept as it came once the reporter agreed. */
const AMR = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(50, 7)]);
const KINDS = ['image', 'document', 'audio', 'video', 'document', 'audio'];

let test: TestConsole;
let filed: Filed;
let staff: Staff;
beforeAll(async () => {
  test = await startConsole();
  const evidence = [
    await hidingJpeg(),
    await hidingPdf(),
    hidingWav(),
    await hidingMp4(),
    Buffer.from(TEXT),
    AMR,
  ];
  filed = await test.file('finance', 'เรื่องที่มีหลักฐาน', { evidence });
  staff = await asStaff(test, 'Intake');
});
afterAll(() => test.close());

const at = (path: string) => `/cases/${filed.id}/evidence/${path}`;
async function fetchFile(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await fetch(`${test.origin}/console${at(path)}`, {
    method,
    headers: { cookie: staff.cookie!, ...headers },
    redirect: 'manual',
  });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('the evidence of a case', () => {
  it('stands in the case, each piece with its own page', async () => {
    const page = await staff.get(`/cases/${filed.id}`);
    for (const number of KINDS.keys()) expect(page.html).toContain(`/console${at(String(number + 1))}`);
    // Said once, not at each file.
    expect(page.text.split(i18n.t('th', 'evidence:officer.notScanned'))).toHaveLength(2);
    expect(page.html).not.toContain('class="scan');
    const empty = await test.file('finance');
    expect((await staff.get(`/cases/${empty.id}`)).text).toContain(say('evidence.none'));
  });

  it.each([
    [1, 'clean', /<img[^>]*class="evidence-shown"/, "img-src 'self'"],
    [2, 'clean', undefined, ''],
    [3, 'clean', /<audio[^>]*controls/, "media-src 'self'"],
    [4, 'clean', /<video[^>]*controls/, "media-src 'self'"],
    [5, 'clean', /<iframe[^>]*sandbox=""/, "frame-src 'self'"],
    [6, 'original', undefined, ''],
  ] as const)('piece %d is shown where that runs nothing', async (number, copy, element, policy) => {
    const page = await staff.get(at(String(number)));
    expect(page.status).toBe(200);
    if (element) expect(page.html).toMatch(element);
    else expect(page.text).toContain(say('evidence.downloadOnly'));
    expect(page.headers.get('content-security-policy')).toContain(policy);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'none'");
    expect(page.html).not.toContain('หิ่งห้อย');
    const { response, bytes } = await fetchFile(`${number}/${copy}`);
    expect(response.status).toBe(200);
    expect(bytes.length).toBe(Number(response.headers.get('content-length')));
    const headers = response.headers;
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(headers.get('content-security-policy')).not.toMatch(/allow-|unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('content-disposition')).toMatch(
      element ? /^inline; filename="\w+-0\d\.\w+"$/ : /^attachment; filename="\w+-0\d(-original)?\.\w+"$/,
    );
    expect(headers.get('content-type')).not.toMatch(/html|svg|xml(?!formats)|javascript/);
    if (!element) expect(headers.get('content-type')).toBe('application/octet-stream');
    const kept = await fetchFile(`${number}/${copy}?download=1`);
    expect(kept.response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(kept.response.headers.get('content-type')).toBe('application/octet-stream');
    expect(kept.bytes.equals(bytes)).toBe(true);
  });

  it('the original is there only where the reporter chose it, behind the warning', async () => {
    const page = await staff.get(at('1'));
    const warning = i18n.t('th', 'evidence:officer.original-warning');
    expect(page.text).toContain(warning);
    expect(page.html.indexOf('<details')).toBeLessThan(page.html.indexOf(`${at('1')}/original?download=1`));
    expect((await fetchFile('1/original')).response.headers.get('content-disposition')).toMatch(
      /^attachment/,
    );
    expect((await staff.get(at('2'))).text).not.toContain(warning);
    for (const path of ['2/original', '6/clean', '7/clean', '0/clean', '1/other', '1e1/clean']) {
      expect([path, (await fetchFile(path)).response.status]).toEqual([path, 404]);
    }
    for (const path of ['7', '0', '-1', '01', 'x']) expect((await staff.get(at(path))).status).toBe(404);
  });

  it('comes in parts for players, each the same bytes', async () => {
    const whole = (await fetchFile('5/clean')).bytes;
    expect(whole.toString()).toBe(TEXT);
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 1],
      ['bytes=1048570-1048590', 1048570, 1048591],
      ['bytes=-5', whole.length - 5, whole.length],
      ['bytes=1100000-', 1100000, whole.length],
      [`bytes=10-${whole.length * 2}`, 10, whole.length],
    ] as const) {
      const { response, bytes } = await fetchFile('5/clean', { range });
      expect([range, response.status]).toEqual([range, 206]);
      expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${whole.length}`);
      expect(bytes.equals(whole.subarray(start, end))).toBe(true);
    }
    const beyond = await fetchFile('5/clean', { range: `bytes=${whole.length}-` });
    expect([beyond.response.status, beyond.response.headers.get('content-range')]).toEqual([
      416,
      `bytes */${whole.length}`,
    ]);
    for (const range of ['bytes=5-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-']) {
      expect((await fetchFile('5/clean', { range })).response.status).toBe(200);
    }
    const head = await fetchFile('5/clean', {}, 'HEAD');
    expect([head.bytes.length, head.response.headers.get('content-length')]).toEqual([0, `${whole.length}`]);
  });

  it('is a line in the audit log for each reading, and for nobody else there at all', async () => {
    const { audit } = test.accounts;
    const lines = (await audit.page(0, 5000)).filter(({ what }) => what === 'evidence-read');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines[0]).toMatchObject({ who: await test.idOf('Intake'), case: filed.id });
    const accused = await asStaff(test, 'Finance');
    const unknown = await accused.get(`/cases/${'0'.repeat(32)}`);
    for (const path of ['1', '1/clean', '1/original?download=1']) {
      const page = await accused.get(at(path));
      expect([path, page.status, page.html]).toEqual([path, 404, unknown.html]);
    }
  });

  it('goes on when the reader leaves in the middle, and leaves nothing on the disk or in the log', async () => {
    for (let n = 0; n < 3; n += 1) {
      const leaving = new AbortController();
      const response = await fetch(`${test.origin}/console${at('5/clean')}`, {
        headers: { cookie: staff.cookie! },
        signal: leaving.signal,
      });
      await response.body!.getReader().read();
      leaving.abort();
    }
    expect((await staff.get(at('1'))).status).toBe(200);
    const stored = await bytesStored(test);
    expect(leaksOf({ id: filed.id }, stored)).not.toEqual([]); // the search finds what is there
    expect(leaksOf({ word: 'หิ่งห้อย-8213' }, stored)).toEqual([]);
    expect(test.logs()).not.toContain('หิ่งห้อย');
    expect(test.logs()).not.toContain('broke off');
  });
});

describe('readRange', () => {
  it('never names bytes that are not there', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^bytes=\d{0,6}-\d{0,6}$/)),
        fc.integer({ min: 1, max: 5000 }),
        (header, size) => {
          const asked = readRange(header, size);
          if (typeof asked === 'string') return;
          expect(asked.start).toBeGreaterThanOrEqual(0);
          expect(asked.start).toBeLessThan(asked.end);
          expect(asked.end).toBeLessThanOrEqual(size);
        },
      ),
    );
  });
});
