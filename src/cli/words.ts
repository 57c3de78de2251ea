/** Everything a person can read in LINE messages: texts, Flex texts and alt texts, one a line. */
export function wordsOf(messages: readonly unknown[]): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const inner of value) walk(inner);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if ((key === 'text' || key === 'altText') && typeof inner === 'string') found.push(inner);
        else if (key !== 'quickReply') walk(inner);
      }
    }
  };
  walk(messages);
  return found.join('\n');
}

/** The text messages alone, as a phone shows them above the cards. */
export const textsOf = (messages: readonly Record<string, unknown>[]): string =>
  messages.flatMap((message) => (message['type'] === 'text' ? [String(message['text'])] : [])).join('\n\n');

/** A button as a person sees it, and what tapping it sends. */
export interface LineButton {
  label: string;
  text?: string;
  data?: string;
}

/** The buttons of cards and the quick replies under the last message. */
export function buttonsOf(messages: readonly unknown[]): LineButton[] {
  const found: LineButton[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const inner of value) walk(inner);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'action') found.push(inner as LineButton);
        else walk(inner);
      }
    }
  };
  walk(messages);
  return found.filter(({ label }) => typeof label === 'string');
}
