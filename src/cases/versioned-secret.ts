import { SetupError } from '../errors.ts';

export interface VersionedSecret {
  /** 1 to 255. */
  version: number;
  secret: string;
}

const MIN_SECRET_LENGTH = 32;

/**
 * Reads a secret that may have been rotated: `2:newest,1:older`, newest first, or a plain text, which is version 1.
 * Rotating means putting a new pair in front and keeping the old ones as long as anything made under them lives.
 * Throws SetupError naming `variable`, never repeating the secret.
 */
export function readVersionedSecret(
  setting: string,
  variable: string,
): readonly [VersionedSecret, ...VersionedSecret[]] {
  const problem = (what: string) =>
    new SetupError([`${variable} ${what}. Write it as 2:newest,1:older or as one plain secret.`]);
  if (setting === '') throw problem('is empty');
  if (!/^\d+:/.test(setting)) return [{ version: 1, secret: setting }];
  const read = setting.split(',').map((part) => {
    const [, digits = '', secret = ''] = /^(\d{1,3}):(.*)$/.exec(part) ?? [];
    const version = Number(digits);
    if (digits === '' || version < 1 || version > 255)
      throw problem('has a version that is not between 1 and 255');
    if (secret.length < MIN_SECRET_LENGTH)
      throw problem(`has a version of fewer than ${MIN_SECRET_LENGTH} signs`);
    return { version, secret };
  });
  const [newest, ...older] = read as [VersionedSecret, ...VersionedSecret[]];
  if (new Set(read.map(({ version }) => version)).size < read.length)
    throw problem('names one version twice');
  if (new Set(read.map(({ secret }) => secret)).size < read.length)
    throw problem('uses one secret for two versions');
  if (older.some(({ version }) => version > newest.version))
    throw problem('does not begin with its newest version');
  return [newest, ...older];
}
