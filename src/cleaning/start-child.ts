import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { giveWay } from '../give-way.ts';

export type Child = ChildProcessByStdio<Writable, Readable, null>;

const ROOT = join(import.meta.dirname, '..', '..');
const CHILD = join(import.meta.dirname, 'child.ts');

/**
 * A child that may read the program and nothing else, write nothing, start nothing, and has no environment: no secret
 * reaches it. It gives way to everybody else. Decoders in C are outside Node's permissions, hence the missing temporary folder.
 */
export function startChild(heapMib: number, entry: readonly string[] = [CHILD]): Child {
  const allowed = ['node_modules', 'package.json', join('src', 'cleaning')].map((name) => join(ROOT, name));
  const child = spawn(
    process.execPath,
    [
      '--permission',
      '--allow-addons',
      ...allowed.map((path) => `--allow-fs-read=${path}`),
      `--max-old-space-size=${heapMib}`,
      '--no-warnings',
      ...entry,
    ],
    {
      cwd: import.meta.dirname,
      env: {
        VIPS_DISC_THRESHOLD: '8g', // decoded pictures stay in memory, however large
        TMPDIR: join(import.meta.dirname, 'no-such-folder'),
        ...(process.platform === 'win32' && { SystemRoot: process.env['SystemRoot'] }),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    },
  );
  // A child that died cannot be written to: its outcome tells that already.
  child.stdin.on('error', () => undefined);
  child.on('error', () => undefined);
  if (child.pid !== undefined) giveWay(child.pid);
  return child;
}
