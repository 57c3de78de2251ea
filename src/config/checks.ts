import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TRIAL_SECRETS_FILE } from '../trial-secrets.ts';
import { isLoopback } from './loopback.ts';
import { mailOf } from './mail.ts';
import type { Settings } from './settings.ts';

const SECRET_NAMES = ['APP_SECRET', 'CODE_PEPPER', 'STAFF_PEPPER', 'INTEGRITY_KEY'] as const;
const MIN_SECRET_LENGTH = 32;

/** What is wrong between settings that are each well formed: every problem with its fix, never a value. */
export function problemsOf(env: Settings): string[] {
  const problems = env.NODE_ENV === 'production' ? productionProblems(env) : trialProblems(env);
  if (env.PROCESS !== 'all' && !env.MONGODB_URI) {
    problems.push(
      `PROCESS=${env.PROCESS} needs MONGODB_URI: the embedded database serves one process. Set MONGODB_URI, or leave PROCESS out.`,
    );
  }
  if (env.SMTP_URL && !mailOf(env)) {
    problems.push('SMTP_FROM is not set: give the e-mail address that alerts come from, beside SMTP_URL.');
  }
  return problems;
}

function productionProblems(env: Settings): string[] {
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

function trialProblems(env: Settings): string[] {
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
