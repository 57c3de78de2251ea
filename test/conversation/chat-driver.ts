import type { Received } from '../../src/cases/evidence/arrivals.ts';
import type { CaseKind } from '../../src/cases/kinds.ts';
import { newCode } from '../../src/cases/tracking.ts';
import { createConversation, type Conversation } from '../../src/conversation/conversation.ts';
import type { Effect } from '../../src/conversation/effects.ts';
import { createEngine, type Engine, type EngineContext } from '../../src/conversation/engine.ts';
import type { OpenDoors } from '../../src/conversation/flow.ts';
import { FLOWS } from '../../src/conversation/flows/index.ts';
import type { Draft } from '../../src/conversation/form/state.ts';
import type { Input } from '../../src/conversation/input.ts';
import type { Answer, Choice, Press } from '../../src/conversation/reply.ts';
import type { Session } from '../../src/conversation/session.ts';
import type { Understanding } from '../../src/ita/answer.ts';
import { pretendedDesk, type KeptCase } from './pretended-desk.ts';
import { choicesIn, wordsOf } from './reading.ts';
import { data, i18n } from './town.ts';
import { TestClock } from '../support/clock.ts';

export interface ChatOptions {
  open?: Partial<OpenDoors>;
  clock?: TestClock;
  /** What the bot makes of a text that no flow takes. */
  understand?: (text: string) => Understanding;
}

/** One chat with everything real but the desk, which is kept in memory, and the understanding of questions. */
export interface Chat {
  clock: TestClock;
  open: OpenDoors;
  session: Session | undefined;
  answer: Answer | undefined;
  /** Every session that would have been stored. */
  stored: string[];
  /** Every code that was ever shown. */
  shown: Set<string>;
  effects: Effect[];
  cases: Map<string, KeptCase>;
  /** What becomes of the next files; those beyond are kept, cleaned. */
  received: Received[];
  /** The next effects fail with these. */
  failures: string[];
  /** Runs once, after the effects and before the session is stored: throw to crash there. */
  crash: boolean;
  strand: boolean;
  engine: Engine;
  context: () => EngineContext;
  send(input: Input, event?: string): Promise<string>;
  say(text: string, item?: string): Promise<string>;
  press(press: Press): Promise<string>;
  /** Presses the button with this label in the last answer. */
  tap(label: string): Promise<string>;
  choice(label: string): Choice;
  labels(): string[];
  /** Sends the last event again. */
  again(): Promise<string>;
  /** The state of a flow, open or parked. */
  state(flow: string): any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

export function startChat(options: ChatOptions = {}): Chat {
  const clock = options.clock ?? new TestClock();
  const engine = createEngine(FLOWS);
  let ids = 0;
  let last: { input: Input; event: string } | undefined;
  const understand = options.understand ?? (() => ({ kind: 'unknown', cue: false }) as const);

  const chat: Chat = {
    clock,
    engine,
    open: { webUrl: 'https://town.example', filing: true, chatReporting: true, ...options.open },
    session: undefined,
    answer: undefined,
    stored: [],
    shown: new Set(),
    effects: [],
    cases: new Map(),
    received: [],
    failures: [],
    crash: false,
    strand: false,
    context: () => ({
      now: clock.now(),
      data,
      answerer: { ask: (text) => understand(text) },
      open: chat.open,
      randomId: () => (ids += 1).toString(16).padStart(16, '0'),
      newCode: () => {
        const code = newCode();
        chat.shown.add(code);
        return code;
      },
      translate: i18n.t,
    }),
    async send(input, event = `e${(ids += 1)}`) {
      last = { input, event };
      const { session, answer } = await conversation.handle(chat.session, event, input, {
        source: 'lane',
        address: 'U-address',
      });
      if (chat.crash) {
        chat.crash = false;
        throw new Error('crashed before the session was stored');
      }
      chat.session = session && (JSON.parse(JSON.stringify(session)) as Session);
      if (session) chat.stored.push(JSON.stringify(session));
      chat.answer = answer;
      return wordsOf(answer);
    },
    say: (text, item = `m${ids}-${text.length}`) => chat.send({ kind: 'text', text, item }),
    press: (press) => chat.send({ kind: 'press', press }),
    choice(label) {
      const found = choicesIn(chat.answer).find((choice) => choice.label === label);
      if (!found) throw new Error(`no button "${label}" among ${chat.labels().join(' | ')}`);
      return found;
    },
    tap(label) {
      const { does } = chat.choice(label);
      if (does.kind === 'press') return chat.press(does.press);
      if (does.kind === 'say') return chat.say(does.text);
      throw new Error(`"${label}" cannot be pressed`);
    },
    labels: () => choicesIn(chat.answer).map(({ label }) => label),
    again() {
      if (!last) throw new Error('nothing was sent');
      return chat.send(last.input, last.event);
    },
    state(flow) {
      const { session } = chat;
      if (session?.flow?.name === flow) return session.flow.state;
      return session?.parked?.find(({ name }) => name === flow)?.state;
    },
  };

  const perform = pretendedDesk(chat);
  const conversation: Conversation = createConversation({
    engine,
    context: async () => chat.context(),
    perform: async (effect) => {
      chat.effects.push(effect);
      const key = chat.failures.shift();
      return key === undefined ? perform(effect) : { kind: 'failed', key, params: {} };
    },
  });

  return chat;
}

/** The draft of a report, open or waiting. */
export const draftOf = (chat: Chat, kind: CaseKind = 'complaint') => chat.state(kind) as Draft;
