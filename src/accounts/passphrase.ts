import { randomInt } from 'node:crypto';
import type { Lang } from '../i18n.ts';
import { ENGLISH_WORDS } from './words-en.ts';
import { THAI_WORDS } from './words-th.ts';

/** Ten of 256 words are 80 bits: more than the design's 75, and still one line of paper. */
export const PASSPHRASE_WORDS = 10;

export const WORDS: Record<Lang, readonly string[]> = { th: THAI_WORDS, en: ENGLISH_WORDS };

/**
 * A new passphrase: ten words with spaces between, every passphrase equally likely. They are given, never chosen;
 * whoever dislikes one asks for another. `random(n)` is a whole number from 0 to n - 1; for tests.
 */
export function newPassphrase(lang: Lang, random: (below: number) => number = randomInt): string {
  const words = WORDS[lang];
  return Array.from({ length: PASSPHRASE_WORDS }, () => words[random(words.length)] ?? '').join(' ');
}

const LONGEST = 1000;
const MEANINGLESS = /[\s\p{Pd}\p{Cf}\p{Cc}.,_/|·]+/gu;

/**
 * What a typed passphrase is derived from, however it was typed: spaces, dashes and signs without a width do not count
 * (Thai is often written without spaces), nor do capitals, nor the order in which a Thai tone mark and vowel were
 * struck, nor two เ in place of one แ. Nothing of its meaning is lost by leaving out the spaces, because no word of a
 * list begins with another. Undefined for an empty or endless text.
 */
export function passphraseBytes(typed: string): Uint8Array | undefined {
  if (typed.length > LONGEST) return undefined;
  const bare = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(MEANINGLESS, '')
    .replaceAll('\u0e40\u0e40', '\u0e41')
    .replace(/([\u0e48-\u0e4b])([\u0e31\u0e34-\u0e3a\u0e47\u0e4d]+)/g, '$2$1');
  return bare === '' ? undefined : Uint8Array.from(Buffer.from(bare, 'utf8'));
}
