import { writeFileSync } from 'node:fs';
import { readConfig, type Config } from '../config.ts';
import { SetupError } from '../errors.ts';
import type { Translate } from '../i18n.ts';
import { checkAccount, type Finding } from '../line/account-check.ts';
import { createLineAccount, failureOf, type Failure, type LineAccount } from '../line/account.ts';
import { installMenu, MenuRefused } from '../line/rich-menu/install.ts';
import { drawMenu } from '../line/rich-menu/picture.ts';
import { BASIC_OPTIONS } from './program/arguments.ts';
import type { CommandIo } from './program/io.ts';
import { NOT_DONE, OK } from './program/outcome.ts';
import { runAsProgram, runProgram, type CommandContext, type Program } from './program/program.ts';

const OPTIONS = { ...BASIC_OPTIONS, picture: { type: 'string' } } as const;
type Context = CommandContext<typeof OPTIONS>;

const MARKS: Record<Finding['level'], string> = { good: '✓', warn: '!', bad: '✗' };

interface Bench {
  io: CommandIo;
  config: Config;
  account: LineAccount;
  t: Translate;
  say: (key: string, params?: Record<string, string | number>) => string;
}

const webhookOf = ({ baseUrl }: Config) => baseUrl && `${baseUrl}/webhook`;

function refusal({ say }: Bench, step: string, failure: Failure): SetupError {
  const why =
    failure.kind === 'no-answer'
      ? say('failure.no-answer')
      : say(failure.status === 401 ? 'failure.token' : 'failure.status', {
          status: failure.status,
          fields: failure.fields,
        });
  return new SetupError([`${say(`step.${step}`)}: ${why}`]);
}

/** Resolves to whether all is well. */
async function check({ io, config, account, say }: Bench): Promise<boolean> {
  const findings = await checkAccount(account, webhookOf(config));
  for (const { name, level, state, params } of findings) {
    io.out(`${MARKS[level]} ${say(`check.${name}.${state}`, params)}`);
  }
  const bad = findings.filter(({ level }) => level === 'bad').length;
  io.out(bad === 0 ? say('check.all-good') : say('check.all-bad', { count: bad }));
  return bad === 0;
}

async function setWebhook(bench: Bench): Promise<boolean> {
  const url = webhookOf(bench.config);
  if (url === undefined) throw new SetupError([bench.say('check.webhook.no-base-url')]);
  const failure = failureOf(await bench.account.setEndpoint(url));
  if (failure) throw refusal(bench, 'webhook', failure);
  bench.io.out(bench.say('webhook-set', { url }));
  return check(bench);
}

async function menu(bench: Bench): Promise<boolean> {
  try {
    const old = await installMenu(bench.account, bench.t);
    bench.io.out(bench.say('menu.done', { old }));
    return true;
  } catch (error) {
    if (error instanceof MenuRefused) throw refusal(bench, error.step, error.failure);
    throw error;
  }
}

const sayIn =
  ({ i18n, lang }: Context): Bench['say'] =>
  (key, params) =>
    i18n.t(lang, `line-tool:${key}`, params);

/** With the account that the settings name; `run` resolves to whether all is well. */
const atAccount = (run: (bench: Bench) => Promise<boolean>) => async (context: Context) => {
  const { io, i18n } = context;
  const say = sayIn(context);
  const config = readConfig(io.env);
  if (!config.line) throw new SetupError([say('no-credentials')]);
  const good = await run({ io, config, account: createLineAccount(config.line), t: i18n.t, say });
  return good ? OK : NOT_DONE;
};

/** Needs no account. */
async function picture({ io, i18n }: Context, file: string, say: Bench['say']): Promise<number> {
  writeFileSync(file, await drawMenu(i18n.t));
  io.out(say('menu.drawn', { file }));
  return OK;
}

export const LINE: Program<typeof OPTIONS> = {
  options: OPTIONS,
  help: 'line-tool:help',
  commands: {
    check: { takes: 0, run: atAccount(check) },
    'set-webhook': { takes: 0, run: atAccount(setWebhook) },
    menu: {
      takes: 0,
      run(context) {
        const file = context.values.picture;
        return file === undefined ? atAccount(menu)(context) : picture(context, file, sayIn(context));
      },
    },
  },
};

/** Runs `npm run line -- ARGS`; resolves to the exit code. */
export const runLine = (args: readonly string[], io: CommandIo): Promise<number> =>
  runProgram(LINE, args, io);

if (import.meta.main) await runAsProgram(runLine);
