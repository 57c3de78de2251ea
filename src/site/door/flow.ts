import { EvidenceError } from '../../cases/evidence/problems.ts';

/** A file on its way, which can be stopped, and of which it is known how fast its sender sends. */
export interface Flow {
  /** Its bytes, once. Throws EvidenceError `outrun` when it was stopped. */
  read(): AsyncGenerator<Uint8Array>;
  /** True once all of it is here. */
  ended(): boolean;
  /** Bytes for each second that we waited for its sender; what we need ourselves does not count. */
  speed(): number;
  /** Whether `speed` was measured over the whole span. */
  isMeasured(): boolean;
  stop(): void;
  /** Reads the rest of a stopped one away, so that the form behind it can be read to its end. */
  skipRest(): Promise<void>;
}

/** Speed is measured over the last `spanMs` of waiting, or a little more. */
export function flowOf(bytes: AsyncIterable<Uint8Array>, spanMs: number): Flow {
  const chunks = bytes[Symbol.asyncIterator]();
  let [before, current] = [
    { waited: 0, bytes: 0 },
    { waited: 0, bytes: 0 },
  ];
  let asked: number | undefined;
  let pending: Promise<IteratorResult<Uint8Array>> | undefined;
  let ended = false;
  let stopped = false;
  let tell: ((error: Error) => void) | undefined;

  function count(waited: number, length: number): void {
    current.waited += waited;
    current.bytes += length;
    if (current.waited < spanMs / 2) return;
    [before, current] = [current, { waited: 0, bytes: 0 }];
  }
  const waited = () => before.waited + current.waited + (asked === undefined ? 0 : performance.now() - asked);

  async function next(): Promise<IteratorResult<Uint8Array>> {
    const begun = (asked = performance.now());
    pending = chunks.next();
    // The one that is waited for, and a word that it is in vain: whichever comes first.
    const result = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
      tell = reject;
      pending!.then(resolve, reject);
    });
    asked = undefined;
    count(performance.now() - begun, result.done ? 0 : result.value.length);
    return result;
  }

  return {
    async *read() {
      try {
        for (;;) {
          if (stopped) throw new EvidenceError('outrun');
          const result = await next();
          if (result.done) break;
          yield result.value;
        }
        ended = true;
      } finally {
        if (!stopped) void chunks.return?.();
      }
    },
    ended: () => ended,
    speed: () => ((before.bytes + current.bytes) * 1000) / waited(),
    isMeasured: () => waited() >= spanMs,
    stop() {
      stopped = true;
      tell?.(new EvidenceError('outrun'));
    },
    async skipRest() {
      for (let result = await pending; result && !result.done;) result = await chunks.next();
    },
  };
}
