import { setTimeout as wait } from 'node:timers/promises';
import { EvidenceError } from '../cases/evidence/problems.ts';
import { LARGEST_CAP } from '../cases/evidence/types.ts';

export interface MediaOptions {
  accessToken: string;
  /** LINE's host for files when undefined. Its path, if it has one, is dropped, as LINE's library does. */
  dataApiBaseUrl?: string;
  /** How long LINE may take to begin its answer, and then between two pieces of it, in milliseconds (10,000). */
  stallMs?: number;
  /** How long a film may be prepared by LINE before the reporter is asked to wait, in milliseconds (20,000). */
  preparingMs?: number;
  /** Between two questions whether it is prepared, in milliseconds (1,000). */
  pollMs?: number;
  /** No file is longer, in bytes. */
  cap?: number;
}

/** A file on its way from LINE. */
export interface MediaStream {
  /** Throws EvidenceError `broken`, `too-large` or `too-long` in the middle of the transfer. */
  bytes: AsyncIterable<Uint8Array>;
  /** The length LINE announced, in bytes. */
  announced?: number;
}

export interface Media {
  /**
   * Begins to fetch the file of a message. Throws EvidenceError: `gone` (taken back, or too old), `not-ready`, `unreachable`,
   * `too-large`, `too-long` (the signal was aborted). Nothing that LINE or its network does rejects in another way, also not
   * later. A stream that is not read to its end must be returned, as `for await` does.
   */
  open(handle: string, options?: { signal?: AbortSignal }): Promise<MediaStream>;
}

const HOST = 'https://api-data.line.me';
const TRIES = 3;

/** Fetches files from LINE with Node's own fetch: the SDK knows no time-out, and a broken transfer there ends the process. */
export function createMedia(options: MediaOptions): Media {
  const { accessToken, dataApiBaseUrl = HOST, cap = LARGEST_CAP } = options;
  const { stallMs = 10_000, preparingMs = 20_000, pollMs = 1000 } = options;

  const address = (handle: string, rest = '') =>
    new URL(`/v2/bot/message/${encodeURIComponent(handle)}/content${rest}`, dataApiBaseUrl);

  /** An answer with its beginning in time; network failures and 5xx are tried again. */
  async function ask(url: URL, outer: AbortSignal | undefined): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await askOnce(url, outer);
      if (answer && (answer.response.status < 500 || tries === TRIES)) return answer;
      answer?.stop();
      if (outer?.aborted) throw new EvidenceError('too-long');
      if (tries === TRIES) throw new EvidenceError('unreachable');
      await pause(pollMs, outer);
    }
  }

  async function askOnce(url: URL, outer: AbortSignal | undefined): Promise<Answer | undefined> {
    const own = new AbortController();
    const timer = setTimeout(() => own.abort(), stallMs);
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${accessToken}`, 'accept-encoding': 'identity' },
        redirect: 'error',
        signal: outer ? AbortSignal.any([own.signal, outer]) : own.signal,
      });
      return { response, stop: () => own.abort() };
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Resolves once LINE says that the file is prepared. */
  async function prepared(handle: string, outer: AbortSignal | undefined): Promise<void> {
    const until = performance.now() + preparingMs;
    do {
      const { response, stop } = await ask(address(handle, '/transcoding'), outer);
      const status = response.ok ? await statusOf(response) : undefined;
      stop();
      if (isGone(response.status) || status === 'failed') throw new EvidenceError('gone');
      if (status === 'succeeded') return;
      await pause(pollMs, outer);
    } while (performance.now() < until);
    throw new EvidenceError('not-ready');
  }

  async function begin(handle: string, outer: AbortSignal | undefined): Promise<Answer> {
    const first = await ask(address(handle), outer);
    if (first.response.status !== 202) return first;
    first.stop();
    await prepared(handle, outer);
    const second = await ask(address(handle), outer);
    if (second.response.status !== 202) return second;
    second.stop();
    throw new EvidenceError('not-ready');
  }

  return {
    async open(handle, { signal } = {}) {
      if (!/^\w{1,100}$/.test(handle)) throw new EvidenceError('gone'); // not a name that LINE gives
      const { response, stop } = await begin(handle, signal);
      const { status } = response;
      if (status !== 200 || !response.body) {
        stop();
        throw new EvidenceError(isGone(status) ? 'gone' : 'unreachable');
      }
      const announced = announcedLength(response);
      if (announced !== undefined && announced > cap) {
        stop();
        throw new EvidenceError('too-large');
      }
      return { announced, bytes: transfer(response, { stop, stallMs, cap, announced, signal }) };
    },
  };
}

interface Answer {
  response: Response;
  /** Closes the connection, whatever is still to come. */
  stop: () => void;
}

const isGone = (status: number) => status === 404 || status === 410;

function announcedLength({ headers }: Response): number | undefined {
  const length = headers.get('content-length');
  return length !== null && /^\d{1,15}$/.test(length) && !headers.has('content-encoding')
    ? Number(length)
    : undefined;
}

async function statusOf(response: Response): Promise<string | undefined> {
  try {
    const { status } = (await response.json()) as { status?: unknown };
    return typeof status === 'string' ? status : undefined;
  } catch {
    return undefined; // not LINE's JSON, or cut off: asked again
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch {
    throw new EvidenceError('too-long');
  }
}

/** Takes the whole answer: Node cancels a body that nobody reads yet as soon as its Response is garbage. */
async function* transfer(
  response: Response,
  about: { stop: () => void; stallMs: number; cap: number; announced?: number; signal?: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const { stop, stallMs, cap, announced, signal } = about;
  const reader = response.body!.getReader();
  let size = 0;
  let finished = false;
  try {
    for (;;) {
      const timer = setTimeout(stop, stallMs);
      const piece = await reader.read().finally(() => clearTimeout(timer));
      if (piece.done) break;
      size += piece.value.byteLength;
      if (size > cap) throw new EvidenceError('too-large');
      yield piece.value;
    }
    finished = true;
  } catch (error) {
    if (error instanceof EvidenceError) throw error;
    throw new EvidenceError(signal?.aborted ? 'too-long' : 'broken');
  } finally {
    if (!finished) stop();
    await reader.cancel().catch(() => undefined);
  }
  if (announced !== undefined && size !== announced) throw new EvidenceError('broken');
}
