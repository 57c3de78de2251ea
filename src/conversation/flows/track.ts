import { contentsOf } from '../../cases/evidence/pieces.ts';
import { findCodeIn, parseCode } from '../../cases/tracking.ts';
import type { Effect, EffectResult } from '../effects.ts';
import type { Flow, FlowContext, FlowInput, Step } from '../flow.ts';
import { placeFrom, receivedInWords } from '../form/evidence-words.ts';
import { pieceOf, withOriginal } from '../form/original.ts';
import type { Input } from '../input.ts';
import { menuChoices } from './menu.ts';
import { say } from '../reply.ts';
import { trackedReplies } from '../track/card.ts';
import {
  actionChoices,
  chatPrompt,
  filesPossible,
  leaveChoice,
  pressChat,
  showChat,
  tellChat,
  typingInWords,
  withPiece,
} from '../track/chat.ts';
import {
  afterWriting,
  filesOf,
  openChat,
  readChat,
  settled,
  WAITING,
  withoutPart,
  type CaseChat,
} from '../track/state.ts';

/** Minutes after the last word in which a case stays open in the chat. */
const OPEN_MINUTES = 15;

function waitForCode(context: FlowContext, key = 'track:code'): Step {
  return {
    state: WAITING,
    answer: { messages: [say(context.t(key))], choices: menuChoices(context).slice(-2) },
  };
}

/** A text in which a code may stand; undefined when there is none. */
function codeIn(text: string, state: unknown, context: FlowContext): Step | undefined {
  const found = findCodeIn(text);
  if (!found) return undefined;
  if (found.code) return { state, effect: { kind: 'track', code: found.code } };
  const chat = readChat(state);
  const words = context.t('errors:code-mistyped');
  return chat ? showChat(chat, context, words) : waitForCode(context, 'track:mistyped');
}

/** A text while a code is waited for: nearly a code, or a question like any other. */
function instead(text: string, context: FlowContext): Step {
  const mostlyDigits =
    text.replace(/[\s\p{Pd}]/gu, '').replace(/\p{Nd}/gu, '').length <= 2 && /\p{Nd}{3}/u.test(text);
  if (mostlyDigits && parseCode(text).problem !== undefined) return waitForCode(context, 'track:not-a-code');
  return { state: undefined, goTo: { flow: 'ask', with: text } };
}

function tracked(result: EffectResult, chat: CaseChat | undefined, context: FlowContext): Step {
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

function written(
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

function notified(of: Effect, result: EffectResult, chat: CaseChat, context: FlowContext): Step {
  const { notify: _notify, ...without } = settled(chat);
  if (result.kind === 'failed')
    return showChat(settled(chat), context, context.t(`errors:${result.key}`, result.params));
  const next = context.randomId();
  if (result.kind === 'notify-set') {
    return showChat({ ...without, next, notify: result.item }, context, context.t('track:done.notify'));
  }
  return showChat({ ...without, next }, context, context.t(`track:done.${of.kind}`));
}

/** A file or place for an open case. */
function given(
  chat: CaseChat,
  input: Extract<Input, { kind: 'media' | 'place' }>,
  context: FlowContext,
): Step {
  const possible = filesPossible(chat);
  if (possible !== true) return showChat(chat, context, context.t(possible));
  if (input.kind === 'media') {
    const { handle, item } = input;
    const has = contentsOf(filesOf(chat.pending));
    return { state: chat, effect: { kind: 'take-in', handle, item, has, caseId: chat.caseId } };
  }
  const { kind: _kind, item, ...place } = input;
  const piece = { id: context.randomId(), item, content: placeFrom(place) };
  return showChat(withPiece(chat, piece), context, context.t('evidence:received.place'));
}

function taken(
  of: Extract<Effect, { kind: 'take-in' }>,
  came: EffectResult,
  chat: CaseChat,
  context: FlowContext,
): Step {
  if (came.kind !== 'taken') throw new Error('taking a file in gave no outcome');
  const { received } = came;
  if (of.original !== undefined && chat.pending) {
    const { original: _asked, ...pending } = chat.pending;
    const { pieces: files, words } = withOriginal(filesOf(pending), of.original, received, context);
    return showChat({ ...chat, pending: { ...pending, files } }, context, words);
  }
  const words = receivedInWords(received, context.t);
  if (received.kind === 'problem') return showChat(chat, context, words);
  const piece = pieceOf(received, of, context.randomId());
  return showChat(withPiece(chat, piece), context, words || undefined);
}

/** Files that were not sent and stand in the chat no more are deleted; those that were sent are the case's. */
function cleared(before: unknown, input: FlowInput, after: Step): Step {
  const sent = input.kind === 'result' && input.result.kind === 'written';
  const kept = new Set(filesOf(readChat(after.state)?.pending).map(({ id }) => id));
  const left = sent ? [] : filesOf(readChat(before)?.pending).filter(({ id }) => !kept.has(id));
  if (left.length === 0) return after;
  const drop = { kind: 'drop-files', contents: contentsOf(left) } as const;
  return { ...after, also: [...(after.also ?? []), drop] };
}

function result(of: Effect, came: EffectResult, state: unknown, context: FlowContext): Step {
  const chat = readChat(state);
  if (of.kind === 'track') return tracked(came, chat, context);
  if (!chat) return waitForCode(context, 'track:closed');
  if (of.kind === 'take-in') return taken(of, came, chat, context);
  return of.kind === 'write' ? written(of, came, chat, context) : notified(of, came, chat, context);
}

const UNFIT: Partial<Record<FlowInput['kind'], string>> = {
  sticker: 'track:unfit.sticker',
  media: 'track:unfit.media',
  place: 'track:unfit.media',
};

function step(state: unknown, input: FlowInput, context: FlowContext): Step {
  const chat = readChat(state);
  if (input.kind === 'unsend') return { state: chat ? withoutPart(chat, input.item) : state };
  if (input.kind === 'result') return result(input.of, input.result, state, context);
  if (input.kind === 'press' || input.kind === 'date') {
    if (input.press.flow === 'track' && input.press.act === 'start') return waitForCode(context);
    if (chat) return pressChat(chat, input.press, context);
    return waitForCode(context, state === undefined ? 'track:closed' : 'track:code');
  }
  if (input.kind === 'text') {
    const found = codeIn(input.text, state ?? WAITING, context);
    if (found) return found;
    return chat ? tellChat(chat, input.text, context) : instead(input.text, context);
  }
  if (chat && (input.kind === 'media' || input.kind === 'place')) return given(chat, input, context);
  const note = UNFIT[input.kind] ?? 'track:note.stale';
  if (chat) return showChat(chat, context, context.t(note));
  return waitForCode(context, note);
}

/**
 * Following a case: a code opens it, then it stays open for a while. Reading needs the code each time; writing does
 * not. The code stands in effects only.
 */
export const trackFlow: Flow = {
  name: 'track',
  idleMinutes: () => OPEN_MINUTES,
  start: (context, opening = '') => codeIn(opening, WAITING, context) ?? waitForCode(context),
  step: (state, input, context) => cleared(state, input, step(state, input, context)),
  prompt(state, context) {
    const chat = readChat(state);
    return chat ? chatPrompt(chat, context) : waitForCode(context).answer!;
  },
};
