import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SetupError } from '../errors.ts';
import type { Lang, Translate } from '../i18n.ts';
import { DataError, describeIssue } from '../ita/data-error.ts';
import { loadAgency, type AgencyData } from '../ita/dataset.ts';
import { importDataset, readCandidate, YearExistsError } from '../ita/import-dataset.ts';
import { findAll, findingsOfYear, findingText, type Finding } from '../ita/rules.ts';
import type { Dataset } from '../ita/schema.ts';
import { formatScore } from '../ita/score.ts';
import { BASIC_OPTIONS } from './program/arguments.ts';
import type { CommandIo } from './program/io.ts';
import { NOT_DONE, OK } from './program/outcome.ts';
import { runAsProgram, runProgram, type CommandContext, type Program } from './program/program.ts';

const OPTIONS = {
  ...BASIC_OPTIONS,
  dir: { type: 'string' },
  replace: { type: 'boolean', default: false },
} as const;

interface Context {
  io: CommandIo;
  dir: string;
  lang: Lang;
  t: Translate;
  replace: boolean;
}

const DEFAULT_DIR = join(import.meta.dirname, '..', '..', 'data', 'mueang-phon');
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

async function check(context: Context, path: string | undefined): Promise<number> {
  const given = resolve(path ?? context.dir);
  const isFile = existsSync(given) && statSync(given).isFile();
  return isFile ? checkFile(context, given) : checkDirectory(context, given);
}

async function take(context: Context, path = ''): Promise<number> {
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
    return NOT_DONE;
  }
}

async function list(context: Context, path: string | undefined): Promise<number> {
  const data = await loadAgency(resolve(path ?? context.dir));
  printAgency(context, data);
  return OK;
}

/** With the agency's directory; what is wrong in its files is said place by place. */
const atAgency =
  (run: (context: Context, path: string | undefined) => Promise<number>) =>
  async ({ io, i18n, lang, values }: CommandContext<typeof OPTIONS>, [path]: string[]): Promise<number> => {
    const { t } = i18n;
    const dir = resolve(values.dir ?? io.env['AGENCY_DIR'] ?? DEFAULT_DIR);
    try {
      return await run({ io, dir, lang, t, replace: values.replace }, path);
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      const lines =
        error instanceof DataError
          ? error.issues.map((issue) => describeIssue(issue, lang, t))
          : error.problems;
      io.err([t(lang, 'findings:cli.invalid', { count: lines.length }), ...lines].join('\n'));
      return NOT_DONE;
    }
  };

export const ITA: Program<typeof OPTIONS> = {
  options: OPTIONS,
  help: 'findings:cli.help',
  commands: {
    check: { takes: [0, 1], run: atAgency(check) },
    import: { takes: 1, run: atAgency(take) },
    list: { takes: [0, 1], run: atAgency(list) },
  },
};

/** Runs `npm run ita -- ARGS`; resolves to the exit code. */
export const runIta = (args: readonly string[], io: CommandIo): Promise<number> => runProgram(ITA, args, io);

if (import.meta.main) await runAsProgram(runIta);
