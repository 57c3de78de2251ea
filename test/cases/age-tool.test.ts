import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decryptWith, encryptTo, identityFromSeed, newIdentity, recipientOf } from '../../src/cases/age.ts';
import { trustReporter } from '../../src/cases/recipients.ts';
import { book, rings, sealer, utf8 } from './people.ts';

/**
 * The standard age tool opens what we seal, and we open what it seals. AGE_TOOL names the tool (then it must be there);
 * else `ci/age-tool.sh` has put it into .cache/age-tool; else these tests are skipped.
 */
const cached = join(import.meta.dirname, '..', '..', '.cache', 'age-tool', 'age');
const tool = process.env.AGE_TOOL ?? cached;
const keygen = join(dirname(tool), 'age-keygen');
const present = process.env.AGE_TOOL !== undefined || existsSync(tool);
if (!present)
  process.stderr.write('age-tool.test.ts: skipped, no age tool here. Get it with: sh ci/age-tool.sh\n');

const run = promisify(execFile);
const REPORT = 'เจ้าหน้าที่เรียกรับเงินห้าร้อยบาท\n'.repeat(60);
const TITLE = 'ร้องเรียน: "เรียกรับเงิน" ที่ตลาดสด';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'age-tool-'));
  await chmod(folder, 0o700);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content, { mode: 0o600 });
  return path;
}

/** What the tool opens `file` to with the keys in `keyFile`. */
async function ageOpens(file: Uint8Array, keyFile: string): Promise<Buffer> {
  const output = join(folder, 'opened');
  await run(tool, ['--decrypt', '--identity', keyFile, '--output', output, await put('sealed.age', file)]);
  return readFile(output);
}

(present ? describe : describe.skip)('the standard age tool', () => {
  it('is 1.3 or later', async () => {
    const [, minor] = /^v?1\.(\d+)/.exec((await run(tool, ['--version'])).stdout) ?? [];
    expect(Number(minor)).toBeGreaterThanOrEqual(3);
  });

  it('opens a case with an officer’s key alone: the wrap is a key file, and that opens the items', async () => {
    const identity = await newIdentity();
    const officer = book.trust(book.enter('officer', await recipientOf(identity)));
    const ring = await rings.createStaffRing({ caseId: 'case_A', title: TITLE, recipients: [officer] });
    const item = await sealer.sealItem(
      { caseId: 'case_A', kind: 'report', sequence: 3, body: utf8(REPORT) },
      ring,
    );

    const wrap = await ageOpens(
      ring.wraps[0]?.ciphertext ?? new Uint8Array(),
      await put('officer.key', `${identity}\n`),
    );
    expect(wrap.toString('utf8')).toContain(
      `# case: case_A\n# ring: staff\n# generation: 1\n# recipient: officer\n`,
    );
    expect(wrap.toString('utf8')).toContain(`# title: ${JSON.stringify(TITLE)}\n`);

    const plain = await ageOpens(item.ciphertext, await put('ring.key', wrap));
    const content = plain.subarray(4, 4 + plain.readUInt32BE(0)).toString('utf8');
    const end = content.indexOf('\n');
    expect(JSON.parse(content.slice(0, end))).toEqual({ v: 1, case: 'case_A', kind: 'report', sequence: 3 });
    expect(content.slice(end + 1)).toBe(REPORT);
    expect(plain.byteLength).toBe(16 * 1024);
  });

  it('opens the reporter’s ring with an identity derived from 32 bytes', async () => {
    const identity = identityFromSeed(Uint8Array.from({ length: 32 }, (_, index) => 255 - index));
    const reporter = trustReporter(await recipientOf(identity));
    const ring = await rings.createReporterRing({ caseId: 'case_A', reporter });
    const wrap = await ageOpens(
      ring.wraps[0]?.ciphertext ?? new Uint8Array(),
      await put('reporter.key', identity),
    );
    expect(wrap.toString('utf8')).toContain('# ring: reporter\n');
    expect(await recipientOf(/AGE-SECRET-KEY-PQ-1\w+/.exec(wrap.toString('utf8'))?.[0] ?? '')).toBe(
      ring.recipient,
    );
  });

  it('refuses another’s key and a changed file', async () => {
    const identity = await newIdentity();
    const file = await encryptTo(await recipientOf(identity), utf8(REPORT));
    const stranger = await put('stranger.key', await newIdentity());
    await expect(ageOpens(file, stranger)).rejects.toThrow(/no identity matched/);
    const last = file.length - 1;
    const changed = file.map((byte, index) => (index === last ? byte ^ 1 : byte));
    await expect(ageOpens(changed, await put('own.key', identity))).rejects.toThrow();
  });

  it('seals to our recipients what we open', async () => {
    const identity = await newIdentity();
    const output = join(folder, 'from-tool.age');
    const input = await put('letter.txt', REPORT);
    await run(tool, ['--encrypt', '--recipient', await recipientOf(identity), '--output', output, input]);
    expect(Buffer.from(await decryptWith(identity, await readFile(output))).toString('utf8')).toBe(REPORT);
  });

  it('makes keys that we take as staff recipients', async () => {
    const { stdout } = await run(keygen, ['-pq']);
    const identity = /AGE-SECRET-KEY-PQ-1\w+/.exec(stdout)?.[0] ?? '';
    const recipient = /age1pq1\w+/.exec(stdout)?.[0] ?? '';
    expect(await recipientOf(identity)).toBe(recipient);
    const row = book.enter('tool', recipient);
    const ring = await rings.createStaffRing({ caseId: 'case_A', title: 'ก', recipients: [book.trust(row)] });
    const open = await rings.openRing(ring, { caseId: 'case_A', ring: 'staff' }, { id: 'tool', identity });
    expect(open.title).toBe('ก');
  });
});
