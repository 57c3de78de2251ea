import { createRowMac } from '../../src/accounts/row-mac.ts';
import { createAuditLog, type AuditLog } from '../../src/audit/log.ts';
import { createLedger, type Ledger } from '../../src/audit/ledger.ts';
import { isClosingAction } from '../../src/cases/actions.ts';
import { createGoneList } from '../../src/cases/gone.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import { createMarkNotes, createMarks, standingOf } from '../../src/cases/marks.ts';
import type { Store } from '../../src/store/ports.ts';

import { type CaseOffice } from '../cases/case-office.ts';
import { SECRETS } from '../support/secrets.ts';

/** How many days a case is kept once it is closed. */
export const KEEP = 90;
/** What a check finds where nothing was touched. */
export const CLEAN = { missing: 0, unentered: 0, early: 0 };

interface Otherwise {
  /** Another connection to the database, or one that fails. */
  store?: Store;
  /** A key that is not the office's own. */
  key?: string;
}

/** The audit log of an office, as a process of its own would write it. */
export const auditOn = (
  office: CaseOffice,
  { store = office.store, key = SECRETS.integrityKey }: Otherwise = {},
): AuditLog => createAuditLog({ port: store.audit, mac: createRowMac(key, 'audit'), clock: office.clock });

/** The ledger of an office, as a process of its own would keep it. */
export function ledgerOn(
  office: CaseOffice,
  { store = office.store, key = SECRETS.integrityKey }: Otherwise = {},
): Ledger {
  const integrity = createIntegrity(key);
  const marks = createMarks(integrity);
  const gone = createGoneList({ rows: store.gone, integrity, clock: office.clock });
  return createLedger({
    ...{ audit: auditOn(office, { store, key }), cases: store.cases, marks, clock: office.clock },
    ...createMarkNotes(marks, { gone, clock: office.clock }),
    standingOf: (places) => standingOf(places, { cases: store.cases, integrity }),
    closes: isClosingAction,
  });
}

/** What a ledger finds missing, not entered or erased too early. */
export const checked = async (ledger: Ledger) => (await ledger.check()).ledger;
