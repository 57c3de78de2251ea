import { KEY_ROLES, type StaffRole } from '../../cases/kinds.ts';
import type { Posted } from './posted.ts';
import type { Answer, Visit } from './view.ts';

/** One entrance of the console. Menu, gate and the cross-user test follow from the list of these. */
export interface Route {
  method: 'get' | 'post';
  /** Under `/console`. */
  path: string;
  /** Who may use it. Whether a case opens is decided by its key, whatever the role. */
  roles: readonly StaffRole[];
  /** Written to the audit log when somebody else asks. */
  refusal?:
    | 'audit-refused'
    | 'people-refused'
    | 'case-refused'
    | 'knowledge-refused'
    | 'progress-refused'
    | 'statistics-refused';
  /** Afterwards the cookie is taken back. */
  ends?: true;
  /** The texts somebody wrote in its form: given back to be copied when the form comes too late to be used. */
  typed?(posted: Posted): readonly string[];
  handle(visit: Visit): Promise<Answer>;
}

export const KEY_HOLDERS: readonly StaffRole[] = KEY_ROLES;

/** The pages of the menu. */
export const MENU = [
  { path: '', name: 'queue', roles: KEY_ROLES },
  { path: '/search', name: 'search', roles: KEY_ROLES },
  { path: '/people', name: 'people', roles: ['administrator', ...KEY_ROLES] },
  { path: '/knowledge', name: 'knowledge', roles: ['administrator', 'officer', 'head'] },
  { path: '/progress', name: 'progress', roles: ['administrator', 'head'] },
  { path: '/audit', name: 'audit', roles: ['auditor', 'administrator'] },
  { path: '/statistics', name: 'statistics', roles: ['auditor', ...KEY_ROLES] },
  { path: '/me', name: 'me', roles: ['administrator', 'auditor', ...KEY_ROLES] },
] as const satisfies readonly { path: string; name: string; roles: readonly StaffRole[] }[];

/** Where somebody starts. */
export const homeOf = (role: StaffRole): string =>
  MENU.find(({ roles }) => (roles as readonly StaffRole[]).includes(role))?.path ?? '/me';
