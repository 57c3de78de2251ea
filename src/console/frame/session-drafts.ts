import type { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { BoxError, createSecretBox, type SecretBox } from '../../secret-box.ts';
import type { SessionPort } from '../../store/ports.ts';
import { createSessionRows } from './session-rows.ts';
import type { Member } from './view.ts';

type Owner = Pick<Member, 'lane' | 'secret'>;

/**
 * Something that is begun on one page and ended on another, kept for one session alone: who has the database and all secrets
 * of the server, but not the cookie, opens none. It goes with the session, or after half an hour without a step.
 */
export interface SessionDrafts<T> {
  load(of: Owner): Promise<T | undefined>;
  /** To be called in the turn of the session. */
  save(of: Owner, draft: T): Promise<void>;
  clear(of: Owner): Promise<void>;
}

/** `name`: the flow its rows stand under. */
export function createSessionDrafts<T>(
  deps: { port: SessionPort; box: SecretBox; clock: Clock },
  name: string,
  shape: z.ZodType<T>,
): SessionDrafts<T> {
  const rows = createSessionRows(deps, name);
  const laneOf = ({ lane }: Owner) => deps.box.name(`${name}/${lane}`);
  const boxOf = ({ secret }: Owner) => createSecretBox(secret, name);

  return {
    async load(of) {
      const lane = laneOf(of);
      try {
        const row = await rows.load(lane);
        if (!row) return undefined;
        const plain = boxOf(of).open(Buffer.from(row.state, 'base64'), lane);
        return shape.parse(JSON.parse(plain.toString('utf8')));
      } catch (error) {
        if (error instanceof BoxError) return undefined; // sealed under an older APP_SECRET: begun anew
        throw error;
      }
    },
    async save(of, draft) {
      const lane = laneOf(of);
      const sealed = boxOf(of)
        .seal(Buffer.from(JSON.stringify(draft)), lane)
        .toString('base64');
      const before = await deps.port.load(lane);
      if (!(await rows.save(lane, (before?.version ?? 0) + 1, sealed)))
        throw new Error('a draft was written out of its turn');
    },
    clear: (of) => deps.port.remove(laneOf(of)).then(() => undefined),
  };
}
