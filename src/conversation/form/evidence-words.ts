import type { Piece } from '../../cases/evidence/pieces.ts';
import { evidenceType } from '../../cases/evidence/types.ts';
import { copiesOf } from '../../cases/evidence/contents.ts';

type T = (key: string, params?: Record<string, string | number>) => string;

/** What a piece is, in one word: picture, video, place. */
export function pieceKind({ content }: Piece, t: T): string {
  const [copy] = copiesOf(content);
  return t(`evidence:kind.${copy ? evidenceType(copy.type).kind : 'place'}`);
}

/** `รูปภาพ 2 · เสียง 1`: how many of which kind, in the order they first came. */
export function piecesInWords(pieces: readonly Piece[], t: T): string {
  const counts = new Map<string, number>();
  for (const piece of pieces) {
    const kind = pieceKind(piece, t);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => t('evidence:count', { kind, count })).join(' · ');
}
