import { hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Worker } from '../../cases/casework.ts';
import { dayOf, type Clock } from '../../clock.ts';
import { BoxError, createSecretBox, type SecretBox } from '../../secret-box.ts';
import { createSessionRows, IDLE_MINUTES, LONGEST_HOURS } from './session-rows.ts';
import { createSessionList, type ListedSession } from './session-list.ts';
import type { SessionPort, SettingPort } from '../../store/ports.ts';

export { IDLE_MINUTES, LONGEST_HOURS };

const MINUTE_MS = 60_000;
/** The flow that a console session stands under in its row. No chat has it. */
const CONSOLE_FLOW = 'console';
const COOKIE = /^[A-Za-z0-9_-]{43}$/;

const innerShape = z.object({
  v: z.literal(1),
  person: z.string(),
  keyId: z.string(),
  identity: z.string(),
  /** The key was a confirmed recipient at sign-in. */
  confirmed: z.boolean(),
  csrf: z.string(),
  /** Milliseconds since 1970. */
  started: z.number(),
  epoch: z.string(),
});
type Inner = z.infer<typeof innerShape>;

/** Somebody signed in. `key` opens cases: never store, log or send it. */
export interface ConsoleSession {
  /** The name of the row; says nothing about the cookie. */
  lane: string;
  person: string;
  key: Worker['key'];
  confirmed: boolean;
  /** What every form of this session carries. */
  csrf: string;
  /** Seals what only this session is to open again. Out of the cookie and APP_SECRET: never store, log or send it. */
  secret: string;
}

export interface Sessions {
  /** Begins a session; resolves to the cookie's value, which is not kept. Rejects with StoreUnavailableError. */
  begin(worker: Worker, confirmed: boolean): Promise<string>;
  /** The session of a cookie, kept alive by this. Undefined when there is none, or its time is over. */
  read(cookie: string): Promise<ConsoleSession | undefined>;
  end(cookie: string): Promise<void>;
  /** The same by the row's name. */
  endLane(lane: string): Promise<void>;
  /** Ends every session of a person, on all machines. */
  endAll(person: string): Promise<void>;
  /** The sessions of a person that live, oldest first. */
  list(person: string): Promise<ListedSession[]>;
  /** Ends one of a person's own; false when it is not among them. */
  endOwn(person: string, lane: string): Promise<boolean>;
  /** Asked again and again, says whether a session that lives now still does: nobody signed out or was signed out. */
  watch(session: { lane: string; person: string }): Promise<() => Promise<boolean>>;
}

/**
 * Sessions of staff. The identity lies sealed under a key combined from the cookie and APP_SECRET: who has the database and
 * all secrets of the server, but not the cookie, opens none. Around that stands the seal and shape of every session, so
 * that the purge job lets idle ones run out.
 */
export function createSessions(deps: {
  port: SessionPort;
  settings: Pick<SettingPort, 'get' | 'set'>;
  /** The box that seals all sessions. */
  box: SecretBox;
  appSecret: string;
  clock: Clock;
}): Sessions {
  const { port, settings, box, appSecret, clock } = deps;
  const now = () => clock.now().getTime();
  const listed = createSessionList({ settings, box });
  const rows = createSessionRows({ port, box, clock }, CONSOLE_FLOW);
  const laneOf = (cookie: string) => box.name(`console/${cookie}`);
  const epochName = (person: string) => `console-epoch-${person}`;
  const epochOf = async (person: string) =>
    Buffer.from((await settings.get(epochName(person))) ?? []).toString('hex');

  const secretOf = (cookie: string, what: string): string => {
    const key = hkdfSync('sha256', appSecret, Buffer.from(cookie, 'base64url'), what, 32);
    return Buffer.from(key).toString('hex');
  };
  const boxOf = (cookie: string): SecretBox =>
    createSecretBox(secretOf(cookie, 'suetrong console session'), 'console-session');
  async function opened(cookie: string, lane: string): Promise<ConsoleSession | undefined> {
    const row = await rows.load(lane);
    if (!row) return undefined;
    const inner: Inner = innerShape.parse(
      JSON.parse(boxOf(cookie).open(Buffer.from(row.state, 'base64'), lane).toString('utf8')),
    );
    if (now() - inner.started >= LONGEST_HOURS * 60 * MINUTE_MS) return undefined;
    if (inner.epoch !== (await epochOf(inner.person))) return undefined;
    // Once a minute is often enough; if somebody else touched it at the same time, that does as well.
    if (now() - row.touched >= MINUTE_MS) await rows.save(lane, row.version + 1, row.state);
    const { person, keyId, identity, confirmed, csrf } = inner;
    return {
      lane,
      person,
      confirmed,
      csrf,
      secret: secretOf(cookie, 'suetrong draft of a console session'),
      key: { id: keyId, identity: identity },
    };
  }

  async function living(person: string): Promise<ListedSession[]> {
    const found: ListedSession[] = [];
    for (const entry of await listed.of(person)) if (await rows.load(entry.lane)) found.push(entry);
    return found;
  }

  return {
    list: living,
    async endOwn(person, lane) {
      if (!(await listed.of(person)).some((entry) => entry.lane === lane)) return false;
      await port.remove(lane);
      await listed.change(person, (list) => list.filter((entry) => entry.lane !== lane));
      return true;
    },
    async begin(worker, confirmed) {
      const cookie = randomBytes(32).toString('base64url');
      const lane = laneOf(cookie);
      const inner: Inner = {
        v: 1,
        person: worker.id,
        keyId: worker.key.id,
        identity: worker.key.identity,
        confirmed,
        csrf: randomBytes(24).toString('base64url'),
        started: now(),
        epoch: await epochOf(worker.id),
      };
      const sealed = boxOf(cookie).seal(Buffer.from(JSON.stringify(inner)), lane);
      if (!(await rows.save(lane, 1, sealed.toString('base64'))))
        throw new Error('a random cookie came twice');
      const alive = await living(worker.id);
      await listed.change(worker.id, () => [...alive, { lane, day: dayOf(clock.now()) }]);
      return cookie;
    },
    async read(cookie) {
      if (!COOKIE.test(cookie)) return undefined;
      const lane = laneOf(cookie);
      try {
        const session = await opened(cookie, lane);
        if (!session) await port.remove(lane);
        return session;
      } catch (error) {
        if (error instanceof BoxError) return undefined; // sealed under an older APP_SECRET, or spoiled
        throw error;
      }
    },
    async end(cookie) {
      if (COOKIE.test(cookie)) await port.remove(laneOf(cookie));
    },
    async endLane(lane) {
      await port.remove(lane);
    },
    async watch({ lane, person }) {
      const epoch = await epochOf(person);
      return async () => (await rows.load(lane)) !== undefined && (await epochOf(person)) === epoch;
    },
    async endAll(person) {
      await settings.set(epochName(person), randomBytes(8));
      await listed.change(person, () => []);
    },
  };
}
