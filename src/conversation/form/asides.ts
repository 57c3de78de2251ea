import type { FlowContext, Step } from '../flow.ts';
import { say, type Answer, type Choice } from '../reply.ts';
import { channelReplies } from '../channel.ts';
import { button, doorsInOneLine, labelsOf } from './button.ts';
import { consentCard } from './consent.ts';
import { dropped } from './leaving.ts';
import type { Form, Stage } from './stage.ts';
import { atStage, newDraft, realStage, withOpeningTaken, type Draft } from './state.ts';

/** The stages beside the questions: offer, resume, consent, cancel. */

/** A stage that says one text over some buttons. */
function plain(
  words: (draft: Draft, context: FlowContext) => string,
  buttons: (draft: Draft, context: FlowContext) => Choice[],
): Pick<Stage, 'prompt' | 'brief'> {
  const prompt = (draft: Draft, context: FlowContext): Answer => {
    const choices = buttons(draft, context);
    const typed = context.t('report:question.typed', { labels: labelsOf(choices) });
    return { messages: [say(`${words(draft, context)}\n\n${typed}`)], choices };
  };
  return { prompt, brief: prompt };
}

const buttonsFor =
  (form: Form, acts: readonly string[]) =>
  (draft: Draft, { t }: FlowContext): Choice[] =>
    acts.map((act) => button({ flow: form.kind, draft: draft.id }, t(`report:act.${act}`), act));

/** The draft without the text that was offered; undefined when nothing else is there. */
function withoutOpening(draft: Draft): Draft | undefined {
  const { opening: _opening, from, ...rest } = draft;
  return from === undefined ? undefined : atStage(rest, from);
}

/** Somebody typed what sounds like a report: would they like to make it one? Other texts are questions like any other. */
export function offerStage(form: Form): Stage {
  const decline = (draft: Draft): Step => ({
    state: withoutOpening(draft),
    goTo: { flow: 'menu', with: 'not-kept' },
  });
  return {
    ...plain(
      (_draft, context) => context.t('report:offer.text', { doors: doorsInOneLine(context) }),
      buttonsFor(form, ['accept', 'decline']),
    ),
    acts: {
      accept: (draft, context) =>
        draft.from === undefined
          ? form.go(draft, 'consent', context)
          : form.show({ ...draft, at: 'resume' }, context),
      decline,
      cancel: decline,
    },
    text: (draft, text): Step => ({ state: draft, goTo: { flow: 'ask', with: text } }),
  };
}

/** A draft waits: go on with it or begin anew? */
export function resumeStage(form: Form): Stage {
  return {
    ...plain(
      (_draft, { t, data }) => t('report:resume.text', { hours: data.policy.draftIdleHours }),
      buttonsFor(form, ['continue', 'anew', 'cancel']),
    ),
    acts: {
      continue: (draft, context) =>
        form.go(
          realStage(draft) === 'consent' ? draft : withOpeningTaken(draft, form.kind),
          realStage(draft),
          context,
        ),
      anew: ({ opening }, context) =>
        form.show({ ...newDraft(context.randomId()), ...(opening ? { opening } : {}) }, context),
      cancel: (draft, context) => form.cancel(draft, context),
    },
    text: (draft, _text, context) => form.show(draft, context, 'report:note.pick'),
  };
}

/** What is protected and what is not, before anything is asked (promise 7). */
export function consentStage(form: Form): Stage {
  const choices = buttonsFor(form, ['agree', 'cancel']);
  return {
    prompt: (draft, context) => ({
      messages: [{ kind: 'card', card: consentCard(form.kind, draft, context) }],
      choices: choices(draft, context).slice(-1),
    }),
    brief: (draft, context) => ({
      messages: [say(context.t('report:consent.again'))],
      choices: choices(draft, context),
    }),
    acts: {
      agree: (draft, context) =>
        form.go(withOpeningTaken(draft, form.kind), form.order[1] ?? 'review', context),
      cancel: (draft, context) => form.cancel(draft, context),
    },
    // This is where people ask whether it is safe: they get an answer, and the draft waits.
    text: (draft, text, context) => {
      const read = context.answerer.ask(text, { lang: context.lang });
      return read.kind === 'channel'
        ? form.tell(draft, channelReplies(read.asked, context), context)
        : form.show(draft, context, 'report:note.consent');
    },
  };
}

/** Really throw the draft away? */
export function cancelStage(form: Form): Stage {
  const goOn = (draft: Draft, context: FlowContext) => form.go(draft, realStage(draft), context);
  return {
    ...plain((_draft, { t }) => t('report:cancel.text'), buttonsFor(form, ['drop', 'continue'])),
    acts: {
      drop: (_draft, context) => dropped(context),
      continue: goOn,
      stay: goOn,
    },
    text: (draft, _text, context) => form.show(draft, context, 'report:note.pick'),
  };
}
