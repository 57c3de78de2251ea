import type { Day } from '../../clock.ts';
import type { EvidencePort } from '../../store/ports.ts';
import type { Clean, CleaningJob, CleaningResult } from './cleaner.ts';
import type { EvidenceCopy } from './contents.ts';
import { openReader } from './file-reader.ts';
import { openWriter } from './file-writer.ts';
import { EvidenceError } from './problems.ts';
import type { StoredFile } from './sealed-file.ts';
import type { EvidenceType } from './types.ts';

/** What came of having a file cleaned: the new sealed copy, or why there is none. */
export type Rewritten =
  { kind: 'cleaned'; copy: EvidenceCopy } | Exclude<CleaningResult, { kind: 'cleaned' }>;

const noRoomNeeded = async (): Promise<void> => undefined;

/**
 * Has a sealed file rewritten without what is hidden in it, into a sealed file of its own; the original stays. Without a
 * cleaned copy nothing of it is left. `type` must be one that is cleaned.
 */
export async function rewritten(
  { port, clean, today }: { port: EvidencePort; clean: Clean; today: Day },
  original: StoredFile,
  type: EvidenceType,
  { signal, door }: Pick<CleaningJob, 'signal' | 'door'> = {},
): Promise<Rewritten> {
  if (type.policy.do !== 'cleaned') throw new TypeError('not a type that is cleaned');
  const { way } = type.policy;
  const writer = await openWriter(port, today, noRoomNeeded);
  try {
    const reader = await openReader(port, original);
    const most = original.size * 2 + 16 * 1024 * 1024;
    const result = await clean({
      way,
      size: original.size,
      signal,
      door,
      read: (start, end) => reader.lend(start, end),
      async write(bytes) {
        if (writer.size + bytes.length > most) throw new EvidenceError('failed');
        await writer.write(bytes);
      },
    });
    if (result.kind === 'cleaned' && writer.size > 0) {
      return { kind: 'cleaned', copy: { type: result.found, file: await writer.finish() } };
    }
    await writer.abort();
    return result.kind === 'cleaned' ? { kind: 'refused', why: 'failed' } : result;
  } catch (error) {
    await writer.abort();
    throw error;
  }
}
