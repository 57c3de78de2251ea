import { SPECIAL_UNITS, type SpecialUnit, type UnitRef } from '../../cases/kinds.ts';
import { findUnit, unitPath, type Agency, type Unit } from '../../ita/agency.ts';
import type { DoorView } from './view.ts';

export interface UnitGroup {
  label: string;
  units: { ref: UnitRef; label: string }[];
}

/** The name of a unit or special unit; of one that left the tree since, that it is gone. */
export function unitName(ref: UnitRef, { data, lang, tell }: DoorView): string {
  if ((SPECIAL_UNITS as readonly string[]).includes(ref)) return tell(`cases:unit.${ref}`);
  return findUnit(data.agency, ref)?.name[lang] ?? tell('report:unit.gone');
}

/** The office a unit belongs to, itself if it is one; undefined for executives and posts. */
function officeOf(agency: Agency, unit: Unit): string | undefined {
  const [top] = unitPath(agency, unit.id);
  return top?.kind === 'office' ? top.id : undefined;
}

/**
 * All units as a grouped list: first executives and posts, then each office with what is below it, last the answers
 * that are no unit.
 */
export function unitGroups(view: DoorView, specials: readonly SpecialUnit[]): UnitGroup[] {
  const { agency } = view.data;
  const entry = (ref: UnitRef) => ({ ref, label: unitName(ref, view) });
  const grouped = Map.groupBy(agency.units, (unit) => officeOf(agency, unit));
  const offices = [...grouped].filter(([office]) => office !== undefined);
  return [
    { label: view.say('unit.leaders'), units: (grouped.get(undefined) ?? []).map(({ id }) => entry(id)) },
    ...offices.map(([office, units]) => ({
      label: unitName(office ?? '', view),
      units: units.map(({ id }) => entry(id)),
    })),
    { label: view.say('unit.others'), units: specials.map(entry) },
  ].filter(({ units }) => units.length > 0);
}
