import { createHash } from 'node:crypto';
import { crockfordSigns } from '../cases/typed-text.ts';
import { passphraseBytes } from './passphrase.ts';

/**
 * Which parts of something that was to be written down are asked back, from 0, in order. The same for the same secret, so
 * that loading the page again does not ask for others; somebody who has it on paper finds any.
 */
export function askedParts(secret: string, parts: number, count: number): number[] {
  const hash = createHash('sha256').update('suetrong asked parts\n').update(secret).digest();
  const order = Array.from({ length: parts }, (_, part) => part).sort(
    (a, b) => (hash[a] ?? 0) - (hash[b] ?? 0) || a - b,
  );
  return order.slice(0, count).sort((a, b) => a - b);
}

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.from(a).equals(b);

/** How many words of a passphrase are asked back. */
export const ASKED_WORDS = 3;
/** The places of the asked words, from 0. */
export const askedWords = (passphrase: string): number[] =>
  askedParts(passphrase, passphrase.split(' ').length, ASKED_WORDS);

/** Whether somebody typed the asked words, in any spacing and order of Thai marks. */
export function saysWords(passphrase: string, typed: readonly string[]): boolean {
  const words = passphrase.split(' ');
  return askedWords(passphrase).every((place, at) =>
    sameBytes(passphraseBytes(words[place] ?? ''), passphraseBytes(typed[at] ?? '')),
  );
}

/** The line of a recovery share that is asked back, from 0. */
export const askedLine = (share: string): number => askedParts(share, share.split('\n').length, 1)[0] ?? 0;

/** Whether somebody typed the asked line of a share. */
export const saysLine = (share: string, typed: string): boolean =>
  crockfordSigns(share.split('\n')[askedLine(share)] ?? '') === crockfordSigns(typed);
