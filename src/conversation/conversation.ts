import type { Effect, EffectResult } from './effects.ts';
import type { Engine, EngineContext, Turn } from './engine.ts';
import type { Input } from './input.ts';
import type { Answer } from './reply.ts';
import { expireSession, newSession, type Session } from './session.ts';

export interface ConversationDeps {
  engine: Engine;
  /** What the flows may look at, as of now. */
  context: () => EngineContext;
  /** Does an effect. Idempotent: after a crash the same effect can come again. */
  perform: (effect: Effect) => Promise<EffectResult>;
}

export interface Outcome {
  /** Undefined: forget this person. */
  session: Session | undefined;
  answer: Answer | undefined;
}

export interface Conversation {
  /**
   * Handles one event of one chat exactly once: when `event` is the one the session saw last, nothing advances and the
   * same answer comes again.
   */
  handle(stored: Session | undefined, event: string, input: Input): Promise<Outcome>;
}

export function createConversation({ engine, context, perform }: ConversationDeps): Conversation {
  async function finish(first: Turn, current: EngineContext): Promise<Turn> {
    let turn = first;
    while (turn.effect) {
      const result = await perform(turn.effect);
      if (!turn.session) break;
      turn = engine.resume(turn.session, result, current);
    }
    return turn;
  }

  return {
    async handle(stored, event, input) {
      const current = context();
      const kept = stored && expireSession(stored, current.now, current.data.policy.draftIdleHours);
      const session = kept ?? newSession(current.now);
      if (session.applied?.event === event) {
        const { replay } = session.applied;
        if (replay.as === 'stored') return { session, answer: replay.answer };
        if (replay.as === 'prompt') return { session, answer: engine.prompt(session, current) };
      }
      const turn = await finish(engine.advance(session, input, current), current);
      if (!turn.session) return { session: undefined, answer: turn.answer };
      const replay: NonNullable<Session['applied']>['replay'] =
        turn.replay === 'stored' ? { as: 'stored', answer: turn.answer } : { as: turn.replay };
      return { session: { ...turn.session, applied: { event, replay } }, answer: turn.answer };
    },
  };
}
