import type { Piece } from '../../../cases/evidence/pieces.ts';
import { button } from '../button.ts';
import type { Asked, Taken, Way } from '../way.ts';

const piecesOf = ({ field, draft }: Asked): Piece[] => {
  const value = draft.answers[field.id];
  return value?.of === 'evidence' ? value.pieces : [];
};

/** Files and places, sent one after the other. */
export const evidenceWay: Way = {
  options: () => [],
  extras(asked) {
    const { field, draft, context } = asked;
    if (piecesOf(asked).length === 0) return [];
    return [button({ flow: field.kind, draft: draft.id }, context.t('report:act.done'), 'done')];
  },
  acts: { done: (): Taken => ({ kind: 'next' }) },
  text: (): Taken => ({ kind: 'stay', note: 'report:note.evidence' }),
};
