import { LINK_DIGITS, type AlertLinks } from '../accounts/alert-link.ts';
import { foldDigits, SEPARATOR } from '../cases/typed-text.ts';
import { LANGS, type Translate } from '../i18n.ts';

/** A code as it is typed in the chat. `meant`: with its word, so that it can be nothing else. */
interface Typed {
  digits: string;
  meant: boolean;
}

const LONGEST = 60;
/** With its word, so many digits are a mistyped code, which is to be kept nowhere either. */
const MEANT_DIGITS = { from: LINK_DIGITS - 2, to: 2 * LINK_DIGITS };
const NO_DIGITS = /\D+/gu;
const ONLY_SEPARATORS = new RegExp(String.raw`^[${SEPARATOR}]*$`, 'u');

function readCode(text: string, words: readonly string[]): Typed | undefined {
  if (text.length > LONGEST) return undefined;
  const folded = foldDigits(text.normalize('NFC')).trim().toLowerCase();
  const digits = folded.replace(NO_DIGITS, '');
  const word = words.find((each) => folded.startsWith(each));
  const rest = folded.slice(word?.length ?? 0).replace(/\d+/g, '');
  const { from, to } = MEANT_DIGITS;
  const meant =
    word !== undefined && ONLY_SEPARATORS.test(rest) && digits.length >= from && digits.length <= to;
  return meant || digits.length === LINK_DIGITS ? { digits, meant } : undefined;
}

/** What a link's answer says; wording under `alerts:line.chat.<this>`. */
export type LinkSaid = 'linked' | 'wrong' | 'tooMany';

/**
 * Reads codes that link a LINE account before anything else understands the text: what holds one reaches no dialogue and is
 * kept nowhere. Eight digits without the word count only if they are a code that waits, so that no question is taken for one.
 */
export function createStaffLink({ links, t }: { links: Pick<AlertLinks, 'typed' | 'left'>; t: Translate }) {
  const words = LANGS.map((lang) => t(lang, 'alerts:line.word'));
  return {
    /** Undefined: the text is for the conversation. */
    async answerTo(text: string, from: Parameters<AlertLinks['typed']>[1]): Promise<LinkSaid | undefined> {
      const typed = readCode(text, words);
      if (!typed) return undefined;
      const result = await links.typed(typed.digits, from);
      if (result === 'linked') return 'linked';
      if (!typed.meant) return undefined;
      return result === 'too-many' ? 'tooMany' : 'wrong';
    },
    left: (line: string) => links.left(line),
  };
}
export type StaffLink = ReturnType<typeof createStaffLink>;
