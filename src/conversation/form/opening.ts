import type { FlowContext, Step } from '../flow.ts';
import { holdsCode } from './codes.ts';
import { isOpen } from './consent.ts';
import { closed } from './leaving.ts';
import type { Form } from './stage.ts';
import { hasContent, newDraft, realStage, type Draft } from './state.ts';

/** Somebody typed what sounds like a report: it is offered to them, beside what they may have written already. */
function offer(form: Form, context: FlowContext, text: string, draft: Draft | undefined): Step {
  if (holdsCode(text)) return { state: draft, goTo: { flow: 'menu', with: 'code-inside' } };
  const { opening: _earlier, ...kept } = draft ?? newDraft(context.randomId());
  const lives = draft !== undefined && (draft.at !== 'offer' || draft.from !== undefined);
  return form.show(
    {
      ...kept,
      at: 'offer',
      ...(lives ? { from: realStage(draft) } : {}),
      opening: { text, ...(context.item ? { item: context.item } : {}) },
    },
    context,
  );
}

/** Begins a form, with the text it was opened by if there is one; a draft that waits is never lost by that. */
export function begin(
  form: Form,
  context: FlowContext,
  opening: string | undefined,
  draft: Draft | undefined,
): Step {
  if (!isOpen(context)) return closed(draft, context);
  if (opening !== undefined) return offer(form, context, opening, draft);
  if (!draft || !hasContent(draft)) return form.show(newDraft(context.randomId()), context);
  // Whoever asks for the form while a text of theirs is offered to it, accepts.
  if (draft.at === 'offer' && draft.from === undefined) return form.go(draft, 'consent', context);
  return form.show({ ...draft, at: 'resume', from: realStage(draft) }, context);
}
