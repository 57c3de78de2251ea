import { pino, type Logger as PinoLogger, type DestinationStream } from 'pino';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child' | 'level'>;

/**
 * Keys whose values may say who or what: they are cut out wherever they stand, up to three levels deep.
 * The first defence is never to pass them; this is the second.
 */
export const REDACTED_KEYS = [
  'userId',
  'groupId',
  'roomId',
  'source',
  'text',
  'message',
  'messages',
  'events',
  'data',
  'body',
  'payload',
  'replyToken',
  'code',
  'params',
  'headers',
  'authorization',
  'cookie',
  'ip',
  'remoteAddress',
  'url',
  'secret',
  'token',
  'passphrase',
  'displayName',
] as const;

const redactionPaths = REDACTED_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** Our own errors, whose messages never hold input. */
const SAFE_MESSAGES = new Set([
  'ExpectedError',
  'SetupError',
  'DataError',
  'BoxError',
  'SealError',
  'WordingError',
]);

/** An error as it may be logged: its type and place in our code. Messages of foreign errors can quote input, so they stay out. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const ours = SAFE_MESSAGES.has(error.name);
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return {
    type: error.name,
    ...(ours ? { reason: error.message } : {}),
    ...('code' in error && typeof error.code === 'string' ? { errorCode: error.code } : {}),
    frames,
  };
}

/** JSON lines on standard error (or `destination` in tests). Times are whole minutes: a log must not clock a person. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString().slice(0, 16)}Z"`,
      redact: { paths: redactionPaths, remove: true },
      serializers: { err: describeError, error: describeError },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}
