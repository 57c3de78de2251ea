import { z } from 'zod';
import { BACKUP_TABLES, type BackupTable } from '../store/backup-tables.ts';
import type { CopyValues } from '../store/copy.ts';

/**
 * A backup inside its seal is JSON, a line a row: whoever has the offline key can read it with `age` and any JSON tool
 * if this software is gone. The first line says what it is, the last how many rows there are and that a holder of
 * INTEGRITY_KEY wrote all of them.
 */
export type Line =
  | { head: { v: 1; day: string } }
  | { table: BackupTable; row: CopyValues }
  | { end: { rows: number; mac: string } };

const lineShape = z.union([
  z.object({ head: z.object({ v: z.literal(1), day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }) }),
  z.object({ table: z.enum(BACKUP_TABLES), row: z.record(z.string(), z.unknown()) }),
  z.object({ end: z.object({ rows: z.number().int(), mac: z.string() }) }),
]);

/** Bytes as `{"b64": "…"}`. */
export function encodeLine(line: Line): string {
  return `${JSON.stringify(line, function (this: Record<string, unknown>, key, value: unknown) {
    const given = this[key]; // before Buffer's own toJSON
    return given instanceof Uint8Array ? { b64: Buffer.from(given).toString('base64') } : value;
  })}\n`;
}

/** Undefined for what is no line of a backup. */
export function decodeLine(text: string): Line | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && 'b64' in value && typeof value.b64 === 'string'
        ? Uint8Array.from(Buffer.from(value.b64, 'base64'))
        : value,
    );
  } catch {
    return undefined;
  }
  return lineShape.safeParse(json).data;
}
