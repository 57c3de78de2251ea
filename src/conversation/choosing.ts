import type { Input } from './input.ts';
import type { Answer, Choice } from './reply.ts';

/** A label as people type it: without spaces, signs and case. */
const plain = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

function choicesOf(answer: Answer): Choice[] {
  const buttons = answer.messages.flatMap((message) => (message.kind === 'card' ? message.card.buttons : []));
  return [...answer.choices, ...buttons];
}

/**
 * Quick replies exist on phones only, so every choice also works typed: a text that is the label of a choice of the
 * last answer becomes that choice. Everything else stays as it is.
 */
export function asChosen(input: Input, last: Answer | undefined): Input {
  if (input.kind !== 'text' || !last) return input;
  const typed = plain(input.text);
  if (typed === '') return input;
  const choice = choicesOf(last).find(
    (candidate) => !candidate.pressedOnly && plain(candidate.label) === typed,
  );
  if (choice?.does.kind === 'press') return { kind: 'press', press: choice.does.press };
  if (choice?.does.kind === 'say') return { ...input, text: choice.does.text };
  return input;
}
