import { findCodeIn, parseCode } from '../../cases/tracking.ts';
import type { FlowContext, Step } from '../flow.ts';
import { menuChoices } from '../flows/menu.ts';
import { say } from '../reply.ts';
import { showChat } from './screen.ts';
import { readChat, WAITING } from './state.ts';

/** The code that opens a case. */

/** Asks for a code, or says `key` and waits for one. */
export function waitForCode(context: FlowContext, key = 'track:code'): Step {
  return {
    state: WAITING,
    answer: { messages: [say(context.t(key))], choices: menuChoices(context).slice(-2) },
  };
}

/** A text in which a code may stand; undefined when there is none. */
export function codeIn(text: string, state: unknown, context: FlowContext): Step | undefined {
  const found = findCodeIn(text);
  if (!found) return undefined;
  if (found.code) return { state, effect: { kind: 'track', code: found.code } };
  const chat = readChat(state);
  const words = context.t('errors:code-mistyped');
  return chat ? showChat(chat, context, words) : waitForCode(context, 'track:mistyped');
}

/** A text while a code is waited for: nearly a code, or a question like any other. */
export function instead(text: string, context: FlowContext): Step {
  const mostlyDigits =
    text.replace(/[\s\p{Pd}]/gu, '').replace(/\p{Nd}/gu, '').length <= 2 && /\p{Nd}{3}/u.test(text);
  if (mostlyDigits && parseCode(text).problem !== undefined) return waitForCode(context, 'track:not-a-code');
  return { state: undefined, goTo: { flow: 'ask', with: text } };
}
