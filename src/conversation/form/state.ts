import { z } from 'zod';
import { undecidedIn, type Piece } from '../../cases/evidence/pieces.ts';
import {
  answersSchema,
  fieldsOf,
  piecesOf,
  storyPartSchema,
  type Answers,
  type FieldValue,
} from '../../cases/fields.ts';
import type { CaseKind } from '../../cases/kinds.ts';

/** Where somebody stands inside a question: in the tree of units below a unit, on a page, among units found by a typed name. */
const walkSchema = z.object({
  in: z.string().optional(),
  page: z.number().int().min(0).optional(),
  found: z.array(z.string()).optional(),
  /** Among the files: one of them is to be taken out. */
  out: z.literal(true).optional(),
  /** Among the files: the original of one of them may be kept, too. */
  original: z.literal(true).optional(),
});
export type Walk = z.infer<typeof walkSchema>;

const draftSchema = z.object({
  v: z.literal(1),
  /** Random; buttons carry it, so that those of another draft are noticed. */
  id: z.string(),
  /** The stage: the id of a field, or one of STAGES. */
  at: z.string(),
  answers: answersSchema,
  /** The stage to come back to from one that only asks something in between (offer, resume, cancel). */
  from: z.string().optional(),
  /** One field is being corrected: from it back to the review. */
  editing: z.literal(true).optional(),
  /** A text that was typed before the form began, to become the beginning of the story. */
  opening: storyPartSchema.optional(),
  walk: walkSchema.optional(),
});
/** A report or comment that is being written. Never holds a tracking code. */
export type Draft = z.infer<typeof draftSchema>;

/** The stages that are no field. */
export const STAGES = ['offer', 'resume', 'consent', 'review', 'cancel', 'told'] as const;
const ASIDES: readonly string[] = ['offer', 'resume', 'cancel', 'told'];

/** A stored state; undefined when there is none or it is of another version. */
export function readDraft(state: unknown): Draft | undefined {
  const read = draftSchema.safeParse(state);
  return read.success ? read.data : undefined;
}

export const newDraft = (id: string): Draft => ({ v: 1, id, at: 'consent', answers: {} });

/** Something of it would be missed. */
export const hasContent = ({ answers, opening }: Draft): boolean =>
  opening !== undefined || Object.keys(answers).length > 0;

/** The draft at another stage; what belonged to the old stage alone is gone. */
export function atStage({ walk: _walk, from: _from, ...draft }: Draft, at: string): Draft {
  return { ...draft, at };
}

/** The stage that somebody really is at, behind a question in between. */
export const realStage = ({ at, from }: Draft): string => (ASIDES.includes(at) ? (from ?? 'consent') : at);

/** The draft with an answer, or without it. */
export function withAnswer(draft: Draft, field: string, value: FieldValue | undefined): Draft {
  const { [field]: _old, ...others } = draft.answers;
  return { ...draft, answers: value === undefined ? others : { ...others, [field]: value } };
}

/** The field that takes a story; each kind has one. */
export function storyField(kind: CaseKind): string {
  const field = fieldsOf(kind).find(({ input }) => input === 'story');
  if (!field) throw new Error(`${kind} has no story`);
  return field.id;
}

/** The files and places of a draft, in order. */
export const filesOf = (draft: Draft | undefined): Piece[] => (draft ? piecesOf(draft.answers) : []);

/** The field that takes files; undefined where a kind has none. */
export const filesField = (kind: CaseKind): string | undefined =>
  fieldsOf(kind).find(({ input }) => input === 'evidence')?.id;

export const withFiles = (draft: Draft, field: string, pieces: Piece[]): Draft =>
  withAnswer(draft, field, pieces.length > 0 ? { of: 'evidence', pieces } : undefined);

/** A draft whose reporter has to choose about a file is asked that first, wherever it goes. */
export const choosingFirst = (draft: Draft): Draft =>
  undecidedIn(filesOf(draft)) ? { ...draft, at: 'told', from: realStage(draft) } : draft;

/** The opening text becomes the first part of the story. */
export function withOpeningTaken(draft: Draft, kind: CaseKind): Draft {
  const { opening, ...rest } = draft;
  if (!opening) return draft;
  const story = storyField(kind);
  const told = draft.answers[story];
  const parts = told?.of === 'story' ? told.parts : [];
  return withAnswer(rest, story, { of: 'story', parts: [...parts, opening] });
}

function valueWithout(value: FieldValue, item: string): FieldValue | undefined {
  if (value.of === 'line') return value.item === item ? undefined : value;
  if (value.of === 'evidence') {
    const pieces = value.pieces.filter((piece) => piece.item !== item);
    return pieces.length > 0 ? { of: 'evidence', pieces } : undefined;
  }
  if (value.of !== 'story') return value;
  const parts = value.parts.filter((part) => part.item !== item);
  return parts.length > 0 ? { of: 'story', parts } : undefined;
}

/** The draft without what came in an unsent message. Undefined when it was only an offer to take that message up. */
export function withoutItem(draft: Draft, item: string): Draft | undefined {
  const answers: Answers = {};
  for (const [id, value] of Object.entries(draft.answers)) {
    const left = valueWithout(value, item);
    if (left) answers[id] = left;
  }
  // The file that was asked about is gone: back to where that began.
  if (draft.at === 'told' && !undecidedIn(piecesOf(answers))) {
    return withoutItem(atStage(draft, realStage(draft)), item);
  }
  if (draft.opening?.item !== item) return { ...draft, answers };
  const { opening: _opening, ...rest } = draft;
  if (draft.at !== 'offer') return { ...rest, answers };
  return draft.from === undefined ? undefined : atStage({ ...rest, answers }, draft.from);
}
