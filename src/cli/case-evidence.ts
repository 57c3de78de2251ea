import { open, rm, type FileHandle } from 'node:fs/promises';
import type { OpenedEvidence } from '../cases/casework.ts';
import type { Scan } from '../cases/evidence/scan.ts';
import type { CopyView, EvidenceView } from '../cases/evidence/view.ts';
import type { CaseWords } from './case-words.ts';
import { CliProblem } from './program/outcome.ts';

/** What a virus scanner said, in words. */
export function scanInWords(scan: Scan | undefined, { any }: CaseWords): string {
  return scan?.kind === 'infected'
    ? any('evidence:officer.scan.infected', { name: scan.name })
    : any(`evidence:officer.scan.${scan?.kind ?? 'off'}`);
}

/** What an officer must read before opening a copy; empty for cleaned ones. */
export const warningOf = ({ warning }: Pick<CopyView, 'warning'>, { any }: CaseWords): string =>
  warning === undefined ? '' : any(`evidence:officer.${warning}-warning`);

/** A piece of evidence as lines for a terminal, which may hold signs that rewrite it. */
export function evidenceInWords(piece: EvidenceView, words: CaseWords): string {
  const { any, t } = words;
  const number = String(piece.number);
  if (piece.is === 'place') {
    const { title, address, latitude, longitude } = piece;
    const where = [title, address, `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`].filter(Boolean);
    return t('piece', { number, kind: any('evidence:kind.place'), detail: where.join(' · ') });
  }
  const kind = any(`evidence:kind.${piece.kind}`);
  const copies = piece.copies.map((copy) => {
    const which = any(`evidence:officer.${copy.which === 'clean' ? 'copy' : 'original'}`);
    const bytes = new Intl.NumberFormat('en').format(copy.size);
    return [
      t('copy', { name: copy.name, which, bytes, scan: scanInWords(copy.scan, words) }),
      `       ${any('evidence:officer.sha256')} ${copy.sha256}`,
      ...[warningOf(copy, words)].filter(Boolean).map((text) => `       ⚠️ ${text}`),
    ].join('\n');
  });
  return [t('piece', { number, kind, detail: '' }).trimEnd(), ...copies].join('\n');
}

/**
 * Writes a file of a case to a new file that only this user can read. Throws CliProblem when there is one already or it cannot
 * be written; whatever goes wrong, no half a file stays.
 */
export async function writeEvidence(file: OpenedEvidence, path: string): Promise<void> {
  let target: FileHandle;
  try {
    target = await open(path, 'wx', 0o600);
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new CliProblem(exists ? 'cases.evidence.exists' : 'cases.evidence.unwritable', { file: path });
  }
  try {
    for await (const bytes of file.read()) await target.writeFile(bytes);
    await target.close();
  } catch (error) {
    await target.close().catch(() => undefined);
    await rm(path, { force: true });
    throw error;
  }
}
