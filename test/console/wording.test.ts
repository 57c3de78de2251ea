import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { STAFF_ACTIONS, type StaffAction } from '../../src/cases/actions.ts';
import { FIELDS } from '../../src/cases/fields.ts';
import { CONCLUSIONS, OUTCOMES_OF_CASES, STAFF_ROLES } from '../../src/cases/kinds.ts';
import { MENU } from '../../src/console/frame/route.ts';
import { SEEN_STATUSES } from '../../src/console/queue/filters.ts';
import { LANGS } from '../../src/i18n.ts';
import { i18n } from './console-under-test.ts';

const SRC = join(import.meta.dirname, '../../src/console');
/** The area a screen's `say` speaks from. */
const areaOf = (file: string) => (file.startsWith('statistics/') ? 'statistics' : 'console');
const said = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [
      ...readFileSync(join(SRC, file), 'utf8').matchAll(
        /\bsay\(\s*(?:\w+ \? )?'([\w.-]+)'(?: : '([\w.-]+)')?/g,
      ),
    ]
      .flatMap(([, one, other]) => [one!, ...(other ? [other] : [])])
      .map((key) => `${areaOf(file)}:${key}`),
  );

/** Keys that the code puts together from the registries. */
const derived = [
  ...SEEN_STATUSES.map((status) => `console:status.${status}`),
  ...MENU.map(({ name }) => `console:nav.${name}`),
  ...['in-time', 'soon', 'overdue', 'today', 'erase'].map((due) => `console:due.${due}`),
  ...STAFF_ROLES.flatMap((role) => [`console:add.role.${role}`, `accounts:role.${role}`]),
  ...['name', 'post', 'role', 'unit', 'intake', 'words', 'key'].map((name) => `console:person.${name}`),
  ...['changed', 'missing', 'unreadable', 'head-missing', 'head-differs'].map(
    (why) => `console:audit.broken.${why}`,
  ),
  ...['message', 'outcome', 'body', 'assignee'].flatMap((need) =>
    ['label', 'missing', 'tooLong'].map((part) => `console:act.${need}.${part}`),
  ),
  ...[...OUTCOMES_OF_CASES, ...Object.values(CONCLUSIONS).flat()].map(
    (outcome) => `cases:outcome.${outcome}`,
  ),
  ...FIELDS.map(({ id }) => `cases:field.${id}.label`),
  ...(STAFF_ACTIONS as readonly StaffAction[]).flatMap(({ id, told }) => [
    `cases:action.${id}.label`,
    `cases:action.${id}.confirm`,
    ...(told === 'nothing' ? [] : [`track:event.${id}`]),
  ]),
];

describe('the wording of the console', () => {
  it('is found in the code at all', () => {
    expect(said.length).toBeGreaterThan(90);
  });
  it.each(LANGS)('is complete in %s', (lang) => {
    const keys = [...said, ...derived];
    expect([...new Set(keys)].filter((key) => !i18n.has(lang, key))).toEqual([]);
  });
});
