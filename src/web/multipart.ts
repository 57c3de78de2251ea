import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

/** A file as it arrives in a form. */
export interface ArrivingFile {
  field: string;
  /** As its owner calls it; empty when an input was left empty. */
  name: string;
  /** Rejects when the connection breaks. May be left unread. */
  bytes: AsyncIterable<Uint8Array>;
  /** Aborted when nobody is there any more who could read the answer, also after the file has come whole. */
  signal: AbortSignal;
}

export interface FormLimits {
  /** Bytes of all that was typed. */
  typedBytes: number;
  /** Fields and files. */
  parts: number;
  /** Bytes of the whole. */
  bytes: number;
  /** How long nothing may come while we are ready to read. */
  idleMs: number;
}

/** A form that cannot be read. `status`: 400 it is none or broke off, 408 nothing came any more, 413 too much. */
export class FormError extends Error {
  readonly status: 400 | 408 | 413;

  constructor(status: FormError['status']) {
    super(`the form cannot be read: ${status}`);
    this.name = 'FormError';
    this.status = status;
  }
}

/** What was typed, by field. */
export type TypedFields = Map<string, string[]>;

export const isMultipart = (request: IncomingMessage): boolean =>
  /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');

const HEADER_BYTES = 8 * 1024;

/**
 * Reads a form with files. `take` gets them one after the other while they arrive, with what stood before them in the
 * form; nothing of a file is held here but what is on its way. A failure of `take` does not end the reading, so that
 * what was typed can be shown again: `failed` is the first one. Throws FormError.
 */
export async function readMultipart(
  request: IncomingMessage,
  limits: FormLimits,
  take: (file: ArrivingFile, typed: TypedFields) => Promise<void>,
): Promise<{ typed: TypedFields; failed?: { error: unknown } }> {
  if (Number(request.headers['content-length'] ?? 0) > limits.bytes) throw new FormError(413);
  const form = openForm(request, limits);
  const typed: TypedFields = new Map();
  const coming = new Set<Readable>();
  let room = limits.typedBytes;
  let failed: { error: unknown } | undefined;
  let taking: Promise<void> = Promise.resolve();
  const left = new AbortController();
  const leave = () => left.abort();
  request.socket.once('close', leave);

  const done = new Promise<void>((resolve, reject) => {
    let received = 0;
    let last = Date.now();
    const end = (error?: unknown) => {
      clearInterval(watch);
      request.unpipe(form);
      if (error === undefined) return resolve();
      const known = error instanceof FormError ? error : new FormError(400);
      for (const file of coming) file.destroy(known);
      reject(known);
    };
    const idle = () => {
      // While a file is looked into nothing is read, and nothing can come.
      if (coming.size > 0 && request.isPaused()) last = Date.now();
      if (Date.now() - last > limits.idleMs) end(new FormError(408));
    };
    const watch = setInterval(idle, Math.min(1000, limits.idleMs));

    form.on('field', (name, value, _nameCut, cut) => {
      room -= Buffer.byteLength(name ?? '') + Buffer.byteLength(value);
      if (room < 0 || cut) end(new FormError(413));
      else if (name !== undefined) typed.set(name, [...(typed.get(name) ?? []), value]);
    });
    form.on('file', (field, stream, name) => {
      coming.add(stream);
      const fate = fateOf(stream);
      const work = async () => {
        if (!failed && !stream.destroyed)
          await take({ field, name, bytes: readAll(stream, fate), signal: left.signal }, typed);
      };
      taking = taking
        .then(work)
        .catch((error: unknown) => void (failed ??= { error }))
        .finally(() => {
          coming.delete(stream);
          stream.resume();
        });
    });
    for (const limit of ['partsLimit', 'fieldsLimit', 'filesLimit'] as const)
      form.once(limit, () => end(new FormError(413)));
    form.once('finish', () => end());
    form.on('error', end);
    request.on('data', (bytes: Buffer) => {
      last = Date.now();
      received += bytes.length;
      if (received > limits.bytes) end(new FormError(413));
    });
    request.once('close', () => {
      if (!request.complete) end(new FormError(400));
    });
    request.pipe(form);
  });
  try {
    await done;
  } finally {
    await taking;
    request.socket.off('close', leave);
  }
  return { typed, failed };
}

function openForm(request: IncomingMessage, { typedBytes, parts }: FormLimits): BusboyInstance {
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      // By its name alone: browsers give one to every file input, also to one left empty.
      isPartAFile: (_field, _type, name) => name !== undefined,
      limits: { fieldSize: typedBytes, parts, headerPairs: 20, headerSize: HEADER_BYTES },
    });
  } catch {
    throw new FormError(400); // no boundary
  }
}

/** Whether a stream broke, and who is to be told when it does: one at a time. */
interface Fate {
  error?: Error;
  tell?: (error: Error) => void;
}

function fateOf(stream: Readable): Fate {
  const fate: Fate = {};
  stream.once('error', (error: Error) => {
    fate.error = error;
    fate.tell?.(error);
  });
  return fate;
}

/**
 * Reading can stop at any place without ending the form behind it; a file that broke off is never taken for whole. Not by
 * `Promise.race` with one promise for the whole file: that would remember every piece, and with them the file, to its end.
 */
async function* readAll(stream: Readable, fate: Fate): AsyncGenerator<Uint8Array> {
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  const following = () =>
    new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
      if (fate.error) return reject(fate.error);
      fate.tell = reject;
      chunks.next().then(resolve, reject);
    });
  try {
    for (;;) {
      const next = await following();
      if (next.done) break;
      yield next.value;
    }
    if (fate.error) throw fate.error;
  } finally {
    fate.tell = undefined;
    // Lets go of the stream, whose rest is skipped; not waited for, since a broken one never answers.
    void chunks.return?.().catch(() => undefined);
  }
}
