import { contentsOf, lacksOriginal, undecidedIn, type Piece } from '../../cases/evidence/pieces.ts';
import { isClosed } from '../../cases/kinds.ts';
import type { FlowContext, Step } from '../flow.ts';
import { holdsCode } from '../form/codes.ts';
import { button, labelsOf } from '../form/button.ts';
import { piecesInWords } from '../form/evidence-words.ts';
import { fetchOriginal, noOriginal, originalChoice, originalChoices } from '../form/original.ts';
import { decidePiece, toldChoices, toldInWords } from '../form/told.ts';
import { typedAs } from '../form/typed.ts';
import { say, type Answer, type Choice, type Press } from '../reply.ts';
import { carries, filesOf, settled, textOf, type CaseChat, type Pending } from './state.ts';

/** An open case: what is shown, what its buttons and typed texts do. */

/** Actions with a button of their own; the others are done by typing. */
const BUTTONS = ['contest', 'withdraw', 'undo-withdrawal'] as const;
/** The longest text that is sent at once, in UTF-16 units. */
const MAX_TEXT = 20_000;

const at = (chat: CaseChat) => ({ flow: 'track', draft: chat.id });

/** What can be done by button. */
export function actionChoices(chat: CaseChat, { t }: FlowContext): Choice[] {
  const actions = BUTTONS.filter((id) => chat.actions.includes(id)).map((id) =>
    button(at(chat), t(`cases:action.${id}.label`), id),
  );
  const notify = chat.notify === undefined ? 'notify' : 'notify-stop';
  const offered = chat.notify !== undefined || !isClosed(chat.status);
  return [...actions, ...(offered ? [button(at(chat), t(`track:act.${notify}`), notify)] : [])];
}

export const leaveChoice = (chat: CaseChat, { t }: FlowContext): Choice =>
  button(at(chat), t('track:act.leave'), 'leave');

/** How to go on by typing; empty when nothing can be written. */
export function typingInWords({ actions }: CaseChat, { t }: FlowContext): string {
  if (actions.includes('reply')) return t('track:type.reply');
  if (actions.includes('add')) return t('track:type.add');
  return actions.includes('contest') ? t('track:type.contest') : t('track:type.none');
}

function confirming(chat: CaseChat, pending: Pending, context: FlowContext): Answer {
  const { t, data } = context;
  const files = filesOf(pending);
  const open = toldInWords(files, context);
  if (open) return answer(open, toldChoices(at(chat), files, context), context);
  if (pending.original) {
    const choices = [...originalChoices(at(chat), files, context), noOriginal(at(chat), context)];
    return answer(t('evidence:original.ask'), choices, context);
  }
  const told = carries(pending);
  const choices = [
    button(at(chat), t(`track:act.${told ? 'send' : 'confirm'}`), 'send'),
    button(at(chat), t(`track:act.${told ? 'drop' : 'never-mind'}`), 'drop'),
    ...originalChoice(at(chat), files, context),
    ...(pending.parts.length > 0 ? [button(at(chat), t('track:act.ask'), 'ask')] : []),
  ];
  const words = t(`track:confirm.${pending.action}`, { days: data.policy.withdrawalUndoDays });
  const list = files.length > 0 ? [t('track:files', { files: piecesInWords(files, t) })] : [];
  return answer([...list, words].join('\n'), choices, context);
}

function answer(words: string, choices: Choice[], { t }: FlowContext): Answer {
  const typed = t('report:question.typed', { labels: labelsOf(choices) });
  return { messages: [say(`${words}\n\n${typed}`)], choices };
}

/** What an open case says: the open question, or how to go on. */
export function chatPrompt(chat: CaseChat, context: FlowContext): Answer {
  if (chat.pending) return confirming(chat, chat.pending, context);
  if (chat.reason) {
    return answer(
      context.t('track:reason'),
      [button(at(chat), context.t('track:act.never-mind'), 'drop')],
      context,
    );
  }
  const choices = [...actionChoices(chat, context), leaveChoice(chat, context)];
  return answer(typingInWords(chat, context), choices, context);
}

/** Shows an open case; with words first what is to be said. */
export function showChat(chat: CaseChat, context: FlowContext, words?: string): Step {
  const { messages, choices } = chatPrompt(chat, context);
  return { state: chat, answer: { messages: [...(words ? [say(words)] : []), ...messages], choices } };
}

/** Does what was confirmed, or needs no confirming. */
function perform(chat: CaseChat, pending: Pending): Step {
  const { caseId, next: id } = chat;
  if (pending.action === 'notify') return { state: chat, effect: { kind: 'notify', caseId, id } };
  const text = textOf(pending);
  const files = contentsOf(filesOf(pending));
  return {
    state: chat,
    effect: {
      kind: 'write',
      caseId,
      action: pending.action,
      id,
      ...(text === '' ? {} : { text }),
      ...(files.length === 0 ? {} : { files }),
    },
  };
}

/** Anything but a file's button means that no original is kept. */
function withoutQuestion(chat: CaseChat): CaseChat {
  if (!chat.pending?.original) return chat;
  const { original: _asked, ...pending } = chat.pending;
  return { ...chat, pending };
}

const ask = (chat: CaseChat, pending: Pending, context: FlowContext): Step =>
  showChat({ ...settled(chat), pending }, context);

type Act = (chat: CaseChat, context: FlowContext, value?: string) => Step;

/** Takes the choice about a file that cannot be cleaned. */
const choose =
  (keep: boolean): Act =>
  (chat, context, id) => {
    const { pending } = chat;
    const files = pending && decidePiece(filesOf(pending), id, keep);
    if (!files) return showChat(chat, context, context.t('track:note.stale'));
    const next = { ...pending, files };
    return carries(next)
      ? ask(chat, next, context)
      : showChat(settled(chat), context, context.t('track:dropped'));
  };

const needs =
  (action: 'contest' | 'withdraw' | 'undo-withdrawal', act: Act): Act =>
  (chat, context) =>
    chat.actions.includes(action)
      ? act(chat, context)
      : showChat(chat, context, context.t('errors:action-not-possible'));

/** What the buttons of an open case do. */
export const CHAT_ACTS: Readonly<Record<string, Act>> = {
  contest: needs('contest', (chat, context) => showChat({ ...settled(chat), reason: true }, context)),
  withdraw: needs('withdraw', (chat, context) => ask(chat, { action: 'withdraw', parts: [] }, context)),
  'undo-withdrawal': needs('undo-withdrawal', (chat) =>
    perform(settled(chat), { action: 'undo-withdrawal', parts: [] }),
  ),
  notify: (chat, context) => ask(chat, { action: 'notify', parts: [] }, context),
  'notify-stop': (chat, context) =>
    chat.notify === undefined
      ? showChat(chat, context, context.t('track:done.notify-stop'))
      : { state: settled(chat), effect: { kind: 'notify-stop', caseId: chat.caseId, item: chat.notify } },
  original: (chat, context) =>
    chat.pending && filesOf(chat.pending).some(lacksOriginal)
      ? showChat({ ...chat, pending: { ...chat.pending, original: true } }, context)
      : showChat(chat, context, context.t('track:note.stale')),
  'original-none': (chat, context) =>
    showChat(withoutQuestion(chat), context, context.t('evidence:original.none')),
  'keep-original': (chat, context, id) => {
    const effect = fetchOriginal(filesOf(chat.pending), id, chat.caseId);
    return effect ? { state: chat, effect } : showChat(chat, context, context.t('track:note.stale'));
  },
  accept: choose(true),
  decline: choose(false),
  send: (chat, context) =>
    chat.pending && !undecidedIn(filesOf(chat.pending))
      ? perform(chat, chat.pending)
      : showChat(chat, context),
  drop: (chat, context) => showChat(settled(chat), context, context.t('track:dropped')),
  ask: (chat, context) =>
    chat.pending && chat.pending.parts.length > 0
      ? { state: undefined, goTo: { flow: 'ask', with: textOf(chat.pending) } }
      : showChat(chat, context),
  leave: () => ({ state: undefined, goTo: { flow: 'menu', with: 'left' } }),
};

/** A press on a button of an open case. */
export function pressChat(chat: CaseChat, press: Press, context: FlowContext): Step {
  const act = press.flow === 'track' && press.draft === chat.id ? CHAT_ACTS[press.act] : undefined;
  return act ? act(chat, context, press.value) : showChat(chat, context, context.t('track:note.stale'));
}

/** A text that is no code: an answer is sent at once, anything else is asked about first. */
export function tellChat(before: CaseChat, text: string, context: FlowContext): Step {
  const chat = withoutQuestion(before);
  if (typedAs('menu', text, context)) return { state: undefined, goTo: { flow: 'menu', with: 'left' } };
  // Two codes in one text are no code to follow, and neither may come to stand in a state or a case.
  if (holdsCode(text)) return showChat(chat, context, context.t('report:note.code-inside'));
  const pending = chat.pending;
  if (pending && undecidedIn(filesOf(pending))) {
    const keep = typedAs('accept', text, context);
    return keep || typedAs('decline', text, context)
      ? choose(keep)(chat, context)
      : showChat(chat, context, context.t('track:note.pick'));
  }
  if (pending && typedAs('accept', text, context)) return perform(chat, pending);
  if ((pending ?? chat.reason) && typedAs('decline', text, context)) {
    return showChat(settled(chat), context, context.t('track:dropped'));
  }
  if (pending && !carries(pending)) return showChat(chat, context, context.t('track:note.pick'));
  const part = { text, ...(context.item ? { item: context.item } : {}) };
  const parts = [...(pending?.parts ?? []), part];
  if (textOf({ action: 'add', parts }).length > MAX_TEXT) {
    return showChat(chat, context, context.t('cases:problem.too-long'));
  }
  if (pending) return ask(chat, { ...pending, parts }, context);
  if (chat.reason || (!canType(chat) && chat.actions.includes('contest'))) {
    return ask(chat, { action: 'contest', parts }, context);
  }
  if (chat.actions.includes('reply')) return perform(chat, { action: 'reply', parts });
  if (chat.actions.includes('add')) return ask(chat, { action: 'add', parts }, context);
  return { state: undefined, goTo: { flow: 'ask', with: text } };
}

const canType = ({ actions }: CaseChat) => actions.includes('reply') || actions.includes('add');

/** The action that something sent now would be; undefined when nothing can be sent. */
function actionFor({ pending, reason, actions }: CaseChat): 'reply' | 'add' | 'contest' | undefined {
  if (pending && carries(pending)) return pending.action as 'reply' | 'add' | 'contest';
  const order = reason ? (['contest'] as const) : (['reply', 'add', 'contest'] as const);
  return order.find((id) => actions.includes(id));
}

/** Whether a file or place can be sent in an open case now; else what to say. */
export function filesPossible(chat: CaseChat): true | string {
  if (chat.pending && !carries(chat.pending)) return 'track:note.pick';
  return actionFor(chat) ? true : 'track:type.none';
}

/** A file or place that was taken in waits beside what was typed until the reporter says "send". */
export function withPiece(chat: CaseChat, piece: Piece): CaseChat {
  const action = actionFor(chat);
  if (!action) return chat;
  const parts = chat.pending?.parts ?? [];
  return { ...settled(chat), pending: { action, parts, files: [...filesOf(chat.pending), piece] } };
}
