import type { PersonView } from '../accounts/person.ts';
import type { DialogueLine, StaffView } from '../cases/casework.ts';
import { fieldsOf, type FieldValue } from '../cases/fields.ts';
import { evidenceInWords } from './case-evidence.ts';
import type { CaseWords } from './case-words.ts';

function valueInWords(field: string, value: FieldValue, words: CaseWords): string {
  switch (value.of) {
    case 'option':
      return words.option(field, value.value);
    case 'unit':
      return words.unit(value.value);
    case 'units':
      return value.values.map(words.unit).join(', ');
    case 'line':
      return value.text;
    case 'story':
      return value.parts.map(({ text }) => text).join('\n');
    case 'evidence':
      return ''; // never in a filed report: each piece is an item of its own
    case 'scale':
      return `${value.value}/5`;
  }
}

/**
 * What a reporter wrote goes to a terminal: without control signs, which could rewrite what stands there or worse.
 * Line breaks and tabs stay.
 */
export const harmless = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (sign) =>
      sign === '\n' || sign === '\t' ? sign : '\ufffd',
    );

const indented = (text: string) =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');

/** A case as text for a terminal. */
export function caseInWords(view: StaffView, words: CaseWords, people: readonly PersonView[]): string {
  const { facts, report } = view;
  const nameOf = (id: string | undefined) => people.find((person) => person.id === id)?.name ?? id ?? '';
  const entry = ({ day, by, who, action, text, detail, evidence }: DialogueLine) => {
    const name = by === 'reporter' ? words.t('reporter') : nameOf(who);
    const head = words.t('entry', { day, who: name, action: words.action(action) });
    const extra =
      detail === undefined ? '' : ` (${action === 'assign' ? nameOf(detail) : words.outcome(detail)})`;
    const files = evidence ? [`    ${words.t('with', { numbers: evidence.join(', ') })}`] : [];
    return [`  ${head}${extra}`, ...(text ? [indented(text)] : []), ...files].join('\n');
  };
  const answers = fieldsOf(report.kind).flatMap(({ id }) => {
    const value = report.answers[id];
    return value ? [`  ${words.field(id)}:\n${indented(valueInWords(id, value, words))}`] : [];
  });
  const part = (key: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', words.t(key), ...lines];
  const lines = [
    words.t('facts', {
      ...{ title: view.title, id: facts.id, received: facts.received, due: words.due(facts) },
      kind: words.kind(facts.kind),
      category: words.category(facts.category),
      unit: words.unit(facts.unit),
      status: words.status(facts.status),
    }),
    ...(facts.outcome ? [words.t('outcome', { outcome: words.outcome(facts.outcome) })] : []),
    ...(facts.assignee ? [words.t('assignee', { assignee: nameOf(facts.assignee) })] : []),
    ...part('report', answers),
    ...part(
      'evidenceTitle',
      view.evidence.map((piece) => evidenceInWords(piece, words)),
    ),
    ...part('dialogue', view.dialogue.map(entry)),
    ...part('notes', view.notes.map(entry)),
    '',
    words.t('actions', {
      actions: view.actions.map((id) => `${words.action(id)} [${id}]`).join(', ') || '-',
    }),
  ];
  return harmless(lines.join('\n'));
}
