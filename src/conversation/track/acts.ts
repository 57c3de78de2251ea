import { contentsOf, lacksOriginal, undecidedIn } from '../../cases/evidence/pieces.ts';
import type { FlowContext, Step } from '../flow.ts';
import { fetchOriginal } from '../form/original.ts';
import { decidePiece } from '../form/told.ts';
import type { Press } from '../reply.ts';
import { showChat } from './screen.ts';
import { carries, filesOf, settled, textOf, type CaseChat, type Pending } from './state.ts';

/** What the buttons of an open case do. */

/** Does what was confirmed, or needs no confirming. */
export function perform(chat: CaseChat, pending: Pending): Step {
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
export function withoutQuestion(chat: CaseChat): CaseChat {
  if (!chat.pending?.original) return chat;
  const { original: _asked, ...pending } = chat.pending;
  return { ...chat, pending };
}

/** Asks whether what is pending is to be done. */
export const ask = (chat: CaseChat, pending: Pending, context: FlowContext): Step =>
  showChat({ ...settled(chat), pending }, context);

type Act = (chat: CaseChat, context: FlowContext, value?: string) => Step;

/** Takes the choice about a file that cannot be cleaned. */
export const choose =
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

const ACTS: Readonly<Record<string, Act>> = {
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
  const act = press.flow === 'track' && press.draft === chat.id ? ACTS[press.act] : undefined;
  return act ? act(chat, context, press.value) : showChat(chat, context, context.t('track:note.stale'));
}
