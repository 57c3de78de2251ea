import { dayOf, daysBetween, type Clock, type Day } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { CaseFacts, CasePort, CaseRow, QueueQuery } from '../store/ports.ts';
import { staffAction, staffActionsFor, type StaffAction, type StaffActionId } from './actions.ts';
import { newItem, type Change, type CaseWriter, type NewItem } from './case-writer.ts';
import {
  dialogueContent,
  fromBody,
  notifyContent,
  reportContent,
  type DialogueContent,
  type NotifyContent,
  type ReportContent,
} from './contents.ts';
import { dueAfter, type CasePolicy } from './deadlines.ts';
import { evidenceContent, type EvidenceContent } from './evidence/contents.ts';
import type { Evidence, FilePart } from './evidence/evidence.ts';
import type { Scan } from './evidence/scan.ts';
import { viewOf, type CopyName, type CopyView, type EvidenceView } from './evidence/view.ts';
import { durationOf } from './durations.ts';
import {
  CONCLUSIONS,
  isClosed,
  type CaseKind,
  type CaseOutcome,
  type StaffRole,
  type Status,
} from './kinds.ts';
import type { Key, KeyRings, OpenRing } from './key-ring.ts';
import { createLinks, isLinkNote, linkedIds, type LinkedCase } from './links.ts';
import { createSearch, type Search } from './search.ts';
import type { Sealer } from './seal.ts';
import { wrapFromStored } from './stored-form.ts';

/** A member of staff at work: who, in which role, with which key. */
export interface Worker {
  id: string;
  role: StaffRole;
  key: Key;
}

export interface QueueEntry extends CaseFacts {
  title: string;
}

/** A line of the dialogue, with the numbers of the evidence that came with it. */
export type DialogueLine = DialogueContent & { evidence?: number[] };

/** Which file of a case somebody wants to see. */
export interface EvidenceWish {
  caseId: string;
  /** As in `StaffView.evidence`. */
  number: number;
  /** The cleaned copy when left out, or the original where there is no other. */
  which?: CopyName;
}

/** A file of a case, for whoever has a key to it. */
export interface OpenedEvidence extends CopyView {
  number: number;
  /** The content or a part of it, a MiB at a time and never on a disk. Throws SealError when it was changed or is gone. */
  read(part?: FilePart): AsyncIterable<Uint8Array>;
  /** What the virus scanner says now; undefined where none is set up. */
  scanNow(): Promise<Scan | undefined>;
}

/** A case as a key holder reads it. */
export interface StaffView {
  facts: CaseFacts;
  title: string;
  report: ReportContent;
  /** In order. What came with the report stands in no line of the dialogue. */
  evidence: EvidenceView[];
  dialogue: DialogueLine[];
  notes: DialogueContent[];
  /** Cases about the same thing that this person can open too. */
  linked: LinkedCase[];
  actions: StaffActionId[];
  /** The recipient ids that can open it. */
  access: string[];
}

export interface Doing {
  caseId: string;
  action: string;
  message?: string;
  outcome?: string;
  body?: string;
  assignee?: string;
}

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

const MISSING: Record<string, string> = {
  message: 'text-missing',
  outcome: 'outcome-missing',
  body: 'body-missing',
  assignee: 'assignee-missing',
};

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

  function check(action: StaffAction | undefined, row: CaseRow, worker: Worker, doing: Doing): StaffAction {
    if (!action?.from.includes(row.status as Status) || !action.kinds.includes(row.kind as CaseKind)) {
      throw new ExpectedError('action-not-possible');
    }
    if (!action.roles.includes(worker.role)) throw new ExpectedError('action-not-yours', {}, 403);
    for (const need of action.needs) {
      if (!doing[need]?.trim()) throw new ExpectedError(MISSING[need] ?? 'text-missing');
    }
    const conclusions: readonly string[] = CONCLUSIONS[row.kind as CaseKind];
    if (action.outcome === 'chosen' && !conclusions.includes(doing.outcome ?? '')) {
      throw new ExpectedError('outcome-missing');
    }
    return action;
  }

  function changeBy(action: StaffAction, row: CaseRow, worker: Worker, doing: Doing, day: Day): Change {
    const status = action.to === 'same' ? (row.status as Status) : action.to;
    const outcome = action.outcome === 'chosen' ? doing.outcome : action.outcome;
    const changed: CaseRow = {
      ...row,
      status,
      since: status === row.status ? row.since : day,
      outcome: outcome === undefined ? row.outcome : outcome === 'none' ? undefined : outcome,
      assignee: action.needs.includes('assignee') ? doing.assignee : row.assignee,
    };
    const took = durationOf(daysBetween(row.received, day));
    if (action.told === 'message') changed.answered ??= took;
    if (status !== row.status) changed.took = isClosed(status) ? took : undefined;
    changed.due = dueAfter(action.clock, changed, day, policy());
    const given = (need: 'outcome' | 'body' | 'assignee') =>
      action.needs.includes(need) ? doing[need]?.trim() : undefined;
    const detail = given('outcome') ?? given('body') ?? given('assignee');
    const text = doing.message?.trim();
    const items: NewItem[] = [
      newItem(action.id === 'note' ? 'note' : 'dialogue', {
        day,
        by: 'staff',
        who: worker.id,
        action: action.id,
        text,
        detail,
      } satisfies DialogueContent),
    ];
    if (action.told !== 'nothing') {
      items.push(
        newItem(action.told === 'message' ? 'message' : 'status', {
          day,
          action: action.id,
          by: 'staff',
          status,
          due: isClosed(status) ? undefined : changed.due,
          outcome: changed.outcome,
          body: given('body'),
          text: action.told === 'message' ? text : undefined,
        }),
      );
    }
    return { row: changed, items };
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
      const view: Pick<StaffView, 'dialogue' | 'notes'> = { dialogue: [], notes: [] };
      const pieces: { content: EvidenceContent; once?: string }[] = [];
      const said = new Map<string, DialogueLine>();
      let report: ReportContent | undefined;
      for (const { ref, item } of await writer.readItems(row, 'staff')) {
        if (ref.pending || item.kind === 'notify') continue;
        const body = await sealer.openItem(item, item, ring);
        if (item.kind === 'report') report = fromBody(reportContent, body);
        else if (item.kind === 'evidence')
          pieces.push({ content: fromBody(evidenceContent, body), once: ref.once });
        else {
          const line: DialogueLine = fromBody(dialogueContent, body);
          view[item.kind === 'note' ? 'notes' : 'dialogue'].push(line);
          if (ref.once !== undefined) said.set(ref.once, line);
        }
      }
      // What was written together was sent together.
      for (const [at, { once = '' }] of pieces.entries()) {
        const line = said.get(once);
        if (line) line.evidence = [...(line.evidence ?? []), at + 1];
      }
      if (!report) throw new Error('a case without a report');
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
        report,
        evidence: pieces.map(({ content }, at) => viewOf(content, at + 1)),
        ...view,
        notes: view.notes.filter((note) => !isLinkNote(note)),
        linked: await links.titles(worker, linkedIds(view.notes)),
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
      check(registered, first, worker, doing);
      // Also where nothing is to be read: who names a key must have it.
      const open = await openRing(first, worker);
      const day = today();
      let told: NotifyContent[] = [];
      const row = await writer.change(doing.caseId, undefined, async (current) => {
        const action = check(registered, requireVisible(current, worker), worker, doing);
        if (action.needs.includes('assignee') && !(await deps.isAssignee(doing.assignee ?? '', current))) {
          throw new ExpectedError('assignee-missing');
        }
        const change = changeBy(action, current, worker, doing, day);
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

export type { CaseOutcome };
