import type { Day } from '../clock.ts';
import type { AuditPort } from './ports/audit.ts';
import type { CasePort } from './ports/cases.ts';
import type { CounterPort } from './ports/counters.ts';
import type { EvidencePort } from './ports/evidence.ts';
import type { InboxPort } from './ports/inbox.ts';
import type { PeoplePort, RowPort } from './ports/rows.ts';
import type { SessionPort } from './ports/sessions.ts';
import type { SettingPort } from './ports/settings.ts';

export * from './ports/audit.ts';
export * from './ports/cases.ts';
export * from './ports/counters.ts';
export * from './ports/evidence.ts';
export * from './ports/inbox.ts';
export * from './ports/rows.ts';
export * from './ports/sessions.ts';
export * from './ports/settings.ts';

/**
 * What the core asks of a database, in the domain's words. Two adapters (`sqlite/`, `mongo/`) keep the same promises,
 * held by one contract suite (`test/store/contract/`). No row, document or query leaves an adapter.
 *
 * Rules for every port: a promise that resolved is durable (it survives kill -9 and, but for what InboxPort excepts, power
 * loss); every method is atomic by itself and nothing wider is needed; ids and names are given by the caller, random or
 * keyed hashes; stored times are days. A lost database rejects with StoreUnavailableError.
 */
export interface Store {
  readonly inbox: InboxPort;
  readonly sessions: SessionPort;
  readonly counters: CounterPort;
  readonly cases: CasePort;
  /** Sealed files. */
  readonly evidence: EvidencePort;
  readonly people: PeoplePort;
  readonly settings: SettingPort;
  readonly audit: AuditPort;
  /** Answers that staff wrote themselves. */
  readonly knowledge: RowPort;
  /** Questions that nobody could answer yet, masked. */
  readonly questions: RowPort;
  /** Reports on the improvement measures. */
  readonly progress: RowPort;
  /** What was erased and who was disabled, as keyed hashes, so that a restore does not bring it back. */
  readonly gone: RowPort;
  /**
   * Takes the moment of the last writing off the store's files, if they are its own: they then say `day` (promise 4). Until
   * the next writing, that is; so it is done again and again.
   */
  blurTimes(day: Day): Promise<void>;
  /** Rejects with StoreUnavailableError when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The database cannot be reached or cannot write now; the caller may try again later. */
export class StoreUnavailableError extends Error {
  /** The database's own name for why, such as `SQLITE_FULL`, for the log; never anything of what was asked. */
  readonly code: string | undefined;
  constructor(cause?: unknown, code?: string) {
    super('the database does not answer', { cause });
    this.name = 'StoreUnavailableError';
    this.code = code;
  }
}
