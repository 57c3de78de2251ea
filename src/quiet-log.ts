import { createHash } from 'node:crypto';
import { REFERENCE_ALPHABET } from './errors.ts';
import { describeError, type Logger } from './log.ts';

/** What the paths that reporters use may log with. */
export type ReporterLog = Pick<Logger, 'warn' | 'error'>;

/**
 * The log of the paths that reporters use (webhook, chat, public pages): a line written when something fails would clock
 * whoever was there (promise 4). Kinds of failures are counted here and written together, in random order, when the
 * release hour's name changes and at the end of the process. A line then says what failed and how often, never when.
 */
export interface QuietLog extends ReporterLog {
  start(): void;
  /** Writes what is held and stops. */
  stop(): void;
  /** Writes what is held if the release hour has changed since the last time. */
  look(): void;
}

const LOOK_MS = 60_000;
/** So many kinds are told apart; beyond them, failures are only counted. */
const MAX_KINDS = 200;

/**
 * A reference that a person is shown and the log names, eight signs like `H7QM-2X4V`. It stands for the kind of failure
 * (where in the code, which type), not for this one: two people meet the same, so it says nothing of when.
 */
export function referenceOf(error: unknown): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(describeError(error)))
    .digest();
  const signs = [...digest.subarray(0, 8)].map(
    (byte) => REFERENCE_ALPHABET[byte % REFERENCE_ALPHABET.length],
  );
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`;
}

interface Held {
  level: 'warn' | 'error';
  fields: Record<string, unknown>;
  text: string;
  times: number;
}

/** `period`: the name of the current release hour; undefined where lines are written at once (trial mode). */
export function createQuietLog(log: ReporterLog, period: (() => string) | undefined): QuietLog {
  const held = new Map<string, Held>();
  let uncounted = 0;
  let last = period?.();
  let timer: NodeJS.Timeout | undefined;

  const at =
    (level: 'warn' | 'error') =>
    (given: unknown, text?: string): void => {
      const fields = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
      const said = typeof given === 'string' ? given : (text ?? '');
      if (!period) return log[level](fields, said);
      const err = fields['err'];
      const plain = err === undefined ? fields : { ...fields, err: describeError(err) };
      const key = JSON.stringify([level, said, plain]);
      const known = held.get(key);
      if (known) known.times += 1;
      else if (held.size >= MAX_KINDS) uncounted += 1;
      else held.set(key, { level, fields, text: said, times: 1 });
    };

  function write(): void {
    const lines = [...held.values()];
    held.clear();
    for (let n = lines.length - 1; n > 0; n -= 1) {
      const other = Math.floor(Math.random() * (n + 1));
      [lines[n], lines[other]] = [lines[other]!, lines[n]!];
    }
    for (const { level, fields, text, times } of lines) log[level]({ ...fields, times }, text);
    if (uncounted > 0) log.error({ times: uncounted }, 'further kinds of failures');
    uncounted = 0;
  }

  function look(): void {
    const now = period?.();
    if (now === last) return;
    last = now;
    write();
  }

  return {
    warn: at('warn'),
    error: at('error'),
    look,
    start() {
      if (period) timer = setInterval(look, LOOK_MS);
    },
    stop() {
      clearInterval(timer);
      write();
    },
  };
}
