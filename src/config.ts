import { join, resolve } from 'node:path';
import { problemsOf } from './config/checks.ts';
import { mailOf } from './config/mail.ts';
import { readSettings, type Settings } from './config/settings.ts';
import { SetupError } from './errors.ts';
import { readOrMakeTrialSecrets } from './trial-secrets.ts';

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

/**
 * Reads the settings once. Throws SetupError naming every variable that is missing or wrong, with its fix;
 * never repeats a value, since it may be a secret. In trial mode it makes secrets in `DATA_DIR` (mode 0600)
 * when there are none.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = readSettings(environment);
  if ('problems' in read) throw new SetupError(read.problems);
  const problems = problemsOf(read.settings);
  if (problems.length > 0) throw new SetupError(problems);
  return toConfig(read.settings);
}

function toConfig(env: Settings): Config {
  const production = env.NODE_ENV === 'production';
  const dataDir = resolve(env.DATA_DIR);
  const given = [env.APP_SECRET, env.CODE_PEPPER, env.STAFF_PEPPER, env.INTEGRITY_KEY].every(Boolean);
  const trial = production || given ? undefined : readOrMakeTrialSecrets(dataDir);
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
