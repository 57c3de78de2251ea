import type { Effect, EffectResult } from './effects.ts';
import type { Flow, FlowContext, FlowInput, Step } from './flow.ts';
import type { Input } from './input.ts';
import { languageOf } from './language.ts';
import { asChosen } from './choosing.ts';
import type { Answer } from './reply.ts';
import { withGone, type OpenFlow, type Session } from './session.ts';

/** Where one input led. With `asked` the turn is not over: do the effect and call `resume` with its result. */
export interface Turn {
  /** Undefined: forget this person. */
  session: Session | undefined;
  answer?: Answer;
  replay: 'stored' | 'prompt' | 'advance';
  /** What must be done first, and the flow that waits for it. */
  asked?: { effect: Effect; by: string };
  /** To be done, too; nothing waits for it. */
  also: readonly Effect[];
}

export type EngineContext = Omit<FlowContext, 'lang' | 't' | 'waits'> & {
  translate: (lang: Session['lang'], key: string, params?: Record<string, string | number>) => string;
};

export interface Engine {
  /** One input. Pure: the same session, input and context give the same turn. */
  advance(session: Session, input: Input, context: EngineContext): Turn;
  /** Goes on after the effect a turn asked for. Throws when it asked for none. */
  resume(turn: Turn, result: EffectResult, context: EngineContext): Turn;
  /** Says the open question once more. */
  prompt(session: Session, context: EngineContext): Answer | undefined;
}

/** The flows that answer when no other is open. */
export const MENU_FLOW = 'menu';
export const ASK_FLOW = 'ask';
/** The act of a button that nobody knows any more. */
const STALE = 'stale';

const MAX_HANDOVERS = 4; // a loop of flows handing over to each other is a mistake of ours

const itemOf = (input: Input): string | undefined => ('item' in input ? input.item : undefined);

/** The state a flow has in this chat, open or parked. */
function stateOf(session: Session, name: string): unknown {
  if (session.flow?.name === name) return session.flow.state;
  return session.parked?.find((each) => each.name === name)?.state;
}

export function createEngine(flows: readonly Flow[]): Engine {
  const byName = new Map(flows.map((flow) => [flow.name, flow]));
  const flowNamed = (name: string): Flow => {
    const flow = byName.get(name);
    if (!flow) throw new Error(`no flow "${name}"`);
    return flow;
  };

  const contextFor = (session: Session, context: EngineContext): FlowContext => {
    // What lives for minutes only is an offer, and no draft yet.
    const draft = session.parked?.find(({ idle }) => idle === undefined);
    return {
      ...context,
      ...(session.topic ? { topic: session.topic.topic } : {}),
      ...(draft ? { waits: draft.name } : {}),
      lang: session.lang,
      t: (key, params) => context.translate(session.lang, key, params),
    };
  };

  const opened = (flow: Flow, state: unknown, touched: number): OpenFlow => {
    const idle = flow.idleMinutes?.(state);
    return { name: flow.name, state, touched, ...(idle === undefined ? {} : { idle }) };
  };

  /** The drafts that wait once `flow` has spoken: those before, and the one it was opened over. */
  function waiting({ flow: open, parked = [] }: Session, flow: Flow): OpenFlow[] {
    const left = open && open.name !== flow.name && flowNamed(open.name).keeps ? [open] : [];
    const others = parked.filter(({ name }) => name !== flow.name && name !== open?.name);
    return [...left, ...others];
  }

  /** Puts a step's outcome into the session, following handovers to other flows. */
  function settle(flow: Flow, step: Step, before: Session, context: EngineContext, handovers = 0): Turn {
    const { flow: _open, parked: _parked, ...rest } = before;
    const parked = waiting(before, flow);
    const session: Session = {
      ...rest,
      ...step.session,
      ...(step.state === undefined ? {} : { flow: opened(flow, step.state, context.now.getTime()) }),
      ...(parked.length > 0 ? { parked } : {}),
    };
    if (step.goTo && handovers < MAX_HANDOVERS) {
      const next = begin(step.goTo.flow, step.goTo.with, session, context, handovers + 1);
      return { ...next, also: [...(step.also ?? []), ...next.also] };
    }
    return {
      session,
      also: step.also ?? [],
      replay: step.replay ?? 'stored',
      ...(step.answer ? { answer: step.answer } : {}),
      ...(step.effect ? { asked: { effect: step.effect, by: flow.name } } : {}),
    };
  }

  function take(flow: Flow, input: FlowInput, session: Session, context: EngineContext): Turn {
    const step = flow.step(stateOf(session, flow.name), input, contextFor(session, context));
    return settle(flow, step, session, context);
  }

  function begin(
    name: string,
    opening: string | undefined,
    before: Session,
    context: EngineContext,
    handovers = 0,
  ): Turn {
    const flow = flowNamed(name);
    const lang = (name === ASK_FLOW && opening && languageOf(opening)) || before.lang;
    const session = { ...before, lang };
    const step = flow.start(contextFor(session, context), opening, stateOf(session, name));
    return settle(flow, step, session, context, handovers);
  }

  /** An unsend reaches the open flow and every draft that waits, and is remembered; nothing is said. */
  function unsend(session: Session, input: Extract<Input, { kind: 'unsend' }>, context: EngineContext): Turn {
    const todo: Effect[] = [];
    const without = (open: OpenFlow): OpenFlow[] => {
      const { state, also } = flowNamed(open.name).step(open.state, input, contextFor(session, context));
      todo.push(...(also ?? []));
      return state === undefined ? [] : [{ ...open, state }];
    };
    const { flow, parked, ...rest } = session;
    const [open] = flow ? without(flow) : [];
    const left = (parked ?? []).flatMap(without);
    const kept: Session = {
      ...rest,
      ...(open ? { flow: open } : {}),
      ...(left.length > 0 ? { parked: left } : {}),
    };
    return { session: withGone(kept, input.item), replay: 'stored', also: todo };
  }

  function prompt(session: Session, context: EngineContext): Answer | undefined {
    if (!session.flow) return undefined;
    return flowNamed(session.flow.name).prompt(session.flow.state, contextFor(session, context));
  }

  /** The answer whose buttons the person sees now, so that typing a label does what pressing it does. */
  function lastAnswer(session: Session, context: EngineContext): Answer | undefined {
    const replay = session.applied?.replay;
    const stored = replay?.as === 'stored' ? replay.answer : undefined;
    return (
      stored ??
      prompt(session, context) ??
      flowNamed(MENU_FLOW).prompt(undefined, contextFor(session, context))
    );
  }

  return {
    prompt,
    resume({ session, asked }, result, context) {
      if (!session || !asked) throw new Error('an effect came back to a chat that did not ask for one');
      return take(flowNamed(asked.by), { kind: 'result', result, of: asked.effect }, session, context);
    },
    advance(before, given, now) {
      const item = itemOf(given);
      const context: EngineContext = { ...now, item };
      const session: Session = { ...before, touched: now.now.getTime() };
      if (given.kind === 'departure') return { session: undefined, replay: 'stored', also: [] };
      if (given.kind === 'unsend') return unsend(session, given, context);
      // Unsent before it came, or sent again after it was unsent: it was never said.
      if (item !== undefined && session.gone?.includes(item)) return { session, replay: 'stored', also: [] };
      if (given.kind === 'arrival') return begin(MENU_FLOW, 'welcome', session, context);
      const input = asChosen(given, lastAnswer(session, context));
      const open = session.flow ? flowNamed(session.flow.name) : undefined;
      if (input.kind === 'press' || input.kind === 'date') {
        const { flow, act } = input.press;
        const target = flow === MENU_FLOW && act === STALE ? undefined : byName.get(flow);
        // What is open says itself that it does not know a button, and goes on.
        if (target ?? open) return take((target ?? open)!, input, session, context);
        return begin(MENU_FLOW, STALE, session, context);
      }
      if (open) return take(open, input, session, context);
      if (input.kind !== 'text') return begin(MENU_FLOW, input.kind, session, context);
      return begin(ASK_FLOW, input.text, session, context);
    },
  };
}
