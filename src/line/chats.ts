import { dayOf, type Clock } from '../clock.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Input } from '../conversation/input.ts';
import type { Answer } from '../conversation/reply.ts';
import { parseSession, type Session } from '../conversation/session.ts';
import type { Lang } from '../i18n.ts';
import type { SecretBox } from '../secret-box.ts';
import type { SessionPort } from '../store/ports.ts';

/** What to say, in the chat's language. */
export interface Said {
  answer: Answer | undefined;
  lang: Lang;
}

export interface Chats {
  /**
   * Takes one event of a chat through the conversation and makes the new session durable, so that the event has acted
   * exactly once whatever happens afterwards. Throws when somebody else changed the session meanwhile. `alongside` is begun
   * together with that write, so that a database that groups commits makes one of them, and is waited for unless saving fails.
   */
  handle(
    lane: string,
    event: string,
    input: Input,
    more?: { address?: string; alongside?: (answer: Answer | undefined) => Promise<void> },
  ): Promise<Said>;
}

/** Another process changed the session at the same time; the event comes again. */
export class SessionConflict extends Error {
  constructor() {
    super('the session changed meanwhile');
    this.name = 'SessionConflict';
  }
}

/** The chats of LINE users: sealed sessions around the channel-free conversation. */
export function createChats(deps: {
  port: SessionPort;
  box: SecretBox;
  conversation: Conversation;
  clock: Clock;
}): Chats {
  const { port, box, conversation, clock } = deps;
  const place = (lane: string) => `session/${lane}`;

  return {
    async handle(lane, event, input, { address, alongside } = {}) {
      const row = await port.load(lane);
      const stored = row
        ? parseSession(box.open(row.sealed, place(lane)).toString('utf8'), clock.now())
        : undefined;
      const { session, answer } = await conversation.handle(stored, event, input, { address, source: lane });
      if (!session) {
        if (row) await port.remove(lane);
        return { answer, lang: stored?.lang ?? 'th' };
      }
      if (stored && session.applied?.event === event && stored.applied?.event === event)
        return { answer, lang: session.lang };
      const saving = port.save({
        lane,
        version: (row?.version ?? 0) + 1,
        sealed: box.seal(Buffer.from(JSON.stringify(session satisfies Session)), place(lane)),
        day: dayOf(clock.now()),
      });
      const [saved] = await Promise.all([saving, alongside?.(answer)]);
      if (!saved) throw new SessionConflict();
      return { answer, lang: session.lang };
    },
  };
}
