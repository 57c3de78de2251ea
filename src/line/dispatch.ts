import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { ReporterLog } from '../quiet-log.ts';
import type { Claim, InboxPort, Outcome } from '../store/ports.ts';
import { StoreUnavailableError } from '../store/ports.ts';

/** What handling one event came to: over, or to be tried again after a while. */
export type Handled = { outcome: Outcome } | { retryAfterMs: number };

export interface DispatchDeps {
  port: InboxPort;
  /** Handles one event; `mark` writes a durable note for whoever takes over after a crash. */
  handle: (claim: Claim, mark: (note: string) => Promise<void>) => Promise<Handled>;
  clock: Clock;
  log: ReporterLog;
  /** Events in work at once; each waits on LINE at most, so many cost little. */
  concurrency?: number;
  /** How long a claim holds without renewal: what a crash delays an answer by, at most. A reply token lives 60 s. */
  leaseMs?: number;
  /** How often to look for events that others stored or gave back. */
  pollMs?: number;
}

export interface Dispatcher {
  /** Looks for waiting events now. */
  wake(): void;
  /** Looks regularly, for events of other processes and of crashed ones. */
  start(): void;
  /** Handles what can be handled now and resolves when nothing is in work; for tests and for ending. */
  processAll(): Promise<void>;
  /** Takes no more events and resolves when those in work are over. */
  stop(): Promise<void>;
}

/** The claim ran out while the event was in work; somebody else has it now, and this side must not go on. */
class ClaimLost extends Error {
  constructor() {
    super('the claim on an event was lost');
    this.name = 'ClaimLost';
  }
}

const UNAVAILABLE_RETRY_MS = 1000;
const HANDFUL = 8;
/** An event that fails this often for another reason than the database is given up, so that its lane goes on. */
const MAX_ATTEMPTS = 8;

/** Takes events from the inbox: in order within a lane, side by side across lanes. */
export function createDispatcher(deps: DispatchDeps): Dispatcher {
  const { port, handle, clock, log } = deps;
  const { concurrency = 200, leaseMs = 10_000, pollMs = 500 } = deps;
  const working = new Set<Promise<void>>();
  let stopped = false;
  let claiming: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  /** `owner` is new for every claim, so that whoever lost one is not taken for its heir, in this process either. */
  async function work(claim: Claim, owner: string): Promise<void> {
    const heartbeat = setInterval(() => {
      port.renew(claim.id, owner, clock.now(), leaseMs).catch((error: unknown) => {
        log.warn({ err: error }, 'a claim could not be renewed');
      });
    }, leaseMs / 3);
    try {
      const handled = await handle(claim, async (note) => {
        if (!(await port.mark(claim.id, owner, note))) throw new ClaimLost();
      });
      if ('outcome' in handled) await port.finish(claim.id, owner, handled.outcome);
      else await port.release(claim.id, owner, new Date(clock.now().getTime() + handled.retryAfterMs));
    } catch (error) {
      if (error instanceof ClaimLost) log.warn('an event took longer than its claim');
      else await giveBack(claim, owner, error);
    } finally {
      clearInterval(heartbeat);
    }
  }

  async function giveBack(claim: Claim, owner: string, error: unknown): Promise<void> {
    const hopeless = claim.attempt >= MAX_ATTEMPTS && !(error instanceof StoreUnavailableError);
    log.error({ err: error, attempt: claim.attempt, hopeless }, 'an event could not be handled');
    try {
      if (hopeless) await port.finish(claim.id, owner, 'failed');
      else await port.release(claim.id, owner, new Date(clock.now().getTime() + UNAVAILABLE_RETRY_MS));
    } catch (second) {
      if (!(second instanceof StoreUnavailableError)) throw second;
      log.warn('the claim runs out by itself'); // the lease ends and the event is claimed again
    }
  }

  function begin(claim: Claim, owner: string): void {
    const task = work(claim, owner).finally(() => {
      working.delete(task);
      if (!stopped) wake();
    });
    working.add(task);
  }

  /**
   * Claims come in handfuls, because the store commits together what it is asked together; the first look is for one,
   * because there is often none.
   */
  async function claimAll(): Promise<void> {
    do {
      again = false;
      let found = true;
      for (
        let size = 1;
        found && !stopped && working.size < concurrency;
        size = Math.min(2 * size, HANDFUL)
      ) {
        const room = Math.min(size, concurrency - working.size);
        const claims = await Promise.all(
          Array.from({ length: room }, async () => {
            const owner = randomBytes(8).toString('hex');
            const claim = await port.claim(owner, clock.now(), leaseMs);
            if (claim) begin(claim, owner);
            return claim;
          }),
        );
        found = claims.every((claim) => claim !== undefined);
      }
    } while (again && !stopped);
  }

  function wake(): void {
    again = true;
    if (stopped || claiming) return;
    claiming = claimAll()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'waiting events could not be claimed');
      })
      .finally(() => {
        claiming = undefined;
        if (again) wake(); // asked for after the last look, before this moment: it must not wait for the poll
      });
  }

  return {
    wake,
    start() {
      timer = setInterval(wake, pollMs);
      wake();
    },
    async processAll() {
      do {
        wake();
        await claiming;
        await Promise.all(working);
      } while (working.size > 0 || claiming);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await claiming;
      await Promise.all(working);
    },
  };
}
