import { createReadStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { decryptStream, encryptStream, type Identity, type Recipient } from '../cases/age.ts';
import { SealError } from '../cases/seal-error.ts';
import { decodeLine, encodeLine, type Line } from './lines.ts';
import { BackupProblem } from './problem.ts';
import { writeWhole } from './whole-file.ts';

/** Lines gather to pieces of this size before they are sealed. */
const PIECE = 256 * 1024;

async function* piecesOf(lines: AsyncIterable<Line>): AsyncGenerator<Uint8Array> {
  let held: string[] = [];
  let size = 0;
  for await (const line of lines) {
    const text = encodeLine(line);
    held.push(text);
    size += text.length;
    if (size < PIECE) continue;
    yield Buffer.from(held.join(''));
    [held, size] = [[], 0];
  }
  if (size > 0) yield Buffer.from(held.join(''));
}

const streamOf = (pieces: AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>;

/**
 * Seals lines into a file of mode 0600, which appears whole and on the disk, or not at all. Nothing else is written, so
 * no line is ever on a disk in plain. Resolves to the file's size.
 */
export async function writeSealed(
  path: string,
  recipient: Recipient,
  lines: AsyncIterable<Line>,
): Promise<number> {
  let size = 0;
  await writeWhole(path, async (file) => {
    for await (const piece of await encryptStream(recipient, streamOf(piecesOf(lines)))) {
      await file.writeFile(piece);
      size += piece.byteLength;
    }
  });
  return size;
}

/**
 * The lines of a sealed file. Throws BackupProblem: `no-file`, `bad-identity`, `wrong-key`, `damaged` (changed or cut
 * short; lines before the damage have been given by then).
 */
export async function* readSealed(path: string, identity: Identity): AsyncGenerator<Line> {
  if (!existsSync(path)) throw new BackupProblem('no-file', { file: path });
  const damaged = () => new BackupProblem('damaged', { file: path });
  const source = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  let plain: ReadableStream<Uint8Array>;
  try {
    plain = await decryptStream(identity, source);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    if (error.reason === 'unreadable') throw new BackupProblem('bad-identity');
    throw error.reason === 'wrong-key' ? new BackupProblem('wrong-key') : damaged();
  }
  const decoder = new TextDecoder();
  let rest: string[] = [];
  const pieces = plain[Symbol.asyncIterator]();
  for (;;) {
    const next = await pieces.next().catch(() => {
      throw damaged();
    });
    if (next.done) break;
    const parts = decoder.decode(next.value, { stream: true }).split('\n');
    for (const [at, part] of parts.entries()) {
      rest.push(part);
      if (at === parts.length - 1) break;
      const line = decodeLine(rest.join(''));
      if (!line) throw damaged();
      rest = [];
      yield line;
    }
  }
  if (rest.join('') !== '') throw damaged();
}
