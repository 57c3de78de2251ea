import type { Effect, EffectResult } from './effects.ts';
import type { Engine, EngineContext, Turn } from './engine.ts';
import type { EffectOrigin } from './performer.ts';
import type { Input } from './input.ts';
import type { Answer } from './reply.ts';
import { expireSession, newSession, type Session } from './session.ts';

export interface ConversationDeps {
  engine: Engine;
  /** What the flows may look at in this chat, as of now. */
  context: (from: ChatOrigin) => Promise<EngineContext>;
  /** Does an effect. Idempotent: after a crash the same effect can come again. */
  perform: (effect: Effect, origin: EffectOrigin) => Promise<EffectResult>;
}

export interface Outcome {
  /** Undefined: forget this person. */
  session: Session | undefined;
  answer: Answer | undefined;
}

export type ChatOrigin = Omit<EffectOrigin, 'lang'>;

export interface Conversation {
  /**
   * Handles one event of one chat exactly once: when `event` is the one the session saw last, nothing advances and the
   * same answer comes again.
   */
  handle(stored: Session | undefined, event: string, input: Input, from: ChatOrigin): Promise<Outcome>;
}

export function createConversation({ engine, context, perform }: ConversationDeps): Conversation {
  async function finish(first: Turn, current: EngineContext, from: ChatOrigin): Promise<Turn> {
    let turn = first;
    const aside = async ({ also, session }: Turn) => {
      for (const effect of also) await perform(effect, { ...from, lang: session?.lang ?? 'th' });
    };
    await aside(turn);
    while (turn.asked && turn.session) {
      const result = await perform(turn.asked.effect, { ...from, lang: turn.session.lang });
      turn = engine.resume(turn, result, current);
      await aside(turn);
    }
    return turn;
  }

  return {
    async handle(stored, event, input, from) {
      const current = await context(from);
      const kept = stored && expireSession(stored, current.now, current.data.policy.draftIdleHours);
      const session = kept ?? newSession(current.now);
      if (session.applied?.event === event) {
        const { replay } = session.applied;
        if (replay.as === 'stored') return { session, answer: replay.answer };
        if (replay.as === 'prompt') return { session, answer: engine.prompt(session, current) };
      }
      const turn = await finish(engine.advance(session, input, current), current, from);
      if (!turn.session) return { session: undefined, answer: turn.answer };
      const replay: NonNullable<Session['applied']>['replay'] =
        turn.replay === 'stored' ? { as: 'stored', answer: turn.answer } : { as: turn.replay };
      return { session: { ...turn.session, applied: { event, replay } }, answer: turn.answer };
    },
  };
}
