import type { Day } from '../clock.ts';

/**
 * What the core asks of a database, in the domain's words. Two adapters (`sqlite/`, `mongo/`) keep the same promises,
 * held by one contract suite (`test/store/contract/`). No row, document or query leaves an adapter.
 *
 * Rules for every port: a promise that resolved is durable (it survives kill -9 and power loss); every method is
 * atomic by itself and nothing wider is needed; ids and names are given by the caller, random or keyed hashes;
 * stored times are days. A lost database rejects with StoreUnavailableError.
 */
export interface Store {
  readonly inbox: InboxPort;
  readonly sessions: SessionPort;
  readonly counters: CounterPort;
  readonly cases: CasePort;
  readonly people: PeoplePort;
  readonly settings: SettingPort;
  readonly audit: AuditPort;
  /** Answers that staff wrote themselves. */
  readonly knowledge: RowPort;
  /** Questions that nobody could answer yet, masked. */
  readonly questions: RowPort;
  /** Rejects with StoreUnavailableError when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The database cannot be reached or cannot write now; the caller may try again later. */
export class StoreUnavailableError extends Error {
  constructor(cause?: unknown) {
    super('the database does not answer', { cause });
    this.name = 'StoreUnavailableError';
  }
}

/** An event as it waits to be handled. `payload` is sealed by the caller. */
export interface InboxEvent {
  /** Keyed hash of LINE's `webhookEventId`. */
  id: string;
  /** Keyed hash of who it comes from; events of one lane are handled one after the other, in order of arrival. */
  lane: string;
  payload: Uint8Array;
}

export interface Claim extends InboxEvent {
  /** How often this event was claimed, from 1. */
  attempt: number;
  /** What `mark` left on an earlier attempt. */
  mark: string | undefined;
}

/**
 * How an event ended; kept with its id (and nothing else) until its day is purged. `assumed-replied`: a reply was on
 * its way when the process died, and LINE says the token is spent, within its minute; `unconfirmed`: the same after its
 * minute, so that it may have run out instead; `silent`: nothing was to be said.
 */
export const OUTCOMES = ['replied', 'assumed-replied', 'unconfirmed', 'expired', 'silent', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface InboxPort {
  /** Stores events in the order given; those whose id is known already are left as they are. Resolves to how many were new. */
  accept(events: readonly InboxEvent[], today: Day): Promise<number>;
  /**
   * Takes the earliest waiting event of a lane that nobody works on, until `now + leaseMs`.
   * Two claims never hold events of one lane at once. Undefined when there is nothing to take.
   */
  claim(owner: string, now: Date, leaseMs: number): Promise<Claim | undefined>;
  /** Writes a short note on a claimed event, for whoever claims it after a crash. False when `owner` has lost the claim. */
  mark(id: string, owner: string, mark: string): Promise<boolean>;
  /** Ends a claimed event: its payload, lane and order are deleted; id, outcome and day stay. False when `owner` has lost the claim. */
  finish(id: string, owner: string, outcome: Outcome): Promise<boolean>;
  /** Gives a claimed event back, not to be claimed before `notBefore`. False when `owner` has lost the claim. */
  release(id: string, owner: string, notBefore: Date): Promise<boolean>;
  /** Extends a claim. False when `owner` has lost it. */
  renew(id: string, owner: string, now: Date, leaseMs: number): Promise<boolean>;
  /** Deletes the ids of finished events accepted before `day`. Resolves to how many. */
  purgeFinished(before: Day): Promise<number>;
  /** How many events wait or are being worked on, and how many ended in which way. */
  tally(): Promise<{ waiting: number; finished: Record<Outcome, number> }>;
}

/** A sealed session of one lane. */
export interface SessionRow {
  lane: string;
  /** Grows by one with every save, from 1. */
  version: number;
  sealed: Uint8Array;
  /** The day of the last save. */
  day: Day;
}

export interface SessionPort {
  load(lane: string): Promise<SessionRow | undefined>;
  /**
   * Saves version `row.version` if the stored version is `row.version - 1` (none stored counts as 0).
   * False, and nothing is changed, when somebody else saved first.
   */
  save(row: SessionRow): Promise<boolean>;
  /** Deletes the session if its version is still `version`, or in any case when `version` is left out. */
  remove(lane: string, version?: number): Promise<boolean>;
  /** Sessions in the order of their lanes, after `after`; at most `limit`. For the purge job. */
  page(after: string | undefined, limit: number): Promise<SessionRow[]>;
}

export interface CounterPort {
  /** Adds `by` to a counter of content-free events, for example `question.unanswered`. */
  add(name: string, by: number): Promise<void>;
  read(): Promise<Record<string, number>>;
}

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

/** An item's ciphertext. Random id; nothing in the row orders it. */
export interface ItemRow {
  id: string;
  caseId: string;
  sealed: Uint8Array;
  day: Day;
}

export interface QueueQuery {
  /** Only cases with a wrap for this recipient id, and only those that are shown. */
  recipient: string;
  statuses?: readonly string[];
  kind?: string;
  category?: string;
  unit?: string;
  assignee?: string;
  unread?: boolean;
  /** The last row of the page before. */
  after?: { due: Day; id: string };
  /** 1 to 200. */
  limit: number;
}

export interface QueueRow extends CaseFacts {
  generation: number;
  wrap: Uint8Array;
}

/** How many cases share these plain facts; erased ones are counted too. `month` is `YYYY-MM` of receipt. */
export interface CaseTally {
  kind: string;
  category: string;
  unit: string;
  status: string;
  outcome?: string;
  month: string;
  count: number;
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
  /**
   * Stores `row` if the stored version is `row.version - 1`; items that the stored row refers to and this one does not
   * are deleted. False otherwise, and nothing is changed.
   */
  replace(row: CaseRow): Promise<boolean>;
  /** By due day, then id. Throws RangeError when `limit` is out of range. */
  queue(query: QueueQuery): Promise<QueueRow[]>;
  /** Shown cases of a recipient by status. */
  countByStatus(recipient: string): Promise<Record<string, number>>;
  /** Cases of which something waits for release, by id after `after`. */
  waiting(after: string | undefined, limit: number): Promise<CaseRow[]>;
  /** Cases with a wrap for `recipient`, shown or not, by id after `after`. */
  withRecipient(recipient: string, after: string | undefined, limit: number): Promise<CaseRow[]>;
  /** Closed cases (of these statuses) whose due day is before `before`; at most `limit`. */
  dueForErasure(
    statuses: readonly string[],
    before: Day,
    limit: number,
  ): Promise<{ id: string; version: number }[]>;
  /** Deletes everything of a case save kind, category, unit, status, outcome and month. False if the version changed. */
  erase(id: string, version: number): Promise<boolean>;
  /**
   * Deletes items of days before `before` to which no case refers. Resolves to how many. Also clears the database's files
   * of traces of what was deleted since the last time, as far as the database can; that may take seconds. To be called
   * after a day's erasures.
   */
  purgeOrphans(before: Day): Promise<number>;
  tally(): Promise<CaseTally[]>;
}

/** A member of staff, encoded by `accounts/`. */
export interface PersonRow {
  id: string;
  /** From 1. */
  version: number;
  data: Uint8Array;
}

export interface PeoplePort {
  /** By id. */
  list(): Promise<PersonRow[]>;
  get(id: string): Promise<PersonRow | undefined>;
  /** As SessionPort.save. */
  save(row: PersonRow): Promise<boolean>;
}

/** Small collections that staff write: their own answers, and questions that wait for one. */
export interface RowPort extends PeoplePort {
  /** False when there is none. */
  remove(id: string): Promise<boolean>;
}

export interface SettingPort {
  get(name: string): Promise<Uint8Array | undefined>;
  /** Stores `value` unless the name has one already; resolves to what is stored. */
  make(name: string, value: Uint8Array): Promise<Uint8Array>;
  set(name: string, value: Uint8Array): Promise<void>;
}

/** One line of the audit log, encoded and chained by `audit/`. */
export interface AuditRow {
  /** From 1, without gaps. */
  sequence: number;
  day: Day;
  entry: Uint8Array;
  mac: Uint8Array;
}

export interface AuditPort {
  /** False when the sequence is taken. Rejects with RangeError when the one before is missing. */
  append(row: AuditRow): Promise<boolean>;
  last(): Promise<AuditRow | undefined>;
  /** After `after` in order, at most `limit`. */
  page(after: number, limit: number): Promise<AuditRow[]>;
}

/**
 * The sealed chunks of evidence. A file is a run of chunks under a random id; who holds the file's secret can read it,
 * and nobody else. Nothing refers to a file before somebody stored its secret, so a file alone shows nowhere.
 * A file belongs to a draft until it is adopted; files of drafts are deleted by day.
 */
export interface EvidencePort {
  /** Makes a file without chunks, of a draft. An id that exists is left as it is. */
  begin(fileId: string, day: Day): Promise<void>;
  /**
   * Stores a chunk of at most EVIDENCE_CHUNK_LIMIT bytes; one that is there already is left as it is. False, and nothing
   * is stored, when the file is not there (any more). `index` from 0. The caller may use the memory of `bytes` again once
   * this has resolved.
   */
  putChunk(fileId: string, index: number, bytes: Uint8Array): Promise<boolean>;
  readChunk(fileId: string, index: number): Promise<Uint8Array | undefined>;
  /** Deletes a file and its chunks; nothing happens when it is gone. */
  remove(fileId: string): Promise<void>;
  /**
   * Gives files to an owner (in place of the one they had), so that they live until `removeOwned`. Again is the same.
   * Resolves to those of the ids that are there.
   */
  adopt(fileIds: readonly string[], owner: string): Promise<string[]>;
  /** Deletes all files of an owner. Resolves to how many. */
  removeOwned(owner: string): Promise<number>;
  /** Owners with files begun before `before`, each once, in order, after `after`; at most `limit`. */
  owners(before: Day, after: string | undefined, limit: number): Promise<string[]>;
  /** Deletes files of drafts begun before `before`, and what is kept of quotas of such days. Resolves to how many files. */
  purgeDrafts(before: Day): Promise<number>;
  /** Adds `bytes` to what was taken in on a day, unless that would be more than `limit`: then false. */
  reserve(day: Day, bytes: number, limit: number): Promise<boolean>;
}

/** A MiB, the overhead of its seal, and a header. */
export const EVIDENCE_CHUNK_LIMIT = 1024 * 1024 + 8192;
