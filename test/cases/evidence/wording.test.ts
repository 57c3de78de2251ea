import { describe, expect, it } from '@jest/globals';
import { EVIDENCE_PROBLEMS } from '../../../src/cases/evidence/problems.ts';
import { EVIDENCE_TYPES, TOLD_REASONS } from '../../../src/cases/evidence/types.ts';
import { CANNOT_REASONS, FOUND_TYPES, REFUSALS } from '../../../src/cleaning/outcome.ts';
import { createI18n, LANGS } from '../../../src/i18n.ts';

const keys = [
  ...EVIDENCE_PROBLEMS.map((problem) => `evidence:problem.${problem}`),
  ...TOLD_REASONS.map((reason) => `evidence:told.${reason}`),
  ...[...new Set(EVIDENCE_TYPES.map(({ kind }) => kind))].map((kind) => `evidence:kind.${kind}`),
];

describe('evidence in words', () => {
  const { t } = createI18n();
  it.each(LANGS.flatMap((lang) => keys.map((key) => [lang, key] as const)))('%s has %s', (lang, key) => {
    const words = t(lang, key);
    expect(words).not.toContain(key.split(':')[1]);
    expect(words.length).toBeGreaterThan(3);
  });

  it('has a row or a word for everything the cleaners say', () => {
    const types: readonly string[] = EVIDENCE_TYPES.map(({ id }) => id);
    expect(FOUND_TYPES.filter((type) => !types.includes(type))).toEqual([]);
    expect(REFUSALS.filter((why) => !(EVIDENCE_PROBLEMS as readonly string[]).includes(why))).toEqual([]);
    expect(CANNOT_REASONS.filter((why) => !(TOLD_REASONS as readonly string[]).includes(why))).toEqual([]);
  });
});
