import { decide, undecidedIn, type Piece } from '../../cases/evidence/pieces.ts';
import type { FlowContext } from '../flow.ts';
import { say, type Choice } from '../reply.ts';
import { button, labelsOf } from './button.ts';
import { pieceKind } from './evidence-words.ts';
import type { Form, Stage } from './stage.ts';
import { filesField, filesOf, realStage, withFiles, type Draft } from './state.ts';

/** What cannot be removed from the first file that waits for a choice, and the question; undefined when none waits. */
export function toldInWords(pieces: readonly Piece[], { t }: FlowContext): string | undefined {
  const piece = undecidedIn(pieces);
  if (!piece) return undefined;
  const which = t('evidence:consent.which', {
    kind: pieceKind(piece, t),
    number: pieces.findIndex(({ id }) => id === piece.id) + 1,
  });
  return `${which}\n${t(`evidence:told.${piece.content.told}`)}\n\n${t('evidence:consent.ask')}`;
}

/** The two buttons of that question; each names its file, so that one of an earlier file is noticed. */
export function toldChoices(
  at: { flow: string; draft: string },
  pieces: readonly Piece[],
  { t }: FlowContext,
): Choice[] {
  const id = undecidedIn(pieces)?.id ?? '';
  return [
    button(at, t('evidence:consent.keep'), 'accept', id),
    button(at, t('evidence:consent.drop'), 'decline', id),
  ];
}

/** The pieces after the choice about one of them; undefined when the choice was about another than the open question. */
export function decidePiece(
  pieces: readonly Piece[],
  id: string | undefined,
  keep: boolean,
): Piece[] | undefined {
  const open = undecidedIn(pieces);
  if (!open || (id !== undefined && id !== open.id)) return undefined;
  return decide(pieces, open.id, keep).pieces;
}

/** A file that cannot be cleaned waits: the reporter reads what stays in it, and chooses. */
export function toldStage(form: Form): Stage {
  const field = filesField(form.kind) ?? '';
  const answer: Stage['prompt'] = (draft, context) => {
    const at = { flow: form.kind, draft: draft.id };
    const pieces = filesOf(draft);
    const choices = [
      ...toldChoices(at, pieces, context),
      button(at, context.t('report:act.cancel'), 'cancel'),
    ];
    const typed = context.t('report:question.typed', { labels: labelsOf(choices) });
    return { messages: [say(`${toldInWords(pieces, context) ?? ''}\n\n${typed}`)], choices };
  };
  const choose = (keep: boolean) => (draft: Draft, context: FlowContext, id?: string) => {
    const pieces = decidePiece(filesOf(draft), id, keep);
    if (!pieces) return form.show(draft, context, 'report:note.stale');
    return form.go(withFiles(draft, field, pieces), realStage(draft), context);
  };
  return {
    prompt: answer,
    brief: answer,
    acts: {
      accept: choose(true),
      decline: choose(false),
      cancel: (draft, context) => form.cancel(draft, context),
    },
    text: (draft, _text, context) => form.show(draft, context, 'report:note.pick'),
  };
}
