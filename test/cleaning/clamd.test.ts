import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createScanner } from '../../src/cleaning/clamd.ts';
import { fakeClamd as startFakeClamd } from '../support/fake-clamd.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

const fakeClamd: typeof startFakeClamd = async (...given) => {
  const clamd = await startFakeClamd(...given);
  closers.push(clamd.stop);
  return clamd;
};

async function* pieces(...texts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text as string);
}

describe('the virus scanner', () => {
  const byContent = (content: Buffer) =>
    content.includes('virus') ? 'stream: Win.Test-1 FOUND' : 'stream: OK';

  it('sends a file whole and says what clamd says', async () => {
    const { address, contents } = await fakeClamd(byContent);
    const scanner = createScanner(address);
    expect(await scanner.scan(pieces('a ', '', 'report'))).toEqual({ kind: 'clean' });
    expect(await scanner.scan(pieces('a vi', 'rus'))).toEqual({ kind: 'infected', name: 'Win.Test-1' });
    expect(await scanner.scan(pieces())).toEqual({ kind: 'clean' });
    expect(contents.map(String)).toEqual(['a report', 'a virus', '']);
  });

  it('reaches clamd by a socket file, too', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'suetrong-clamd-'));
    closers.push(() => rmSync(dir, { recursive: true, force: true }));
    const { address } = await fakeClamd(byContent, { path: join(dir, 'clamd sock') });
    expect(await createScanner(address).scan(pieces('virus'))).toMatchObject({ kind: 'infected' });
  });

  it('shows nothing but a name of what clamd found', async () => {
    const { address } = await fakeClamd(() => 'stream: <b>x</b> y FOUND');
    expect(await createScanner(address).scan(pieces('a'))).toEqual({ kind: 'infected', name: '_b_x__b__y' });
  });

  it('does not know when clamd is not there, stays silent, speaks strangely or takes no file that long', async () => {
    const silent = await fakeClamd(() => undefined);
    const strange = await fakeClamd(() => 'stream: OK but not really');
    const small = await fakeClamd(byContent, { limit: 100_000 });
    const large = Array.from({ length: 300 }, () => Buffer.alloc(65_536));
    const unknown = { kind: 'unknown' };
    expect(await createScanner('tcp://127.0.0.1:1').scan(pieces('a'))).toEqual(unknown);
    expect(await createScanner('unix:///no/such/socket').scan(pieces('a'))).toEqual(unknown);
    expect(await createScanner(silent.address, { stallMs: 50 }).scan(pieces('a'))).toEqual(unknown);
    expect(await createScanner(strange.address).scan(pieces('a'))).toEqual(unknown);
    expect(await createScanner(small.address).scan(pieces(...large))).toEqual(unknown);
  });

  it('rejects when the file itself cannot be read, and refuses other addresses', async () => {
    const { address } = await fakeClamd(byContent);
    const broken = async function* () {
      yield Buffer.from('a');
      throw new Error('tampered');
    };
    await expect(createScanner(address).scan(broken())).rejects.toThrow('tampered');
    expect(() => createScanner('http://127.0.0.1/')).toThrow(TypeError);
  });
});
