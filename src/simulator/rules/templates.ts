import { over, utf16Units } from './measure.ts';
import { asJson, asList, show, when, type Finding, type Json, type Rule } from './rule.ts';

type Check = (template: Json) => Finding[];

const count = (value: unknown, property: string, low: number, high: number): Finding[] => {
  const size = asList(value).length;
  return when((size < low || size > high) && `${size}, not ${low} to ${high}`, property);
};
const text = (value: unknown, property: string, limit: number): Finding[] =>
  typeof value !== 'string' || value === ''
    ? when(show(value), property)
    : when(over(utf16Units(value), limit), property);
const title = (value: unknown, property: string): Finding[] =>
  value === undefined ? [] : text(value, property, 40);

/** LINE's limits for each template; texts beside a title or picture are shorter. */
const TEMPLATES: Readonly<Record<string, Check>> = {
  buttons: (template) => [
    ...title(template['title'], 'title'),
    ...text(template['text'], 'text', template['title'] || template['thumbnailImageUrl'] ? 60 : 160),
    ...count(template['actions'], 'actions', 1, 4),
  ],
  confirm: (template) => [
    ...text(template['text'], 'text', 240),
    ...count(template['actions'], 'actions', 2, 2),
  ],
  carousel: ({ columns }) => [
    ...count(columns, 'columns', 1, 10),
    ...asList(columns).flatMap((value, index) => {
      const column = asJson(value);
      const at = `columns[${index}]`;
      return [
        ...title(column['title'], `${at}.title`),
        ...text(column['text'], `${at}.text`, column['title'] || column['thumbnailImageUrl'] ? 60 : 120),
        ...count(column['actions'], `${at}.actions`, 1, 3),
      ];
    }),
  ],
  image_carousel: ({ columns }) => count(columns, 'columns', 1, 10),
};

export const templateRules = {
  'template-type': {
    on: 'template',
    says: 'must be a known template type',
    find: ({ value }) =>
      when(!TEMPLATES[String(asJson(value)['type'])] && show(asJson(value)['type']), 'type'),
  },
  'template-limits': {
    on: 'template',
    says: 'A text or list of the template is empty or too long',
    find: ({ value }) => TEMPLATES[String(asJson(value)['type'])]?.(asJson(value)) ?? [],
  },
} as const satisfies Record<string, Rule>;
