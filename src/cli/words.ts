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
