import { z } from 'zod';
import type { Day } from '../../clock.ts';
import { BoxError, type SecretBox } from '../../secret-box.ts';
import type { SettingPort } from '../../store/ports.ts';
import { createTurns } from './turns.ts';

const listShape = z.array(z.object({ lane: z.string(), day: z.string() }));

/** One session of a person, as its owner may see it. */
export interface ListedSession {
  /** The name of its row. */
  lane: string;
  /** The day it began. */
  day: Day;
}

/** More are never kept; the oldest are forgotten, and run out by themselves. */
const LONGEST_LIST = 20;

/**
 * Which sessions are whose, for their owner's own page alone. Sealed, so that the rows of sessions still do not tell who is
 * staff. Two processes at once may lose an entry: then a session is missing from the list, and "everywhere" still ends it.
 */
export interface SessionList {
  of(person: string): Promise<ListedSession[]>;
  /** Replaces the list by what `change` makes of it. */
  change(person: string, change: (list: ListedSession[]) => ListedSession[]): Promise<void>;
}

export function createSessionList(deps: {
  settings: Pick<SettingPort, 'get' | 'set'>;
  box: SecretBox;
}): SessionList {
  const { settings, box } = deps;
  const inTurn = createTurns();
  const nameOf = (person: string) => `console-sessions-${person}`;

  async function of(person: string): Promise<ListedSession[]> {
    const sealed = await settings.get(nameOf(person));
    if (!sealed || sealed.length === 0) return [];
    try {
      return listShape.parse(JSON.parse(box.open(sealed, nameOf(person)).toString('utf8')));
    } catch (error) {
      if (error instanceof BoxError) return []; // sealed under an older APP_SECRET, as those sessions are
      throw error;
    }
  }

  return {
    of,
    change: (person, change) =>
      inTurn(person, async () => {
        const next = change(await of(person)).slice(-LONGEST_LIST);
        await settings.set(nameOf(person), box.seal(Buffer.from(JSON.stringify(next)), nameOf(person)));
      }),
  };
}
