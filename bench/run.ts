import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { flood, steady, type Acks } from './load.ts';

/**
 * `npm run bench`: in one run, the server on each store beside a bare echo bot. Machines are noisy: read the ratios.
 * MONGODB_TEST_URI adds MongoDB (or a compatible server, whose figures say nothing about MongoDB).
 */
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 5);
const CLIENTS = 32;
const SECRET = 'bench-channel-secret';

const HERE = import.meta.dirname;

interface Process {
  child: ChildProcess;
  url: string;
  startMs: number;
}

function start(script: string, env: Record<string, string>): Promise<Process> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--no-warnings=ExperimentalWarning', script], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /listening on (\S+)/.exec(chunk.toString());
      if (found?.[1]) resolve({ child, url: found[1], startMs: performance.now() - began });
    });
  });
}

const stop = (process: Process) =>
  new Promise<void>((resolve) => {
    process.child.removeAllListeners('exit');
    process.child.on('exit', () => resolve());
    process.child.kill('SIGTERM');
  });

/** Resident memory in MB. */
function memoryOf({ child }: Process): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

interface Result {
  name: string;
  startMs: number;
  flooded: Acks;
  calm: Acks;
  repliesPerSecond: number;
  memoryMb: number;
}

async function measure(name: string, script: string, env: Record<string, string>): Promise<Result> {
  const sink = await start(join(HERE, 'line-sink.ts'), {});
  const bot = await start(script, {
    ...env,
    LINE_API_BASE_URL: sink.url,
    LINE_CHANNEL_SECRET: SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: 'token',
  });
  const url = new URL(`${bot.url}/webhook`);
  const look = async () =>
    (await (await fetch(`${sink.url}/count`)).json()) as { count: number; last: number };
  const count = async () => (await look()).count;
  await flood(url, SECRET, 4, 1000); // warm up
  const calm = await steady(url, SECRET, 200, SECONDS * 1000);
  const before = await count();
  const began = Date.now();
  const flooded = await flood(url, SECRET, CLIENTS, SECONDS * 1000);
  const expected = before + Math.round(flooded.perSecond * SECONDS);
  let replied = await count();
  for (let idle = 0, last = -1; replied < expected && idle < 50; replied = await count()) {
    idle = replied === last ? idle + 1 : 0;
    last = replied;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const repliesPerSecond = (replied - before) / (((await look()).last - began) / 1000);
  const result = { name, startMs: bot.startMs, flooded, calm, repliesPerSecond, memoryMb: memoryOf(bot) };
  await stop(bot);
  await stop(sink);
  return result;
}

const MAIN = join(HERE, '../src/main.ts');
const dir = mkdtempSync(join(tmpdir(), 'suetrong-bench-'));
const results = [
  await measure('echo bot (stores nothing)', join(HERE, 'echo-bot.ts'), {}),
  await measure('SQLite', MAIN, { PORT: '0', DATA_DIR: dir, LOG_LEVEL: 'error' }),
];
const mongo = process.env['MONGODB_TEST_URI'];
if (mongo) {
  const uri = mongo.replace(/\/[^/]*$/, `/bench-${process.pid}`);
  results.push(
    await measure('MONGODB_TEST_URI', MAIN, {
      PORT: '0',
      DATA_DIR: join(dir, 'm'),
      MONGODB_URI: uri,
      LOG_LEVEL: 'error',
    }),
  );
}
rmSync(dir, { recursive: true, force: true });

const out = (line: string) => process.stdout.write(`${line}\n`);
const [echo] = results;
out(
  `${cpus()[0]?.model ?? ''}, ${cpus().length} cores, Node ${process.versions.node}, ${SECONDS} s each, ${CLIENTS} clients\n`,
);
out('| | acks/s | to echo | p99 ack at 200/s (ms) | replies/s | to echo | start (ms) | memory (MB) |');
out('|---|---|---|---|---|---|---|---|');
for (const result of results) {
  const ratio = (mine: number, its: number | undefined) => (its ? (mine / its).toFixed(2) : '');
  out(
    `| ${result.name} | ${result.flooded.perSecond.toFixed(0)} | ${ratio(result.flooded.perSecond, echo?.flooded.perSecond)} | ${result.calm.p99.toFixed(1)} | ${result.repliesPerSecond.toFixed(0)} | ${ratio(result.repliesPerSecond, echo?.repliesPerSecond)} | ${result.startMs.toFixed(0)} | ${result.memoryMb.toFixed(0)} |`,
  );
}
process.exit(0);
