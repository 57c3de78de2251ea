import type { Piece } from '../../cases/evidence/pieces.ts';
import { evidenceType } from '../../cases/evidence/types.ts';
import { copiesOf } from '../../cases/evidence/contents.ts';
import type { Received } from '../../cases/evidence/arrivals.ts';

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
    const { content } = piece;
    const both = content.is === 'file' && content.clean && content.original;
    const kind = both ? t('evidence:with-original', { kind: pieceKind(piece, t) }) : pieceKind(piece, t);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => t('evidence:count', { kind, count })).join(' · ');
}

/** What became of a file, and that nothing else is lost; empty when there is something to be asked about it. */
export function receivedInWords(received: Received, t: T): string {
  if (received.kind === 'kept') return t('evidence:received.cleaned');
  if (received.kind === 'consent') return '';
  return `${t(`evidence:problem.${received.problem}`)}\n${t('evidence:kept-rest')}`;
}
