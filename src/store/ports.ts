import type { Day } from '../clock.ts';

/**
 * What the core asks of a database, in the domain's words. Two adapters (`sqlite/`, `mongo/`) keep the same promises,
 * held by one contract suite (`test/store/contract.ts`). No row, document or query leaves an adapter.
 *
 * Rules for every port: a promise that resolved is durable (it survives kill -9 and power loss); every method is
 * atomic by itself and nothing wider is needed; ids and names are given by the caller, random or keyed hashes;
 * stored times are days. A lost database rejects with StoreUnavailableError.
 */
export interface Store {
  readonly inbox: InboxPort;
  readonly sessions: SessionPort;
  readonly counters: CounterPort;
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
 * its way when the process died, and LINE says the token is spent; `silent`: nothing was to be said.
 */
export const OUTCOMES = ['replied', 'assumed-replied', 'expired', 'silent', 'failed'] as const;
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
