import { fieldsOf, fieldValueSchema, problemWith } from '../../cases/fields.ts';
import type { Answers, Field, FieldInput, FieldProblem, FieldValue } from '../../cases/fields.ts';
import { SPECIAL_UNITS, type CaseKind } from '../../cases/kinds.ts';
import { holdsCode } from '../../conversation/form/codes.ts';
import { piecesInWords } from '../../conversation/form/evidence-words.ts';
import { findUnit, type Agency } from '../../ita/agency.ts';
import type { Html } from '../../web/html.ts';
import { filesField } from './files-field.ts';
import type { FilesShown } from './files-shown.ts';
import { unitBoxes, unitSelect, type Shown } from './controls.ts';
import type { Posted } from './posted.ts';
import { unitName } from './units.ts';
import type { DoorView } from './view.ts';

/** How one kind of field stands in the form, is read from it, and is said again. */
interface WebInput {
  control(field: Field, shown: Shown, values: readonly string[], view: DoorView, files: FilesShown): Html;
  /** What was sent, not yet checked; undefined when nothing was. */
  read(values: readonly string[]): unknown;
  /** The values that put an answer back into the form. */
  write(value: FieldValue): string[];
  /** The id the error summary leads to. */
  anchor(name: string): string;
}

const SCALE = ['1', '2', '3', '4', '5'] as const;
const SCALE_DOWN = [...SCALE].reverse();
const first = (values: readonly string[]): string => values[0] ?? '';
const ifAny = (text: string, value: unknown): unknown => (text.trim() === '' ? undefined : value);
const itself = (name: string) => `f-${name}`;
const firstOf = (name: string) => `f-${name}-0`;

/** Radio buttons; the wording is that of the chat's buttons. */
const options =
  (values: (field: Field) => readonly string[]): WebInput['control'] =>
  (field, shown, chosen, { kit, tell }) =>
    kit.field({
      kind: 'radio',
      name: field.id,
      ...shown,
      value: first(chosen),
      options: values(field).map((value) => ({
        value,
        label: tell(`cases:field.${field.id}.option.${value}`),
      })),
    });

/** Every kind of field that the web takes. A kind without an entry is not asked here. */
export const WEB_INPUTS: Partial<Record<FieldInput, WebInput>> = {
  option: {
    control: options((field) => field.options ?? []),
    read: (values) => ifAny(first(values), { of: 'option', value: first(values) }),
    write: (value) => (value.of === 'option' ? [value.value] : []),
    anchor: firstOf,
  },
  scale: {
    control: options(() => SCALE_DOWN),
    read: (values) => ifAny(first(values), { of: 'scale', value: Number(first(values)) }),
    write: (value) => (value.of === 'scale' ? [String(value.value)] : []),
    anchor: firstOf,
  },
  unit: {
    control: (field, shown, values, view) => unitSelect(field, shown, values[0], view),
    read: (values) => ifAny(first(values), { of: 'unit', value: first(values) }),
    write: (value) => (value.of === 'unit' ? [value.value] : []),
    anchor: itself,
  },
  units: {
    control: unitBoxes,
    read: (values) => (values.length === 0 ? undefined : { of: 'units', values: [...new Set(values)] }),
    write: (value) => (value.of === 'units' ? value.values : []),
    anchor: firstOf,
  },
  line: {
    // No `maxlength`: browsers would cut a pasted text without a word.
    control: (field, shown, values, { kit }) =>
      kit.field({ kind: 'text', name: field.id, ...shown, value: first(values) }),
    read: (values) => ifAny(first(values), { of: 'line', text: first(values).trim() }),
    write: (value) => (value.of === 'line' ? [value.text] : []),
    anchor: itself,
  },
  story: {
    control: (field, shown, values, { kit }) =>
      kit.field({ kind: 'textarea', name: field.id, ...shown, value: first(values), rows: 9 }),
    read: (values) => ifAny(first(values), { of: 'story', parts: [{ text: first(values).trim() }] }),
    write: (value) => (value.of === 'story' ? [value.parts.map(({ text }) => text).join('\n')] : []),
    anchor: itself,
  },
  // Not among the values: files arrive while the form is read, and lie in the draft (`files.ts`).
  evidence: {
    control: (field, shown, _values, view, files) => filesField(field.id, shown, files, view),
    read: () => undefined,
    write: () => [],
    anchor: itself,
  },
};

/** The fields of a kind that the web asks, with how. */
export const webFields = (kind: CaseKind): { field: Field; input: WebInput }[] =>
  fieldsOf(kind).flatMap((field) => {
    const input = WEB_INPUTS[field.input];
    return input ? [{ field, input }] : [];
  });

/** As cases know it, and: `code`: a tracking code stands in it, which whoever reads the report could use. */
export type WebProblem = FieldProblem | 'code';
export type Problems = Record<string, WebProblem>;
/** What stands in the form, by field. */
export type Raw = Record<string, readonly string[]>;

export const rawOf = (kind: CaseKind, posted: Posted): Raw =>
  Object.fromEntries(webFields(kind).map(({ field }) => [field.id, posted.all(field.id)]));

export const rawFrom = (kind: CaseKind, answers: Answers): Raw =>
  Object.fromEntries(
    webFields(kind).map(({ field, input }) => {
      const value = answers[field.id];
      return [field.id, value ? input.write(value) : []];
    }),
  );

export const isUnit = (agency: Agency, ref: string): boolean =>
  (SPECIAL_UNITS as readonly string[]).includes(ref) || findUnit(agency, ref) !== undefined;

/** What was typed, as answers, and what keeps them from being filed. */
export function readAnswers(
  kind: CaseKind,
  raw: Raw,
  agency: Agency,
): { answers: Answers; problems: Problems } {
  const answers: Answers = {};
  const problems: Problems = {};
  for (const { field, input } of webFields(kind)) {
    const values = raw[field.id] ?? [];
    const given = input.read(values);
    if (given === undefined) {
      if (field.required) problems[field.id] = 'empty';
      continue;
    }
    const read = fieldValueSchema.safeParse(given);
    const problem = read.success
      ? problemWith(field, read.data, (ref) => isUnit(agency, ref))
      : 'not-an-option';
    if (problem) problems[field.id] = problem;
    else if (values.some(holdsCode)) problems[field.id] = 'code';
    else if (read.success) answers[field.id] = read.data;
  }
  return { answers, problems };
}

/** An answer in words, whole. */
export function answerInWords(field: Field, value: FieldValue, view: DoorView): string {
  switch (value.of) {
    case 'option':
    case 'scale':
      return view.tell(`cases:field.${field.id}.option.${value.value}`);
    case 'unit':
      return unitName(value.value, view);
    case 'units':
      return value.values.map((ref) => unitName(ref, view)).join(', ');
    case 'line':
      return value.text;
    case 'story':
      return value.parts.map(({ text }) => text).join('\n');
    case 'evidence':
      return piecesInWords(value.pieces, view.tell);
  }
}

/** The field of a kind that takes files. */
export const filesFieldOf = (kind: CaseKind): Field =>
  webFields(kind).find(({ field }) => field.input === 'evidence')!.field;
