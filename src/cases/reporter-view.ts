import { addDays, type Day } from '../clock.ts';
import type { CasePort, CaseRow, ItemRef } from '../store/ports.ts';
import { withStepsAhead } from './ahead.ts';
import { reporterActionsFor, type ReporterActionId } from './actions.ts';
import type { Identity } from './age.ts';
import { isTombstone, type CaseWriter } from './case-writer.ts';
import { fromBody, statusContent, type StatusContent } from './contents.ts';
import { withinLimit, type CasePolicy } from './deadlines.ts';
import type { CaseKind, Category, Status } from './kinds.ts';
import type { KeyRings } from './key-ring.ts';
import { deadlineOf, type Deadline } from './legal-clock.ts';
import { REPORTER_ID } from './recipients.ts';
import type { Sealer } from './seal.ts';

/** What a code opens: the status and the officers' messages, never what the reporter wrote. */
export interface ReporterView {
  caseId: string;
  kind: CaseKind;
  category: Category;
  status: Status;
  received: Day;
  /** The day of the next answer or conclusion, and how near it is; undefined once closed. */
  deadline?: Deadline;
  /** The last day to contest, where that is possible. */
  contestUntil?: Day;
  outcome?: string;
  /** In order. What the reporter sent stands there by day, without content. */
  timeline: StatusContent[];
  /** What can be done now. */
  actions: ReporterActionId[];
  /** The notification to stop, if one was asked for. */
  notify?: string;
}

/** Opens a case for its reporter, with what staff do not see yet. Throws SealError when anything was tampered with. */
export async function readReporterView(
  stored: CaseRow,
  identity: Identity,
  deps: {
    port: CasePort;
    rings: KeyRings;
    sealer: Sealer;
    writer: CaseWriter;
    today: Day;
    policy: CasePolicy;
  },
): Promise<ReporterView> {
  const { rings, sealer, writer, today, policy } = deps;
  const row = withStepsAhead(stored);
  const at = { caseId: row.id, ring: 'reporter' } as const;
  const open = await rings.openRing(writer.ringOf(row, 'reporter'), at, { id: REPORTER_ID, identity });
  const timeline: StatusContent[] = [];
  let notify: string | undefined;
  for (const { ref, item } of await writer.readItems(row, 'reporter')) {
    const entry = fromBody(statusContent, await sealer.openItem(item, item, open));
    timeline.push(entry);
    if (entry.notify !== undefined) notify = standing(row, ref) ?? notify;
  }
  const kind = row.kind as CaseKind;
  const status = row.status as Status;
  const actions = reporterActionsFor(kind, status).filter((action) =>
    withinLimit(action, row, today, policy),
  );
  return {
    caseId: row.id,
    kind,
    category: row.category as Category,
    status,
    received: row.received,
    deadline: deadlineOf(row, today, policy.legalClock),
    contestUntil: actions.some(({ id }) => id === 'contest')
      ? addDays(row.since, policy.contestDays)
      : undefined,
    outcome: row.outcome,
    timeline,
    actions: actions.map(({ id }) => id as ReporterActionId),
    notify,
  };
}

/**
 * The item for the staff that was written together with a line of the reporter's, if it is still there. By what they have
 * in common, since sealing a case anew gives its items other ids.
 */
const standing = (row: CaseRow, { once }: ItemRef): string | undefined =>
  once === undefined
    ? undefined
    : row.items.find((ref) => ref.ring === 'staff' && ref.once === once && !isTombstone(ref))?.id;
