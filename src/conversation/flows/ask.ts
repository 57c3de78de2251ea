import type { ItaAnswer } from '../../ita/answer.ts';
import { findCodeIn } from '../../cases/tracking.ts';
import { channelChoices, channelReplies } from '../channel.ts';
import type { Flow, FlowContext, Step } from '../flow.ts';
import { typedAs } from '../form/typed.ts';
import type { Reading } from '../reader.ts';
import { say, type Answer, type Card, type Choice } from '../reply.ts';
import { menuChoices } from './menu.ts';

const choicesOf = (options: readonly { label: string; say: string }[]): Choice[] =>
  options.map((option) => ({ label: option.label, does: { kind: 'say', text: option.say } }));

/** The answer in words: first line the answer, then meaning, list, contradictions, source. */
function inWords(answer: ItaAnswer): string {
  const blocks = [
    [answer.headline, ...answer.meaning].join('\n'),
    answer.list.join('\n'),
    answer.findings.join('\n'),
    answer.source,
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function barsCard(answer: ItaAnswer, context: FlowContext): Card {
  const rows = answer.bars.map((bar) => `${bar.label} ${bar.display}`);
  return {
    title: context.t('chat:bars.title'),
    parts: [
      { kind: 'bars', bars: answer.bars },
      ...(answer.bars.some((bar) => bar.mark !== undefined)
        ? [{ kind: 'text' as const, text: context.t('chat:bars.mark', { mark: answer.bars[0]?.mark ?? '' }) }]
        : []),
    ],
    buttons: [],
    alt: rows.join('\n'),
  };
}

function answerTo(answer: ItaAnswer, context: FlowContext): Answer {
  return {
    messages: [
      say(inWords(answer)),
      ...(answer.bars.length > 1 ? [{ kind: 'card' as const, card: barsCard(answer, context) }] : []),
    ],
    choices: [...choicesOf(answer.suggestions), ...menuChoices(context).slice(-2)],
  };
}

function plainAnswer(context: FlowContext, text: string): Step {
  return { state: undefined, answer: { messages: [say(text)], choices: menuChoices(context) } };
}

/** One way on for each kind of understanding. */
const REPLIES: {
  [K in Reading['kind']]: (u: Extract<Reading, { kind: K }>, c: FlowContext, text: string) => Step;
} = {
  answer: ({ answer }, context) => ({
    state: undefined,
    answer: answerTo(answer, context),
    session: { topic: { topic: answer.topic, at: context.now.getTime() } },
  }),
  'ask-back': ({ readings }, context) => ({
    state: undefined,
    answer: { messages: [say(context.t('ask:which'))], choices: choicesOf(readings) },
  }),
  'not-held': ({ key, params }, context) => plainAnswer(context, context.t(key, params)),
  channel: ({ asked, also }, context) => ({
    state: undefined,
    answer: {
      messages: channelReplies(asked, context),
      choices: [
        ...channelChoices(asked, context),
        ...(also ? choicesOf([also]) : []),
        ...menuChoices(context).slice(-2),
      ],
    },
  }),
  go: ({ to }) => ({ state: undefined, goTo: { flow: 'menu', with: to } }),
  greeting: () => ({ state: undefined, goTo: { flow: 'menu', with: 'greeting' } }),
  thanks: () => ({ state: undefined, goTo: { flow: 'menu', with: 'thanks' } }),
  'complaint-like': (_understanding, _context, text) => ({
    state: undefined,
    goTo: { flow: 'complaint', with: text },
  }),
  'staff-answer': ({ text }, context) => plainAnswer(context, text),
  unknown: ({ cue }, context, text) => ({
    ...plainAnswer(
      context,
      [
        context.t('ask:unknown', { municipality: context.data.agency.name[context.lang] }),
        ...(cue ? [context.t('ask:kept')] : []),
      ].join('\n\n'),
    ),
    // Only what speaks of the results is kept for staff to answer; everything else is just counted.
    also: cue
      ? [{ kind: 'keep-question', text, lang: context.lang }]
      : [{ kind: 'count', counter: 'question.off-topic' }],
  }),
};

/**
 * Questions about the ITA results and about the reporting channel, and the first look at any text: a tracking code goes to
 * its case before anything else reads it. Keeps no state; the topic for follow-ups stands in the session.
 */
export const askFlow: Flow = {
  name: 'ask',
  start(context, text = '') {
    if (findCodeIn(text)) return { state: undefined, goTo: { flow: 'track', with: text } };
    // Nothing is open that could be cancelled; a draft that waits can be.
    if (typedAs('cancel', text, context))
      return { state: undefined, goTo: { flow: context.waits ?? 'menu' } };
    const understanding = context.answerer.ask(text, { lang: context.lang, topic: context.topic });
    const reply = REPLIES[understanding.kind] as (u: Reading, c: FlowContext, text: string) => Step;
    return reply(understanding, context, text);
  },
  step: (_state, input, context) => askFlow.start(context, input.kind === 'text' ? input.text : ''),
  prompt: (_state, context) => ({
    messages: [say(context.t('chat:menu.text', { municipality: context.data.agency.name[context.lang] }))],
    choices: menuChoices(context),
  }),
};
