import { mayReadLine } from '../../accounts/audit-view.ts';
import type { PersonView } from '../../accounts/person.ts';
import type { AuditLine, AuditLog } from '../../audit/log.ts';

/** Lines of one page. */
export const PAGE = 50;
const CHUNK = 200;
/** At most so many chunks are looked through for one page, so that no page takes long. */
const CHUNKS = 25;

export interface AuditPage {
  /** Newest first. */
  lines: AuditLine[];
  /** Where the next older page ends: its newest line lies before this number. Undefined at the beginning of the log. */
  before?: number;
}

/** The newest lines before `before` that somebody may see. */
export async function readBack(
  audit: Pick<AuditLog, 'page' | 'head'>,
  reader: Pick<PersonView, 'role' | 'outside'>,
  before: number | undefined,
): Promise<AuditPage> {
  const newest = Number(((await audit.head()) ?? '0').split('-')[0]);
  let end = before === undefined ? newest : Math.min(before - 1, newest);
  const lines: AuditLine[] = [];
  for (let chunk = 0; chunk < CHUNKS && end > 0; chunk += 1) {
    const after = Math.max(0, end - CHUNK);
    const found = await audit.page(after, end - after);
    for (const line of found.toReversed()) {
      if (!mayReadLine(reader, line)) continue;
      if (lines.length === PAGE) return { lines, before: (lines.at(-1) as AuditLine).sequence };
      lines.push(line);
    }
    end = after;
  }
  return { lines, before: end > 0 ? end + 1 : undefined };
}
