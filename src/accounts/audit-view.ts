import { mayDo } from './duties.ts';
import type { PersonView } from './person.ts';

/**
 * Which lines of the audit log somebody may see. Lines about a case show that it exists, and nobody but key holders knows
 * which units its reporter excluded; therefore auditors who stand inside the hierarchy see none of them (promise 5), and
 * those from outside see all. The ledger's batches are lines about cases, too: several on one day say that there was much.
 */
export function mayReadLine(
  reader: Pick<PersonView, 'role' | 'outside'>,
  line: { what: string; case?: string },
): boolean {
  return (
    mayDo(reader.role, 'audit') &&
    ((line.case === undefined && line.what !== 'items-entered') || reader.outside)
  );
}

/**
 * Numbers without gaps show that something is left out, and how many items are missing from the database says that there
 * were some: both are for those who see everything.
 */
export const maySeeNumbers = (reader: Pick<PersonView, 'role' | 'outside'>): boolean =>
  mayDo(reader.role, 'audit') && reader.outside;
