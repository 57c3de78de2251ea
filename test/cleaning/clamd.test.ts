import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createScanner } from '../../src/cleaning/clamd.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** Plays clamd: takes INSTREAM as its manual says and answers by what came. Undefined: it says nothing. */
async function fakeClamd(
  answer: (content: Buffer) => string | undefined,
  options: { path?: string; limit?: number } = {},
): Promise<{ address: string; contents: Buffer[] }> {
  const contents: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let held = Buffer.alloc(0);
    let begun = false;
    const content: Buffer[] = [];
    socket.on('data', (data: Buffer) => {
      held = Buffer.concat([held, data]);
      if (!begun) {
        if (held.length < 10) return;
        if (held.toString('latin1', 0, 10) !== 'zINSTREAM\0') return void socket.end('UNKNOWN COMMAND\0');
        held = held.subarray(10);
        begun = true;
      }
      while (held.length >= 4 && held.length >= 4 + held.readUInt32BE(0)) {
        const length = held.readUInt32BE(0);
        if (length === 0) {
          contents.push(Buffer.concat(content));
          const words = answer(contents.at(-1)!);
          if (words !== undefined) socket.end(`${words}\0`);
          return;
        }
        content.push(held.subarray(4, 4 + length));
        held = held.subarray(4 + length);
        if (Buffer.concat(content).length > (options.limit ?? Infinity)) {
          return void socket.end('INSTREAM size limit exceeded. ERROR\0');
        }
      }
    });
  });
  await new Promise<void>((resolve) =>
    options.path ? server.listen(options.path, resolve) : server.listen(0, '127.0.0.1', resolve),
  );
  closers.push(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  const address = server.address();
  return {
    contents,
    address: typeof address === 'string' ? `unix://${address}` : `tcp://127.0.0.1:${address!.port}`,
  };
}

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
