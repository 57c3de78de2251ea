import { lacksOriginal, type Piece } from '../../../cases/evidence/pieces.ts';
import type { FieldValue } from '../../../cases/fields.ts';
import { button } from '../button.ts';
import { pieceKind, piecesInWords } from '../evidence-words.ts';
import { fetchOriginal, noOriginal, originalChoice, originalChoices } from '../original.ts';
import type { Asked, Taken, Way } from '../way.ts';

const piecesIn = ({ field, draft }: Asked): Piece[] => {
  const value = draft.answers[field.id];
  return value?.of === 'evidence' ? value.pieces : [];
};

const valueOf = (pieces: Piece[]): FieldValue | null =>
  pieces.length > 0 ? { of: 'evidence', pieces } : null;

function remove(asked: Asked, id: string | undefined): Taken {
  const pieces = piecesIn(asked);
  const left = pieces.filter((piece) => piece.id !== id);
  if (left.length === pieces.length) return { kind: 'stay', note: 'report:note.stale' };
  return { kind: 'stay', value: valueOf(left), walk: {}, note: 'report:note.taken-out' };
}

/** Files and places, sent one after the other; how they are taken in is the form's work, wherever they come. */
export const evidenceWay: Way = {
  keepsOnSkip: true,
  options(asked) {
    const { field, draft, context } = asked;
    if (draft.walk?.original)
      return originalChoices({ flow: field.kind, draft: draft.id }, piecesIn(asked), context);
    if (!draft.walk?.out) return [];
    return piecesIn(asked).map((piece, index) => {
      const params = { kind: pieceKind(piece, context.t), number: index + 1 };
      const label = context.t('report:files.number', params);
      return button({ flow: field.kind, draft: draft.id }, label, 'remove', piece.id);
    });
  },
  extras(asked) {
    const { field, draft, context } = asked;
    const { t } = context;
    const at = { flow: field.kind, draft: draft.id };
    if (draft.walk?.out) return [button(at, t('report:act.take-none'), 'take-none')];
    if (draft.walk?.original) return [noOriginal(at, context)];
    return [
      ...(piecesIn(asked).length > 0
        ? [button(at, t('report:act.done'), 'done'), button(at, t('report:act.take-out'), 'take-out')]
        : []),
      ...originalChoice(at, piecesIn(asked), context),
      { label: t('report:act.camera'), does: { kind: 'camera' } },
      { label: t('report:act.album'), does: { kind: 'album' } },
      { label: t('report:act.place'), does: { kind: 'place' } },
    ];
  },
  acts: {
    done: (): Taken => ({ kind: 'next' }),
    'take-out': (asked): Taken =>
      piecesIn(asked).length > 0
        ? { kind: 'stay', walk: { out: true } }
        : { kind: 'stay', note: 'report:note.stale' },
    'take-none': (): Taken => ({ kind: 'stay', walk: {}, note: 'report:note.files' }),
    remove,
    original: (asked): Taken =>
      piecesIn(asked).some(lacksOriginal)
        ? { kind: 'stay', walk: { original: true } }
        : { kind: 'stay', note: 'report:note.stale' },
    'original-none': (): Taken => ({ kind: 'stay', walk: {}, note: 'evidence:original.none' }),
    'keep-original': (asked, id): Taken => {
      const effect = fetchOriginal(piecesIn(asked), id);
      return effect ? { kind: 'do', effect } : { kind: 'stay', note: 'report:note.stale' };
    },
  },
  again(asked) {
    const pieces = piecesIn(asked);
    const { t } = asked.context;
    if (pieces.length === 0) return undefined;
    if (asked.draft.walk?.out) return t('report:files.which');
    if (asked.draft.walk?.original) return t('evidence:original.ask');
    return t('report:files.have', { files: piecesInWords(pieces, t) });
  },
  text: (): Taken => ({ kind: 'stay', note: 'report:note.evidence' }),
  back: ({ draft: { walk } }) =>
    walk?.out || walk?.original ? { kind: 'stay', walk: {}, note: 'report:note.files' } : undefined,
};
