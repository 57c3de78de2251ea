import type { Answers } from './fields.ts';
import type { CaseKind, StaffRole, UnitRef } from './kinds.ts';
import { KEY_ROLES, SPECIAL_UNITS } from './kinds.ts';

/** What the conflict rule needs to know about the agency. */
export interface UnitTree {
  /** Whether one unit is the other, or stands above it, at any distance. */
  onOneLine(a: string, b: string): boolean;
  /** Whether the tree has a unit with this id now. */
  has(unit: string): boolean;
}

/** What the conflict rule needs to know about a member of staff. */
export interface Member {
  role: StaffRole;
  unit: string;
  /** Not part of the municipality's hierarchy, for example a citizen of the complaints committee. */
  outside: boolean;
  /** Designated to receive cases whose accused unit is not known. */
  intake: boolean;
  active: boolean;
}

/** Whom a case speaks about. */
export interface Accused {
  kind: CaseKind;
  unit: UnitRef;
  /** Units that the reporter does not want to open it. */
  exclude: readonly UnitRef[];
}

/** Whom a report speaks about, as its writer filled it in. */
export function accusedOf(kind: CaseKind, answers: Answers): Accused {
  const unit = answers[kind === 'complaint' ? 'unit' : 'about'];
  const exclude = answers['exclude'];
  return {
    kind,
    unit: unit?.of === 'unit' ? unit.value : 'unknown',
    exclude: exclude?.of === 'units' ? exclude.values : [],
  };
}

/**
 * Whether a member's unit has gone from the tree. Nobody can say any more whom it stood above or below, so its people
 * open nothing new until they are given a unit that exists.
 */
export const isUnplaced = (member: Pick<Member, 'outside' | 'unit'>, tree: UnitTree): boolean =>
  !member.outside && !tree.has(member.unit);

/**
 * Whether a member may get the key of a case (promise 5). People of the accused unit, of those above and those below it
 * never do; the same holds for every unit the reporter named. "Whole municipality" leaves only people from outside;
 * "don't know" and "another one" leave only the designated intake officers.
 * A comment accuses nobody: everyone who handles cases may read it, save whom its writer excluded. Who stands in a unit
 * that is no longer in the tree conflicts with everything; a unit named in a case that has gone since conflicts with
 * everybody inside.
 */
export function mayOpen(member: Member, accused: Accused, tree: UnitTree): boolean {
  if (!member.active || !(KEY_ROLES as readonly StaffRole[]).includes(member.role)) return false;
  if (isUnplaced(member, tree)) return false;
  const touches = (unit: UnitRef) =>
    !member.outside &&
    !(SPECIAL_UNITS as readonly string[]).includes(unit) &&
    (!tree.has(unit) || tree.onOneLine(unit, member.unit));
  if (accused.exclude.some((unit) => (unit === 'whole' ? !member.outside : touches(unit)))) return false;
  if (accused.kind === 'comment') return true;
  switch (accused.unit) {
    case 'whole':
      return member.outside;
    case 'unknown':
    case 'other':
      return member.intake;
    default:
      return !touches(accused.unit);
  }
}
