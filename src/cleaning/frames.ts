/**
 * Frames on the pipes between server and child: one byte that says what it is, four bytes of length (big end first),
 * the payload. Plain bytes rather than Node's own messages, so that a child taken over by a stranger's file can
 * send the server nothing but bytes.
 */
export const FRAME = {
  /** To the child: the job, JSON. */
  job: 1,
  /** To the child: the bytes it asked for. */
  bytes: 2,
  /** To the child: what it wrote was taken. */
  taken: 3,
  /** From the child: asks for bytes; start and end, six bytes each. */
  read: 4,
  /** From the child: the next bytes of the cleaned file. */
  write: 5,
  /** From the child: how it ended, JSON. */
  end: 6,
} as const;

/** No frame is longer, in bytes of payload. */
export const MAX_FRAME = 1024 * 1024;
const HEADER = 5;

/** What stands before a payload of so many bytes. Throws RangeError when that is too long. */
export function frameHeader(kind: number, length: number): Buffer {
  if (length > MAX_FRAME) throw new RangeError('a frame is too long');
  const header = Buffer.alloc(HEADER);
  header[0] = kind;
  header.writeUInt32BE(length, 1);
  return header;
}

export const frame = (kind: number, payload: Uint8Array): Buffer =>
  Buffer.concat([frameHeader(kind, payload.byteLength), payload]);

/**
 * Frames out of a stream of bytes; a payload holds until the next frame is asked for. `done` gets each piece of the stream when
 * nothing more of it is needed. Throws RangeError for one that is too
 * long; a half one at the end is dropped.
 */
export async function* readFrames(
  stream: AsyncIterable<Uint8Array>,
  done: (bytes: Uint8Array) => void = () => undefined,
): AsyncGenerator<{ kind: number; payload: Buffer }> {
  const parts: { bytes: Uint8Array; from: number }[] = [];
  let held = 0;
  let room = Buffer.alloc(HEADER);
  const take = (length: number): Buffer => {
    if (room.length < length) room = Buffer.alloc(length);
    const taken = room.subarray(0, length);
    for (let at = 0; at < length;) {
      const first = parts[0]!;
      const part = first.bytes.subarray(first.from, first.from + length - at);
      taken.set(part, at);
      at += part.length;
      first.from += part.length;
      if (first.from === first.bytes.length) done(parts.shift()!.bytes);
    }
    held -= length;
    return taken;
  };
  let header: { kind: number; length: number } | undefined;
  for await (const bytes of stream) {
    parts.push({ bytes, from: 0 });
    held += bytes.length;
    for (;;) {
      if (!header) {
        if (held < HEADER) break;
        const start = take(HEADER);
        header = { kind: start[0]!, length: start.readUInt32BE(1) };
        if (header.length > MAX_FRAME) throw new RangeError('a frame is too long');
      }
      if (held < header.length) break;
      const { kind, length } = header;
      header = undefined;
      yield { kind, payload: take(length) };
    }
  }
}

export function rangePayload(start: number, end: number): Buffer {
  const payload = Buffer.alloc(12);
  payload.writeUIntBE(start, 0, 6);
  payload.writeUIntBE(end, 6, 6);
  return payload;
}

/** Undefined when it is not a range of a file of `size` bytes that fits into one frame. */
export function readRange(payload: Buffer, size: number): { start: number; end: number } | undefined {
  if (payload.length !== 12) return undefined;
  const [start, end] = [payload.readUIntBE(0, 6), payload.readUIntBE(6, 6)];
  return start <= end && end <= size && end - start <= MAX_FRAME ? { start, end } : undefined;
}
