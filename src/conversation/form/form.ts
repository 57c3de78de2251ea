import { contentsOf } from '../../cases/evidence/pieces.ts';
import { fieldsOf } from '../../cases/fields.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import { parseCode, type TrackingCode } from '../../cases/tracking.ts';
import type { Effect, EffectResult } from '../effects.ts';
import type { Flow, FlowContext, FlowInput, Step } from '../flow.ts';
import { menuChoices } from '../flows/menu.ts';
import type { Input } from '../input.ts';
import { say, type Press } from '../reply.ts';
import { cancelStage, consentStage, offerStage, resumeStage } from './asides.ts';
import { bareCode, holdsCode } from './codes.ts';
import { isOpen } from './consent.ts';
import { questionStage } from './question.ts';
import { receiptCard } from './receipt.ts';
import { reviewStage } from './review.ts';
import type { Form, Stage } from './stage.ts';
import {
  atStage,
  choosingFirst,
  filesField,
  filesOf,
  hasContent,
  newDraft,
  readDraft,
  realStage,
  withFiles,
  withoutItem,
  type Draft,
} from './state.ts';
import { placeFrom, receivedInWords } from './evidence-words.ts';
import { pieceOf, withOriginal } from './original.ts';
import { toldStage } from './told.ts';
import { typedAs } from './typed.ts';
import { WAYS } from './ways/index.ts';

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
] as const;

type Filed = Extract<Effect, { kind: 'file' }>;
type TakeIn = Extract<Effect, { kind: 'take-in' }>;

/** Stages that want something else first: a file that comes there is not kept. */
const NO_FILES: readonly string[] = ['offer', 'resume', 'consent', 'cancel'];

/**
 * The flow in which a case of `kind` is written and filed: consent, one question for each field of the registry,
 * review, receipt. Throws when a field has an input that a chat cannot ask.
 */
export function createFormFlow(kind: CaseKind): Flow & { form: Form; stages: ReadonlyMap<string, Stage> } {
  const fields = fieldsOf(kind);
  const stages = new Map<string, Stage>();

  const stageOf = (draft: Draft): Stage => {
    const stage = stages.get(draft.at) ?? stages.get('consent');
    if (!stage) throw new Error('a form without consent');
    return stage;
  };

  const form: Form = {
    kind,
    order: ['consent', ...fields.map(({ id }) => id), 'review'],
    show(draft, context, note) {
      const stage = stageOf(draft);
      if (note === undefined) return { state: draft, answer: stage.prompt(draft, context), replay: 'prompt' };
      const { messages, choices } = stage.brief(draft, context);
      return { state: draft, answer: { messages: [say(context.t(note)), ...messages], choices } };
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

  stages.set('offer', offerStage(form));
  stages.set('resume', resumeStage(form));
  stages.set('consent', consentStage(form));
  for (const field of fields) {
    const way = WAYS[field.input];
    if (!way) throw new Error(`no way to ask "${field.id}" (${field.input}) in a chat`);
    if (stages.has(field.id)) throw new Error(`a field must not be called "${field.id}"`);
    stages.set(field.id, questionStage(form, field, way));
  }
  stages.set('review', reviewStage(form));
  stages.set('cancel', cancelStage(form, dropped));
  stages.set('told', toldStage(form));

  function dropped(context: FlowContext): Step {
    return {
      state: undefined,
      answer: { messages: [say(context.t('report:cancelled'))], choices: menuChoices(context) },
    };
  }

  /** Nothing can be filed here now; what is written already waits. */
  const closed = (draft: Draft | undefined): Step => ({
    state: draft && hasContent(draft) ? draft : undefined,
    goTo: { flow: 'menu', with: 'closed' },
  });

  function begin(context: FlowContext, opening: string | undefined, draft: Draft | undefined): Step {
    if (!isOpen(context)) return closed(draft);
    if (opening !== undefined) {
      if (holdsCode(opening)) return { state: draft, goTo: { flow: 'menu', with: 'code-inside' } };
      const { opening: _earlier, ...kept } = draft ?? newDraft(context.randomId());
      const lives = draft !== undefined && (draft.at !== 'offer' || draft.from !== undefined);
      return form.show(
        {
          ...kept,
          at: 'offer',
          ...(lives ? { from: realStage(draft) } : {}),
          opening: { text: opening, ...(context.item ? { item: context.item } : {}) },
        },
        context,
      );
    }
    if (!draft || !hasContent(draft)) return form.show(newDraft(context.randomId()), context);
    // Whoever asks for the form while a text of theirs is offered to it, accepts.
    if (draft.at === 'offer' && draft.from === undefined) return form.go(draft, 'consent', context);
    return form.show({ ...draft, at: 'resume', from: realStage(draft) }, context);
  }

  /** Asks for the case of a code once more; with no answers, nothing new can come of it. */
  const fileAgain = (draft: Draft | undefined, code: TrackingCode): Step => ({
    state: draft,
    effect: { kind: 'file', case: kind, answers: {}, code },
  });

  function pressed(draft: Draft | undefined, press: Press, context: FlowContext): Step {
    const ours = press.flow === kind;
    if (ours && press.act === 'start') return begin(context, undefined, draft);
    const current = ours && draft !== undefined && press.draft === draft.id;
    const { code } = parseCode(ours && press.act === 'file' ? (press.value ?? '') : '');
    if (code && !current) return fileAgain(draft, code);
    if (!draft) return gone(context);
    const act = current ? stageOf(draft).acts[press.act] : undefined;
    return act ? act(draft, context, press.value) : form.show(draft, context, 'report:note.stale');
  }

  function gone(context: FlowContext, key = 'report:gone'): Step {
    const start = {
      label: context.t(`report:act.start.${kind}`),
      does: { kind: 'press', press: { flow: kind, act: 'start' } },
    } as const;
    return {
      state: undefined,
      answer: { messages: [say(context.t(key))], choices: [start, ...menuChoices(context)] },
    };
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

  function failed(
    draft: Draft | undefined,
    of: Filed,
    { key, params }: Extract<EffectResult, { kind: 'failed' }>,
    context: FlowContext,
  ): Step {
    if (key === 'filing-closed') return closed(draft);
    const mine = Object.keys(of.answers).length > 0;
    if (key === 'report-incomplete' && !mine) {
      return draft ? form.show(draft, context, 'report:not-filed') : gone(context, 'report:not-filed');
    }
    if (!draft) return gone(context, `errors:${key}`);
    if (key === 'report-incomplete') return form.show(draft, context);
    const why = say(`${context.t(`errors:${key}`, params)}\n\n${context.t('report:kept')}`);
    const { messages, choices } = stageOf(draft).brief(draft, context);
    return { state: draft, answer: { messages: [why, ...messages], choices } };
  }

  const tell = (draft: Draft, words: string, context: FlowContext): Step => {
    const { messages, choices } = stageOf(draft).brief(draft, context);
    return { state: draft, answer: { messages: [say(words), ...messages], choices } };
  };

  /** A file or place: taken up wherever in the form somebody stands. */
  function given(
    draft: Draft,
    input: Extract<Input, { kind: 'media' | 'place' }>,
    context: FlowContext,
  ): Step {
    const field = filesField(kind);
    if (field === undefined || NO_FILES.includes(draft.at)) {
      return form.show(draft, context, `report:unfit.${input.kind}`);
    }
    const pieces = filesOf(draft);
    if (input.kind === 'media') {
      const { handle, item } = input;
      return { state: draft, effect: { kind: 'take-in', handle, item, has: contentsOf(pieces) } };
    }
    const { kind: _kind, item, ...place } = input;
    const piece = { id: context.randomId(), item, content: placeFrom(place) };
    return tell(withFiles(draft, field, [...pieces, piece]), context.t('evidence:received.place'), context);
  }

  function taken(draft: Draft, of: TakeIn, came: EffectResult, context: FlowContext): Step {
    if (came.kind !== 'taken') throw new Error('taking a file in gave no outcome');
    const { received } = came;
    const field = filesField(kind) ?? '';
    if (of.original !== undefined) {
      const { pieces, words } = withOriginal(filesOf(draft), of.original, received, context);
      return tell(withFiles(atStage(draft, draft.at), field, pieces), words, context);
    }
    const words = receivedInWords(received, context.t);
    if (received.kind === 'problem') return tell(draft, words, context);
    const piece = pieceOf(received, of, context.randomId());
    const next = withFiles(draft, field, [...filesOf(draft), piece]);
    return received.kind === 'consent' ? form.show(choosingFirst(next), context) : tell(next, words, context);
  }

  function result(draft: Draft | undefined, of: Effect, came: EffectResult, context: FlowContext): Step {
    if (of.kind === 'take-in' && draft) return taken(draft, of, came, context);
    if (of.kind !== 'file') return draft ? form.show(draft, context) : gone(context);
    if (came.kind === 'failed') return failed(draft, of, came, context);
    const { code } = parseCode(of.code);
    if (came.kind !== 'filed' || !code) throw new Error('filing gave neither receipt nor failure');
    const card = { kind: 'card', card: receiptCard(came.receipt, code, context) } as const;
    const mine = Object.keys(of.answers).length > 0;
    // A typed code that has a case already may be that of an older one: then this draft is not filed yet.
    const doubtful = of.typed === true && came.receipt.already;
    if (draft && (!mine || doubtful)) {
      const { messages, choices } = stageOf(draft).brief(draft, context);
      const note = say(context.t(mine ? 'report:other-case' : 'report:kept'));
      return { state: draft, answer: { messages: [card, note, ...messages], choices }, replay: 'advance' };
    }
    return {
      state: undefined,
      answer: { messages: [card], choices: menuChoices(context) },
      replay: 'advance',
    };
  }

  /** The files that a step left out of the draft are deleted; those of a filed case are the case's. */
  function cleared(draft: Draft | undefined, input: FlowInput, after: Step): Step {
    const filed = input.kind === 'result' && input.of.kind === 'file';
    const kept = new Set(filesOf(readDraft(after.state)).map(({ id }) => id));
    const left = filed ? [] : filesOf(draft).filter(({ id }) => !kept.has(id));
    if (left.length === 0) return after;
    const drop = { kind: 'drop-files', contents: contentsOf(left) } as const;
    return { ...after, also: [...(after.also ?? []), drop] };
  }

  function step(draft: Draft | undefined, input: FlowInput, context: FlowContext): Step {
    if (input.kind === 'unsend') return { state: draft && withoutItem(draft, input.item) };
    if (input.kind === 'result') return result(draft, input.of, input.result, context);
    if (input.kind === 'press' || input.kind === 'date') {
      const leaves = input.press.act === 'cancel' || input.press.act === 'drop';
      if (!isOpen(context) && !leaves) return closed(draft);
      return pressed(draft, input.press, context);
    }
    if (!isOpen(context)) return closed(draft);
    if (!draft) return begin(context, undefined, undefined);
    if (input.kind === 'text') return told(draft, input.text, context);
    if (input.kind === 'media' || input.kind === 'place') return given(draft, input, context);
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
    start: (context, opening, parked) => begin(context, opening, readDraft(parked)),
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

/** What is no answer, and was not kept. */
const UNFIT: Record<
  Exclude<Input['kind'], 'text' | 'press' | 'date' | 'unsend' | 'media' | 'place'>,
  string
> = {
  sticker: 'report:unfit.sticker',
  arrival: 'report:note.stale',
  departure: 'report:note.stale',
};
