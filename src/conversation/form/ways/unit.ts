import type { FieldValue } from '../../../cases/fields.ts';
import { SPECIAL_UNITS, type SpecialUnit, type UnitRef } from '../../../cases/kinds.ts';
import { findUnit } from '../../../ita/agency.ts';
import type { Choice } from '../../reply.ts';
import { button } from '../button.ts';
import type { Walk } from '../state.ts';
import { belowUnit, isUnit, levelAbove, levelOf, unitName, unitsNamed } from '../units.ts';
import type { Asked, Taken, Way } from '../way.ts';
import { typedAs } from '../typed.ts';

/** Quick replies on one answer (a limit of LINE's, and of patience). */
const ROOM = 13;

/** "Don't know" and "another unit" accuse somebody; they keep nobody out. */
const specialsOf = ({ field }: Asked): readonly SpecialUnit[] =>
  field.input === 'units' ? ['whole'] : SPECIAL_UNITS;

const chosenOf = ({ field, draft }: Asked): UnitRef[] => {
  const value = draft.answers[field.id];
  return value?.of === 'units' ? value.values : [];
};

const where = ({ field, draft }: Asked) => ({ flow: field.kind, draft: draft.id });

function optionsOf(asked: Asked): Choice[] {
  const { draft, context } = asked;
  const { agency } = context.data;
  const walk = draft.walk ?? {};
  const chosen = chosenOf(asked);
  const at = where(asked);
  const name = (ref: UnitRef) => unitName(ref, context) ?? '';
  const marked = (ref: UnitRef, label: string) =>
    chosen.includes(ref) ? context.t('report:unit.chosen', { unit: label }) : label;
  const pick = (ref: UnitRef, label = name(ref)) => button(at, marked(ref, label), 'choose', ref);

  if (walk.found) {
    return [
      ...walk.found.filter((ref) => findUnit(agency, ref)).map((ref) => pick(ref)),
      pick('other'),
    ].filter(
      ({ does }) =>
        does.kind === 'press' && (does.press.value !== 'other' || specialsOf(asked).includes('other')),
    );
  }
  const step = (ref: UnitRef) =>
    belowUnit(agency, ref).length > 0 ? button(at, marked(ref, name(ref)), 'into', ref) : pick(ref);
  const fixed =
    walk.in === undefined
      ? specialsOf(asked).map((ref) => pick(ref))
      : [pick(walk.in, context.t('report:unit.all-of', { unit: name(walk.in) }))];
  const units = levelOf(agency, walk.in);
  const room = ROOM - asked.controls - fixed.length;
  if (units.length <= room)
    return walk.in === undefined
      ? [...units.map((unit) => step(unit.id)), ...fixed]
      : [...fixed, ...units.map((unit) => step(unit.id))];
  const size = Math.max(1, room - 1);
  const pages = Math.ceil(units.length / size);
  const page = (walk.page ?? 0) % pages;
  const shown = units.slice(page * size, (page + 1) * size).map((unit) => step(unit.id));
  const more = button(at, context.t('report:unit.more'), 'more');
  return walk.in === undefined ? [...shown, more, ...fixed] : [...fixed, ...shown, more];
}

function choose(asked: Asked, ref: string | undefined): Taken {
  const { field, context } = asked;
  const known =
    ref !== undefined &&
    isUnit(context.data.agency, ref) &&
    (findUnit(context.data.agency, ref) !== undefined || specialsOf(asked).includes(ref as SpecialUnit));
  if (!known) return { kind: 'stay', note: 'report:note.unit-gone' };
  if (field.input === 'unit') return { kind: 'next', value: { of: 'unit', value: ref } };
  const chosen = chosenOf(asked);
  const values = chosen.includes(ref) ? chosen.filter((each) => each !== ref) : [...chosen, ref];
  const value: FieldValue | null = values.length > 0 ? { of: 'units', values } : null;
  return { kind: 'stay', value, walk: {}, note: 'report:note.unit-marked' };
}

function into({ context }: Asked, ref: string | undefined): Taken {
  const inside = ref !== undefined && belowUnit(context.data.agency, ref).length > 0;
  return inside ? { kind: 'stay', walk: { in: ref } } : { kind: 'stay', note: 'report:note.unit-gone' };
}

/** The next page; after the last one the first again. */
function more({ draft }: Asked): Taken {
  const walk: Walk = draft.walk ?? {};
  return { kind: 'stay', walk: { ...walk, page: (walk.page ?? 0) + 1 } };
}

/** Units of the tree: walked level by level, or typed by name. */
export const unitWay: Way = {
  options: optionsOf,
  extras(asked) {
    if (asked.field.input !== 'units' || chosenOf(asked).length === 0) return [];
    return [button(where(asked), asked.context.t('report:act.done'), 'done')];
  },
  acts: {
    choose,
    into,
    more,
    done: () => ({ kind: 'next' }),
  },
  text(asked, text): Taken {
    const { agency } = asked.context.data;
    const special = specialsOf(asked).find((ref) => typedAs(`unit-${ref}`, text, asked.context));
    if (special) return choose(asked, special);
    const { exact, maybe } = unitsNamed(agency, text);
    if (exact)
      return belowUnit(agency, exact.id).length > 0 ? into(asked, exact.id) : choose(asked, exact.id);
    if (maybe.length === 0) {
      const many = asked.field.input === 'units';
      return { kind: 'stay', note: many ? 'report:note.units-unknown' : 'report:note.unit-unknown' };
    }
    return { kind: 'stay', walk: { found: maybe.map(({ id }) => id) }, note: 'report:note.unit-maybe' };
  },
  back({ draft, context }): Taken | undefined {
    const { in: inside, found } = draft.walk ?? {};
    if (inside === undefined) return found ? { kind: 'stay', walk: {} } : undefined;
    const above = levelAbove(context.data.agency, inside);
    return { kind: 'stay', walk: above === undefined ? {} : { in: above } };
  },
};
