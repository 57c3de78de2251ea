import { randomBytes } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import type { Casework } from '../src/cases/casework.ts';
import { CATEGORIES, OPEN_STATUSES } from '../src/cases/kinds.ts';
import { wrapFromStored } from '../src/cases/stored-form.ts';
import { addDays } from '../src/clock.ts';
import { SEEN_STATUSES } from '../src/console/queue/filters.ts';
import type { CaseRow, Store } from '../src/store/ports.ts';
import { openMongoStore } from '../src/store/mongo/mongo-store.ts';
import { startConsole, type TestConsole } from '../test/console/console-under-test.ts';
import { asStaff, type Staff } from '../test/console/staff-browser.ts';

/**
 * `npm run bench:console`: pages of the console on real stores with many cases, over HTTP on loopback.
 *
 * What is real: store, indexes, counts, session, audit line, page. What is not: the seeded cases carry random bytes in
 * place of sealed ones, so their titles cannot be opened; pages get a title of 80 signs instead. Opening titles is
 * measured by itself, on 50 cases that are really sealed. MONGODB_TEST_URI measures that store instead of SQLite.
 * BENCH_ROWS: how many cases, smallest first; the ratio is that of the last to the first.
 */
const SIZES = (process.env['BENCH_ROWS'] ?? '10000,100000,1000000').split(',').map(Number);
const TIMES = Number(process.env['BENCH_TIMES'] ?? 100);
/** Cases filed at once; the compatible test server takes one after the other, and a connection waits only so long for its turn. */
const BATCH = process.env['MONGODB_TEST_URI'] ? 20 : 1000;
const TITLE = 'เรียกรับเงินหรือสินบน: มีเจ้าหน้าที่เรียกเงินค่าใบอนุญาต'.padEnd(80, 'ก');

const uri = process.env['MONGODB_TEST_URI'];
const out = (line: string) => process.stdout.write(`${line}\n`);

const withFakeTitles = (casework: Casework, store: Store): Casework => ({
  ...casework,
  async queue(worker, query) {
    const rows = await store.cases.queue({ ...query, recipient: worker.key.id });
    return rows.map(({ wrap: _wrap, generation: _generation, ...facts }) => ({ ...facts, title: TITLE }));
  },
});

const bench = await startConsole({
  around: withFakeTitles,
  ...(uri && { openStore: () => openMongoStore(uri, { database: `bench-console-${process.pid}` }) }),
});
const { worker } = await bench.accounts.signIn.signIn('Intake', bench.passphrases['Intake']!);

/** A case as plain as the store sees it. A tenth is open, a hundredth unread; deadlines spread over two years. */
function seeded(at: number, units: readonly string[], people: readonly string[]): CaseRow {
  const open = at % 10 === 0;
  const statuses = open ? OPEN_STATUSES.filter((status) => status !== 'stranded') : SEEN_STATUSES.slice(5);
  const id = randomBytes(16).toString('hex');
  return {
    id,
    version: 1,
    locator: id,
    kind: 'complaint',
    category: CATEGORIES[at % CATEGORIES.length]!,
    unit: units[at % units.length]!,
    status: statuses[at % statuses.length]!,
    assignee: at % 3 === 0 ? people[at % people.length] : undefined,
    received: addDays('2025-01-01', at % 600),
    due: addDays(open ? '2026-10-01' : '2026-12-01', at % (open ? 120 : 700)),
    since: addDays('2025-01-01', at % 600),
    unread: at % 100 === 0,
    shown: true,
    waiting: false,
    staffRing: randomBytes(16),
    reporterRing: randomBytes(16),
    generation: 1,
    wraps: [{ recipient: worker.key.id, wrap: randomBytes(64) }],
    items: [],
  };
}

async function seedUpTo(count: number, from: number, test: TestConsole): Promise<void> {
  const units = ['finance', 'education', 'personnel', 'complaints', 'unknown', 'whole'];
  const people = await Promise.all(['Intake', 'Head', 'Citizen'].map((name) => test.idOf(name)));
  for (let at = from; at < count; at += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - at) }, (_each, n) =>
      seeded(at + n, units, people),
    );
    await Promise.all(rows.map((row) => test.store.cases.file(row, [], [])));
  }
}

interface Measured {
  p50: number;
  p95: number;
  /** Of the whole process, client included. */
  cpu: number;
  bytes: number;
}

async function measure(staff: Staff, path: string): Promise<Measured> {
  for (let warm = 0; warm < 5; warm += 1) await staff.get(path);
  const times: number[] = [];
  let bytes = 0;
  const before = process.cpuUsage();
  for (let n = 0; n < TIMES; n += 1) {
    const began = performance.now();
    const page = await staff.get(path);
    times.push(performance.now() - began);
    if (page.status !== 200) throw new Error(`${path}: ${page.status}\n${bench.logs().slice(-3000)}`);
    bytes = Buffer.byteLength(page.html);
  }
  const { user, system } = process.cpuUsage(before);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { p50: at(0.5), p95: at(0.95), cpu: (user + system) / 1000 / TIMES, bytes };
}

/** Where a page deep in the queue begins. */
async function deepPage(): Promise<string> {
  const [row] = await bench.store.cases.queue({
    recipient: worker.key.id,
    statuses: OPEN_STATUSES,
    due: { from: '2026-12-15' },
    limit: 1,
  });
  return row ? `?after=${row.due},${row.id}` : '';
}

const QUEUES: Record<string, () => Promise<string> | string> = {
  'queue, first page': () => '',
  'queue, a page in the middle': deepPage,
  'queue, overdue': () => '?due=overdue',
  'queue, of one unit': () => '?unit=education&status=all',
  'queue, unread': () => '?unread=1&status=all',
  'queue, closed, of one person': async () => `?status=concluded&assignee=${await bench.idOf('Citizen')}`,
};
const OTHERS = ['/people', '/knowledge', '/knowledge/new', '/search', '/me'];

const first = new Map<string, Measured>();
out(
  `${cpus()[0]?.model ?? ''}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.versions.node}`,
);
out(`store: ${uri ? 'MONGODB_TEST_URI' : 'SQLite'}, ${TIMES} requests a line, one after the other\n`);
out(
  '| page | cases | p50 (ms) | p95 (ms) | CPU, client included (ms) | to the smallest, p50 | CPU | HTML (KB) |',
);
out('|---|---|---|---|---|---|---|---|');
const line = (name: string, count: number, now: Measured) => {
  const then = first.get(name) ?? now;
  first.set(name, then);
  const ratio = (mine: number, its: number) => (mine / its).toFixed(2);
  out(
    `| ${name} | ${count} | ${now.p50.toFixed(1)} | ${now.p95.toFixed(1)} | ${now.cpu.toFixed(1)} | ${ratio(now.p50, then.p50)} | ${ratio(now.cpu, then.cpu)} | ${(now.bytes / 1024).toFixed(1)} |`,
  );
};

let there = 0;
for (const size of SIZES) {
  const began = performance.now();
  await seedUpTo(size, there, bench);
  there = size;
  process.stderr.write(
    `${size} cases after ${((performance.now() - began) / 1000).toFixed(0)} s of seeding\n`,
  );
  const staff = await asStaff(bench, 'Intake');
  for (const [name, path] of Object.entries(QUEUES)) line(name, size, await measure(staff, await path()));
  if (size === SIZES.at(-1) || size === 100_000) {
    for (const path of OTHERS) line(path, size, await measure(staff, path));
  }
}

const styles = await Promise.all(
  [...(await (await asStaff(bench, 'Intake')).get('/me')).html.matchAll(/href="([^"]+\.css[^"]*)"/g)].map(
    async ([, href]) => (await (await fetch(`${bench.origin}${href}`)).arrayBuffer()).byteLength,
  ),
);
out(`\nstyle sheets, once: ${(styles.reduce((sum, each) => sum + each, 0) / 1024).toFixed(1)} KB`);

// What is really sealed, opened with the officer's own key.
const ids: string[] = [];
for (let n = 0; n < 50; n += 1) ids.push((await bench.file('education', `เรื่องจริงที่ ${n} ของการวัด`)).id);
const wraps = await Promise.all(
  ids.map(async (id) => {
    const row = (await bench.store.cases.get(id))!;
    const { wrap } = row.wraps.find(({ recipient }) => recipient === worker.key.id)!;
    return { at: { caseId: id, generation: row.generation }, wrap: wrapFromStored(wrap) };
  }),
);
const [clockBefore, cpuBefore] = [performance.now(), process.cpuUsage()];
for (const { at, wrap } of wraps) await bench.cases.rings.openTitle(wrap, at, worker.key);
const cpu = process.cpuUsage(cpuBefore);
out(
  `opening 50 titles: ${(performance.now() - clockBefore).toFixed(0)} ms, of them CPU ${((cpu.user + cpu.system) / 1000).toFixed(0)} ms`,
);
const staff = await asStaff(bench, 'Intake');
out('\n| page | cases | p50 (ms) | p95 (ms) | CPU, client included (ms) | | | HTML (KB) |');
out('|---|---|---|---|---|---|---|---|');
line('a case, opened', there, await measure(staff, `/cases/${ids[0]}`));
await bench.close();
process.exit(0);
