import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createContext, Script } from 'node:vm';
import { expect, it } from '@jest/globals';
import { isSafePattern } from 'redos-detector';
import ts from 'typescript';

/**
 * No text that somebody sends may keep the server's one thread busy. Every regular expression literal of the source is
 * either cleared by redos-detector, or (it gives up on long lists of Thai words, and counts the search for a beginning
 * as backtracking) survives an attack: texts as long as LINE lets a person write, made of the expression's own pieces.
 */
const SRC = resolve(import.meta.dirname, '../../src');
const LONGEST = 5000;
const TOO_LONG_MS = 400;
/** By the clock on the wall, for one text: for what stands still, not for a busy machine. */
const STOPPED_MS = 10_000;

/** Neither cleared nor fast, and why that is no danger. Keyed by file and literal. */
const ACCEPTED: Record<string, string> = {
  'site/door/fail.ts /([^/\\s(]+\\.ts):(\\d+)/':
    'reads one frame of our own stack, whose file names nobody sends',
};

interface Literal {
  name: string;
  pattern: string;
  flags: string;
}

function literalsOf(file: string, text: string): Literal[] {
  const found: Literal[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const [pattern, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      found.push({ name: `${file} ${node.text}`, pattern, flags });
    }
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

const isCleared = ({ pattern, flags }: Literal): boolean =>
  !(flags.includes('i') && /[uv]/.test(flags)) && // which the detector cannot read
  isSafePattern(pattern, {
    caseInsensitive: flags.includes('i'),
    unicode: /[uv]/.test(flags),
    dotAll: flags.includes('s'),
    multiLine: flags.includes('m'),
    maxScore: 200,
    maxSteps: 2000,
    timeout: 100,
  }).safe;

/** Texts that make the expression begin again and again, and never let it end. */
function attacksOn({ pattern }: Literal): string[] {
  const pieces = new Set([
    'a',
    'A',
    '0',
    ' ',
    'ก',
    '้',
    '-',
    '/',
    '.',
    '"',
    "'",
    '<',
    '<a ',
    '(',
    '@',
    'a.',
    'a@',
    'https://',
    ';',
  ]);
  for (const run of pattern.match(/[\u0e00-\u0e7f]+|[a-z]{2,}|[A-Z]+|\d+|[^\w\\]/g) ?? []) pieces.add(run);
  const list = [...pieces].slice(0, 80);
  const units = [
    ...list,
    ...list.flatMap((piece, at) => [piece + list[(at + 1) % list.length]!, `${piece} `]),
  ];
  return units.flatMap((unit) => {
    const text = unit.repeat(Math.ceil(LONGEST / unit.length)).slice(0, LONGEST);
    return [text, `${text.slice(1)}\u0001`];
  });
}

/** Time of computing of this thread, in milliseconds: what other programs take meanwhile does not count. */
function computingMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The best of three, or the first that is fast. */
const ATTACK = new Script(`{
  let best = Infinity;
  for (let n = 0; n < 3 && best > ${TOO_LONG_MS / 4}; n += 1) {
    const begun = now();
    text.replace(new RegExp(pattern, flags), '');
    best = Math.min(best, now() - begun);
  }
  best;
}`);

/** Milliseconds of computing of the slowest attack; Infinity when it had to be stopped. */
function slowestAttack(literal: Literal): number {
  const flags = literal.flags.includes('g') ? literal.flags : `${literal.flags}g`;
  const context = {
    text: '',
    pattern: literal.pattern,
    flags: flags.replace('y', ''),
    now: computingMs,
  };
  // In another context, since only there a regular expression can be stopped.
  createContext(context);
  let worst = 0;
  try {
    for (context.text of attacksOn(literal)) {
      const ms = ATTACK.runInContext(context, { timeout: STOPPED_MS }) as number;
      worst = Math.max(worst, ms);
    }
  } catch {
    return Infinity; // stopped
  }
  return worst;
}

const literals = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|js)$/.test(file))
  .flatMap((file) => literalsOf(file.replaceAll('\\', '/'), readFileSync(join(SRC, file), 'utf8')));

it('finds the literals, and a bad one among them', () => {
  expect(literals.length).toBeGreaterThan(200);
  const [bad] = literalsOf('x.ts', 'const x = /^(\\w+\\s?)+$/;');
  expect(isCleared(bad!)).toBe(false);
  expect(slowestAttack({ ...bad!, pattern: '^(a|a)+$' })).toBeGreaterThan(TOO_LONG_MS);
});

it('no regular expression of the source can be made to stand still', () => {
  const open = literals.filter((literal) => !isCleared(literal));
  const slow = open
    .map((literal) => ({ name: literal.name, ms: slowestAttack(literal) }))
    .filter(({ ms }) => ms > TOO_LONG_MS);
  expect(slow.filter(({ name }) => !(name in ACCEPTED))).toEqual([]);
  expect(Object.keys(ACCEPTED).filter((name) => !literals.some((literal) => literal.name === name))).toEqual(
    [],
  );
}, 300_000);
