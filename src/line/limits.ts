import type { messagingApi } from '@line/bot-sdk';
import { clampAction } from './clamp-action.ts';
import { clampContainer, wordsOfContainer } from './clamp-flex.ts';
import { clampUnits, cleanText, isBlank } from './clean-text.ts';
import { LIMITS } from './limit-table.ts';
import { splitText } from './split-text.ts';

export { LIMITS } from './limit-table.ts';

/** The messages this software sends. Another type needs an entry in `WHOLE` and its limits in the table first. */
export type LineMessage = messagingApi.TextMessage | messagingApi.FlexMessage;

/**
 * The last step for everything that goes to LINE: one invalid message makes LINE refuse the whole reply, so what is
 * too long is cut (with "…"), what cannot be mended is left out, and the rest goes. Long texts become several
 * messages, at most five in all; a card that cannot be sent becomes its alt text; beyond five messages the last one
 * says the rest in words. The quick reply moves to the last message. Gives no messages only when there was nothing
 * to say. Clamping twice changes nothing.
 */
export function clampMessages(messages: readonly LineMessage[]): LineMessage[] {
  const quickReply = messages.map(clampQuickReply).findLast((found) => found !== undefined);
  const whole = joinOverflow(messages.flatMap(clampWhole));
  let spare = LIMITS.messages.max - whole.length;
  const sent = whole.flatMap((message): LineMessage[] => {
    if (message.type !== 'text') return [message];
    const parts = splitText(message.text, LIMITS.text.max, 1 + spare);
    spare -= parts.length - 1;
    return parts.map((text) => ({ type: 'text', text }));
  });
  const last = sent.at(-1);
  if (last && quickReply) sent[sent.length - 1] = { ...last, quickReply };
  return sent;
}

/** The messages in words alone, for when LINE refuses them as they are. */
export function inWords(messages: readonly LineMessage[]): LineMessage[] {
  return clampMessages(messages.map((message): LineMessage => ({ type: 'text', text: wordsOf(message) })));
}

function wordsOf(message: LineMessage): string {
  if (message.type === 'text') return message.text;
  return isBlank(message.altText) ? wordsOfContainer(message.contents) : message.altText;
}

/** A message within its own limits, texts still unsplit; none when it says nothing. */
function clampWhole(message: LineMessage): LineMessage[] {
  const words = cleanText(wordsOf(message));
  if (message.type === 'flex') {
    const contents = clampContainer(message.contents);
    const altText = clampUnits(words.trim(), LIMITS.altText.max);
    if (contents && !isBlank(altText)) return [{ type: 'flex', altText, contents }];
  }
  return isBlank(words) ? [] : [{ type: 'text', text: words }];
}

function joinOverflow(messages: LineMessage[]): LineMessage[] {
  const { max } = LIMITS.messages;
  if (messages.length <= max) return messages;
  const rest = messages.slice(max - 1).map(wordsOf);
  return [...messages.slice(0, max - 1), { type: 'text', text: rest.join('\n\n') }];
}

function clampQuickReply({ quickReply }: LineMessage): messagingApi.QuickReply | undefined {
  const items = (quickReply?.items ?? []).flatMap((item) => {
    const action = clampAction(item.action, 'quickReply');
    return action ? [{ type: 'action', action }] : [];
  });
  return items.length > 0 ? { items: items.slice(0, LIMITS.quickReply.max) } : undefined;
}
