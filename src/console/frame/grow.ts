import type { Response } from 'express';
import { newReference } from '../../errors.ts';
import type { Html } from '../../web/html.ts';

/** Where the pieces of a growing page come to stand. */
export const GROWS_HERE = '<!--grows-->';

/**
 * Sends a page whose last part comes piece by piece, as it is made. `signal` of `pieces` is aborted when the reader goes.
 * Resolves to the reference and the error when making a piece failed; the page then ends with `failed`.
 */
export async function sendGrowing(
  response: Response,
  page: Html,
  pieces: (left: AbortSignal) => AsyncIterable<Html>,
  failed: (reference: string) => Html,
): Promise<{ error: unknown; reference: string } | undefined> {
  const [before = '', after = ''] = page.toString().split(GROWS_HERE);
  const left = new AbortController();
  response.on('close', () => left.abort());
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('X-Accel-Buffering', 'no'); // a proxy in between passes each piece on
  response.write(before);
  try {
    for await (const piece of pieces(left.signal)) {
      if (left.signal.aborted) return undefined;
      const full = !response.write(piece.toString());
      if (full) await drained(response, left.signal);
    }
    response.end(after);
    return undefined;
  } catch (error) {
    const reference = newReference();
    response.end(failed(reference).toString() + after);
    return { error, reference };
  }
}

const drained = (response: Response, left: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (left.aborted) return resolve();
    response.once('drain', resolve);
    left.addEventListener('abort', () => resolve(), { once: true });
  });
