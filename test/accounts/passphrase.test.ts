import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newPassphrase, PASSPHRASE_WORDS, passphraseBytes, WORDS } from '../../src/accounts/passphrase.ts';
import { LANGS } from '../../src/i18n.ts';

const read = (text: string) => {
  const bytes = passphraseBytes(text);
  return bytes && Buffer.from(bytes).toString('hex');
};
const bare = (word: string) => Buffer.from(passphraseBytes(word)!).toString('utf8');

const chosen = fc
  .constantFrom(...LANGS)
  .chain((lang) =>
    fc.array(fc.constantFrom(...WORDS[lang]), { minLength: PASSPHRASE_WORDS, maxLength: PASSPHRASE_WORDS }),
  );

describe.each(LANGS)('the words of %s', (lang) => {
  it('are 256 or more different ones, for 75 bits and more', () => {
    expect(new Set(WORDS[lang]).size).toBe(WORDS[lang].length);
    expect(WORDS[lang].length).toBeGreaterThanOrEqual(256);
    expect(PASSPHRASE_WORDS * Math.log2(WORDS[lang].length)).toBeGreaterThanOrEqual(75);
  });

  it('never begin with one another, so that spaces carry nothing', () => {
    const words = WORDS[lang].map(bare);
    const pairs = words.flatMap((a, at) =>
      words.filter((b, other) => other !== at && b.startsWith(a)).map((b) => `${a} ${b}`),
    );
    expect(pairs).toEqual([]);
  });

  it('are of that language, and short', () => {
    const sign = lang === 'th' ? /^[\u0e01-\u0e4e]+$/ : /^[a-z]+$/;
    for (const word of WORDS[lang]) {
      expect(word).toMatch(sign);
      expect([...word].length).toBeLessThanOrEqual(10);
    }
  });

  it('come all equally often', () => {
    const counts = new Map<string, number>();
    let next = 0;
    for (let n = 0; n < WORDS[lang].length; n += 1) {
      for (const word of newPassphrase(lang, (below) => (next += 1) % below).split(' ')) {
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
    expect(counts.size).toBe(WORDS[lang].length);
    expect(new Set(counts.values())).toEqual(new Set([PASSPHRASE_WORDS]));
  });
});

describe('passphrases', () => {
  it('are ten words, and never the same twice', () => {
    const many = Array.from({ length: 200 }, () => newPassphrase('th'));
    for (const each of many) expect(each.split(' ')).toHaveLength(PASSPHRASE_WORDS);
    expect(new Set(many).size).toBe(many.length);
    const used = new Set(many.flatMap((each) => each.split(' ')));
    expect(used.size).toBeGreaterThan(250); // 2000 draws of 256 words
  });

  it('read the same however they are typed', () => {
    const between = fc.constantFrom(' ', '', '  ', '-', '\u200b', '\n', '\u00a0', ', ', '\u2013', '\t');
    fc.assert(
      fc.property(
        chosen,
        fc.array(between, { minLength: 10, maxLength: 10 }),
        fc.boolean(),
        (words, gaps, up) => {
          const typed = words.map((word, at) => `${up ? word.toUpperCase() : word}${gaps[at]}`).join('');
          expect(read(typed)).toBe(read(words.join(' ')));
          expect(read(typed.normalize('NFD'))).toBe(read(words.join(' ')));
        },
      ),
    );
  });

  it('forgive the order in which Thai marks were struck, the two signs of am, and two e for ae', () => {
    expect(read('น้ำตาล')).toBe(read('น\u0e4d\u0e49าตาล'));
    expect(read('น้ำตาล')).toBe(read('น\u0e49\u0e4dาตาล'));
    expect(read('ทีวี ผึ้ง')).toBe(read('ทีวี ผ\u0e49\u0e36ง'));
    expect(read('แมว')).toBe(read('เเมว'));
  });

  it('differ when any word differs, also without spaces', () => {
    fc.assert(
      fc.property(chosen, chosen, (a, b) => {
        expect(read(a.join('')) === read(b.join(''))).toBe(a.join(' ') === b.join(' '));
      }),
    );
  });

  it('are not read out of nothing or of endless text', () => {
    for (const text of ['', ' ', '\u200b-', 'a'.repeat(1001)]) expect(passphraseBytes(text)).toBeUndefined();
  });

  it('read any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void passphraseBytes(text)));
  });
});
