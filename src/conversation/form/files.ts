import type { EffectResult } from '../effects.ts';
import type { FlowContext, FlowInput, Step } from '../flow.ts';
import type { Input } from '../input.ts';
import { say } from '../reply.ts';
import { receivedInWords } from './evidence-words.ts';
import { droppingLeft, pieceOf, placePiece, takeIn, type TakeIn } from './incoming.ts';
import { withOriginal } from './original.ts';
import type { Form } from './stage.ts';
import { atStage, choosingFirst, filesField, filesOf, readDraft, withFiles, type Draft } from './state.ts';

/** The files of a draft: given in a message, taken in, and cleared away when the draft holds them no more. */

/** Stages that want something else first: a file that comes there is not kept. */
const NO_FILES: readonly string[] = ['offer', 'resume', 'consent', 'cancel'];

/** A file or place: taken up wherever in the form somebody stands. */
export function given(
  form: Form,
  draft: Draft,
  input: Extract<Input, { kind: 'media' | 'place' }>,
  context: FlowContext,
): Step {
  const field = filesField(form.kind);
  if (field === undefined || NO_FILES.includes(draft.at)) {
    return form.show(draft, context, `report:unfit.${input.kind}`);
  }
  const pieces = filesOf(draft);
  if (input.kind === 'media') return { state: draft, effect: takeIn(input, pieces) };
  const next = withFiles(draft, field, [...pieces, placePiece(input, context)]);
  return form.tell(next, [say(context.t('evidence:received.place'))], context);
}

/** What came of fetching a file, or its original. */
export function taken(form: Form, draft: Draft, of: TakeIn, came: EffectResult, context: FlowContext): Step {
  if (came.kind !== 'taken') throw new Error('taking a file in gave no outcome');
  const { received } = came;
  const field = filesField(form.kind) ?? '';
  if (of.original !== undefined) {
    const { pieces, words } = withOriginal(filesOf(draft), of.original, received, context);
    return form.tell(withFiles(atStage(draft, draft.at), field, pieces), [say(words)], context);
  }
  const words = [say(receivedInWords(received, context.t))];
  if (received.kind === 'problem') return form.tell(draft, words, context);
  const piece = pieceOf(received, of, context.randomId());
  const next = withFiles(draft, field, [...filesOf(draft), piece]);
  return received.kind === 'consent'
    ? form.show(choosingFirst(next), context)
    : form.tell(next, words, context);
}

/** The files that a step left out of the draft are deleted; those of a filed case are the case's. */
export function cleared(draft: Draft | undefined, input: FlowInput | undefined, after: Step): Step {
  const filed = input?.kind === 'result' && input.of.kind === 'file';
  return filed ? after : droppingLeft(filesOf(draft), filesOf(readDraft(after.state)), after);
}
