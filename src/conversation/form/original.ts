import { contentsOf, lacksOriginal, type Piece } from '../../cases/evidence/pieces.ts';
import type { Received } from '../../cases/evidence/arrivals.ts';
import type { FlowContext } from '../flow.ts';
import type { Choice } from '../reply.ts';
import { button } from './button.ts';
import { pieceKind } from './evidence-words.ts';
import type { TakeIn } from './incoming.ts';

/**
 * The original of a file that was cleaned, kept beside the copy by the reporter's own choice (ADR 22): "no" is what happens
 * by itself, and "yes" fetches the file from the channel once more.
 */

interface Where {
  flow: string;
  draft: string;
}

/** The button that asks about it; none where every original is kept, or none can be. */
export const originalChoice = (at: Where, pieces: readonly Piece[], { t }: FlowContext): Choice[] =>
  pieces.some(lacksOriginal) ? [button(at, t('report:act.original'), 'original')] : [];

/** The files whose original can be kept, each a button, and the way out. */
export function originalChoices(at: Where, pieces: readonly Piece[], { t }: FlowContext): Choice[] {
  return pieces.flatMap((piece, index) =>
    lacksOriginal(piece)
      ? [
          button(
            at,
            t('report:files.number', { kind: pieceKind(piece, t), number: index + 1 }),
            'keep-original',
            piece.id,
          ),
        ]
      : [],
  );
}

export const noOriginal = (at: Where, { t }: FlowContext): Choice =>
  button(at, t('report:act.original-none'), 'original-none');

/** Fetches the file of a piece again, to be kept with its original. Undefined when that cannot be asked of it. */
export function fetchOriginal(
  pieces: readonly Piece[],
  id: string | undefined,
  caseId?: string,
): TakeIn | undefined {
  const piece = pieces.find((each) => each.id === id);
  if (!piece || !lacksOriginal(piece)) return undefined;
  const has = contentsOf(pieces.filter((each) => each !== piece));
  const { handle = '', item = '' } = piece;
  return {
    kind: 'take-in',
    handle,
    item,
    has,
    original: piece.id,
    ...(caseId === undefined ? {} : { caseId }),
  };
}

/** The pieces after the file came again, and what to say. When it did not come whole, the cleaned copy stays as it is. */
export function withOriginal(
  pieces: readonly Piece[],
  id: string,
  received: Received,
  { t, randomId }: FlowContext,
): { pieces: Piece[]; words: string } {
  if (received.kind === 'kept') {
    const both = ({ item }: Piece): Piece => ({ id: randomId(), item, content: received.content });
    return {
      pieces: pieces.map((piece) => (piece.id === id ? both(piece) : piece)),
      words: t('evidence:original.kept'),
    };
  }
  const why = received.kind === 'problem' ? `${t(`evidence:problem.${received.problem}`)}\n` : '';
  return { pieces: [...pieces], words: `${why}${t('evidence:original.not')}` };
}
