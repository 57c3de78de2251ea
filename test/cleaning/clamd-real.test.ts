import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createScanner } from '../../src/cleaning/clamd.ts';

/** Harmless; the one thing that the database of this test knows. */
const MARKER = 'suetrong-test-marker-7d41';
const MIB = 1024 * 1024;
const STREAM_MAX = 4 * MIB;
const FILE_MAX = 2 * MIB;

const PATH = `${process.env['PATH']}:/usr/sbin`;
const version = spawnSync('clamd', ['--version'], { env: { PATH } }).stdout?.toString().trim() ?? '';
const here = version.startsWith('ClamAV');
// `ci/clamd.sh` asks for it, and then nothing is left out.
if (!here && process.env['CLAMD_TESTS'] !== 'all') {
  process.stderr.write('SKIPPED: the real clamd is not installed (ci/clamd.sh installs it)\n');
}
const describeOnClamd = here || process.env['CLAMD_TESTS'] === 'all' ? describe : describe.skip;

async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part as string);
}
const zeros = (bytes: number) => Array.from({ length: bytes / 65_536 }, () => Buffer.alloc(65_536));

jest.setTimeout(120_000); // longer than the scanner may stay silent, so that its silence shows as what it is

describeOnClamd(`the real clamd (${version})`, () => {
  const dir = mkdtempSync(join(tmpdir(), 'suetrong-clamd-'));
  const socket = join(dir, 'clamd.ctl');
  let port: number;
  let clamd: ChildProcess;
  let said = '';

  beforeAll(async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    ({ port } = probe.address() as AddressInfo);
    probe.close();
    await once(probe, 'close');
    mkdirSync(join(dir, 'database'));
    writeFileSync(
      join(dir, 'database', 'ours.ndb'),
      `Suetrong.Test.Marker:0:*:${Buffer.from(MARKER).toString('hex')}\n`,
    );
    const conf = join(dir, 'clamd.conf');
    writeFileSync(
      conf,
      [
        `DatabaseDirectory ${join(dir, 'database')}`,
        `LocalSocket ${socket}`,
        `TCPSocket ${port}`,
        'TCPAddr 127.0.0.1',
        'Foreground yes',
        `User ${userInfo().username}`,
        `TemporaryDirectory ${dir}`,
        `StreamMaxLength ${STREAM_MAX}`,
        `MaxFileSize ${FILE_MAX}`,
        `MaxScanSize ${FILE_MAX}`,
        'AlertExceedsMax yes',
        '',
      ].join('\n'),
    );
    clamd = spawn('clamd', ['-c', conf], { env: { PATH }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [clamd.stdout!, clamd.stderr!])
      stream.on('data', (data: Buffer) => (said += data.toString()));
    while (!said.includes('Self checking')) {
      if (clamd.exitCode !== null) throw new Error(`clamd ended: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, 30_000);
  afterAll(async () => {
    if (clamd.exitCode === null && clamd.signalCode === null) {
      clamd.kill('SIGKILL');
      await once(clamd, 'close');
    }
    rmSync(dir, { recursive: true, force: true });
  });

  const ways: [string, () => string][] = [
    ['tcp', () => `tcp://127.0.0.1:${port}`],
    ['unix', () => `unix://${socket}`],
  ];
  it.each(ways)('says what it finds, by %s', async (_, address) => {
    const scanner = createScanner(address());
    expect(await scanner.scan(pieces('a report'))).toEqual({ kind: 'clean' });
    expect(await scanner.scan(pieces())).toEqual({ kind: 'clean' });
    expect(await scanner.scan(pieces(...zeros(MIB), 'suetrong-test', '-marker-7d41'))).toEqual({
      kind: 'infected',
      name: 'Suetrong.Test.Marker.UNOFFICIAL',
    });
  });

  it('takes many files side by side', async () => {
    const scanner = createScanner(ways[1]![1]());
    const kinds = await Promise.all(
      Array.from(
        { length: 20 },
        async (_, n) => (await scanner.scan(pieces('x', n % 2 ? MARKER : 'y'))).kind,
      ),
    );
    expect(kinds).toEqual(Array.from({ length: 20 }, (_, n) => (n % 2 ? 'infected' : 'clean')));
  });

  it.each(ways)('does not know a file that is longer than it takes, by %s', async (_, address) => {
    const scanner = createScanner(address());
    const unknown = { kind: 'unknown' };
    expect(await scanner.scan(pieces(...zeros(64 * MIB), MARKER))).toEqual(unknown);
    // Taken, and then not looked into: that is not "clean" either.
    expect(await scanner.scan(pieces(...zeros(3 * MIB), MARKER))).toEqual(unknown);
    expect(await scanner.scan(pieces('a report'))).toEqual({ kind: 'clean' });
  });

  it('does not know while it hangs, nor when it is gone; and rejects nothing', async () => {
    const scanner = createScanner(ways[0]![1](), { stallMs: 300 });
    clamd.kill('SIGSTOP');
    expect(await scanner.scan(pieces(MARKER))).toEqual({ kind: 'unknown' });
    clamd.kill('SIGCONT');
    expect(await scanner.scan(pieces(MARKER))).toMatchObject({ kind: 'infected' });
    clamd.kill('SIGKILL');
    await once(clamd, 'close');
    for (const [, address] of ways)
      expect(await createScanner(address()).scan(pieces(MARKER))).toEqual({ kind: 'unknown' });
  });
});
