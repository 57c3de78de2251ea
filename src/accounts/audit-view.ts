import { mayDo } from './duties.ts';
import type { PersonView } from './person.ts';

/**
 * Which lines of the audit log somebody may see. Lines about a case show that it exists, and nobody but key holders knows
 * which units its reporter excluded; therefore auditors who stand inside the hierarchy see none of them (promise 5), and
 * those from outside see all.
 */
export function mayReadLine(reader: Pick<PersonView, 'role' | 'outside'>, line: { case?: string }): boolean {
  return mayDo(reader.role, 'audit') && (line.case === undefined || reader.outside);
}

/** Numbers without gaps show that something is left out: they are for those who see everything. */
export const maySeeNumbers = (reader: Pick<PersonView, 'role' | 'outside'>): boolean =>
  mayDo(reader.role, 'audit') && reader.outside;
