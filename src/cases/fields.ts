import { z } from 'zod';
import { pieceShape, type Piece } from './evidence/pieces.ts';
import { CATEGORIES, type CaseKind } from './kinds.ts';

/**
 * How a field is asked and kept.
 * `option`: one of `options`. `unit`: one unit or special unit. `units`: several units. `line`: one short text.
 * `story`: a long text, in chat sent in several messages. `evidence`: files and places. `scale`: 1 to 5.
 */
export type FieldInput = 'option' | 'unit' | 'units' | 'line' | 'story' | 'evidence' | 'scale';

export interface Field {
  id: string;
  kind: CaseKind;
  input: FieldInput;
  /** Only what makes a case workable; everything else is skipped with one tap. */
  required: boolean;
  /** For `option`; wording under `cases:field.<id>.option.<option>`. */
  options?: readonly string[];
  /** The most characters (UTF-16 units) all its text may have. */
  maxLength?: number;
  /** Stands in plain beside the sealed report, because the queue and the conflict rule need it. */
  plain?: 'category' | 'unit';
  /** Asked with a warning of its own (`cases:field.<id>.warning`): it can tell who reports. */
  warns?: true;
}

const LINE = 500;
const STORY = 20_000;

/**
 * Every field of a report and of a comment, in the order they are asked. The chat's steps, the web form, validation,
 * the sealed report, the staff's view and the export all follow this list: a new field is one entry and its wording.
 * What a workable complaint needs: who is accused, what happened, when, where, evidence or witnesses.
 */
export const FIELDS = [
  {
    id: 'category',
    kind: 'complaint',
    input: 'option',
    required: true,
    options: CATEGORIES,
    plain: 'category',
  },
  { id: 'unit', kind: 'complaint', input: 'unit', required: true, plain: 'unit' },
  { id: 'exclude', kind: 'complaint', input: 'units', required: false },
  { id: 'who', kind: 'complaint', input: 'line', required: false, maxLength: LINE },
  { id: 'what', kind: 'complaint', input: 'story', required: true, maxLength: STORY },
  { id: 'when', kind: 'complaint', input: 'line', required: false, maxLength: LINE },
  { id: 'where', kind: 'complaint', input: 'line', required: false, maxLength: LINE },
  { id: 'money', kind: 'complaint', input: 'line', required: false, maxLength: LINE },
  { id: 'witnesses', kind: 'complaint', input: 'line', required: false, maxLength: LINE },
  { id: 'how', kind: 'complaint', input: 'line', required: false, maxLength: LINE },
  { id: 'evidence', kind: 'complaint', input: 'evidence', required: false, warns: true },
  { id: 'contact', kind: 'complaint', input: 'line', required: false, maxLength: LINE, warns: true },
  { id: 'about', kind: 'comment', input: 'unit', required: false, plain: 'unit' },
  { id: 'text', kind: 'comment', input: 'story', required: true, maxLength: STORY },
  { id: 'pictures', kind: 'comment', input: 'evidence', required: false, warns: true },
  { id: 'satisfaction', kind: 'comment', input: 'scale', required: false },
] as const satisfies readonly Field[];

export type FieldId = (typeof FIELDS)[number]['id'];

/** The fields of one kind, in order. */
export const fieldsOf = (kind: CaseKind): readonly Field[] => FIELDS.filter((field) => field.kind === kind);

export function fieldOf(kind: CaseKind, id: string): Field | undefined {
  return fieldsOf(kind).find((field) => field.id === id);
}

/** One part of a story. `item` names the message it came in, while it is a draft; it never reaches a filed case. */
export const storyPartSchema = z.object({ text: z.string(), item: z.string().optional() });
export type StoryPart = z.infer<typeof storyPartSchema>;

export const fieldValueSchema = z.union([
  z.object({ of: z.literal('option'), value: z.string() }),
  z.object({ of: z.literal('unit'), value: z.string() }),
  z.object({ of: z.literal('units'), values: z.array(z.string()) }),
  z.object({ of: z.literal('line'), text: z.string(), item: z.string().optional() }),
  z.object({ of: z.literal('story'), parts: z.array(storyPartSchema) }),
  z.object({ of: z.literal('evidence'), pieces: z.array(pieceShape) }),
  z.object({ of: z.literal('scale'), value: z.number().int().min(1).max(5) }),
]);
/** What was answered to a field. */
export type FieldValue = z.infer<typeof fieldValueSchema>;

export const answersSchema = z.record(z.string(), fieldValueSchema);
export type Answers = z.infer<typeof answersSchema>;

/** Why a value is not accepted; wording under `cases:problem.<problem>`. */
export type FieldProblem = 'empty' | 'too-long' | 'not-an-option' | 'wrong-shape' | 'undecided';

const textOf = (value: FieldValue): string | undefined => {
  if (value.of === 'line') return value.text;
  if (value.of === 'story') return value.parts.map(({ text }) => text).join('\n');
  return undefined;
};

/** Checks one value against its field; `isUnit` says whether a unit reference exists. Undefined when it is fine. */
export function problemWith(
  field: Field,
  value: FieldValue,
  isUnit: (ref: string) => boolean,
): FieldProblem | undefined {
  if (value.of !== field.input) return 'wrong-shape';
  if (value.of === 'option') return field.options?.includes(value.value) ? undefined : 'not-an-option';
  if (value.of === 'unit') return isUnit(value.value) ? undefined : 'not-an-option';
  if (value.of === 'units') return value.values.every(isUnit) ? undefined : 'not-an-option';
  if (value.of === 'evidence')
    return value.pieces.some(({ undecided }) => undecided) ? 'undecided' : undefined;
  const text = textOf(value);
  if (text === undefined) return undefined;
  if (text.trim() === '') return 'empty';
  return text.length > (field.maxLength ?? LINE) ? 'too-long' : undefined;
}

/** The files and places among answers, in order. */
export const piecesOf = (answers: Answers): Piece[] =>
  Object.values(answers).flatMap((value) => (value.of === 'evidence' ? value.pieces : []));

/** What keeps answers from being filed: each required field that is missing and each value that is not accepted. */
export function problemsOf(
  kind: CaseKind,
  answers: Answers,
  isUnit: (ref: string) => boolean,
): { field: FieldId; problem: FieldProblem }[] {
  return fieldsOf(kind).flatMap((field) => {
    const value = answers[field.id];
    const problem = value ? problemWith(field, value, isUnit) : field.required ? 'empty' : undefined;
    return problem ? [{ field: field.id as FieldId, problem }] : [];
  });
}
