import type { Effect, EffectResult } from '../effects.ts';
import type { Flow, FlowContext, FlowInput, Step } from '../flow.ts';
import { pressChat } from '../track/acts.ts';
import { codeIn, instead, waitForCode } from '../track/code.ts';
import { cleared, given, taken } from '../track/files.ts';
import { notified, OPEN_MINUTES, tracked, written } from '../track/outcomes.ts';
import { chatPrompt, showChat } from '../track/screen.ts';
import { readChat, WAITING, withoutPart } from '../track/state.ts';
import { tellChat } from '../track/telling.ts';

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
