import { dayOf, type Clock } from '../../clock.ts';
import { expireSession, parseSession, type Session as LaneSession } from '../../conversation/session.ts';
import type { SecretBox } from '../../secret-box.ts';
import type { SessionPort } from '../../store/ports.ts';

/** What the console keeps in the session store goes after this long without a request. */
export const IDLE_MINUTES = 30;
/** And after this long in any case. */
export const LONGEST_HOURS = 8;

export interface SessionRow {
  state: string;
  /** Milliseconds since 1970. */
  touched: number;
  version: number;
}

/**
 * Rows of one kind in the store of all sessions, in the seal and shape of every other: so the purge job lets idle ones run
 * out, backups leave them out, and a row does not tell whose it is. What `state` holds must be sealed by itself.
 */
export interface SessionRows {
  /** False when somebody wrote another version. */
  save(lane: string, version: number, state: string): Promise<boolean>;
  /** Undefined when there is none of this kind, or its time is over. Throws BoxError. */
  load(lane: string): Promise<SessionRow | undefined>;
}

/** `flow`: the name that such rows stand under. No chat has it. */
export function createSessionRows(
  deps: { port: SessionPort; box: SecretBox; clock: Clock },
  flow: string,
): SessionRows {
  const { port, box, clock } = deps;
  const place = (lane: string) => `session/${lane}`;
  return {
    save(lane, version, state) {
      const touched = clock.now().getTime();
      const session: LaneSession = {
        v: 1,
        lang: 'th',
        touched: 0, // nothing but the flow is worth keeping: with it the whole row goes
        flow: { name: flow, state, touched, idle: IDLE_MINUTES },
      };
      const sealed = box.seal(Buffer.from(JSON.stringify(session)), place(lane));
      return port.save({ lane, version, sealed, day: dayOf(clock.now()) });
    },
    async load(lane) {
      const row = await port.load(lane);
      if (!row) return undefined;
      const json = box.open(row.sealed, place(lane)).toString('utf8');
      const now = clock.now();
      const kept = expireSession(parseSession(json, now), now, LONGEST_HOURS)?.flow;
      if (kept?.name !== flow || typeof kept.state !== 'string') return undefined;
      return { state: kept.state, touched: kept.touched, version: row.version };
    },
  };
}
