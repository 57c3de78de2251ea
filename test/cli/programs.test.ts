import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ASK } from '../../src/cli/ask.ts';
import { AUDIT } from '../../src/cli/audit.ts';
import { backupProgram } from '../../src/cli/backup.ts';
import { CASES } from '../../src/cli/cases.ts';
import { DEMO } from '../../src/cli/demo.ts';
import { ITA } from '../../src/cli/ita.ts';
import { LINE } from '../../src/cli/line.ts';
import type { Options } from '../../src/cli/program/arguments.ts';
import { runProgram, type Program } from '../../src/cli/program/program.ts';
import { SETUP } from '../../src/cli/setup.ts';
import { STAFF } from '../../src/cli/staff.ts';
import { STORE } from '../../src/cli/store.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { createI18n, LANGS } from '../../src/i18n.ts';
import { openStore } from '../../src/open-store.ts';
import { memoryIo } from './memory-io.ts';

const PROGRAMS = {
  ask: ASK,
  audit: AUDIT,
  backup: backupProgram(systemClock),
  cases: CASES,
  demo: DEMO,
  ita: ITA,
  line: LINE,
  setup: SETUP,
  staff: STAFF,
  store: STORE,
} as unknown as Record<string, Program<Options>>;

const { t } = createI18n();
const home = mkdtempSync(join(tmpdir(), 'suetrong-programs-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const NOWHERE = join(home, 'data');
const helpOf = ({ help, helpParams }: Program<Options>, lang: 'th' | 'en') =>
  `${t(lang, help, helpParams)}\n`;

it('the list here holds every command that npm runs', () => {
  const { scripts } = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'),
  ) as { scripts: Record<string, string> };
  const found = Object.entries(scripts).flatMap(([name, line]) =>
    line.endsWith(` src/cli/${name}.ts`) ? [name] : [],
  );
  expect(Object.values(scripts).filter((line) => line.includes('src/cli/'))).toHaveLength(found.length);
  expect(Object.keys(PROGRAMS)).toEqual(found.sort());
});

describe.each(Object.entries(PROGRAMS))('npm run %s', (_name, program) => {
  async function run(...args: string[]) {
    const { io, said } = memoryIo({ DATA_DIR: NOWHERE, LOG_LEVEL: 'error' });
    const code = await runProgram(program, args, io);
    expect(existsSync(NOWHERE)).toBe(false); // what is not understood opens nothing
    return { code, ...said };
  }
  const wrong = (lang: 'th' | 'en', problem = '') => ({
    code: 2,
    out: '',
    err: problem === '' ? helpOf(program, lang) : `${problem}\n\n${helpOf(program, lang)}`,
  });
  const options = Object.entries(program.options);
  const commands = Object.entries(program.commands);

  it.each(LANGS)('explains itself in %s, with every command and option', async (lang) => {
    const asked = await run('--help', '--lang', lang);
    expect(asked).toEqual({ code: 0, out: helpOf(program, lang), err: '' });
    expect(await run('-h', `--lang=${lang}`)).toEqual(asked);
    for (const [name] of commands) expect(asked.out).toContain(name);
    for (const [name] of options.filter(([each]) => each !== 'help'))
      expect(asked.out).toContain(`--${name}`);
    expect(asked.out).not.toContain('{{');
  });

  it.each(LANGS)('names an option that there is not, and none of its words, in %s', async (lang) => {
    const ran = await run('--lang', lang, '--nonsense=secret', 'word');
    expect(ran).toEqual(wrong(lang, t(lang, 'cli-staff:common.unknownOption', { option: '--nonsense' })));
  });

  it.each(options.filter(([, { type }]) => type === 'string').map(([name]) => name))(
    'says that --%s lacks its value',
    async (name) => {
      const problem = t('th', 'cli-staff:common.missingValue', { option: `--${name}` });
      expect(await run(`--${name}`)).toEqual(wrong('th', problem));
      expect(await run(`--${name}`, '--help')).toEqual(wrong('th', problem));
    },
  );

  it.each(options.filter(([, { type }]) => type === 'boolean').map(([name]) => name))(
    'says that --%s takes no value',
    async (name) => {
      const problem = t('th', 'cli-staff:common.needlessValue', { option: `--${name}` });
      expect(await run(`--${name}=secret`)).toEqual(wrong('th', problem));
    },
  );

  it('knows two languages', async () => {
    expect(await run('--lang', 'fr')).toEqual(wrong('th', t('th', 'cli-staff:common.badLang')));
  });

  it.each(commands.map(([name, { takes }]) => ({ name, takes })))(
    'takes $takes words behind "$name"',
    async ({ name, takes }) => {
      const [least, most] = typeof takes === 'number' ? [takes, takes] : takes;
      const words = (count: number) => [...(name === '' ? [] : [name]), ...Array<string>(count).fill('word')];
      expect(await run(...words(most + 1))).toEqual(wrong('th'));
      if (least > 0) expect(await run(...words(least - 1))).toEqual(wrong('th'));
    },
  );

  if (!Object.hasOwn(program.commands, '')) {
    it.each([[[]], [['nonsense']], [['constructor']]])('knows no command %j', async (words: string[]) => {
      expect(await run(...words)).toEqual(wrong('th'));
    });
  }
});

describe.each([
  ['audit', ['verify']],
  ['staff', ['list']],
  ['cases', ['list']],
  ['store', ['counters']],
])('npm run %s where no installation is', (name, args) => {
  it('says so and makes none: an empty one would seem to be in order', async () => {
    const { io, said } = memoryIo({ DATA_DIR: NOWHERE, LOG_LEVEL: 'error' });
    expect(await runProgram(PROGRAMS[name]!, [...args, '--lang', 'en'], io)).toBe(1);
    expect(said.err).toContain(t('en', 'cli-staff:common.noInstallation', { dir: NOWHERE }));
    expect(said.out).toBe('');
    expect(existsSync(NOWHERE)).toBe(false);
  });
});

it('npm run store -- counters shows what was counted, beside the running server', async () => {
  const settings = { DATA_DIR: join(home, 'counted'), LOG_LEVEL: 'error' };
  readConfig(settings); // as the server does first
  const store = await openStore({ dataDir: settings.DATA_DIR });
  await store.counters.add('door.failed.TypeError.drafts-ts-61', 2);
  await store.counters.add('a.first', 1);
  const { io, said } = memoryIo(settings);
  expect(await runProgram(PROGRAMS['store']!, ['counters'], io)).toBe(0);
  await store.close();
  expect(said.out).toBe('a.first: 1\ndoor.failed.TypeError.drafts-ts-61: 2\n');
});

it.each([
  ['EPIPE', 0], // `| head`
  ['ENOSPC', 1],
])('an output that fails with %s at the end: code %i', async (code, expected) => {
  const { io } = memoryIo({});
  io.flush = () => Promise.reject(Object.assign(new Error('lost'), { code }));
  expect(await runProgram(ITA, ['list', '--dir', 'data/mueang-phon'], io)).toBe(expected);
});
