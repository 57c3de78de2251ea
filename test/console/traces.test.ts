import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { act } from './acts.ts';
import { startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff } from './staff-browser.ts';

jest.setTimeout(60_000);

let test: TestConsole;
beforeAll(async () => {
  test = await startConsole();
});
afterAll(() => test.close());

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
