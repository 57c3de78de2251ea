import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { REPORTER_ACTIONS, STAFF_ACTIONS } from '../../src/cases/actions.ts';
import { fieldsOf } from '../../src/cases/fields.ts';
import { CASE_KINDS, CATEGORIES, OUTCOMES_OF_CASES, SPECIAL_UNITS, STATUSES } from '../../src/cases/kinds.ts';
import { caseReference } from '../../src/cases/reference.ts';
import { dayInWords } from '../../src/conversation/day.ts';
import { LANGS } from '../../src/i18n.ts';
import { i18n } from './town.ts';

const SRC = resolve(import.meta.dirname, '../../src');
const PROBLEMS = ['empty', 'too-long', 'not-an-option', 'wrong-shape', 'undecided'];

describe.each(LANGS)('the wording of cases in %s', (lang) => {
  const named = (prefix: string, ids: readonly string[]) => ids.map((id) => `${prefix}.${id}`);
  const actions = [...STAFF_ACTIONS, ...REPORTER_ACTIONS].map(({ id }) => id);

  it.each([
    ...named('cases:kind', CASE_KINDS),
    ...named('cases:category', [...CATEGORIES, 'comment']),
    ...named('cases:status', STATUSES),
    ...named('cases:outcome', OUTCOMES_OF_CASES),
    ...named('cases:unit', SPECIAL_UNITS),
    ...named('cases:problem', PROBLEMS),
    ...actions.flatMap((id) => [`cases:action.${id}.label`, `cases:action.${id}.confirm`]),
    ...named('track:next', STATUSES),
    ...named(
      'track:done',
      REPORTER_ACTIONS.map(({ id }) => id),
    ),
    ...named(
      'track:confirm',
      REPORTER_ACTIONS.map(({ id }) => id),
    ),
  ])('has %s', (key) => {
    expect([key, i18n.has(lang, key)]).toEqual([key, true]);
  });

  it('explains every failure that the code expects', () => {
    const files = ['cases', 'conversation'].flatMap((room) =>
      readdirSync(join(SRC, room), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => readFileSync(join(SRC, room, file), 'utf8')),
    );
    const thrown = files.flatMap((text) => [...text.matchAll(/new ExpectedError\(\s*'([a-z-]+)'/g)]);
    const missing = files.flatMap((text) => [...text.matchAll(/'((?:[a-z]+-)?missing)'/g)]);
    const keys = new Set([...thrown, ...missing].map((match) => match[1]!));
    expect(keys.size).toBeGreaterThan(5);
    expect([...keys].filter((key) => !i18n.has(lang, `errors:${key}`))).toEqual([]);
  });
});

describe('days and references', () => {
  it('says days as people here do', () => {
    expect(dayInWords('2026-11-22', 'th')).toBe('22 พ.ย. 2569');
    expect(dayInWords('2027-01-01', 'th')).toBe('1 ม.ค. 2570');
    expect(dayInWords('2026-11-22', 'en')).toBe('22 Nov 2026');
  });

  it('names a case by eight digits, always the same, and different for others', () => {
    const ids = Array.from({ length: 500 }, (_, n) =>
      (n * 7919 + 13).toString(16).padStart(16, '0').repeat(2),
    );
    const names = ids.map(caseReference);
    for (const name of names) expect(name).toMatch(/^\d{4}-\d{4}$/);
    expect(names).toEqual(ids.map(caseReference));
    expect(new Set(names).size).toBe(ids.length);
  });
});

describe('the wording of the registry', () => {
  it.each(LANGS)('%s: every option of every field has a name that fits a button', (lang) => {
    for (const kind of CASE_KINDS) {
      for (const field of fieldsOf(kind)) {
        const options = field.input === 'scale' ? ['1', '2', '3', '4', '5'] : (field.options ?? []);
        for (const option of options) {
          const label = i18n.t(lang, `cases:field.${field.id}.option.${option}`);
          expect([label, [...new Intl.Segmenter(lang).segment(label)].length <= 20]).toEqual([label, true]);
        }
        const edit = i18n.t(lang, 'report:review.edit', {
          field: i18n.t(lang, `cases:field.${field.id}.label`),
        });
        expect([edit, [...new Intl.Segmenter(lang).segment(edit)].length <= 20]).toEqual([edit, true]);
      }
    }
    for (const category of CATEGORIES) {
      expect(i18n.t(lang, `cases:category.${category}`)).toBe(
        i18n.t(lang, `cases:field.category.option.${category}`),
      );
    }
  });
});
