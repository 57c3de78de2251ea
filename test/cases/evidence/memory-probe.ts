import { createBench, inPieces } from './bench.ts';

/**
 * Receives what comes by standard input and says how far its memory grew while it did: run by `memory.test.ts` as a
 * process of its own, so that nothing else is measured.
 */
const bench = await createBench();
const rss = () => process.memoryUsage.rss();

// The first files load code and fill pools; what grows afterwards grows with the file.
await bench.receive(Buffer.alloc(2_000_000, 'a'));
for await (const _piece of inPieces(Buffer.alloc(1_000_000))) continue;

const before = rss();
let peak = before;
const look = setInterval(() => (peak = Math.max(peak, rss())), 2);
async function* watched(): AsyncGenerator<Uint8Array> {
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    peak = Math.max(peak, rss());
    yield piece;
  }
}
const received = await bench.evidence.receive({ bytes: watched(), has: [], door: 'web' });
const arrived = peak;
let read = 0;
if (received.kind === 'kept') {
  for await (const part of bench.evidence.open(received.content.clean!)) {
    read += part.length;
    peak = Math.max(peak, rss());
  }
}
clearInterval(look);
const mib = (bytes: number) => Math.round(bytes / 2 ** 20);
process.stdout.write(
  JSON.stringify({
    kind: received.kind,
    read,
    grown: mib(arrived - before),
    opened: mib(peak - before),
    before: mib(before),
  }),
);
await bench.close();
