import type { Field, FieldId } from '../../cases/fields.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import { webFields } from './inputs.ts';

interface Section {
  /** `door:section.<id>`. */
  id: string;
  fields: readonly FieldId[];
}

/** How the fields of a kind are grouped on the page. A field that stands in none goes to the last. */
export const SECTIONS = {
  complaint: [
    { id: 'matter', fields: ['category', 'unit', 'exclude'] },
    { id: 'story', fields: ['who', 'what', 'when', 'where', 'money'] },
    { id: 'proof', fields: ['witnesses', 'how', 'evidence'] },
    { id: 'contact', fields: ['contact'] },
  ],
  comment: [{ id: 'comment', fields: ['about', 'text', 'pictures', 'satisfaction'] }],
} as const satisfies Record<CaseKind, readonly Section[]>;

/** The sections of a kind with their fields, in the order of the registry of fields. */
export function sectionsOf(kind: CaseKind): { id: string; fields: Field[] }[] {
  const sections: readonly Section[] = SECTIONS[kind];
  const last = sections.at(-1)?.id;
  const home = (field: Field) =>
    sections.find(({ fields }) => (fields as readonly string[]).includes(field.id))?.id ?? last;
  const fields = webFields(kind).map(({ field }) => field);
  return sections.map(({ id }) => ({ id, fields: fields.filter((field) => home(field) === id) }));
}
