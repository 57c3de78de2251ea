import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SetupError } from './errors.ts';

export const TRIAL_SECRETS_FILE = 'trial-secrets.json';

const secretsShape = z.object({
  app: z.string().min(32),
  codePepper: z.string().min(32),
  staffPepper: z.string().min(32),
  integrityKey: z.string().min(32),
});
export type TrialSecrets = z.infer<typeof secretsShape>;

/**
 * The secrets of trial mode: kept beside the data (mode 0600), which production refuses.
 * Throws SetupError when the file is damaged, or missing beside data, because new secrets would make the old data
 * unreadable: it is then an installation whose secrets are elsewhere, and production would refuse to start beside new ones.
 */
export function readOrMakeTrialSecrets(dataDir: string): TrialSecrets {
  const path = join(dataDir, TRIAL_SECRETS_FILE);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // Looked for before the file, which whoever begins an installation makes first.
  const used = readdirSync(dataDir).some((name) => name.endsWith('.sqlite'));
  if (used && !existsSync(path)) {
    throw new SetupError([
      `${dataDir} holds an installation whose secrets are elsewhere. Use the settings of its server (NODE_ENV, APP_SECRET and the others, in .env or in the environment), or another DATA_DIR.`,
    ]);
  }
  const fresh = () => randomBytes(32).toString('base64url');
  try {
    const made = { app: fresh(), codePepper: fresh(), staffPepper: fresh(), integrityKey: fresh() };
    writeFileSync(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const parsed = secretsShape.safeParse(tryJson(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new SetupError([
    `${path} is damaged. Restore it, or remove the whole folder ${dataDir} to begin with empty trial data.`,
  ]);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the shape check above reports it
  }
}
