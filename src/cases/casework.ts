import { dayOf, type Clock } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { CasePort, CaseRow, QueueQuery } from '../store/ports.ts';
import { staffAction, staffActionsFor, type StaffActionId } from './actions.ts';
import type { CaseWriter } from './case-writer.ts';
import { fromBody, notifyContent, type NotifyContent } from './contents.ts';
import type { CasePolicy } from './deadlines.ts';
import { evidenceContent } from './evidence/contents.ts';
import type { Evidence } from './evidence/evidence.ts';
import { viewOf } from './evidence/view.ts';
import { isClosed, type CaseKind, type Status } from './kinds.ts';
import type { KeyRings, OpenRing } from './key-ring.ts';
import { createLinks, isLinkNote } from './links.ts';
import { createSearch, type Search } from './search.ts';
import type { Sealer } from './seal.ts';
import { checkedAction, staffChange, type Doing } from './staff-change.ts';
import {
  readCase,
  type EvidenceWish,
  type OpenedEvidence,
  type QueueEntry,
  type StaffView,
} from './staff-view.ts';
import { wrapFromStored } from './stored-form.ts';
import type { Worker } from './worker.ts';

export type { Doing } from './staff-change.ts';
export type { DialogueLine, EvidenceWish, OpenedEvidence, QueueEntry, StaffView } from './staff-view.ts';
export type { Worker } from './worker.ts';

/** What came of an action. `notify`: whom to tell, without content, that there is news. */
export interface Done {
  status: Status;
  notify: NotifyContent[];
}

/** What staff do with cases. Every method works only for who has a key; without one the case does not exist. */
export interface Casework {
  /** A page of the queue with opened titles. */
  queue(worker: Worker, query: Omit<QueueQuery, 'recipient'>): Promise<QueueEntry[]>;
  /** Opens a case and takes its unread mark off. Throws ExpectedError `case-gone` (also for a case of others). */
  open(worker: Worker, caseId: string): Promise<StaffView>;
  /**
   * A file of a case; nothing of it is read before `read` is. Throws ExpectedError `case-gone`, as `open` does, and
   * `evidence-gone` when the case has no such file (a place is none).
   */
  evidence(worker: Worker, wish: EvidenceWish): Promise<OpenedEvidence>;
  /**
   * Does one action of the registry. Throws ExpectedError `case-gone`, `action-not-possible`, `action-not-yours`,
   * `text-missing`, `outcome-missing`, `body-missing`, `assignee-missing`.
   */
  act(worker: Worker, doing: Doing): Promise<Done>;
  /** Looks for words in everything this person can open; see Search. Takes no unread mark off. */
  search: Search;
  /** Links two cases about the same thing, or takes the link away. Throws as `Links.set`. */
  link(worker: Worker, pair: { caseId: string; other: string; linked: boolean }): Promise<void>;
}

export function createCasework(deps: {
  port: CasePort;
  evidence: Pick<Evidence, 'open' | 'scan'>;
  clock: Clock;
  rings: KeyRings;
  sealer: Sealer;
  writer: CaseWriter;
  policy: () => CasePolicy;
  /** Whether a member of staff with this id can be given the case. */
  isAssignee: (id: string, row: CaseRow) => Promise<boolean>;
}): Casework {
  const { port, clock, rings, sealer, writer, policy } = deps;
  const today = () => dayOf(clock.now());
  const links = createLinks({ port, clock, rings, sealer, writer });
  const gone = () => new ExpectedError('case-gone', {}, 404);

  /** The row, if this person may know of it. */
  function requireVisible(row: CaseRow | undefined, worker: Worker): CaseRow {
    const theirs = row?.wraps.some(({ recipient }) => recipient === worker.key.id);
    if (!row || !theirs || !row.shown) throw gone();
    return row;
  }

  const rowFor = async (worker: Worker, caseId: string) => requireVisible(await port.get(caseId), worker);

  const openRing = (row: CaseRow, worker: Worker): Promise<OpenRing> =>
    rings.openRing(writer.ringOf(row, 'staff'), { caseId: row.id, ring: 'staff' }, worker.key);

  async function notifyList(row: CaseRow, open: OpenRing): Promise<{ ids: string[]; list: NotifyContent[] }> {
    const found = (await writer.readItems(row, 'staff')).filter(({ item }) => item.kind === 'notify');
    const list: NotifyContent[] = [];
    for (const { item } of found) list.push(fromBody(notifyContent, await sealer.openItem(item, item, open)));
    return { ids: found.map(({ ref }) => ref.id), list };
  }

  return {
    async queue(worker, query) {
      const rows = await port.queue({ ...query, recipient: worker.key.id });
      const entries: QueueEntry[] = [];
      for (const { wrap, generation, ...facts } of rows) {
        const at = { caseId: facts.id, generation };
        entries.push({ ...facts, title: await rings.openTitle(wrapFromStored(wrap), at, worker.key) });
      }
      return entries;
    },

    async open(worker, caseId) {
      const row = await rowFor(worker, caseId);
      const ring = await openRing(row, worker);
      const read = await readCase(row, ring, { writer, sealer });
      // What came in since it was read is unread still.
      if (row.unread) {
        await writer.change(caseId, undefined, (now) => ({
          row: { ...now, unread: now.version === row.version ? false : now.unread },
          items: [],
        }));
      }
      const { id, kind, category, unit, status, outcome, assignee, received, due, since } = row;
      return {
        facts: { id, kind, category, unit, status, outcome, assignee, received, due, since, unread: false },
        title: ring.title,
        ...read,
        notes: read.notes.filter((note) => !isLinkNote(note)),
        linked: await links.of(worker, caseId, read.notes),
        actions: staffActionsFor(row.kind as CaseKind, row.status as Status, worker.role).map(
          (action) => action.id as StaffActionId,
        ),
        access: row.wraps.map(({ recipient }) => recipient),
      };
    },

    async evidence(worker, { caseId, number, which }) {
      const row = await rowFor(worker, caseId);
      const ring = await openRing(row, worker);
      const found = (await writer.readItems(row, 'staff')).filter(
        ({ ref, item }) => item.kind === 'evidence' && !ref.pending,
      )[number - 1];
      const content = found && fromBody(evidenceContent, await sealer.openItem(found.item, found.item, ring));
      const view = content && viewOf(content, number);
      if (content?.is !== 'file' || view?.is !== 'file') throw new ExpectedError('evidence-gone', {}, 404);
      const shown = view.copies.find((copy) => which === undefined || copy.which === which);
      const copy = shown && content[shown.which];
      if (!copy) throw new ExpectedError('evidence-gone', {}, 404);
      return {
        ...shown,
        number,
        read: (part) => deps.evidence.open(copy, part),
        scanNow: () => deps.evidence.scan(copy),
      };
    },

    search: createSearch({ port, rings, sealer, writer }),

    link: (worker, pair) => links.set(worker, pair),

    async act(worker, doing) {
      const first = await rowFor(worker, doing.caseId);
      const registered = staffAction(doing.action);
      checkedAction(registered, first, worker, doing);
      // Also where nothing is to be read: who names a key must have it.
      const open = await openRing(first, worker);
      const day = today();
      let told: NotifyContent[] = [];
      const row = await writer.change(doing.caseId, undefined, async (current) => {
        const action = checkedAction(registered, requireVisible(current, worker), worker, doing);
        if (action.needs.includes('assignee') && !(await deps.isAssignee(doing.assignee ?? '', current))) {
          throw new ExpectedError('assignee-missing');
        }
        const change = staffChange(action, current, worker, doing, { day, policy: policy() });
        if (action.told === 'nothing') return change;
        const notify = await notifyList(current, open);
        told = notify.list;
        // The wish to be told ends with the case.
        return isClosed(change.row.status as Status) ? { ...change, drop: notify.ids } : change;
      });
      if (!row) throw gone();
      return { status: row.status as Status, notify: told };
    },
  };
}
