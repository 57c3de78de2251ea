import type { Day } from '../../clock.ts';

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
 * its way when the process died or LINE’s answer got lost, and LINE says the token is spent, within its minute;
 * `unconfirmed`: the same after its minute, so that it may have run out instead; `silent`: nothing was to be said.
 */
export const OUTCOMES = ['replied', 'assumed-replied', 'unconfirmed', 'expired', 'silent', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * `accept`, `mark` and `purgeFinished` are durable. The rest survives kill -9, and a power loss may undo the last of it: the
 * event is then claimed and ended again, and what it did is known from its session and its mark (ADR 2, 88).
 */
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
