import type { Effect, EffectResult } from './effects.ts';
import type { Flow, FlowContext, FlowInput, Step } from './flow.ts';
import type { Input } from './input.ts';
import { languageOf } from './language.ts';
import { asChosen } from './choosing.ts';
import type { Answer } from './reply.ts';
import type { Session } from './session.ts';

/** Where one input led. With `effect` the turn is not over: do it and call `resume` with its result. */
export interface Turn {
  /** Undefined: forget this person. */
  session: Session | undefined;
  answer?: Answer;
  replay: 'stored' | 'prompt' | 'advance';
  effect?: Effect;
  /** To be done, too; nothing waits for it. */
  also: readonly Effect[];
}

export type EngineContext = Omit<FlowContext, 'lang' | 't'> & {
  translate: (lang: Session['lang'], key: string, params?: Record<string, string | number>) => string;
};

export interface Engine {
  /** One input. Pure: the same session, input and context give the same turn. */
  advance(session: Session, input: Input, context: EngineContext): Turn;
  /** Goes on after an effect of the last turn. */
  resume(session: Session, result: EffectResult, context: EngineContext): Turn;
  /** Says the open question once more. */
  prompt(session: Session, context: EngineContext): Answer | undefined;
}

/** The flows that answer when no other is open. */
export const MENU_FLOW = 'menu';
export const ASK_FLOW = 'ask';

const MAX_HANDOVERS = 4; // a loop of flows handing over to each other is a mistake of ours

export function createEngine(flows: readonly Flow[]): Engine {
  const byName = new Map(flows.map((flow) => [flow.name, flow]));
  const flowNamed = (name: string): Flow => {
    const flow = byName.get(name);
    if (!flow) throw new Error(`no flow "${name}"`);
    return flow;
  };

  const contextFor = (session: Session, context: EngineContext): FlowContext => ({
    ...context,
    ...(session.topic ? { topic: session.topic.topic } : {}),
    lang: session.lang,
    t: (key, params) => context.translate(session.lang, key, params),
  });

  /** Puts a step's outcome into the session, following handovers to other flows. */
  function settle(flow: Flow, step: Step, before: Session, context: EngineContext, handovers = 0): Turn {
    const now = context.now.getTime();
    const { flow: open, parked: waiting, ...rest } = before;
    const left = open && open.name !== flow.name && flowNamed(open.name).keeps ? open : waiting;
    const session: Session = {
      ...rest,
      ...step.session,
      ...(step.state === undefined ? {} : { flow: { name: flow.name, state: step.state, touched: now } }),
      ...(left && left.name !== flow.name ? { parked: left } : {}),
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
      ...(step.effect ? { effect: step.effect } : {}),
    };
  }

  function take(
    flow: Flow,
    state: unknown,
    input: FlowInput,
    session: Session,
    context: EngineContext,
  ): Turn {
    return settle(flow, flow.step(state, input, contextFor(session, context)), session, context);
  }

  function begin(
    name: string,
    opening: string | undefined,
    session: Session,
    context: EngineContext,
    handovers = 0,
  ): Turn {
    const flow = flowNamed(name);
    const earlier = session.flow?.name === name ? session.flow : session.parked;
    const parked = earlier?.name === name ? earlier.state : undefined;
    const step = flow.start(contextFor(session, context), opening, parked);
    return settle(flow, step, session, context, handovers);
  }

  /** An unsend reaches a draft that waits, too; nothing is said. */
  function unsendParked(session: Session, input: Input, context: EngineContext): Turn {
    const parked = session.parked;
    if (!parked) return { session, replay: 'stored', also: [] };
    const step = flowNamed(parked.name).step(parked.state, input, contextFor(session, context));
    return { session: { ...session, parked: { ...parked, state: step.state } }, replay: 'stored', also: [] };
  }

  function prompt(session: Session, context: EngineContext): Answer | undefined {
    if (!session.flow) return undefined;
    return flowNamed(session.flow.name).prompt(session.flow.state, contextFor(session, context));
  }

  /** The answer whose buttons the person sees now, so that typing a label does what pressing it does. */
  function lastAnswer(session: Session, context: EngineContext): Answer | undefined {
    const replay = session.applied?.replay;
    return replay?.as === 'stored' ? replay.answer : prompt(session, context);
  }

  return {
    prompt,
    resume(session, result, context) {
      if (!session.flow) throw new Error('an effect came back to a chat without an open flow');
      return take(
        flowNamed(session.flow.name),
        session.flow.state,
        { kind: 'result', result },
        session,
        context,
      );
    },
    advance(before, given, context) {
      const session: Session = { ...before, touched: context.now.getTime() };
      if (given.kind === 'departure') return { session: undefined, replay: 'stored', also: [] };
      if (given.kind === 'arrival') return begin(MENU_FLOW, 'welcome', session, context);
      const input = asChosen(given, lastAnswer(session, context));
      const open = session.flow ? flowNamed(session.flow.name) : undefined;
      if (input.kind === 'press' || input.kind === 'date') {
        const target = byName.get(input.press.flow);
        if (!target) return begin(MENU_FLOW, 'stale', session, context);
        return take(target, target === open ? session.flow?.state : undefined, input, session, context);
      }
      if (open) return take(open, session.flow?.state, input, session, context);
      if (input.kind === 'unsend') return unsendParked(session, input, context);
      if (input.kind !== 'text') return begin(MENU_FLOW, input.kind, session, context);
      session.lang = languageOf(input.text) ?? session.lang;
      return begin(ASK_FLOW, input.text, session, context);
    },
  };
}
