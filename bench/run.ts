import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { flood, steady, type Acks, type SteadyAcks } from './load.ts';

/**
 * `npm run bench`: in one run, the server on each store beside a bare echo bot. Machines are noisy: read the ratios.
 * MONGODB_TEST_URI adds MongoDB (or a compatible server, whose figures say nothing about MongoDB); BENCH_PROFILE is a folder
 * for a CPU profile of each process.
 */
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10);
const WARM_MS = 3000;
const CLIENTS = 32;
/** What is still unanswered so long after the last event is not waited for. */
const DRAIN_MS = 30_000;
const SECRET = 'bench-channel-secret';

const HERE = import.meta.dirname;

interface Process {
  child: ChildProcess;
  url: string;
  startMs: number;
}

function start(script: string, env: Record<string, string>): Promise<Process> {
  const began = performance.now();
  const profile = process.env['BENCH_PROFILE'];
  const child = spawn(
    process.execPath,
    [
      '--no-warnings=ExperimentalWarning',
      ...(profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : []),
      script,
    ],
    {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
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
  /** The first start makes the database and, in trial mode, keys and people; the second finds them. */
  firstStartMs: number;
  startMs: number;
  flooded: Acks;
  calm: SteadyAcks;
  repliesPerSecond: number;
  memoryMb: number;
}

async function measure(name: string, script: string, env: Record<string, string>): Promise<Result> {
  const sink = await start(join(HERE, 'line-sink.ts'), {});
  const settings = {
    ...env,
    LINE_API_BASE_URL: sink.url,
    LINE_CHANNEL_SECRET: SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: 'token',
  };
  const first = await start(script, settings);
  await stop(first);
  const bot = await start(script, settings);
  const url = new URL(`${bot.url}/webhook`);
  const look = async () =>
    (await (await fetch(`${sink.url}/count`)).json()) as { count: number; last: number };

  /** Waits until `count` were answered, or nothing more comes for a while. */
  async function drain(count: number): Promise<{ count: number; last: number }> {
    const end = Date.now() + DRAIN_MS;
    let seen = await look();
    while (seen.count < count && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      seen = await look();
    }
    return seen;
  }

  const warm = await flood(url, SECRET, 4, WARM_MS);
  await drain(warm.count);
  const calm = await steady(url, SECRET, 200, SECONDS * 1000);
  const before = await drain((await look()).count + calm.count);
  const began = Date.now();
  const flooded = await flood(url, SECRET, CLIENTS, SECONDS * 1000);
  const after = await drain(before.count + flooded.count);
  const result = {
    name,
    firstStartMs: first.startMs,
    startMs: bot.startMs,
    flooded,
    calm,
    repliesPerSecond: (after.count - before.count) / ((after.last - began) / 1000),
    memoryMb: memoryOf(bot),
  };
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
const ratio = (mine: number, its: number | undefined) => (its ? (mine / its).toFixed(2) : '');
out(
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model ?? ''}, ${cpus().length} cores, load average ${loadavg()[0]?.toFixed(1)} at the end, Node ${process.versions.node}, ${SECONDS} s each, ${CLIENTS} clients\n`,
);
const COLUMNS: Record<string, (result: Result) => string> = {
  '': ({ name }) => name,
  'acks/s': ({ flooded }) => flooded.perSecond.toFixed(0),
  'to echo': ({ flooded }) => ratio(flooded.perSecond, echo?.flooded.perSecond),
  'p50 ack at 200/s (ms)': ({ calm }) => calm.p50.toFixed(1),
  'p99 ack at 200/s (ms)': ({ calm }) => calm.p99.toFixed(1),
  'of it the client late (ms)': ({ calm }) => calm.lateP99.toFixed(1),
  refused: ({ calm, flooded }) => String(calm.refused + flooded.refused),
  'replies/s': ({ repliesPerSecond }) => repliesPerSecond.toFixed(0),
  ' to echo': ({ repliesPerSecond }) => ratio(repliesPerSecond, echo?.repliesPerSecond),
  'first start (ms)': ({ firstStartMs }) => firstStartMs.toFixed(0),
  'start (ms)': ({ startMs }) => startMs.toFixed(0),
  'memory (MB)': ({ memoryMb }) => memoryMb.toFixed(0),
};
const row = (cells: readonly string[]) => out(`| ${cells.join(' | ')} |`);
row(Object.keys(COLUMNS).map((title) => title.trim()));
row(Object.keys(COLUMNS).map(() => '---'));
for (const result of results) row(Object.values(COLUMNS).map((cell) => cell(result)));
process.exit(0);
