import { fieldsOf, type Field, type FieldValue } from '../../cases/fields.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import type { FlowContext } from '../flow.ts';
import type { Draft } from './state.ts';
import { piecesInWords } from './evidence-words.ts';
import { unitName } from './units.ts';

/** So much of one answer stands in a summary; the whole is sent. */
const CLIP = 600;

function clipped(text: string, { t }: FlowContext): string {
  const signs = [...text];
  if (signs.length <= CLIP) return text;
  return t('report:review.clipped', { beginning: signs.slice(0, CLIP).join(''), count: signs.length });
}

/** An answer as people read it, in the chat's language. */
export function valueInWords(field: Field, value: FieldValue, context: FlowContext): string {
  const { t } = context;
  const unit = (ref: string) => unitName(ref, context) ?? t('report:unit.gone');
  switch (value.of) {
    case 'option':
    case 'scale':
      return t(`cases:field.${field.id}.option.${value.value}`);
    case 'unit':
      return unit(value.value);
    case 'units':
      return value.values.map(unit).join(', ');
    case 'line':
      return clipped(value.text, context);
    case 'story':
      return clipped(value.parts.map(({ text }) => text).join('\n'), context);
    case 'evidence':
      return piecesInWords(value.pieces, t);
  }
}

/** The answered fields in words, in order, and the names of the others. */
export function draftInWords(
  kind: CaseKind,
  draft: Draft,
  context: FlowContext,
): { given: { label: string; value: string }[]; left: string[] } {
  const label = (field: Field) => context.t(`cases:field.${field.id}.label`);
  const fields = fieldsOf(kind).map((field) => ({ field, value: draft.answers[field.id] }));
  return {
    given: fields.flatMap(({ field, value }) =>
      value ? [{ label: label(field), value: valueInWords(field, value, context) }] : [],
    ),
    left: fields.flatMap(({ field, value }) => (value ? [] : [label(field)])),
  };
}
