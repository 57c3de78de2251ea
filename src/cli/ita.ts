import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../errors.ts';
import { createI18n, isLang, type Lang, type Translate } from '../i18n.ts';
import { DataError, describeIssue } from '../ita/data-error.ts';
import { loadAgency, type AgencyData } from '../ita/dataset.ts';
import { importDataset, readCandidate, YearExistsError } from '../ita/import-dataset.ts';
import { findAll, findingsOfYear, findingText, type Finding } from '../ita/rules.ts';
import type { Dataset } from '../ita/schema.ts';
import { formatScore } from '../ita/score.ts';

/** Where a command writes, and what it is told by the environment. */
export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
}

interface Context {
  io: CliIo;
  dir: string;
  lang: Lang;
  t: Translate;
  replace: boolean;
}

const DEFAULT_DIR = join(import.meta.dirname, '..', '..', 'data', 'mueang-phon');
/** Exit codes: the files are good; they are not; the command was wrong. */
const OK = 0;
const BAD_DATA = 1;
const BAD_USE = 2;

const COMMANDS = {
  check: async (context: Context, [path]: string[]) => {
    const given = resolve(path ?? context.dir);
    const isFile = existsSync(given) && statSync(given).isFile();
    return isFile ? checkFile(context, given) : checkDirectory(context, given);
  },
  import: async (context: Context, [path]: string[]) => {
    if (path === undefined) return usage(context);
    const { io, lang, t } = context;
    try {
      const done = await importDataset(resolve(path), context.dir, { replace: context.replace });
      const { year } = done.dataset;
      io.out(t(lang, 'findings:cli.imported', { year, file: done.file }));
      if (done.backup !== undefined) io.out(t(lang, 'findings:cli.backup', { file: done.backup }));
      const data = await loadAgency(context.dir);
      printFindings(context, findingsOfYear(done.dataset, data.datasets));
      return OK;
    } catch (error) {
      if (!(error instanceof YearExistsError)) throw error;
      io.err(t(lang, 'findings:cli.exists', { year: error.year, file: error.file }));
      return BAD_DATA;
    }
  },
  list: async (context: Context, [path]: string[]) => {
    const data = await loadAgency(resolve(path ?? context.dir));
    printAgency(context, data);
    return OK;
  },
} as const;

const isCommand = (name: string | undefined): name is keyof typeof COMMANDS =>
  name !== undefined && Object.hasOwn(COMMANDS, name);

async function checkDirectory(context: Context, dir: string): Promise<number> {
  const data = await loadAgency(dir);
  printAgency(context, data);
  printFindings(context, findAll(data.datasets));
  return OK;
}

/** A year's file that is not loaded yet, against the agency it is for. */
async function checkFile(context: Context, path: string): Promise<number> {
  const { dataset } = await readCandidate(path, context.dir);
  const { datasets } = await loadAgency(context.dir);
  printYear(context, dataset);
  printFindings(
    context,
    findingsOfYear(dataset, [dataset, ...datasets.filter(({ year }) => year !== dataset.year)]),
  );
  return OK;
}

function printAgency(context: Context, { agency, datasets }: AgencyData): void {
  const { io, lang, t } = context;
  io.out(t(lang, 'findings:cli.agency', { name: agency.name[lang], count: agency.units.length }));
  for (const dataset of datasets) printYear(context, dataset);
}

function printYear({ io, lang, t }: Context, dataset: Dataset): void {
  io.out(
    t(lang, 'findings:cli.year', {
      year: dataset.year,
      score: formatScore(dataset.overall.score),
      grade: dataset.overall.grade,
      indicators: dataset.indicators.length,
      questions: dataset.questions.length,
      items: dataset.items.length,
      measures: dataset.measures.length,
    }),
  );
}

function printFindings({ io, lang, t }: Context, findings: readonly Finding[]): void {
  if (findings.length === 0) {
    io.out(t(lang, 'findings:cli.none'));
    return;
  }
  io.out('');
  io.out(t(lang, 'findings:cli.found', { count: findings.length }));
  findings.forEach((finding, at) => {
    const heading = t(lang, 'findings:cli.finding', {
      number: at + 1,
      year: finding.year,
      kind: t(lang, `findings:severity.${finding.severity}`),
      title: t(lang, `findings:rules.${finding.rule}.title`),
    });
    io.out(`${heading}\n    ${findingText(finding, lang, t)}`);
  });
}

function usage({ io, lang, t }: Pick<Context, 'io' | 'lang' | 't'>): number {
  io.err(t(lang, 'findings:cli.help'));
  return BAD_USE;
}

/** Runs `npm run ita -- ARGS`; resolves to the exit code. */
export async function runIta(args: readonly string[], io: CliIo): Promise<number> {
  const { t } = createI18n();
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        lang: { type: 'string', default: 'th' },
        dir: { type: 'string' },
        replace: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch {
    return usage({ io, lang: 'th', t });
  }
  const { values, positionals } = parsed;
  const lang = values.lang;
  if (!isLang(lang)) return usage({ io, lang: 'th', t });
  if (values.help) {
    io.out(t(lang, 'findings:cli.help'));
    return OK;
  }
  const [command, ...rest] = positionals;
  if (!isCommand(command) || rest.length > 1) return usage({ io, lang, t });
  const dir = resolve(values.dir ?? io.env['AGENCY_DIR'] ?? DEFAULT_DIR);
  try {
    return await COMMANDS[command]({ io, dir, lang, t, replace: values.replace }, rest);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const lines =
      error instanceof DataError
        ? error.issues.map((issue) => describeIssue(issue, lang, t))
        : error.problems;
    io.err([t(lang, 'findings:cli.invalid', { count: lines.length }), ...lines].join('\n'));
    return BAD_DATA;
  }
}

if (import.meta.main) {
  // `npm run ita -- check | head` closes the pipe early; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.exitCode = await runIta(process.argv.slice(2), {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    env: process.env,
  });
}
