import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OpenedEvidence } from '../../cases/casework.ts';
import type { Exchange } from '../frame/view.ts';
import { SealError } from '../../cases/seal-error.ts';
import { readRange } from './range.ts';
import { showingOf } from './ways.ts';

/** Nothing runs, loads or leaves; a frame of ours may show it. */
const POLICY = "sandbox; default-src 'none'; frame-ancestors 'self'";

/**
 * Sends a file of a case: decoded piece by piece in memory, never kept. What a browser could run something in is sent as
 * a download, whatever the address asks for; everything comes sandboxed into an origin of its own.
 */
export async function sendFile(opened: OpenedEvidence, { request, response }: Exchange): Promise<void> {
  const { name, mime, size, type } = opened;
  const shown = showingOf(opened) !== undefined && request.query['download'] !== '1';
  const asked = readRange(request.headers.range, size);
  const headers: Record<string, string> = {
    'Content-Type': shown
      ? type === 'text'
        ? 'text/plain; charset=utf-8'
        : mime
      : 'application/octet-stream',
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename="${name}"`,
    'Content-Security-Policy': POLICY,
    'X-Frame-Options': 'SAMEORIGIN',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Accept-Ranges': 'bytes',
  };
  const part = asked === 'whole' || asked === 'impossible' ? { start: 0, end: size } : asked;
  const bytes = opened.read(asked === 'whole' ? undefined : part)[Symbol.asyncIterator]();
  // Read before anything is sent: what cannot be opened gets a page that says so.
  const first = request.method === 'HEAD' || asked === 'impossible' ? undefined : await bytes.next();
  for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
  if (asked === 'impossible') {
    response.status(416).setHeader('Content-Range', `bytes */${size}`);
    response.end();
    return;
  }
  if (asked !== 'whole') {
    response.status(206).setHeader('Content-Range', `bytes ${part.start}-${part.end - 1}/${size}`);
  }
  response.setHeader('Content-Length', part.end - part.start);
  if (first === undefined || first.done) {
    response.end();
    return;
  }
  try {
    // Each piece is checked before it is sent; a damaged file breaks off.
    await pipeline(Readable.from(rest(first.value, bytes)), response);
  } catch (error) {
    if (response.closed && !(error instanceof SealError)) return; // the reader went away, as players do
    throw error;
  }
}

async function* rest(first: Uint8Array, bytes: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
  } finally {
    await bytes.return?.();
  }
}
