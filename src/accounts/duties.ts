import { KEY_ROLES, type StaffRole } from '../cases/kinds.ts';

/** Who may do what with people. One row is the permission; buttons and checks follow from it. */
export const PEOPLE_DUTIES = {
  add: ['administrator', 'head'],
  /** Any change of unit, role, outside or intake. */
  move: ['administrator', 'head'],
  /** A new key for somebody who lost the passphrase. */
  renew: ['administrator', 'head'],
  disable: ['administrator', 'head'],
  /** New recovery shares, together with two who hold present ones. */
  shares: ['administrator'],
  /** Comparing a fingerprint: only who holds a confirmed key. */
  confirm: KEY_ROLES,
  /** The audit log. */
  audit: ['auditor'],
} as const satisfies Record<string, readonly StaffRole[]>;
export type PeopleDuty = keyof typeof PEOPLE_DUTIES;

export const mayDo = (role: StaffRole, duty: PeopleDuty): boolean =>
  (PEOPLE_DUTIES[duty] as readonly StaffRole[]).includes(role);

export const holdsKeys = (role: StaffRole): boolean => (KEY_ROLES as readonly StaffRole[]).includes(role);
