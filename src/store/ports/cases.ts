import type { Day } from '../../clock.ts';

/** One wrap of a case's staff ring, by the recipient id it is for. */
export interface WrapRow {
  recipient: string;
  wrap: Uint8Array;
}

/** One sealed item of a case, in order within its ring. */
export interface ItemRef {
  id: string;
  ring: 'staff' | 'reporter';
  /** Its number within the ring, which the seal is bound to; from 0. */
  sequence: number;
  /** Random; a change that carries the same is not made again. */
  once?: string;
  /** Not shown to staff before the next release hour. */
  pending: boolean;
  /** Until then: what its writer did with the case, which is not shown before either; written by the core. */
  ahead?: string;
  /** Padded size in bytes. */
  size: number;
}

/** What stands in plain of a case: all that may (promise 2). */
export interface CaseFacts {
  /** Random. */
  id: string;
  kind: string;
  category: string;
  unit: string;
  status: string;
  outcome?: string;
  assignee?: string;
  received: Day;
  /** The day something must have happened: an answer, a conclusion or, once closed, the erasure. */
  due: Day;
  /** The day of the last change of status. */
  since: Day;
  unread: boolean;
  /** How long the first answer took, and how long it was until the case was closed: steps of a closed list. */
  answered?: string;
  took?: string;
}

export interface CaseRow extends CaseFacts {
  /** Grows by one with every replacement, from 1. */
  version: number;
  /** Finds the case by its code; says nothing about the code. */
  locator: string;
  /** Staff may see that the case exists. */
  shown: boolean;
  /** Something waits for the next release hour. */
  waiting: boolean;
  /** The staff ring without its wraps, and the reporter ring, encoded. */
  staffRing: Uint8Array;
  reporterRing: Uint8Array;
  generation: number;
  /** In the order of their recipients' ids, which differ. */
  wraps: WrapRow[];
  items: ItemRef[];
}

/** Where the items of a case stand, without what is in them. */
export interface CasePlaces {
  id: string;
  locator: string;
  /** In the order of the case; `day` is the stored item's, undefined when there is no item with this id for this case. */
  items: (Pick<ItemRef, 'id' | 'ring' | 'sequence'> & { day: Day | undefined })[];
}

/** An item's ciphertext. Random id; nothing in the row orders it. */
export interface ItemRow {
  id: string;
  caseId: string;
  sealed: Uint8Array;
  day: Day;
}

/** Which cases. */
export interface QueueFilter {
  /** Only cases with a wrap for this recipient id, and only those that are shown. */
  recipient: string;
  statuses?: readonly string[];
  kind?: string;
  category?: string;
  unit?: string;
  assignee?: string;
  unread?: boolean;
  /** Due days, both ends included; an end that is left out is open. */
  due?: { from?: Day; to?: Day };
}

export interface QueueQuery extends QueueFilter {
  /** The last row of the page before. */
  after?: { due: Day; id: string };
  /** 1 to 200. */
  limit: number;
}

export interface QueueRow extends CaseFacts {
  generation: number;
  wrap: Uint8Array;
}

/** How many cases share these plain facts. `month` is `YYYY-MM` of receipt. */
export interface CaseTally extends Pick<
  CaseFacts,
  'kind' | 'category' | 'unit' | 'status' | 'outcome' | 'answered' | 'took'
> {
  month: string;
  count: number;
}

/** Who can open a case, by recipient ids in order. */
export interface CaseHolders {
  id: string;
  shown: boolean;
  recipients: string[];
}

export interface DueTallyQuery {
  /** Everybody's when left out. */
  recipient?: string;
  statuses: readonly string[];
  before: Day;
}

export interface CasePort {
  /**
   * Stores a new case (of version 1) with its first items, all or nothing; the answer is undefined. When a case with
   * one of the locators or with `row.locator` exists already, nothing is stored and that case is the answer.
   * Rejects, and stores nothing, when the id is that of another case.
   */
  file(row: CaseRow, items: readonly ItemRow[], locators: readonly string[]): Promise<CaseRow | undefined>;
  get(id: string): Promise<CaseRow | undefined>;
  /** The case with one of these locators. */
  find(locators: readonly string[]): Promise<CaseRow | undefined>;
  /** Stores an item; nothing shows it before a case row refers to it. An id that exists is left as it is. */
  putItem(item: ItemRow): Promise<void>;
  /** The items with these ids, in this order, whether a case refers to them or not; missing ones are left out. */
  readItems(ids: readonly string[]): Promise<ItemRow[]>;
  /** Ids of the cases that have items stored on `from` or later (left out: of all cases), by id after `after`, at most `limit`. */
  written(from: Day | undefined, after: string | undefined, limit: number): Promise<string[]>;
  /** The places of these cases, in this order; cases that are not there are left out. */
  places(ids: readonly string[]): Promise<CasePlaces[]>;
  /**
   * Stores `row` if the stored version is `row.version - 1`; items that the stored row refers to and this one does not
   * are deleted. False otherwise, and nothing is changed.
   */
  replace(row: CaseRow): Promise<boolean>;
  /** By due day, then id. Throws RangeError when `limit` is out of range. */
  queue(query: QueueQuery): Promise<QueueRow[]>;
  /** How many cases a queue has, counted no further than `most`, so that it costs the same however many there are. */
  count(filter: QueueFilter, most: number): Promise<number>;
  /** Cases of which something waits for release, by id after `after`. */
  waiting(after: string | undefined, limit: number): Promise<CaseRow[]>;
  /** Cases with a wrap for `recipient`, shown or not, by id after `after`. */
  withRecipient(recipient: string, after: string | undefined, limit: number): Promise<CaseRow[]>;
  /** The same cases with nothing but who can open each; by id after `after`. */
  holders(recipient: string, after: string | undefined, limit: number): Promise<CaseHolders[]>;
  /** Closed cases (of these statuses) whose due day is before `before`; at most `limit`. */
  dueForErasure(
    statuses: readonly string[],
    before: Day,
    limit: number,
  ): Promise<{ id: string; version: number }[]>;
  /** Deletes everything of a case save what `tally` counts by, and for whom. False if the version changed. */
  erase(id: string, version: number): Promise<boolean>;
  /**
   * Deletes items of days before `before` to which no case refers. Resolves to how many. Also clears the database's files
   * of traces of what was deleted since the last time, as far as the database can; that may take seconds. To be called
   * after a day's erasures.
   */
  purgeOrphans(before: Day): Promise<number>;
  /**
   * How many cases there are or, erased, were; of a recipient: those he has a wrap of, or had when they were erased.
   * Only those that are shown.
   */
  tally(recipient?: string): Promise<CaseTally[]>;
  /** The same of living cases of these statuses that were due before a day. */
  tallyDue(query: DueTallyQuery): Promise<CaseTally[]>;
}
