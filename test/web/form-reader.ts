import { request as ask } from 'node:http';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { FormError, readMultipart, type FormLimits } from '../../src/web/multipart.ts';
import { serve, type Served } from '../support/served.ts';

const LIMITS = { typedBytes: 64 * 1024, parts: 40, bytes: 4 * 1024 * 1024 };

interface Taken {
  field: string;
  name: string;
  hex: string;
}
/** What the reader made of a form. */
export interface Outcome {
  status: number;
  typed: [string, string[]][];
  taken: Taken[];
  /** Fields that had come before each file. */
  before: string[][];
  failed: string | undefined;
}

/** How much of a file its taker reads. */
export type Reading = 'all' | 'some' | 'none' | 'fails' | 'slow' | 'works on';

export interface Sending {
  type?: string;
  pieces: readonly Uint8Array[];
  /** Announced length; chunked when left out. */
  length?: number;
  /** The connection breaks, or falls silent, instead of ending. */
  then?: 'break' | 'silence';
}

export interface FormReader {
  readonly origin: string;
  /** How files are read from here on; each test begins with all of them. */
  reading: Reading;
  /** Resolves when all of a file is here and its taker works on. */
  arrived(): Promise<void>;
  /** Resolves to what the reader makes of the next form. */
  settled(): Promise<Outcome>;
  /** Sends bytes as a body and resolves to what the reader made of them. */
  send(sending: Sending): Promise<Outcome>;
}

/**
 * A server that reads forms with files, for all tests of a file. `idleMs` is how long a sender may be silent: short only
 * where that is tested, since on a busy machine all of this may stand still for a while.
 */
export function formReader(idleMs = 15_000): FormReader {
  const limits: FormLimits = { ...LIMITS, idleMs };
  let arrived: () => void = () => undefined;
  let settled: (outcome: Outcome) => void = () => undefined;
  let served: Served;
  beforeEach(() => {
    reader.reading = 'all';
  });
  beforeAll(async () => {
    served = await serve((request, response) => {
      const taken: Taken[] = [];
      const before: string[][] = [];
      const done = (outcome: Omit<Outcome, 'taken' | 'before'>) => {
        settled({ ...outcome, taken, before });
        response.writeHead(outcome.status, { connection: 'close' }).end();
      };
      readMultipart(request, limits, async ({ field, name, bytes, signal }, typed) => {
        before.push([...typed.keys()]);
        if (reader.reading === 'none') return;
        if (reader.reading === 'slow') await new Promise((resolve) => setTimeout(resolve, 3 * idleMs));
        const parts: Uint8Array[] = [];
        for await (const part of bytes) {
          if (reader.reading === 'fails') throw new Error('the store is away');
          parts.push(part);
          if (reader.reading === 'some') break;
        }
        if (reader.reading === 'works on' && !signal.aborted) {
          arrived();
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
        }
        taken.push({ field, name, hex: Buffer.concat(parts).toString('hex') });
      }).then(
        ({ typed, failed }) =>
          done({ status: 200, typed: [...typed], failed: failed && String((failed.error as Error).message) }),
        (error: unknown) =>
          done({ status: error instanceof FormError ? error.status : 500, typed: [], failed: undefined }),
      );
    });
  });
  afterAll(() => served.close());

  const reader: FormReader = {
    reading: 'all',
    get origin() {
      return served.origin;
    },
    arrived: () => new Promise((resolve) => (arrived = resolve)),
    settled: () => new Promise((resolve) => (settled = resolve)),
    send(sending) {
      const outcome = reader.settled();
      sendTo(served.origin, sending);
      return outcome;
    },
  };
  return reader;
}

function sendTo(
  origin: string,
  { type = 'multipart/form-data; boundary=b', pieces, length, then }: Sending,
): void {
  const headers = { 'content-type': type, ...(length !== undefined && { 'content-length': length }) };
  const sending = ask(origin, { method: 'POST', headers, agent: false }, (response) => response.resume());
  sending.on('error', () => undefined);
  // Breaking off before the connection stands would be no request at all, and nobody would answer.
  const connected = new Promise<void>((is) =>
    sending.once('socket', (socket) =>
      socket.connecting ? socket.once('connect', () => is()) : process.nextTick(is),
    ),
  );
  sending.flushHeaders();
  void (async () => {
    for (const piece of pieces) {
      sending.write(piece);
      if (pieces.length < 30) await new Promise((next) => setImmediate(next));
    }
    if (then === 'break') void connected.then(() => setTimeout(() => sending.destroy(), 20));
    else if (then === undefined) sending.end();
  })();
}
