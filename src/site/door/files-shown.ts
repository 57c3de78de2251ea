import type { Piece } from '../../cases/evidence/pieces.ts';
import type { EvidenceProblem } from '../../cases/evidence/problems.ts';

/** A file that came with this request: how its owner calls it, and what became of it. */
export type Upload = { name: string; piece: string } | { name: string; problem: EvidenceProblem };
export const refused = (uploads: readonly Upload[]): { name: string; problem: EvidenceProblem }[] =>
  uploads.filter((upload) => 'problem' in upload);

/** The files of a form as its page shows them. */
export interface FilesShown {
  pieces: readonly Piece[];
  /** How their owner calls them, by piece: known to the page alone. */
  names: Readonly<Record<string, string>>;
  /** What came with this request. */
  uploads: readonly Upload[];
  /** How many the page showed that are not kept any more. */
  gone: number;
  /** Pieces that are kept and could not be looked at just now. */
  unseen: readonly string[];
}
export const NO_FILES: FilesShown = { pieces: [], names: {}, uploads: [], gone: 0, unseen: [] };

/** The cleaned copy has the original beside it. */
export const hasOriginal = ({ content }: Piece): boolean =>
  content.is === 'file' && content.clean !== undefined && content.original !== undefined;
