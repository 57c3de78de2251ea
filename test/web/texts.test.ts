import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGS } from '../../src/i18n.ts';
import { ERROR_STATUSES } from '../../src/web/errors.ts';

const root = join(import.meta.dirname, '..', '..');
const keysOf = (node: object, prefix = 'web:'): string[] =>
  Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value as object, `${prefix}${key}.`),
  );

describe('texts of the page frame', () => {
  const dir = join(root, 'src', 'web');
  const code = readdirSync(dir)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('\n');
  const named = [...code.matchAll(/'(web:[\w.]+)'/g)].map((match) => match[1] ?? '');
  const needed = [
    ...named,
    ...ERROR_STATUSES.flatMap((status) => [`web:error.${status}.title`, `web:error.${status}.advice`]),
  ];

  it.each(LANGS)('are exactly those the code asks for in %s', (lang) => {
    const held = keysOf(JSON.parse(readFileSync(join(root, 'locales', lang, 'web.json'), 'utf8')) as object);
    expect(held.sort()).toEqual([...new Set(needed)].sort());
  });
});
