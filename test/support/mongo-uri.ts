import { randomBytes } from 'node:crypto';

/**
 * With BOT_STORE=mongo the same conversations run on the server of MONGODB_TEST_URI, each bot in a database of its own.
 * Throws when the variable is missing, so that a run that was asked for is never left out silently.
 */
export function mongoUri(): string | undefined {
  if (process.env['BOT_STORE'] !== 'mongo') return undefined;
  const uri = process.env['MONGODB_TEST_URI'];
  if (!uri) throw new Error('BOT_STORE=mongo needs MONGODB_TEST_URI');
  const url = new URL(uri);
  url.pathname = `/bot-${randomBytes(6).toString('hex')}`;
  return url.toString();
}
