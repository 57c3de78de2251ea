import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a virus scanner says of a file. `unknown`: it could not be asked, or did not take the file. */
export type ScanResult =
  | { kind: 'clean' }
  /** `name`: what the scanner calls it; letters, digits and `._-` only. */
  | { kind: 'infected'; name: string }
  | { kind: 'unknown' };

export interface Scanner {
  /** Never rejects for what the scanner does; rejects as `bytes` does. */
  scan(bytes: AsyncIterable<Uint8Array>): Promise<ScanResult>;
}

const MAX_ANSWER = 1024;
/** What clamd calls a file that is larger than it looks into, if it says so (`AlertExceedsMax`). */
const LIMITS = 'Heuristics.Limits.Exceeded';

/**
 * ClamAV's daemon by its INSTREAM command. `address` is `tcp://host:port` (3310) or `unix:///path/to/socket`.
 * `stallMs`: how long it may stay silent, in milliseconds. Throws TypeError for an address of another kind.
 */
export function createScanner(address: string, { stallMs = 30_000 } = {}): Scanner {
  const url = new URL(address);
  if (!['tcp:', 'unix:'].includes(url.protocol)) throw new TypeError('not an address of clamd');
  const open = (): Socket =>
    url.protocol === 'unix:'
      ? connect(decodeURIComponent(url.pathname))
      : connect(Number(url.port || 3310), url.hostname.replace(/^\[|\]$/g, ''));

  return {
    async scan(bytes) {
      const socket = open();
      let answer = '';
      const answered = new Promise<void>((resolve) => {
        socket.on('data', (data: Buffer) => {
          answer += data.toString('latin1');
          if (answer.includes('\0') || answer.length > MAX_ANSWER) resolve();
        });
        socket.on('close', () => resolve());
        socket.on('error', () => resolve());
      });
      socket.setTimeout(stallMs, () => socket.destroy());
      try {
        await send(socket, Buffer.from('zINSTREAM\0'), answered);
        for await (const piece of bytes) {
          // It answers early when a file is longer than its limit: the rest need not be sent.
          if (answer !== '' || socket.destroyed) break;
          const length = Buffer.alloc(4);
          length.writeUInt32BE(piece.byteLength);
          if (piece.byteLength > 0) await send(socket, Buffer.concat([length, piece]), answered);
        }
        await send(socket, Buffer.alloc(4), answered);
        await answered;
        return read(answer);
      } finally {
        socket.destroy();
      }
    },
  };
}

/** Waits for room when there is none; what goes wrong shows in the answer that does not come. */
async function send(socket: Socket, bytes: Uint8Array, answered: Promise<void>): Promise<void> {
  if (socket.destroyed || socket.write(bytes)) return;
  const stop = new AbortController();
  await Promise.race([once(socket, 'drain', { signal: stop.signal }).catch(() => undefined), answered]);
  stop.abort();
}

function read(answer: string): ScanResult {
  const line = answer.split('\0')[0]!.trim();
  if (line === 'stream: OK') return { kind: 'clean' };
  const name = /^stream: (.{1,200}) FOUND$/.exec(line)?.[1];
  // It took the file and did not look into all of it.
  if (name?.startsWith(LIMITS)) return { kind: 'unknown' };
  return name === undefined ? { kind: 'unknown' } : { kind: 'infected', name: name.replace(/[^\w.-]/g, '_') };
}
