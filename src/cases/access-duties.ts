import { ExpectedError } from '../errors.ts';
import { KEY_ROLES, type StaffRole } from './kinds.ts';

/** Who may change who opens a case. One row is the permission; pages and checks follow from it. */
export const ACCESS_DUTIES = {
  /** Giving a colleague one case, also one that was taken from him. */
  give: ['head'],
  /** Taking one case from somebody. */
  take: ['head'],
  /** Giving a confirmed colleague everything that one can open oneself and that the conflict rule allows him. */
  pass: KEY_ROLES,
  /** Sealing anew what former keys still open. */
  reseal: KEY_ROLES,
} as const satisfies Record<string, readonly StaffRole[]>;
export type AccessDuty = keyof typeof ACCESS_DUTIES;

/** How access changes stand in a case's dialogue; wording under `cases:access.<name>`. */
export const GIVE_ACCESS = 'give-access';
export const TAKE_ACCESS = 'take-access';

/** Throws ExpectedError `action-not-yours` (403). */
export function requireDuty({ role }: { role: StaffRole }, duty: AccessDuty): void {
  const roles: readonly StaffRole[] = ACCESS_DUTIES[duty];
  if (!roles.includes(role)) throw new ExpectedError('action-not-yours', {}, 403);
}
