import type { Answer, Choice } from '../conversation/reply.ts';
import type { Translate, Lang } from '../i18n.ts';
import { actionFor, isWayOut } from './actions.ts';
import { cardMessage, type CardWords } from './flex.ts';
import { clampMessages, LIMITS, type LineMessage } from './limits.ts';

/** The few words that LINE's cards add to an answer, in the session's language (`locales/<lang>/line.json`). */
export function cardWords(t: Translate, lang: Lang): CardWords {
  return {
    good: t(lang, 'line:tone.good'),
    bad: t(lang, 'line:tone.bad'),
  };
}

/**
 * An answer as LINE messages within LINE's limits: one to five, or none when the answer says nothing that can be seen.
 * The choices become the quick reply of the last message, at most 13: those beyond work typed, and a way out that
 * stands last keeps its place. Without `words`, a bar's tone is shown by symbol alone. What a mark
 * line means is said by the card itself.
 */
export function renderAnswer(answer: Answer, words?: CardWords): LineMessage[] {
  const messages = answer.messages.map((reply): LineMessage =>
    reply.kind === 'text' ? { type: 'text', text: reply.text } : cardMessage(reply.card, words),
  );
  const last = messages.at(-1);
  const items = quickReplyItems(answer.choices);
  if (last && items.length > 0) messages[messages.length - 1] = { ...last, quickReply: { items } };
  return clampMessages(messages);
}

function quickReplyItems(choices: readonly Choice[]) {
  const { max } = LIMITS.quickReply;
  const shown = choices.flatMap((choice) => {
    const action = actionFor(choice, 'quickReply');
    return action ? [{ choice, item: { type: 'action', action } }] : [];
  });
  const last = shown.at(-1);
  const kept =
    shown.length > max && last && isWayOut(last.choice)
      ? [...shown.slice(0, max - 1), last]
      : shown.slice(0, max);
  return kept.map(({ item }) => item);
}
