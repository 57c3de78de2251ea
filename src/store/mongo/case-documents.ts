import type { CaseFacts, CaseRow, ItemRef, ItemRow } from '../ports.ts';
import { toBuffer } from './connection.ts';
import type { CaseDoc, ErasedDoc, FirstItem } from './schemas.ts';

/** A recipient id as the name of a field: hex, so that no sign in it means anything to the database. */
export const wrapField = (recipient: string): string => Buffer.from(recipient).toString('hex');

/** Who is counted for when it is everybody. */
export const EVERYBODY = '';

const NO_BYTES = Buffer.alloc(0);

/** A case without the items it was filed with, as lists and readers get it. */
export type CaseHead = Omit<CaseDoc, 'first'>;

/** What `toFacts` reads. */
export type Facts = Pick<
  CaseDoc,
  | '_id'
  | 'kind'
  | 'category'
  | 'unit'
  | 'status'
  | 'outcome'
  | 'assignee'
  | 'received'
  | 'due'
  | 'since'
  | 'unread'
  | 'answered'
  | 'took'
>;

export function toFacts(doc: Facts): CaseFacts {
  const { _id, kind, category, unit, status, received, due, since, unread } = doc;
  const { outcome, assignee, answered, took } = doc;
  return {
    id: _id,
    kind,
    category,
    unit,
    status,
    ...(outcome !== null && { outcome }),
    ...(assignee !== null && { assignee }),
    received,
    due,
    since,
    unread,
    ...(answered !== null && { answered }),
    ...(took !== null && { took }),
  };
}

export function toCaseRow(doc: CaseHead): CaseRow {
  const { version, locator, shown, waiting, staffRing, reporterRing, generation } = doc;
  return {
    ...toFacts(doc),
    version,
    locator,
    shown,
    waiting,
    staffRing,
    reporterRing,
    generation,
    wraps: doc.recipients.map((recipient) => ({ recipient, wrap: doc.wraps[wrapField(recipient)]! })),
    items: doc.items.map(({ once, ahead, ...ref }): ItemRef => ({
      id: ref.id,
      ring: ref.ring,
      sequence: ref.sequence,
      ...(once !== null && { once }),
      pending: ref.pending,
      ...(ahead && { ahead }),
      size: ref.size,
    })),
  };
}

/** The fields that `replace` changes: all but the id, what finds it, and the items it was filed with. */
export function toFields(row: CaseRow) {
  return {
    version: row.version,
    kind: row.kind,
    category: row.category,
    unit: row.unit,
    status: row.status,
    outcome: row.outcome ?? null,
    assignee: row.assignee ?? null,
    answered: row.answered ?? null,
    took: row.took ?? null,
    received: row.received,
    month: row.received.slice(0, 7),
    due: row.due,
    since: row.since,
    unread: row.unread,
    shown: row.shown,
    waiting: row.waiting,
    staffRing: toBuffer(row.staffRing),
    reporterRing: toBuffer(row.reporterRing),
    generation: row.generation,
    recipients: row.wraps.map(({ recipient }) => recipient),
    wraps: Object.fromEntries(row.wraps.map(({ recipient, wrap }) => [wrapField(recipient), toBuffer(wrap)])),
    items: row.items.map(({ id, ring, sequence, once, pending, ahead, size }) => ({
      id,
      ring,
      sequence,
      once: once ?? null,
      pending,
      ahead: ahead ?? null,
      size,
    })),
  } satisfies Partial<CaseDoc>;
}

export function toCaseDoc(row: CaseRow, items: readonly ItemRow[], locators: readonly string[]): CaseDoc {
  return {
    _id: row.id,
    locator: row.locator,
    lowest: [row.locator, ...locators].sort()[0]!,
    ...toFields(row),
    first: items.map(({ id, sealed, day }): FirstItem => ({ id, sealed: toBuffer(sealed), day })),
    erased: null,
    counted: [],
  };
}

/** What stands in place of a case from the moment of its erasure until it is counted elsewhere. `token` is random. */
export function toStub(doc: CaseHead, token: string): CaseDoc {
  const { _id, version, kind, category, unit, status, outcome, answered, took, month } = doc;
  return {
    _id,
    version: version + 1,
    locator: token,
    lowest: token,
    kind,
    category,
    unit,
    status,
    outcome,
    answered,
    took,
    month,
    assignee: null,
    received: '',
    due: '',
    since: '',
    unread: false,
    shown: false,
    waiting: false,
    staffRing: NO_BYTES,
    reporterRing: NO_BYTES,
    generation: 0,
    recipients: [],
    wraps: {},
    items: [],
    first: [],
    erased: token,
    counted: doc.shown ? [EVERYBODY, ...doc.recipients] : [],
  };
}

export function toErasedDoc(stub: CaseHead): ErasedDoc {
  const { kind, category, unit, status, outcome, answered, took, month, counted } = stub;
  return {
    ...{ _id: stub.erased!, counted, count: 1 },
    ...{ kind, category, unit, status, outcome, answered, took, month },
  };
}
