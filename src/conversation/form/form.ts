import { fieldsOf } from '../../cases/fields.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import { parseCode } from '../../cases/tracking.ts';
import type { Effect, EffectResult } from '../effects.ts';
import type { Flow, FlowContext, FlowInput, Step } from '../flow.ts';
import type { Input } from '../input.ts';
import { say, type Press } from '../reply.ts';
import { bareCode, holdsCode } from './codes.ts';
import { isOpen } from './consent.ts';
import { fileAgain, filed } from './filing.ts';
import { cleared, given, taken } from './files.ts';
import { closed, dropped, gone } from './leaving.ts';
import { begin } from './opening.ts';
import type { Form, Stage } from './stage.ts';
import { stagesOf } from './stages.ts';
import {
  atStage,
  choosingFirst,
  hasContent,
  newDraft,
  readDraft,
  realStage,
  withoutItem,
  type Draft,
} from './state.ts';
import { typedAs } from './typed.ts';

/** Minutes for which the offer to make a typed text a report stands. */
const OFFER_MINUTES = 10;

/** Acts that also work by other words than their label (`report:typed.<act>`). */
const TYPED_ACTS = [
  'skip',
  'back',
  'cancel',
  'done',
  'accept',
  'decline',
  'agree',
  'continue',
  'keep',
  'drop',
  'stay',
] as const;

/** What is no answer, and was not kept. */
const UNFIT: Record<
  Exclude<Input['kind'], 'text' | 'press' | 'date' | 'unsend' | 'media' | 'place'>,
  string
> = {
  sticker: 'report:unfit.sticker',
  arrival: 'report:note.stale',
  departure: 'report:note.stale',
};

/**
 * The flow in which a case of `kind` is written and filed: consent, one question for each field of the registry,
 * review, receipt. Throws when a field has an input that a chat cannot ask.
 */
export function createFormFlow(kind: CaseKind): Flow & { form: Form; stages: ReadonlyMap<string, Stage> } {
  const form: Form = {
    kind,
    order: ['consent', ...fieldsOf(kind).map(({ id }) => id), 'review'],
    show(draft, context, note) {
      if (note !== undefined) return form.tell(draft, [say(context.t(note))], context);
      return { state: draft, answer: stageOf(draft).prompt(draft, context), replay: 'prompt' };
    },
    tell(draft, first, context) {
      const { messages, choices } = stageOf(draft).brief(draft, context);
      return { state: draft, answer: { messages: [...first, ...messages], choices } };
    },
    go(draft, stage, context) {
      const { editing: _editing, ...done } = draft;
      return form.show(choosingFirst(atStage(stage === 'review' ? done : draft, stage)), context);
    },
    cancel(draft, context) {
      if (!hasContent(draft)) return dropped(context);
      return form.show({ ...draft, at: 'cancel', from: realStage(draft) }, context);
    },
  };
  const stages = stagesOf(form);

  function stageOf(draft: Draft): Stage {
    const stage = stages.get(draft.at) ?? stages.get('consent');
    if (!stage) throw new Error('a form without consent');
    return stage;
  }

  function pressed(draft: Draft | undefined, press: Press, context: FlowContext): Step {
    const ours = press.flow === kind;
    if (ours && press.act === 'start') return begin(form, context, undefined, draft);
    const current = ours && draft !== undefined && press.draft === draft.id;
    const { code } = parseCode(ours && press.act === 'file' ? (press.value ?? '') : '');
    if (code && !current) return fileAgain(kind, draft, code);
    if (!draft) return gone(kind, context);
    const act = current ? stageOf(draft).acts[press.act] : undefined;
    return act ? act(draft, context, press.value) : form.show(draft, context, 'report:note.stale');
  }

  function told(draft: Draft, text: string, context: FlowContext): Step {
    const stage = stageOf(draft);
    if (draft.at !== 'review' && draft.at !== 'offer') {
      const bare = bareCode(text);
      if (bare === 'mistyped') return form.show(draft, context, 'report:note.code-mistyped');
      if (bare) return { state: draft, goTo: { flow: 'track', with: text } };
      if (holdsCode(text)) return form.show(draft, context, 'report:note.code-inside');
    }
    const typed = TYPED_ACTS.find((act) => stage.acts[act] && typedAs(act, text, context));
    if (typed) return stage.acts[typed]!(draft, context);
    if (draft.at !== 'offer' && typedAs('menu', text, context))
      return { state: draft, goTo: { flow: 'menu', with: 'paused' } };
    return stage.text(draft, text, context);
  }

  function result(draft: Draft | undefined, of: Effect, came: EffectResult, context: FlowContext): Step {
    if (of.kind === 'take-in' && draft) return taken(form, draft, of, came, context);
    if (of.kind === 'file') return filed(form, draft, of, came, context);
    return draft ? form.show(draft, context) : gone(kind, context);
  }

  function step(draft: Draft | undefined, input: FlowInput, context: FlowContext): Step {
    if (input.kind === 'unsend') return { state: draft && withoutItem(draft, input.item) };
    if (input.kind === 'result') return result(draft, input.of, input.result, context);
    if (input.kind === 'press' || input.kind === 'date') {
      const leaves = input.press.act === 'cancel' || input.press.act === 'drop';
      if (!isOpen(context) && !leaves) return closed(draft, context);
      return pressed(draft, input.press, context);
    }
    if (!isOpen(context)) return closed(draft, context);
    if (!draft) return begin(form, context, undefined, undefined);
    if (input.kind === 'text') return told(draft, input.text, context);
    if (input.kind === 'media' || input.kind === 'place') return given(form, draft, input, context);
    return form.show(draft, context, UNFIT[input.kind]);
  }

  return {
    name: kind,
    keeps: true,
    form,
    stages,
    idleMinutes: (state) => {
      const draft = readDraft(state);
      return draft?.at === 'offer' && draft.from === undefined ? OFFER_MINUTES : undefined;
    },
    start(context, opening, parked) {
      const draft = readDraft(parked);
      return cleared(draft, undefined, begin(form, context, opening, draft));
    },
    step(state, input, context) {
      const draft = readDraft(state);
      return cleared(draft, input, step(draft, input, context));
    },
    prompt(state, context) {
      const draft = readDraft(state) ?? newDraft(context.randomId());
      return stageOf(draft).prompt(draft, context);
    },
  };
}
