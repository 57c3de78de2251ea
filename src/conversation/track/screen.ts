import type { FlowContext, Step } from '../flow.ts';
import { isClosed } from '../../cases/kinds.ts';
import { button, labelsOf } from '../form/button.ts';
import { piecesInWords } from '../form/evidence-words.ts';
import { noOriginal, originalChoice, originalChoices } from '../form/original.ts';
import { toldChoices, toldInWords } from '../form/told.ts';
import { say, type Answer, type Choice } from '../reply.ts';
import { carries, filesOf, type CaseChat, type Pending } from './state.ts';

/** An open case as it is shown: what can be pressed and typed, and the open question. */

/** Actions with a button of their own; the others are done by typing. */
const BUTTONS = ['contest', 'withdraw', 'undo-withdrawal'] as const;

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
