import type { FlowContext } from '../flow.ts';
import { meantBy, plainWords } from '../plain-words.ts';

/**
 * Whether a text is nothing but one of the words that mean an act (`report:typed.<act>`, separated by `|`), with or
 * without a polite ending.
 */
export function typedAs(act: string, text: string, { t }: Pick<FlowContext, 't'>): boolean {
  const words = t(`report:typed.${act}`).split('|').map(plainWords);
  return meantBy(text).some((meant) => words.includes(meant));
}
