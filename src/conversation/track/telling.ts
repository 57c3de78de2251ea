import { undecidedIn } from '../../cases/evidence/pieces.ts';
import type { FlowContext, Step } from '../flow.ts';
import { holdsCode } from '../form/codes.ts';
import { typedAs } from '../form/typed.ts';
import { ask, choose, perform, withoutQuestion } from './acts.ts';
import { showChat } from './screen.ts';
import { carries, filesOf, settled, textOf, type CaseChat } from './state.ts';

/** The longest text that is sent at once, in UTF-16 units. */
const MAX_TEXT = 20_000;

const partOf = (text: string, { item }: FlowContext) => ({ text, ...(item ? { item } : {}) });

const canType = ({ actions }: CaseChat) => actions.includes('reply') || actions.includes('add');

/** The word for cancelling: what waits is dropped. With nothing to drop it may be the answer to an officer, so that is asked. */
function cancelled(chat: CaseChat, text: string, context: FlowContext): Step {
  if (chat.pending ?? chat.reason) return showChat(settled(chat), context, context.t('track:dropped'));
  if (!chat.actions.includes('reply')) return { state: undefined, goTo: { flow: 'menu', with: 'left' } };
  return ask(chat, { action: 'reply', parts: [partOf(text, context)] }, context);
}

/** A text that is no code: an answer is sent at once, anything else is asked about first. */
export function tellChat(before: CaseChat, text: string, context: FlowContext): Step {
  const chat = withoutQuestion(before);
  if (typedAs('menu', text, context)) return { state: undefined, goTo: { flow: 'menu', with: 'left' } };
  // Two codes in one text are no code to follow, and neither may come to stand in a state or a case.
  if (holdsCode(text)) return showChat(chat, context, context.t('report:note.code-inside'));
  const pending = chat.pending;
  if (typedAs('cancel', text, context)) return cancelled(chat, text, context);
  if (pending && undecidedIn(filesOf(pending))) {
    const keep = typedAs('accept', text, context);
    return keep || typedAs('decline', text, context)
      ? choose(keep)(chat, context)
      : showChat(chat, context, context.t('track:note.pick'));
  }
  const goes = ['accept', 'send'].some((act) => typedAs(act, text, context));
  if (pending && goes) return perform(chat, pending);
  if ((pending ?? chat.reason) && typedAs('decline', text, context)) {
    return showChat(settled(chat), context, context.t('track:dropped'));
  }
  if (pending && !carries(pending)) return showChat(chat, context, context.t('track:note.pick'));
  const parts = [...(pending?.parts ?? []), partOf(text, context)];
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
