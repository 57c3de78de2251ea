import type { Piece } from '../../cases/evidence/pieces.ts';
import type { EffectResult } from '../effects.ts';
import type { FlowContext, FlowInput, Step } from '../flow.ts';
import { receivedInWords } from '../form/evidence-words.ts';
import { droppingLeft, pieceOf, placePiece, takeIn, type TakeIn } from '../form/incoming.ts';
import { withOriginal } from '../form/original.ts';
import type { Input } from '../input.ts';
import { showChat } from './screen.ts';
import { carries, filesOf, readChat, settled, type CaseChat } from './state.ts';

/** Files and places that are sent while a case is open. */

/** The action that something sent now would be; undefined when nothing can be sent. */
function actionFor({ pending, reason, actions }: CaseChat): 'reply' | 'add' | 'contest' | undefined {
  if (pending && carries(pending)) return pending.action as 'reply' | 'add' | 'contest';
  const order = reason ? (['contest'] as const) : (['reply', 'add', 'contest'] as const);
  return order.find((id) => actions.includes(id));
}

/** Whether a file or place can be sent in an open case now; else what to say. */
function filesPossible(chat: CaseChat): true | string {
  if (chat.pending && !carries(chat.pending)) return 'track:note.pick';
  return actionFor(chat) ? true : 'track:type.none';
}

/** A file or place that was taken in waits beside what was typed until the reporter says "send". */
function withPiece(chat: CaseChat, piece: Piece): CaseChat {
  const action = actionFor(chat);
  if (!action) return chat;
  const parts = chat.pending?.parts ?? [];
  return { ...settled(chat), pending: { action, parts, files: [...filesOf(chat.pending), piece] } };
}

/** A file or place for an open case. */
export function given(
  chat: CaseChat,
  input: Extract<Input, { kind: 'media' | 'place' }>,
  context: FlowContext,
): Step {
  const possible = filesPossible(chat);
  if (possible !== true) return showChat(chat, context, context.t(possible));
  if (input.kind === 'media') {
    return { state: chat, effect: takeIn(input, filesOf(chat.pending), chat.caseId) };
  }
  return showChat(withPiece(chat, placePiece(input, context)), context, context.t('evidence:received.place'));
}

/** What came of fetching a file, or its original. */
export function taken(of: TakeIn, came: EffectResult, chat: CaseChat, context: FlowContext): Step {
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
export function cleared(before: unknown, input: FlowInput, after: Step): Step {
  const sent = input.kind === 'result' && input.result.kind === 'written';
  const filesIn = (state: unknown) => filesOf(readChat(state)?.pending);
  return sent ? after : droppingLeft(filesIn(before), filesIn(after.state), after);
}
