import { randomBytes } from 'node:crypto';
import { MARK_BYTES, type Batch } from './entry.ts';
import type { AuditLog, BatchLine } from './log.ts';

/** A batch has at least so many marks of each kind, then twice as many, and so on: few sizes tell little. */
const LEAST = 64;
/** And at most so many; what is more goes into another. */
export const MOST = 1024;

export const unpackMarks = (packed: string): string[] => {
  const bytes = Buffer.from(packed, 'base64url');
  return Array.from({ length: bytes.byteLength / MARK_BYTES }, (_, n) =>
    bytes.subarray(n * MARK_BYTES, (n + 1) * MARK_BYTES).toString('base64url'),
  );
};

/**
 * Real marks and blanks in one heap. Sorting is the shuffle: marks are output of a keyed hash, so their order is that of
 * random numbers, and says nothing of where one came from.
 */
function pack(real: readonly string[], blanks: readonly string[]): string {
  const bytes = [...real, ...blanks].map((mark) => Buffer.from(mark, 'base64url'));
  return Buffer.concat(bytes.sort((a, b) => a.compare(b))).toString('base64url');
}

function sizeFor(count: number): number {
  let size = LEAST;
  while (size < count) size *= 2;
  return size;
}

/** Batches that hold these marks, in order, as many as it takes and at least one. `before` of the first is the given one. */
export function* toBatches(
  marks: { entered: readonly string[]; gone: readonly string[] },
  blank: (salt: string, n: number) => string,
  { before, keep }: { before: number; keep: number },
): Generator<Batch> {
  const [entered, gone] = [marks.entered.toSorted(), marks.gone.toSorted()];
  const count = Math.max(1, Math.ceil(entered.length / MOST), Math.ceil(gone.length / MOST));
  for (let n = 0; n < count; n += 1) {
    const salt = randomBytes(MARK_BYTES).toString('base64url');
    const part = (all: readonly string[]) => all.slice(n * MOST, (n + 1) * MOST);
    const [mine, theirs] = [part(entered), part(gone)];
    const [a, b] = [sizeFor(mine.length) - mine.length, sizeFor(theirs.length) - theirs.length];
    const fill = Array.from({ length: a + b }, (_, at) => blank(salt, at));
    yield {
      salt,
      entered: pack(mine, fill.slice(0, a)),
      gone: pack(theirs, fill.slice(a)),
      more: n < count - 1,
      before,
      keep,
    };
  }
}

/** All batches that stand in the log, from `last` back: each names the one before, so that no other line is read. */
export async function* batchesBack(
  audit: Pick<AuditLog, 'batchAt'>,
  last: BatchLine | undefined,
): AsyncGenerator<BatchLine> {
  for (let line = last; line;) {
    yield line;
    const { before } = line.batch;
    line = before > 0 && before < line.sequence ? await audit.batchAt(before) : undefined;
  }
}
