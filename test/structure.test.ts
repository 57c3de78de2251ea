import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const SRC = resolve(import.meta.dirname, '../src');

const CORE = ['ita', 'cases', 'conversation', 'accounts', 'knowledge', 'audit', 'statistics'];
const EDGES = ['line', 'site', 'console', 'simulator', 'cli', 'jobs', 'store', 'cleaning', 'backup', 'mail'];
/** Files and folders that know nothing of the rest. */
const LEAVES = [
  'web',
  'i18n',
  'errors',
  'log',
  'config',
  'trial-secrets',
  'clock',
  'secret-box',
  'quiet-log',
  'give-way',
];
/** Files that join everything. */
const JOINTS = ['app', 'deps', 'open-store', 'workplace', 'server', 'main'];
/** The one file of `store/` that everybody may know. */
const PORTS = 'store/ports.ts';
/** Command-line tools are entrances of their own: they may open the workplace or drive a whole server. */
const CLI_JOINTS = ['workplace', 'server', 'open-store'];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));

const IMPORT = /(?:from|import\(|import)\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** `ita` for `ita/rules.ts`, `clock` for `clock.ts`. */
const roomOf = (file: string) => file.split('/')[0]!.replace(/\.ts$/, '');

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) =>
    relative(SRC, resolve(SRC, dirname(file), match[1]!)).replaceAll('\\', '/'),
  );
}

/** Why `from` may not import `to`; undefined when it may. */
export function breach(from: string, to: string): string | undefined {
  const [a, b] = [roomOf(from), roomOf(to)];
  if (a === b || to === PORTS || JOINTS.includes(a)) return undefined;
  if (a === 'cli' && CLI_JOINTS.includes(b)) return undefined;
  // Copying from one adapter to another is their purpose.
  const isBackup = from === 'cli/backup.ts' || from.startsWith('cli/backup/');
  if ((isBackup || from === 'cli/store.ts') && b === 'store') return undefined;
  if (isBackup && b === 'backup') return undefined;
  if (from === 'cli/line.ts' && b === 'line') return undefined; // looking at the LINE account is its purpose
  if (a === 'backup' && b === 'store') return undefined; // rows of any adapter, in the words of the ports
  if (LEAVES.includes(b)) return undefined;
  if (LEAVES.includes(a)) return `a leaf imports ${b}`;
  if (CORE.includes(a)) {
    if (!CORE.includes(b)) return `core imports ${b}`;
    if (a === 'accounts' && b === 'cases') return undefined; // people hold the keys of cases (ADR 0003)
    if (a === 'statistics' && b === 'cases') return undefined; // they count cases (ADR 0071)
    return a === 'conversation' ? undefined : `${a} imports another core module`;
  }
  if (EDGES.includes(a)) return CORE.includes(b) ? undefined : `edge ${a} imports ${b}`;
  return `unknown room ${a}`;
}

/** Groups of files that import one another in a circle, each sorted; also where only types are imported. */
export function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(imports.get(from) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(imports.get(next) ?? []));
    }
    return seen;
  };
  const from = new Map([...imports.keys()].map((file) => [file, reached(file)]));
  const left = new Set([...from].filter(([file, seen]) => seen.has(file)).map(([file]) => file));
  const circles: string[][] = [];
  for (const file of left) {
    const circle = [...left].filter((other) => from.get(file)?.has(other) && from.get(other)?.has(file));
    for (const member of circle) left.delete(member);
    circles.push(circle.sort());
  }
  return circles;
}

describe('structure', () => {
  it('finds the code and its imports', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(importsOf('app.ts')).toContain('line/webhook.ts');
  });

  it('knows a wrong direction when it sees one', () => {
    expect(breach('ita/rules.ts', 'line/limits.ts')).toBeDefined();
    expect(breach('cases/seal.ts', 'ita/dataset.ts')).toBeDefined();
    expect(breach('line/inbox.ts', 'store/sqlite/inbox.ts')).toBeDefined();
    expect(breach('site/site.ts', 'simulator/line-api.ts')).toBeDefined();
    expect(breach('clock.ts', 'ita/dataset.ts')).toBeDefined();
    expect(breach('site/site.ts', 'server.ts')).toBeDefined();
  });

  it('knows a circle when it sees one', () => {
    const imports = { a: ['b'], b: ['c', 'd'], c: ['a'], d: [], e: ['e'], f: ['a'] };
    expect(circlesIn(new Map(Object.entries(imports)))).toEqual([['a', 'b', 'c'], ['e']]);
  });

  it('has no circle of imports, of types neither', () => {
    expect(circlesIn(new Map(files.map((file) => [file, importsOf(file)])))).toEqual([]);
  });

  it.each(files)('%s imports only what its place allows', (file) => {
    const breaches = importsOf(file).flatMap((to) => {
      const why = breach(file, to);
      return why ? [`${to}: ${why}`] : [];
    });
    expect(breaches).toEqual([]);
  });
});
