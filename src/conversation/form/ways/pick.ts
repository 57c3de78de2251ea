import type { Field, FieldValue } from '../../../cases/fields.ts';
import { button } from '../button.ts';
import type { Asked, Taken, Way } from '../way.ts';

const SCALE = ['1', '2', '3', '4', '5'] as const;

const optionsOf = (field: Field): readonly string[] =>
  field.input === 'scale' ? SCALE : (field.options ?? []);

const valueOf = (field: Field, option: string): FieldValue =>
  field.input === 'scale' ? { of: 'scale', value: Number(option) } : { of: 'option', value: option };

function choose({ field }: Asked, value: string | undefined): Taken {
  const option = optionsOf(field).find((each) => each === value);
  return option === undefined ? PICK : { kind: 'next', value: valueOf(field, option) };
}

const PICK: Taken = { kind: 'stay', note: 'report:note.pick' };

/** One of a few options. */
export const pickWay: Way = {
  options: ({ field, draft, context }) =>
    optionsOf(field).map((option) =>
      button(
        { flow: field.kind, draft: draft.id },
        context.t(`cases:field.${field.id}.option.${option}`),
        'choose',
        option,
      ),
    ),
  extras: () => [],
  acts: { choose },
  text: () => PICK,
};
