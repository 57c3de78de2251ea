import { addDays, type Day } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { CasePort, CaseRow } from '../store/ports.ts';
import { adopt } from './adopt.ts';
import type { CaseWriter } from './case-writer.ts';
import type { CodeLanes } from './code-derivation/lanes.ts';
import { mayOpen, type Accused } from './conflict.ts';
import type { Evidence } from './evidence/evidence.ts';
import { contentsOf } from './evidence/pieces.ts';
import { piecesOf, problemsOf } from './fields.ts';
import type { CaseKind } from './kinds.ts';
import { dueDay } from './legal-clock.ts';
import { newCase, type NewCaseDeps, type Report } from './new-case.ts';
import type { TrustedRecipient } from './recipients.ts';
import type { TrackingCode } from './tracking.ts';

/** What the reporter is told after filing; the code itself they have already. */
export interface Receipt {
  caseId: string;
  kind: CaseKind;
  received: Day;
  due: Day;
  /** Nobody at the municipality may open it: the reporter is sent to outside bodies. */
  stranded: boolean;
  /** It was filed under this code before; nothing was added. */
  already: boolean;
}

/** A report and the code that opens its case. */
export interface Filing extends Report {
  code: TrackingCode;
}

/** Filing, the first thing a reporter does. */
export interface FilingDesk {
  /** There is a recovery recipient and somebody who receives cases. */
  isOpen(): Promise<boolean>;
  /**
   * Files under a code: durable when it resolves, and once, however often it is called with the same code; the receipt
   * stays the same for as long as the case exists. Throws ExpectedError `filing-closed`, `report-incomplete`,
   * `evidence-gone` (a file of the draft ran out), `evidence-full`, `busy`.
   */
  file(filing: Filing): Promise<Receipt>;
}

export interface FilingDeps extends NewCaseDeps {
  port: CasePort;
  evidence: Pick<Evidence, 'adopt'>;
  lanes: CodeLanes;
  writer: CaseWriter;
  /** Undefined before set-up: nothing can be filed. */
  recovery: () => Promise<TrustedRecipient | undefined>;
  isUnit: (ref: string) => boolean;
}

/** What somebody says who knows no unit: if nobody may receive that, reporting is closed. */
const UNKNOWN: Accused = { kind: 'complaint', unit: 'unknown', exclude: [] };

export function createFiling(deps: FilingDeps): FilingDesk {
  const { port, lanes, writer } = deps;

  const firstAnswerDue = (received: Day) => addDays(received, deps.policy().legalClock.firstAnswerDays);
  const receiptOf = (row: CaseRow, already: boolean): Receipt => ({
    caseId: row.id,
    kind: row.kind as CaseKind,
    received: row.received,
    due: dueDay(firstAnswerDue(row.received), deps.policy().legalClock),
    stranded: row.status === 'stranded',
    already,
  });

  async function isStaffed(): Promise<boolean> {
    return (await deps.staff()).some((person) => person.recipient && mayOpen(person, UNKNOWN, deps.tree()));
  }

  return {
    async isOpen() {
      const [recovery, staffed] = await Promise.all([deps.recovery(), isStaffed()]);
      return recovery !== undefined && staffed;
    },

    async file(filing) {
      const recovery = await deps.recovery();
      const closed = () => new ExpectedError('filing-closed', {}, 503);
      if (!recovery) throw closed();
      const keys = await lanes.keysForFiling(filing.code);
      const locators = keys.map(({ locator }) => locator);
      const earlier = await port.find(locators);
      if (earlier) return receiptOf(earlier, true);
      // Checked after looking: whoever files again has no draft any more, and still gets the receipt.
      if (!(await isStaffed())) throw closed();
      if (problemsOf(filing.kind, filing.answers, deps.isUnit).length > 0) {
        throw new ExpectedError('report-incomplete');
      }
      await adopt(deps.evidence, contentsOf(piecesOf(filing.answers)), keys[0].locator);
      const { row, items } = await newCase(filing, keys[0], recovery, deps);
      const sealed = await writer.sealInto(row, items);
      const existing = await port.file(sealed.row, sealed.items, locators);
      return receiptOf(existing ?? sealed.row, existing !== undefined);
    },
  };
}
