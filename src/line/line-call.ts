import { HTTPFetchError } from '@line/bot-sdk';
import type { Clock } from '../clock.ts';

/** What came of one request to LINE. */
export type CallResult<T> =
  | { kind: 'ok'; value: T | undefined }
  /** LINE said no. `body` may quote what was sent: it goes into no log. */
  | { kind: 'status'; status: number; headers: Headers; body: string }
  /** No answer: it may have arrived or not. `late`: its time was over, the connection did not break. */
  | { kind: 'no-answer'; late: boolean };

const DEFAULT_RETRY_MS = 1000;
const MAX_RETRY_MS = 60_000;

/**
 * Runs one request of the SDK, which knows no time-out. Never rejects, also not later: a request that answers after
 * its time is ignored. A 2xx counts as done even if its body is not JSON (then `value` is undefined).
 */
export async function callLine<T>(request: () => Promise<T>, timeoutMs: number): Promise<CallResult<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CallResult<T>>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { kind: 'no-answer', late: true });
  });
  const answered = request().then(
    (value): CallResult<T> => ({ kind: 'ok', value }),
    (error: unknown): CallResult<T> => {
      if (error instanceof HTTPFetchError) {
        const { status, headers, body } = error;
        return { kind: 'status', status, headers, body };
      }
      // The SDK checks the status before it parses, so what does not parse was a 2xx.
      return error instanceof SyntaxError
        ? { kind: 'ok', value: undefined }
        : { kind: 'no-answer', late: false };
    },
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

interface ErrorBody {
  message: string;
  properties: string[];
}

/** A path of our own request, such as `messages[0].contents.body`; anything else could be content. */
const PROPERTY = /^(?:messages|to|replyToken)(?:\[\d{1,4}\]|\.[A-Za-z]{1,30}){0,40}$/;

function parseError(body: string): ErrorBody {
  try {
    const { message, details } = JSON.parse(body) as { message?: unknown; details?: unknown };
    const properties = (Array.isArray(details) ? details : []).flatMap((detail: unknown) => {
      const property = (detail as { property?: unknown } | null)?.property;
      return typeof property === 'string' && PROPERTY.test(property) ? [property] : [];
    });
    return { message: typeof message === 'string' ? message : '', properties };
  } catch {
    return { message: '', properties: [] }; // not LINE's JSON, perhaps a proxy's page
  }
}

export const isSpentToken = (status: number, body: string): boolean =>
  status === 400 && /invalid reply token/i.test(parseError(body).message);

export const isQuotaSpent = (status: number, body: string): boolean =>
  status === 429 && /monthly limit/i.test(parseError(body).message);

/** Where LINE found fault, safe for logs: names of fields of the request, never their content. */
export function faultyFields(body: string): string {
  return parseError(body).properties.slice(0, 5).join(', ') || 'no field named';
}

/** How long to wait by `Retry-After` (seconds or a date), at most a minute; a second when it says nothing. */
export function retryAfterMs(headers: Headers | undefined, clock: Clock): number {
  const value = headers?.get('retry-after')?.trim() ?? '';
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - clock.now().getTime();
  return Number.isFinite(wait) && wait > 0 ? Math.min(wait, MAX_RETRY_MS) : DEFAULT_RETRY_MS;
}
