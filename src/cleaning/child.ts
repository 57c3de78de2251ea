import { FRAME, frame, rangePayload, readFrames } from './frames.ts';
import { Ended, refuse, type Outcome } from './outcome.ts';
import { pieces, type Job } from './source.ts';
import { WAYS } from './ways/index.ts';

/**
 * The child process that decodes one stranger's file: started by `cleaner.ts` without environment, without files
 * but the program's own, without the right to write any; it ends with the file.
 */

// A film's and a document's writer put the present time in; here the time is always the same.
Date.now = () => Date.UTC(1904, 0, 1);
// Standard output carries frames: libraries that talk must not.
const silent = () => undefined;
Object.assign(globalThis.console, { log: silent, info: silent, warn: silent, error: silent, debug: silent });

const answers: { [kind: number]: ((payload: Buffer) => void)[] } = { [FRAME.bytes]: [], [FRAME.taken]: [] };
const ask = (kind: number, payload: Uint8Array, answer: number): Promise<Buffer> =>
  new Promise((resolve) => {
    answers[answer]!.push(resolve);
    process.stdout.write(frame(kind, payload));
  });

async function clean(way: string, job: Job): Promise<Outcome> {
  try {
    const cleaner = await WAYS[way as keyof typeof WAYS]?.();
    if (!cleaner) return refuse('failed');
    return { kind: 'cleaned', found: await cleaner(job) };
  } catch (error) {
    if (error instanceof Ended) return error.outcome;
    // A decoder that stumbles has met a file that is not what it says; which sentence it says goes nowhere.
    return { kind: 'refused', why: 'damaged' };
  }
}

function begin(payload: Buffer): void {
  const { way, size, maxPixels } = JSON.parse(payload.toString()) as Pick<Job, 'size' | 'maxPixels'> & {
    way: string;
  };
  const job: Job = {
    size,
    maxPixels,
    async read(start, end) {
      const parts: Buffer[] = [];
      for (const [from, to] of pieces(start, end)) {
        parts.push(await ask(FRAME.read, rangePayload(from, to), FRAME.bytes));
      }
      return Buffer.concat(parts);
    },
    async write(bytes) {
      for (const [from, to] of pieces(0, bytes.byteLength)) {
        await ask(FRAME.write, bytes.subarray(from, to), FRAME.taken);
      }
    },
  };
  void clean(way, job).then((outcome) => {
    process.stdout.write(frame(FRAME.end, Buffer.from(JSON.stringify(outcome))), () => process.exit(0));
  });
}

for await (const { kind, payload } of readFrames(process.stdin)) {
  if (kind === FRAME.job) begin(payload);
  else answers[kind]?.shift()?.(Buffer.from(payload));
}
