import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createI18n, LANGS } from '../../src/i18n.ts';
import { checkMessages, RULE_NAMES } from '../../src/simulator/line-rules.ts';
import { SAMPLES } from './rule-samples.ts';

const names = (messages: unknown) => [...new Set(checkMessages(messages).map(({ rule }) => rule))];

describe('LINE’s rules', () => {
  const i18n = createI18n();

  describe.each(RULE_NAMES)('%s', (rule) => {
    const { breaks, keeps } = SAMPLES[rule];

    it('is found, and nothing else, in every message that breaks it', () => {
      expect(breaks.length).toBeGreaterThan(0);
      expect(breaks.map(names)).toEqual(breaks.map(() => [rule]));
    });

    it('says nothing about messages that just keep it', () => {
      expect(keeps.map(checkMessages)).toEqual(keeps.map(() => []));
    });

    it.each(LANGS)('is explained to people (%s)', (lang) => {
      expect(i18n.has(lang, `simulator:rules.${rule}`)).toBe(true);
    });
  });

  it('names the place and what was found there', () => {
    const [breach] = checkMessages([
      { type: 'text', text: 'ก' },
      { type: 'text', text: 'x'.repeat(5001) },
    ]);
    expect(breach).toEqual({
      rule: 'text-length',
      says: 'Length must be between 0 and 5000',
      path: 'messages[1].text',
      found: '5001 > 5000',
    });
  });

  it('takes any value without throwing', () => {
    fc.assert(fc.property(fc.anything(), (value) => Array.isArray(checkMessages(value))));
    fc.assert(fc.property(fc.array(fc.object()), (value) => Array.isArray(checkMessages(value))));
  });
});
