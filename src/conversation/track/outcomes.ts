import type { Effect, EffectResult } from '../effects.ts';
import type { FlowContext, Step } from '../flow.ts';
import { menuChoices } from '../flows/menu.ts';
import { say } from '../reply.ts';
import { trackedReplies } from './card.ts';
import { waitForCode } from './code.ts';
import { actionChoices, leaveChoice, showChat, typingInWords } from './screen.ts';
import { afterWriting, filesOf, openChat, settled, WAITING, type CaseChat } from './state.ts';

/** What came of looking a code up, of writing to a case and of wishes to be told. */

/** Minutes after the last word in which a case stays open in the chat. */
export const OPEN_MINUTES = 15;

/** The case that a code opens, or that it opens none. */
export function tracked(result: EffectResult, chat: CaseChat | undefined, context: FlowContext): Step {
  if (result.kind === 'failed') {
    const words = context.t(`errors:${result.key}`, result.params);
    if (chat) return showChat(chat, context, words);
    const { messages, choices } = waitForCode(context).answer!;
    return { state: WAITING, answer: { messages: [say(words), ...messages], choices } };
  }
  if (result.kind !== 'tracked' || !result.view) return waitForCode(context, 'track:unknown');
  const open = openChat(result.view, chat, context.randomId);
  return {
    state: open,
    answer: {
      messages: [
        ...trackedReplies(result.view, actionChoices(open, context), context),
        say(`${typingInWords(open, context)}\n${context.t('track:closes', { minutes: OPEN_MINUTES })}`),
      ],
      choices: [leaveChoice(open, context)],
    },
    // The officers' words are sealed to the code: they are read again, never kept in the session.
    replay: 'advance',
  };
}

/** It was written, or why not; what was typed is kept where it can still be sent. */
export function written(
  of: Extract<Effect, { kind: 'write' }>,
  result: EffectResult,
  chat: CaseChat,
  context: FlowContext,
): Step {
  if (result.kind === 'written') {
    const words = context.t(`track:done.${of.action}`, { days: context.data.policy.withdrawalUndoDays });
    return showChat(afterWriting(chat, result.status, context.randomId), context, words);
  }
  if (result.kind !== 'failed') throw new Error('writing gave neither status nor failure');
  const words = context.t(`errors:${result.key}`, result.params);
  if (result.key === 'case-gone')
    return { state: undefined, answer: { messages: [say(words)], choices: menuChoices(context) } };
  if (result.key === 'evidence-full' && of.text !== undefined && chat.pending) {
    // The files go; the words can still be sent.
    const { action, parts } = chat.pending;
    return showChat({ ...settled(chat), pending: { action, parts } }, context, context.t('track:full'));
  }
  if (of.action === 'reply' && of.text !== undefined && result.key === 'action-not-possible') {
    // Somebody was faster and nothing is asked any more; what was typed can still be added.
    const parts = [{ text: of.text, ...(context.item ? { item: context.item } : {}) }];
    const actions = [...chat.actions.filter((id) => id !== 'reply'), 'add' as const];
    const files = filesOf(chat.pending);
    return showChat(
      { ...settled(chat), actions, pending: { action: 'add', parts, files } },
      context,
      context.t('track:changed'),
    );
  }
  return showChat(settled(chat), context, `${words}\n${context.t('track:look-again')}`);
}

/** The reporter is told of news from now on, or no longer. */
export function notified(of: Effect, result: EffectResult, chat: CaseChat, context: FlowContext): Step {
  const { notify: _notify, ...without } = settled(chat);
  if (result.kind === 'failed')
    return showChat(settled(chat), context, context.t(`errors:${result.key}`, result.params));
  const next = context.randomId();
  if (result.kind === 'notify-set') {
    return showChat({ ...without, next, notify: result.item }, context, context.t('track:done.notify'));
  }
  return showChat({ ...without, next }, context, context.t(`track:done.${of.kind}`));
}
