import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '..');
const docs = [
  'README.md',
  'README.th.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
/** Every file and folder, as ends of paths: a document may leave out the folder it is about. */
const there = ['src', 'test', 'docs', 'ci', 'bench', 'tools', 'data', 'locales', '.ci'].flatMap((folder) =>
  existsSync(join(ROOT, folder))
    ? readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
        (file) => `/${folder}/${file}`,
      )
    : [],
);
const isThere = (path: string): boolean =>
  existsSync(join(ROOT, path)) || there.some((each) => each.endsWith(`/${path.replace(/\/$/, '')}`));
/** `src/line/webhook.ts`, `test/proof/`: in code marks, with a slash, without signs that make it a pattern or a command. */
const PATH = /`((?:[\w.-]+\/)+(?:[\w.-]+\.(?:ts|cjs|md|json|yaml|css|sh|xlsx|example)|))`/g;
/** Made where the software runs, not in the repository. */
const ELSEWHERE = [/^data\/(?!mueang)/, /^node_modules\//, /^etc\//, /^var\//, /^\.data\//, /^BACKUP_DIR\//];

describe('documents', () => {
  it.each(docs)('%s names only files and folders that are there', (doc) => {
    const named = [...readFileSync(join(ROOT, doc), 'utf8').matchAll(PATH)].map(([, path]) => path!);
    const missing = named
      .filter((path) => !ELSEWHERE.some((each) => each.test(path)))
      .filter((path) => !isThere(path));
    expect(missing).toEqual([]);
  });
});

describe('what is typed and set', () => {
  const textOf = (doc: string) => readFileSync(join(ROOT, doc), 'utf8');
  const sources = ['src', 'test', 'bench', 'tools'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|cjs)$/.test(file))
      .map((file) => textOf(`${folder}/${file}`)),
  );

  it.each(docs)('%s names only commands that npm runs', (doc) => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = [...textOf(doc).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('every variable that is read is a setting, or stands among those of tests', () => {
    const known = `${textOf('.env.example')} ${textOf('docs/architecture.md').replace(/`_(?=[A-Z])/g, '`SCANDAL_')}`;
    const read = sources.flatMap((text) =>
      [...text.matchAll(/process\.env(?:\.|\[')([A-Z][A-Z0-9_]+)/g)].map(([, name]) => name!),
    );
    // The system's own.
    const unknown = [...new Set(read)].filter((name) => !['PATH', 'HOME'].includes(name));
    expect(unknown.length).toBeGreaterThan(20);
    expect(unknown.filter((name) => !new RegExp(`\\b${name}\\b`).test(known))).toEqual([]);
  });
});

describe('the threat model', () => {
  const people = readFileSync(join(ROOT, 'docs', 'threat-model.md'), 'utf8')
    .split(/^## /m)
    .find((section) => section.startsWith('By person'))!
    .split(/^(?=\*\*)/m)
    .slice(1)
    .map((text) => ({ who: text.slice(2, text.indexOf('**', 2)), text }));

  it.each(people)(
    'names the test that holds what it says of $who, or says that there is none',
    ({ text }) => {
      expect(text).toMatch(/`test\/|\bNo test\b/);
    },
  );
});

describe('the promises', () => {
  const rows = [
    ...readFileSync(join(ROOT, 'docs', 'promises.md'), 'utf8').matchAll(
      /^\|[^|]+\| `(test\/\S+)` +\|(.+)\|$/gm,
    ),
  ].map(([, file, title]) => [title!.trim(), file!] as const);

  it('are eight, each with tests', () => {
    const sections = readFileSync(join(ROOT, 'docs', 'promises.md'), 'utf8')
      .split(/^## (?=\d)/m)
      .slice(1);
    expect(sections.map((section) => section[0])).toEqual([...'12345678']);
    for (const section of sections) expect(section.match(/^\|.*`test\//gm)?.length).toBeGreaterThan(2);
  });

  it.each(rows)('are held by “%s” of %s', (title, file) => {
    expect(title).not.toBe('');
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title);
  });
});

describe('exports', () => {
  it('are used by somebody', () => {
    const read = (folder: string) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(ROOT, folder, file), 'utf8') }));
    const all = ['src', 'test', 'bench'].flatMap(read);
    const users = new Map<string, Set<string>>();
    for (const { file, text } of all)
      for (const [word] of text.matchAll(/[A-Za-z_$][\w$]*/g))
        users.set(word, (users.get(word) ?? new Set()).add(file));
    const unused = all
      .filter(({ file }) => file.startsWith('src/'))
      .flatMap(({ file, text }) =>
        [...text.matchAll(/^export (?:async )?(?:function\*?|const|class|type|interface) ([\w$]+)/gm)]
          .map(([, name]) => name!)
          .filter(
            (name) => users.get(name)!.size === 1 && text.split(new RegExp(`\\b${name}\\b`)).length === 2,
          )
          .map((name) => `${file}: ${name}`),
      );
    expect(unused).toEqual([]);
  });
});
