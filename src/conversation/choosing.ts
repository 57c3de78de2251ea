import type { Input } from './input.ts';
import { meantBy, plainWords } from './plain-words.ts';
import type { Answer, Choice } from './reply.ts';

function choicesOf(answer: Answer): Choice[] {
  const buttons = answer.messages.flatMap((message) => (message.kind === 'card' ? message.card.buttons : []));
  return [...answer.choices, ...buttons];
}

/**
 * Quick replies exist on phones only, so every choice also works typed: a text that is the label of a choice of the
 * last answer, politely ended or not, becomes that choice. Everything else stays as it is.
 */
export function asChosen(input: Input, last: Answer | undefined): Input {
  if (input.kind !== 'text' || !last) return input;
  const meant = meantBy(input.text);
  const choice = choicesOf(last).find(
    (candidate) => !candidate.pressedOnly && meant.includes(plainWords(candidate.label)),
  );
  if (choice?.does.kind === 'press') return { kind: 'press', press: choice.does.press };
  if (choice?.does.kind === 'say') return { ...input, text: choice.does.text };
  return input;
}
