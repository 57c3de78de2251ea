import { addDays, dayOf, type Clock, type Day } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { Lang } from '../i18n.ts';
import type { CasePort, CaseRow } from '../store/ports.ts';
import { withStepsAhead } from './ahead.ts';
import { reporterAction, type ReporterActionId } from './actions.ts';
import type { CaseWriter } from './case-writer.ts';
import type { CodeLanes } from './code-derivation/lanes.ts';
import { mayOpen, type Accused, type UnitTree } from './conflict.ts';
import type { CasePolicy } from './deadlines.ts';
import type { Colleague } from './eligible.ts';
import type { EvidenceContent } from './evidence/contents.ts';
import type { Evidence } from './evidence/evidence.ts';
import { contentsOf } from './evidence/pieces.ts';
import { piecesOf, problemsOf, type Answers } from './fields.ts';
import { isClosed, type CaseKind, type Category, type Status } from './kinds.ts';
import type { KeyRings } from './key-ring.ts';
import { dueDay } from './legal-clock.ts';
import { newCase } from './new-case.ts';
import type { RecipientBook, TrustedRecipient } from './recipients.ts';
import { addressesIn, notifyItems, reporterChange } from './reporter-change.ts';
import { readReporterView, type ReporterView } from './reporter-view.ts';
import type { Sealer } from './seal.ts';
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

export interface Filing {
  kind: CaseKind;
  answers: Answers;
  lang: Lang;
  code: TrackingCode;
}

/** A reporter's own writing to a case. `id` is random, made before: the same id is taken once. */
export interface Writing {
  caseId: string;
  action: ReporterActionId;
  id: string;
  text?: string;
  /** Files and places sent with it, all of them decided. */
  files?: readonly EvidenceContent[];
}

export interface DeskDeps {
  port: CasePort;
  evidence: Pick<Evidence, 'adopt'>;
  clock: Clock;
  lanes: CodeLanes;
  rings: KeyRings;
  sealer: Sealer;
  writer: CaseWriter;
  book: RecipientBook;
  /** Undefined before set-up: nothing can be filed. */
  recovery: () => Promise<TrustedRecipient | undefined>;
  staff: () => Promise<readonly Colleague[]>;
  tree: () => UnitTree;
  isUnit: (ref: string) => boolean;
  policy: () => CasePolicy;
  /** The category's or kind's name, for titles. In Thai, the staff's language. */
  label: (kind: CaseKind, category: Category) => string;
  /** Trial mode: staff see everything at once instead of at release hours. */
  releaseNow: boolean;
}

/** What the reporter can do. Everything is sealed before it reaches the store; nothing here knows who is asking. */
export interface Desk {
  /** There is a recovery recipient and somebody who receives cases. */
  isOpen(): Promise<boolean>;
  /**
   * Files under a code: durable when it resolves, and once, however often it is called with the same code; the receipt
   * stays the same for as long as the case exists. Throws ExpectedError `filing-closed`, `report-incomplete`,
   * `evidence-gone` (a file of the draft ran out), `evidence-full`, `busy`.
   */
  file(filing: Filing): Promise<Receipt>;
  /** What the code opens; undefined for an unknown code. Slow on purpose, the same for both. Throws ExpectedError `busy`. */
  track(code: TrackingCode, source?: string): Promise<ReporterView | undefined>;
  /**
   * Writes to a case, without reading it. Resolves to the new status. Throws ExpectedError `case-gone`,
   * `action-not-possible`, `text-missing` (neither words nor files), `evidence-gone` or
   * `evidence-full` (with all that the case has it would have more files than it may).
   */
  write(writing: Writing): Promise<Status>;
  /**
   * Seals an address to the staff of a case, by the reporter's own wish; resolves to the item's id, which stops it.
   * Takes the place of an earlier wish. Throws ExpectedError `case-gone`, `action-not-possible`.
   */
  notify(wish: { caseId: string; id: string; address: string; lang: Lang }): Promise<string>;
  /** Takes every address out of a case, whichever `item` is given. Nothing happens when it is gone already. */
  stopNotifying(caseId: string, item: string): Promise<void>;
}

/** What somebody says who knows no unit: if nobody may receive that, reporting is closed. */
const UNKNOWN: Accused = { kind: 'complaint', unit: 'unknown', exclude: [] };

export function createDesk(deps: DeskDeps): Desk {
  const { port, clock, lanes, rings, writer } = deps;
  const today = () => dayOf(clock.now());

  const firstAnswerDue = (received: Day) => addDays(received, deps.policy().legalClock.firstAnswerDays);

  const receiptOf = (row: CaseRow, already: boolean): Receipt => ({
    caseId: row.id,
    kind: row.kind as CaseKind,
    received: row.received,
    due: dueDay(firstAnswerDue(row.received), deps.policy().legalClock),
    stranded: row.status === 'stranded',
    already,
  });

  /** Before the case refers to them; again, after a crash, is the same. */
  async function adopt(files: readonly EvidenceContent[], locator: string): Promise<void> {
    const done = await deps.evidence.adopt(files, locator);
    if (done !== 'adopted') throw new ExpectedError(`evidence-${done}`);
  }

  async function isStaffed(): Promise<boolean> {
    return (await deps.staff()).some((person) => person.recipient && mayOpen(person, UNKNOWN, deps.tree()));
  }

  return {
    async isOpen() {
      return (await deps.recovery()) !== undefined && (await isStaffed());
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
      await adopt(contentsOf(piecesOf(filing.answers)), keys[0].locator);
      const { row, items } = await newCase(filing, keys[0], recovery, deps);
      const sealed = await writer.sealInto(row, items);
      const existing = await port.file(sealed.row, sealed.items, locators);
      return receiptOf(existing ?? sealed.row, existing !== undefined);
    },

    track(code, source) {
      return lanes.track(
        code,
        async (keys) => {
          const row = await port.find(keys.map(({ locator }) => locator));
          if (!row) return undefined;
          const key = keys.find(({ locator }) => locator === row.locator);
          if (!key) return undefined;
          return readReporterView(row, key.identity, {
            port,
            rings,
            sealer: deps.sealer,
            writer,
            today: today(),
            policy: deps.policy(),
          });
        },
        source,
      );
    },

    async write({ caseId, action: actionId, id, text, files = [] }) {
      const action = reporterAction(actionId);
      if (!action) throw new ExpectedError('action-not-possible');
      const words = text?.trim() ?? '';
      if (action.needs.includes('message') && words === '' && files.length === 0)
        throw new ExpectedError('text-missing');
      const done = await writer.change(caseId, id, async (row) => {
        const change = reporterChange(
          row,
          { action, text: words, files },
          { day: today(), policy: deps.policy(), releaseNow: deps.releaseNow },
        );
        await adopt(files, row.locator);
        return change;
      });
      if (!done) throw new ExpectedError('case-gone', {}, 404);
      return withStepsAhead(done).status as Status;
    },

    async notify({ caseId, id, address, lang }) {
      const row = await writer.change(caseId, id, async (current) => {
        if (isClosed(withStepsAhead(current).status as Status))
          throw new ExpectedError('action-not-possible');
        return {
          ...notifyItems(current, { address, lang }, today()),
          drop: await addressesIn(current, writer),
        };
      });
      const item = row?.items.find((ref) => ref.ring === 'staff' && ref.once === id);
      if (!item) throw new ExpectedError('case-gone', {}, 404);
      return item.id;
    },

    async stopNotifying(caseId) {
      const row = await port.get(caseId);
      if (!row || (await addressesIn(row, writer)).length === 0) return;
      await writer.change(caseId, undefined, async (now) => ({
        row: now,
        items: [],
        drop: await addressesIn(now, writer),
      }));
    },
  };
}
