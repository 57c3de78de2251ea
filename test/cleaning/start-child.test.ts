import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startChild } from '../../src/cleaning/start-child.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a script finds that runs as the child does; each attempt by name, with its result or its error's code. */
async function probe(attempts: Record<string, string>): Promise<Record<string, unknown>> {
  const tries = Object.entries(attempts).map(
    ([name, code]) =>
      `try { seen[${JSON.stringify(name)}] = await (async () => { ${code} })(); } catch (error) { seen[${JSON.stringify(name)}] = error.code; }`,
  );
  const script = `
    import fs from 'node:fs'; import child from 'node:child_process'; import worker from 'node:worker_threads';
    const seen = {}; ${tries.join('\n')}
    process.stdout.write(JSON.stringify(seen));`;
  const running = startChild(64, ['--input-type=module', '-e', script]);
  let said = '';
  for await (const piece of running.stdout) said += String(piece);
  return JSON.parse(said) as Record<string, unknown>;
}

describe('the child process', () => {
  it('has no environment, reads nothing but the program, writes and starts nothing', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'suetrong-probe-'));
    const secret = join(dir, 'secret');
    writeFileSync(secret, 'secret');
    process.env['APP_SECRET'] = 'a secret that no child may see';
    try {
      const seen = await probe({
        environment: 'return Object.keys(process.env);',
        program: `return fs.readFileSync(${JSON.stringify(join(ROOT, 'src/cleaning/child.ts'))}, 'utf8').length > 100;`,
        data: `return fs.readFileSync(${JSON.stringify(secret)}, 'utf8');`,
        folder: `return fs.readdirSync(${JSON.stringify(dir)});`,
        dotenv: `return fs.readFileSync(${JSON.stringify(join(ROOT, '.env'))}, 'utf8');`,
        rest: `return fs.readFileSync(${JSON.stringify(join(ROOT, 'src/config.ts'))}, 'utf8');`,
        proc: "return fs.readFileSync('/proc/' + process.ppid + '/environ', 'utf8');",
        write: `fs.writeFileSync(${JSON.stringify(join(dir, 'written'))}, 'x'); return 'written';`,
        temp: "fs.writeFileSync('/tmp/suetrong-probe', 'x'); return 'written';",
        start: "return child.execFileSync('/bin/sh', ['-c', 'echo started']).toString();",
        worker: "new worker.Worker('1', { eval: true }); return 'started';",
      });
      expect(seen).toEqual({
        environment: expect.arrayContaining(['TMPDIR', 'VIPS_DISC_THRESHOLD']),
        program: true,
        ...Object.fromEntries(
          ['data', 'folder', 'dotenv', 'rest', 'proc', 'write', 'temp', 'start', 'worker'].map((name) => [
            name,
            'ERR_ACCESS_DENIED',
          ]),
        ),
      });
      expect(seen['environment']).toHaveLength(2);
      expect(readdirSync(dir)).toEqual(['secret']);
    } finally {
      delete process.env['APP_SECRET'];
      rmSync(dir, { recursive: true });
    }
  });

  it('gives way to everybody else', async () => {
    // What its parent asks for comes a moment after its start.
    const niceness =
      "const { getPriority } = await import('node:os'); const { setTimeout } = await import('node:timers/promises'); await setTimeout(200); return getPriority(0);";
    expect(await probe({ niceness })).toEqual({ niceness: Math.min(19, getPriority(0) + 5) });
  });
});
