import { z } from 'zod';
import { evidenceContent, type EvidenceContent, type FileEvidence } from './contents.ts';

/**
 * A file or place of a draft. Holds the secrets of its files, so it lies in sealed drafts only; at filing its content
 * becomes a sealed item of its own and never part of the report.
 */
export const pieceShape = z.object({
  /** Random; names it in buttons and forms. */
  id: z.string(),
  content: evidenceContent,
  /** The reporter has not yet read what cannot be removed from it (`told` says what) and chosen. */
  undecided: z.literal(true).optional(),
  /** The keyed name of the message it came in, so that an unsend finds it. */
  item: z.string().optional(),
  /** The channel's name for its file, so that the original can be fetched once more if the reporter wants it kept, too. */
  handle: z.string().optional(),
});
export type Piece = z.infer<typeof pieceShape>;

/** Pieces after a change, and what is to be dropped from the store because of it. */
export interface Changed {
  pieces: Piece[];
  drop: EvidenceContent[];
}

export const contentsOf = (pieces: readonly Piece[]): EvidenceContent[] =>
  pieces.map(({ content }) => content);

/** The first piece that waits for the reporter's choice. */
export const undecidedIn = (
  pieces: readonly Piece[],
): (Piece & { content: FileEvidence & { told: string } }) | undefined =>
  pieces.find((piece) => piece.undecided) as ReturnType<typeof undecidedIn>;

/** The original could be kept beside the cleaned copy, and is not. Plain text has nothing hidden. */
export function lacksOriginal({ content, handle }: Piece): boolean {
  if (handle === undefined || content.is !== 'file' || content.original) return false;
  return content.clean !== undefined && content.clean.type !== 'text';
}

/** The pieces without those that `goes` names. */
export function withoutPieces(pieces: readonly Piece[], goes: (piece: Piece) => boolean): Changed {
  return { pieces: pieces.filter((piece) => !goes(piece)), drop: contentsOf(pieces.filter(goes)) };
}

/** What the reporter chose for a piece after reading what cannot be removed. Nothing happens to other pieces. */
export function decide(pieces: readonly Piece[], id: string, keep: boolean): Changed {
  if (!keep) return withoutPieces(pieces, (piece) => piece.id === id && piece.undecided === true);
  const settled = ({ undecided: _undecided, ...piece }: Piece): Piece => piece;
  return { pieces: pieces.map((piece) => (piece.id === id ? settled(piece) : piece)), drop: [] };
}
