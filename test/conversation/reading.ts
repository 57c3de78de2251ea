import { parseCode } from '../../src/cases/tracking.ts';
import type { Answer, Choice } from '../../src/conversation/reply.ts';

/** Everything one can read in an answer. */
export function wordsOf(answer: Answer | undefined): string {
  return (answer?.messages ?? [])
    .map((reply) => {
      if (reply.kind === 'text') return reply.text;
      const { title, subtitle = '', parts, alt } = reply.card;
      const words = parts.map((part) => {
        if (part.kind === 'text') return part.text;
        return part.kind === 'fact' ? `${part.label} ${part.value}` : '';
      });
      return [title, subtitle, ...words, alt].join('\n');
    })
    .join('\n');
}

/** Every button and every choice under an answer, in their order. */
export function choicesIn(answer: Answer | undefined): Choice[] {
  const buttons = (answer?.messages ?? []).flatMap((reply) =>
    reply.kind === 'card' ? reply.card.buttons : [],
  );
  return [...buttons, ...(answer?.choices ?? [])];
}

/** The codes that stand in an answer: in its words, its presses, what can be copied. */
export function codesIn(answer: Answer | undefined): string[] {
  const pressed = choicesIn(answer).flatMap(({ does }) =>
    does.kind === 'press' ? [does.press.value ?? ''] : does.kind === 'copy' ? [does.text] : [],
  );
  const spelled = wordsOf(answer).match(/\d{4}( \d{4}){4}/g) ?? [];
  return [...new Set([...pressed, ...spelled].flatMap((text) => parseCode(text).code ?? []))];
}
