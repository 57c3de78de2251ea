import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { fromZod, type DataIssue } from './data-error.ts';

/** A file's validated value, or what is wrong with it; `locate` finds the line of a path for later checks. */
export type ReadResult<T> =
  | { ok: true; value: T; locate: (path: readonly PropertyKey[]) => number | undefined }
  | { ok: false; issues: DataIssue[] };

/** Enough for every report; a larger file is a mistake. */
const MAX_BYTES = 2_000_000;

/** Reads and validates one YAML file. Never throws: a missing file, bad YAML and bad values are issues. */
export async function readYaml<S extends z.ZodType>(
  path: string,
  schema: S,
): Promise<ReadResult<z.output<S>>> {
  const file = basename(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const issue: DataIssue = { file, path: '', key: 'unreadable', params: { code } };
    return { ok: false, issues: [code === 'ENOENT' ? { ...issue, key: 'no-file', params: {} } : issue] };
  }
  return parseYaml(file, text, schema);
}

/** As `readYaml`, of text already read. */
export function parseYaml<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
): ReadResult<z.output<S>> {
  if (text.length > MAX_BYTES)
    return { ok: false, issues: [{ file, path: '', key: 'too-large', params: { bytes: MAX_BYTES } }] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const issues = document.errors.map((error): DataIssue => {
      const line = lines.linePos(error.pos[0]).line;
      return { file, path: '', line, key: 'not-yaml', params: { code: error.code } };
    });
    return { ok: false, issues };
  }
  const locate = (path: readonly PropertyKey[]): number | undefined => {
    const node: unknown =
      path.length === 0
        ? document.contents
        : document.getIn(
            path.map((part) => (typeof part === 'number' ? part : String(part))),
            true,
          );
    const range = (node as { range?: [number, number, number] | null } | null | undefined)?.range;
    return range ? lines.linePos(range[0]).line : undefined;
  };
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 50 });
  } catch {
    return { ok: false, issues: [{ file, path: '', key: 'too-many-aliases', params: {} }] };
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) return { ok: false, issues: fromZod(file, parsed.error, locate) };
  return { ok: true, value: parsed.data, locate };
}
