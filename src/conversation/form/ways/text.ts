import { problemWith, type FieldValue, type StoryPart } from '../../../cases/fields.ts';
import { isUnit } from '../units.ts';
import { button } from '../button.ts';
import type { Asked, Taken, Way } from '../way.ts';

/** The value when it is accepted, else what to say. */
function checked({ field, context }: Asked, value: FieldValue): { problem?: string } {
  const problem = problemWith(field, value, (ref) => isUnit(context.data.agency, ref));
  return problem ? { problem: `cases:problem.${problem}` } : {};
}

/** The part of an answer that a message is. */
const partOf = (text: string, item: string | undefined): StoryPart => ({ text, ...(item ? { item } : {}) });

/** One short text. */
export const lineWay: Way = {
  options: () => [],
  extras: () => [],
  acts: {},
  text(asked, text): Taken {
    const value: FieldValue = { of: 'line', ...partOf(text.trim(), asked.context.item) };
    const { problem } = checked(asked, value);
    return problem ? { kind: 'stay', note: problem } : { kind: 'next', value };
  },
};

const partsOf = ({ field, draft }: Asked): StoryPart[] => {
  const value = draft.answers[field.id];
  return value?.of === 'story' ? value.parts : [];
};

/** A long text, in as many messages as it takes. */
export const storyWay: Way = {
  options: () => [],
  extras(asked) {
    const { field, draft, context } = asked;
    if (partsOf(asked).length === 0) return [];
    const at = { flow: field.kind, draft: draft.id };
    return [
      button(at, context.t('report:act.done'), 'done'),
      button(at, context.t('report:act.rewrite'), 'rewrite'),
    ];
  },
  acts: {
    done: (asked): Taken =>
      partsOf(asked).length > 0 || !asked.field.required
        ? { kind: 'next' }
        : { kind: 'stay', note: 'report:note.nothing-yet' },
    rewrite: (): Taken => ({ kind: 'stay', value: null, note: 'report:note.rewrite' }),
  },
  text(asked, text): Taken {
    if (text.trim() === '') return { kind: 'stay', note: 'cases:problem.empty' };
    const parts = [...partsOf(asked), partOf(text, asked.context.item)];
    const { problem } = checked(asked, { of: 'story', parts });
    if (problem) return { kind: 'stay', note: problem };
    return { kind: 'stay', value: { of: 'story', parts }, note: 'report:note.part' };
  },
};
