import type { Agency, Unit } from '../../ita/agency.ts';
import { findUnit, unitPath } from '../../ita/agency.ts';
import { fold } from '../../ita/normalise.ts';
import { SPECIAL_UNITS } from '../../cases/kinds.ts';
import type { FlowContext } from '../flow.ts';

/** The tree of units as people walk it: offices first, what is below an office one step deeper. */

const HOLDERS: readonly Unit['kind'][] = ['office', 'section', 'work'];

/** What stands on the first level: executives, posts and offices, wherever they stand in the hierarchy. */
const firstLevel = (agency: Agency): Unit[] =>
  agency.units.filter((unit) => unitPath(agency, unit.id).length === 1);

/** What stands below an office, section or work. Nobody walks through the mayor to find an office. */
export function belowUnit(agency: Agency, id: string): Unit[] {
  const unit = findUnit(agency, id);
  if (!unit || !HOLDERS.includes(unit.kind)) return [];
  return agency.units.filter(({ parent }) => parent === id);
}

/** The units of one level; below a unit that is gone from the tree it is the first level again. */
export function levelOf(agency: Agency, below: string | undefined): Unit[] {
  const inside = below === undefined ? [] : belowUnit(agency, below);
  return inside.length > 0 ? inside : firstLevel(agency);
}

/** The level above; undefined is the first level. */
export const levelAbove = (agency: Agency, below: string): string | undefined =>
  unitPath(agency, below).at(-2)?.id;

const MIN_PART = 3;
const MAX_FOUND = 8;

/** Units whose name or alias was typed: `exact` when it was nothing but the name, else those it may mean, best first. */
export function unitsNamed(agency: Agency, text: string): { exact?: Unit; maybe: Unit[] } {
  const typed = fold(text);
  if (typed === '') return { maybe: [] };
  const named = agency.units.map((unit) => ({
    unit,
    names: [unit.name.th, unit.name.en, ...unit.aliases].map(fold).filter((name) => name !== ''),
  }));
  const same = named.filter(({ names }) => names.includes(typed));
  if (same.length === 1) return { exact: same[0]!.unit, maybe: [] };
  const likeness = (name: string): number => {
    if (name.length >= MIN_PART && typed.includes(name)) return name.length;
    return typed.length >= MIN_PART && name.includes(typed) ? typed.length : 0;
  };
  const near = named
    .map(({ unit, names }) => ({ unit, score: Math.max(0, ...names.map(likeness)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  return { maybe: near.slice(0, MAX_FOUND).map(({ unit }) => unit) };
}

/** The name of a unit or special unit in the chat's language; undefined when it is neither. */
export function unitName(
  ref: string,
  { data, lang, t }: Pick<FlowContext, 'data' | 'lang' | 't'>,
): string | undefined {
  if ((SPECIAL_UNITS as readonly string[]).includes(ref)) return t(`cases:unit.${ref}`);
  return findUnit(data.agency, ref)?.name[lang];
}

/** Whether a reference names a unit of the agency or a special unit. */
export const isUnit = (agency: Agency, ref: string): boolean =>
  (SPECIAL_UNITS as readonly string[]).includes(ref) || findUnit(agency, ref) !== undefined;
