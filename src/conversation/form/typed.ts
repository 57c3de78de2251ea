import type { FlowContext } from '../flow.ts';

const plain = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** Whether a text is nothing but one of the words that mean an act (`report:typed.<act>`, separated by `|`). */
export function typedAs(act: string, text: string, { t }: Pick<FlowContext, 't'>): boolean {
  const typed = plain(text);
  return typed !== '' && t(`report:typed.${act}`).split('|').map(plain).includes(typed);
}
