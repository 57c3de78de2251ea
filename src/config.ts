import { isIP } from 'node:net';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { SetupError } from './errors.ts';
import { readOrMakeTrialSecrets, TRIAL_SECRETS_FILE } from './trial-secrets.ts';

/** Every environment variable the software reads, with what it is for. `.env.example` is compared with this list by a test. */
export const VARIABLES = {
  NODE_ENV: 'production, or anything else for trial mode',
  PROCESS: 'all, web or worker; other than all needs MONGODB_URI',
  PORT: 'port to listen on (3000); 0 takes a free one',
  HOST: 'address to listen on (127.0.0.1 in trial mode, 0.0.0.0 in production)',
  BASE_URL: 'the public address of this server, https in production',
  TRUST_PROXY: 'how many proxies stand in front (0)',
  DATA_DIR: 'where the embedded database lives (./var)',
  AGENCY_DIR: 'the municipality’s data (data/mueang-phon)',
  MONGODB_URI: 'use MongoDB instead of the embedded database',
  MONGODB_TEST_URI: 'tests only: a MongoDB server for the store contract',
  APP_SECRET: 'seals inbox, drafts and sessions',
  CODE_PEPPER: 'part of every tracking code’s derivation',
  STAFF_PEPPER: 'part of every staff passphrase’s derivation',
  INTEGRITY_KEY: 'authenticates rings, items and the recipient table',
  RECOVERY_FINGERPRINT: 'pins the recovery key that npm run setup printed',
  BACKUP_DIR: 'where npm run backup writes, on another disk',
  BACKUP_RECIPIENT: 'the public key backups are sealed to, or the path of a file with it',
  LINE_CHANNEL_SECRET: 'verifies LINE’s webhook signature',
  LINE_CHANNEL_ACCESS_TOKEN: 'lets this server answer through LINE',
  LINE_API_BASE_URL: 'LINE’s API; a loopback address in trial mode talks to a test server',
  LINE_DATA_API_BASE_URL: 'LINE’s API for files',
  CLAMD_URL: 'ClamAV’s daemon, asked about every file of evidence, optional',
  SMTP_URL: 'mail server for staff alerts, optional',
  SMTP_FROM: 'the sender of alerts; left out when the user in SMTP_URL is an address',
  LOG_LEVEL: 'debug, info, warn or error (info)',
} as const;

export type Variable = keyof typeof VARIABLES;
export type Environment = Partial<Record<Variable, string>>;

export interface Secrets {
  app: string;
  codePepper: string;
  staffPepper: string;
  integrityKey: string;
}

export interface LineConfig {
  channelSecret: string;
  accessToken: string;
  /** Undefined: LINE's own. */
  apiBaseUrl?: string;
  dataApiBaseUrl?: string;
}

export interface Config {
  mode: 'trial' | 'production';
  process: 'all' | 'web' | 'worker';
  port: number;
  host: string;
  /** The public address, without a slash at the end; undefined in trial mode until the port is known. */
  baseUrl?: string;
  trustProxy: number;
  dataDir: string;
  agencyDir: string;
  mongodbUri?: string;
  secrets: Secrets;
  /** As `npm run setup` printed it; production seals to no other recovery key. */
  recoveryFingerprint?: string;
  backup: { dir?: string; recipient?: string };
  /** Undefined in trial mode without LINE settings: then the simulator plays LINE. */
  line?: LineConfig;
  /** `tcp://host:port` or `unix:///path`. */
  clamdUrl?: string;
  /** The mail server, and the address that alerts come from. */
  mail?: { url: string; from: string };
  logLevel: 'debug' | 'info' | 'warn' | 'error';
}

const DEFAULT_AGENCY_DIR = join(import.meta.dirname, '..', 'data', 'mueang-phon');
const SECRET_NAMES = ['APP_SECRET', 'CODE_PEPPER', 'STAFF_PEPPER', 'INTEGRITY_KEY'] as const;
const MIN_SECRET_LENGTH = 32;

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const shape = z.object({
  NODE_ENV: z.string().optional(),
  PROCESS: z.enum(['all', 'web', 'worker'], { message: 'must be all, web or worker' }).default('all'),
  PORT: z.coerce
    .number({ message: 'must be a number' })
    .int()
    .min(0)
    .max(65535, { message: 'must be a port from 0 to 65535' })
    .default(3000),
  HOST: z.string().optional(),
  BASE_URL: url(['http:', 'https:']).optional(),
  TRUST_PROXY: z.coerce.number({ message: 'must be a number of proxies' }).int().min(0).max(10).default(0),
  DATA_DIR: z.string().default('./var'),
  AGENCY_DIR: z.string().optional(),
  MONGODB_URI: url(['mongodb:', 'mongodb+srv:']).optional(),
  APP_SECRET: z.string().optional(),
  CODE_PEPPER: z.string().optional(),
  STAFF_PEPPER: z.string().optional(),
  INTEGRITY_KEY: z.string().optional(),
  RECOVERY_FINGERPRINT: z
    .string()
    .regex(/^(\d{4}[ -]?){6}$/, {
      message: 'must be six groups of four digits, as npm run setup printed them',
    })
    .optional(),
  BACKUP_DIR: z.string().optional(),
  BACKUP_RECIPIENT: z.string().optional(),
  LINE_CHANNEL_SECRET: z.string().optional(),
  LINE_CHANNEL_ACCESS_TOKEN: z.string().optional(),
  LINE_API_BASE_URL: url(['http:', 'https:']).optional(),
  LINE_DATA_API_BASE_URL: url(['http:', 'https:']).optional(),
  CLAMD_URL: url(['tcp:', 'unix:']).optional(),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  SMTP_FROM: z.email({ message: 'must be an e-mail address, for example suetrong@example.go.th' }).optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { message: 'must be debug, info, warn or error' })
    .default('info'),
});
type Parsed = z.infer<typeof shape>;

/** Whether an address or host name can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/**
 * Reads the settings once. Throws SetupError naming every variable that is missing or wrong, with its fix;
 * never repeats a value, since it may be a secret. In trial mode it makes secrets in `DATA_DIR` (mode 0600)
 * when there are none.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(VARIABLES).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const result = shape.safeParse(given);
  if (!result.success) {
    throw new SetupError(
      result.error.issues.map(
        (issue) => `${String(issue.path[0])} ${issue.message}. Mend it in .env or in the environment.`,
      ),
    );
  }
  const env = result.data;
  const problems = env.NODE_ENV === 'production' ? productionProblems(env) : trialProblems(env);
  if (env.PROCESS !== 'all' && !env.MONGODB_URI) {
    problems.push(
      `PROCESS=${env.PROCESS} needs MONGODB_URI: the embedded database serves one process. Set MONGODB_URI, or leave PROCESS out.`,
    );
  }
  if (env.SMTP_URL && !mailOf(env)) {
    problems.push('SMTP_FROM is not set: give the e-mail address that alerts come from, beside SMTP_URL.');
  }
  if (problems.length > 0) throw new SetupError(problems);
  return toConfig(env);
}

/** Undefined when there is no mail server, or no sender for it. */
function mailOf({ SMTP_URL, SMTP_FROM }: Parsed): Config['mail'] {
  if (!SMTP_URL) return undefined;
  const user = decodeURIComponent(new URL(SMTP_URL).username);
  const from = SMTP_FROM ?? (user.includes('@') ? user : undefined);
  return from === undefined ? undefined : { url: SMTP_URL, from };
}

function productionProblems(env: Parsed): string[] {
  const problems: string[] = [];
  for (const name of SECRET_NAMES) {
    const length = (env[name] ?? '').length;
    if (length < MIN_SECRET_LENGTH) {
      problems.push(
        `${name} ${length === 0 ? 'is not set' : 'is too short'}: production needs at least ${MIN_SECRET_LENGTH} random signs. Make one with: openssl rand -base64 32`,
      );
    }
  }
  const secrets = SECRET_NAMES.map((name) => env[name]).filter(Boolean);
  if (new Set(secrets).size < secrets.length) {
    problems.push(
      `${SECRET_NAMES.join(', ')} must all differ. Make one for each with: openssl rand -base64 32`,
    );
  }
  for (const name of ['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN'] as const) {
    if (!env[name]) {
      problems.push(`${name} is not set. Copy it from the LINE Developers console, Messaging API channel.`);
    }
  }
  if (!env.BASE_URL) {
    problems.push('BASE_URL is not set. Give the public address, for example https://report.example.go.th');
  } else if (new URL(env.BASE_URL).protocol !== 'https:') {
    problems.push('BASE_URL must start with https:// in production: reports must not travel in the open.');
  }
  for (const file of [TRIAL_SECRETS_FILE, 'trial-staff.txt', '.env']) {
    if (existsSync(join(env.DATA_DIR, file))) {
      problems.push(
        `DATA_DIR holds ${file}: secrets beside the data they protect protect nothing. Move it elsewhere (trial data cannot become production data).`,
      );
    }
  }
  return problems;
}

function trialProblems(env: Parsed): string[] {
  const problems: string[] = [];
  if (env.HOST && !isLoopback(env.HOST)) {
    problems.push(
      'HOST is not a loopback address: trial mode has demo keys and serves this machine only. Leave HOST out, or set NODE_ENV=production with real secrets.',
    );
  }
  const hasCredentials = Boolean(env.LINE_CHANNEL_SECRET) && Boolean(env.LINE_CHANNEL_ACCESS_TOKEN);
  if (Boolean(env.LINE_CHANNEL_SECRET) !== Boolean(env.LINE_CHANNEL_ACCESS_TOKEN)) {
    problems.push('LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN go together. Set both, or neither.');
  }
  if (env.LINE_API_BASE_URL && !hasCredentials) {
    problems.push('LINE_API_BASE_URL needs LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN beside it.');
  }
  return problems;
}

function toConfig(env: Parsed): Config {
  const production = env.NODE_ENV === 'production';
  const dataDir = resolve(env.DATA_DIR);
  const trial = production ? undefined : readOrMakeTrialSecrets(dataDir);
  const line =
    env.LINE_CHANNEL_SECRET && env.LINE_CHANNEL_ACCESS_TOKEN
      ? {
          channelSecret: env.LINE_CHANNEL_SECRET,
          accessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
          apiBaseUrl: env.LINE_API_BASE_URL,
          dataApiBaseUrl: env.LINE_DATA_API_BASE_URL ?? env.LINE_API_BASE_URL,
        }
      : undefined;
  return {
    mode: production ? 'production' : 'trial',
    process: env.PROCESS,
    port: env.PORT,
    host: env.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    baseUrl: env.BASE_URL?.replace(/\/+$/, ''),
    trustProxy: env.TRUST_PROXY,
    dataDir,
    agencyDir: resolve(env.AGENCY_DIR ?? DEFAULT_AGENCY_DIR),
    mongodbUri: env.MONGODB_URI,
    secrets: {
      app: env.APP_SECRET ?? trial?.app ?? '',
      codePepper: env.CODE_PEPPER ?? trial?.codePepper ?? '',
      staffPepper: env.STAFF_PEPPER ?? trial?.staffPepper ?? '',
      integrityKey: env.INTEGRITY_KEY ?? trial?.integrityKey ?? '',
    },
    recoveryFingerprint: env.RECOVERY_FINGERPRINT,
    backup: { dir: env.BACKUP_DIR && resolve(env.BACKUP_DIR), recipient: env.BACKUP_RECIPIENT },
    line,
    clamdUrl: env.CLAMD_URL,
    mail: mailOf(env),
    logLevel: env.LOG_LEVEL,
  };
}
