import type { StaffRole, UnitRef } from './kinds.ts';
import { KEY_ROLES } from './kinds.ts';

/** What the conflict rule needs to know about the agency. */
export interface UnitTree {
  /** Whether one unit is the other, or stands above it, at any distance. */
  onOneLine(a: string, b: string): boolean;
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
  kind: 'complaint' | 'comment';
  unit: UnitRef;
  /** Units that the reporter does not want to open it. */
  exclude: readonly UnitRef[];
}

/**
 * Whether a member may get the key of a case (promise 5). People of the accused unit, of those above and those below it
 * never do; the same holds for every unit the reporter named. "Whole municipality" leaves only people from outside;
 * "don't know" and units that are not in the tree leave only the designated intake officers.
 * A comment accuses nobody: everyone who handles cases may read it, save whom its writer excluded.
 */
export function mayOpen(member: Member, accused: Accused, tree: UnitTree): boolean {
  if (!member.active || !(KEY_ROLES as readonly StaffRole[]).includes(member.role)) return false;
  const touches = (unit: UnitRef) => !member.outside && tree.onOneLine(unit, member.unit);
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
