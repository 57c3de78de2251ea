import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig, type Config } from '../config.ts';
import { SetupError } from '../errors.ts';
import { createI18n, isLang, type Lang } from '../i18n.ts';
import { checkAccount, type Finding } from '../line/account-check.ts';
import { createLineAccount, failureOf, type Failure, type LineAccount } from '../line/account.ts';
import { installMenu, MenuRefused } from '../line/rich-menu/install.ts';
import { drawMenu } from '../line/rich-menu/picture.ts';
import { BAD_USE, COMMON_OPTIONS, NOT_DONE, OK, runAsProgram, runCommand, type StaffIo } from './staff-io.ts';

const HELP = 'line-tool:help';
const MARKS: Record<Finding['level'], string> = { good: '✓', warn: '!', bad: '✗' };

interface Bench {
  io: StaffIo;
  config: Config;
  account: LineAccount;
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
    const old = await installMenu(bench.account, createI18n().t);
    bench.io.out(bench.say('menu.done', { old }));
    return true;
  } catch (error) {
    if (error instanceof MenuRefused) throw refusal(bench, error.step, error.failure);
    throw error;
  }
}

const COMMANDS: Record<string, (bench: Bench) => Promise<boolean>> = {
  check,
  'set-webhook': setWebhook,
  menu,
};

/** Runs `npm run line -- ARGS`; resolves to the exit code. */
export async function runLine(args: readonly string[], io: StaffIo): Promise<number> {
  const i18n = createI18n();
  const usage = (lang: Lang) => {
    io.err(i18n.t(lang, HELP));
    return BAD_USE;
  };
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { lang: COMMON_OPTIONS.lang, help: COMMON_OPTIONS.help, picture: { type: 'string' } },
    });
  } catch {
    return usage('th');
  }
  const { values, positionals } = parsed;
  const lang = isLang(values.lang) ? values.lang : undefined;
  if (!lang) return usage('th');
  if (values.help) {
    io.out(i18n.t(lang, HELP));
    return OK;
  }
  const [name = ''] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || positionals.length !== 1) return usage(lang);
  const say: Bench['say'] = (key, params) => i18n.t(lang, `line-tool:${key}`, params);
  let good = true;
  const code = await runCommand(io, i18n, { lang, help: HELP }, async () => {
    if (name === 'menu' && values.picture !== undefined) {
      writeFileSync(values.picture, await drawMenu(i18n.t));
      return io.out(say('menu.drawn', { file: values.picture }));
    }
    const config = readConfig(io.env);
    if (!config.line) throw new SetupError([say('no-credentials')]);
    good = await command({ io, config, account: createLineAccount(config.line), say });
  });
  return code === OK && !good ? NOT_DONE : code;
}

if (import.meta.main) await runAsProgram(runLine);
