import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { RowMac } from '../accounts/row-mac.ts';
import { GONE_KINDS, type GoneEntry } from '../cases/gone.ts';
import type { Day } from '../clock.ts';
import { BackupProblem } from './problem.ts';
import { writeWhole } from './whole-file.ts';

/** The list of what is gone, as a file kept apart from the backups (ADR 0060). */
export interface GoneFile {
  /** When it was written. */
  day: Day;
  entries: GoneEntry[];
}

const dayShape = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const fileShape = z.object({
  suetrong: z.literal('gone'),
  v: z.literal(1),
  day: dayShape,
  entries: z.array(
    z.object({ kind: z.enum(GONE_KINDS), tag: z.string().regex(/^[0-9a-f]{66}$/), day: dayShape }),
  ),
  mac: z.string(),
});

const fieldsOf = ({ day, entries }: GoneFile) => [
  'gone',
  day,
  JSON.stringify(entries.map(({ kind, tag, day: since }) => [kind, tag, since])),
];

/** Replaces the file at `path` in one step. */
export async function writeGoneFile(path: string, list: GoneFile, mac: RowMac): Promise<void> {
  const sealed = Buffer.from(mac.mac(fieldsOf(list))).toString('base64');
  const text = JSON.stringify({ suetrong: 'gone', v: 1, ...list, mac: sealed }, null, 1);
  await writeWhole(path, (file) => file.writeFile(`${text}\n`));
}

/** Throws BackupProblem `list-missing` or `list-damaged` (also when another server wrote it). */
export function readGoneFile(path: string, mac: RowMac): GoneFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new BackupProblem('list-missing', { file: path });
  }
  const damaged = new BackupProblem('list-damaged', { file: path });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged;
  }
  const read = fileShape.safeParse(json);
  if (!read.success || !mac.holds(Buffer.from(read.data.mac, 'base64'), fieldsOf(read.data))) throw damaged;
  return { day: read.data.day, entries: read.data.entries };
}
