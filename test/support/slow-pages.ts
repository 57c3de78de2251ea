import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { serve, type Served } from './served.ts';

/** Milliseconds until a page begins to come, and between its first letters and the rest. */
const BEFORE = 30;
const BETWEEN = 60;
const FIRST_LETTERS = 15;

/**
 * A proxy that lets every page come late and in two pieces, as on a busy machine. A browser test that asks a page before
 * it has waited for it then fails each time, not once in a hundred.
 */
export function serveSlowly(): Promise<Served> {
  return serve((asked, answer) => {
    const breakOff = () => answer.destroy(); // as the server did, or the browser
    const on = request(asked.url!, { method: asked.method, headers: asked.headers }, (given) => {
      pass(given, answer).catch(breakOff);
    });
    on.on('error', breakOff);
    pipeline(asked, on).catch(breakOff);
  });
}

async function pass(given: IncomingMessage, answer: ServerResponse): Promise<void> {
  const page = given.headers['content-type']?.startsWith('text/html');
  if (page) await pause(BEFORE);
  answer.writeHead(given.statusCode!, given.rawHeaders);
  answer.flushHeaders();
  await (page ? pipeline(given, inTwo, answer) : pipeline(given, answer));
}

async function* inTwo(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun = false;
  for await (const piece of pieces) {
    if (!begun) {
      yield piece.subarray(0, FIRST_LETTERS);
      await pause(BETWEEN);
    }
    yield begun ? piece : piece.subarray(FIRST_LETTERS);
    begun = true;
  }
}
