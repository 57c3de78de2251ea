import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { hidingMp4 } from '../../cleaning/corpus/recordings.ts';
import { inPieces } from './bench.ts';

it('takes in, cleans and opens a film of 100 MB with less than 40 MB of memory more', async () => {
  const film = await hidingMp4({ packets: 1000, bytes: 100_000 });
  expect(film.length).toBeGreaterThan(100_000_000);
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'memory-probe.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  for await (const piece of inPieces(film, 65_536)) {
    if (!child.stdin.write(piece)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  await once(child, 'close');
  const { kind, read, grown, opened } = JSON.parse(said) as Record<string, number | string>;
  expect(kind).toBe('kept');
  expect(read).toBeGreaterThan(100_000_000);
  expect(grown).toBeLessThan(40);
  expect(opened).toBeLessThan(40);
}, 120_000);
