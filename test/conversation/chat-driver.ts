import { newCode, parseCode } from '../../src/cases/tracking.ts';
import { problemsOf } from '../../src/cases/fields.ts';
import type { Receipt } from '../../src/cases/filing.ts';
import type { FileEvidence } from '../../src/cases/evidence/contents.ts';
import type { Received } from '../../src/cases/evidence/arrivals.ts';
import type { ReporterView } from '../../src/cases/reporter-view.ts';
import type { Status } from '../../src/cases/kinds.ts';
import { reporterAction } from '../../src/cases/actions.ts';
import { dayOf, addDays } from '../../src/clock.ts';
import { createConversation, type Conversation } from '../../src/conversation/conversation.ts';
import type { Effect, EffectResult } from '../../src/conversation/effects.ts';
import { createEngine, type Engine, type EngineContext } from '../../src/conversation/engine.ts';
import type { OpenDoors } from '../../src/conversation/flow.ts';
import { FLOWS } from '../../src/conversation/flows/index.ts';
import { isUnit } from '../../src/conversation/form/units.ts';
import type { Input } from '../../src/conversation/input.ts';
import type { Answer, Choice, Press } from '../../src/conversation/reply.ts';
import type { Session } from '../../src/conversation/session.ts';
import { createI18n } from '../../src/i18n.ts';
import type { Understanding } from '../../src/ita/answer.ts';
import { loadAgency, type AgencyData } from '../../src/ita/dataset.ts';
import { MUEANG_PHON } from '../support/agency-dir.ts';
import { TestClock } from '../support/clock.ts';

export const i18n = createI18n();
export const data: AgencyData = await loadAgency(MUEANG_PHON);

/** Everything one can read in an answer. */
export function wordsOf(answer: Answer | undefined): string {
  return (answer?.messages ?? [])
    .map((reply) => {
      if (reply.kind === 'text') return reply.text;
      const { title, subtitle = '', parts, alt } = reply.card;
      const words = parts.map((part) => {
        if (part.kind === 'text') return part.text;
        return part.kind === 'fact' ? `${part.label} ${part.value}` : '';
      });
      return [title, subtitle, ...words, alt].join('\n');
    })
    .join('\n');
}

export function choicesIn(answer: Answer | undefined): Choice[] {
  const buttons = (answer?.messages ?? []).flatMap((reply) =>
    reply.kind === 'card' ? reply.card.buttons : [],
  );
  return [...buttons, ...(answer?.choices ?? [])];
}

/** The codes that stand in an answer: in its words, its presses, what can be copied. */
export function codesIn(answer: Answer | undefined): string[] {
  const pressed = choicesIn(answer).flatMap(({ does }) =>
    does.kind === 'press' ? [does.press.value ?? ''] : does.kind === 'copy' ? [does.text] : [],
  );
  const spelled = wordsOf(answer).match(/\d{4}( \d{4}){4}/g) ?? [];
  return [...new Set([...pressed, ...spelled].flatMap((text) => parseCode(text).code ?? []))];
}

/** A case as the pretended desk keeps it. */
export interface KeptCase {
  receipt: Receipt;
  status: Status;
  view: ReporterView;
  writings: { id: string; action: string; text?: string; files?: number }[];
  answers: unknown;
}

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

  const conversation: Conversation = createConversation({
    engine,
    context: async () => chat.context(),
    perform: async (effect) => {
      chat.effects.push(effect);
      const key = chat.failures.shift();
      return key === undefined ? perform(effect) : { kind: 'failed', key, params: {} };
    },
  });

  const failed = (key: string): EffectResult => ({ kind: 'failed', key, params: {} });
  const byId = (caseId: string) => [...chat.cases.values()].find(({ receipt }) => receipt.caseId === caseId);

  function perform(effect: Effect): EffectResult {
    switch (effect.kind) {
      case 'file': {
        const earlier = chat.cases.get(effect.code);
        if (earlier) return { kind: 'filed', receipt: { ...earlier.receipt, already: true } };
        if (problemsOf(effect.case, effect.answers, (ref) => isUnit(data.agency, ref)).length > 0) {
          return failed('report-incomplete');
        }
        const kept = keepCase(chat, effect.code, effect.case, effect.answers);
        return { kind: 'filed', receipt: kept.receipt };
      }
      case 'track':
        return { kind: 'tracked', view: chat.cases.get(effect.code)?.view };
      case 'write': {
        const kept = byId(effect.caseId);
        const action = reporterAction(effect.action);
        if (!kept || !action) return failed('case-gone');
        if (kept.writings.some(({ id }) => id === effect.id)) return { kind: 'written', status: kept.status };
        if (!action.from.includes(kept.status)) return failed('action-not-possible');
        const { id, action: done, text, files } = effect;
        kept.writings.push({ id, action: done, text, ...(files && { files: files.length }) });
        if (action.to !== 'same') kept.status = action.to;
        return { kind: 'written', status: kept.status };
      }
      case 'take-in':
        return { kind: 'taken', received: chat.received.shift() ?? keptFile() };
      case 'notify':
        return byId(effect.caseId) ? { kind: 'notify-set', item: `n-${effect.id}` } : failed('case-gone');
      default:
        return { kind: 'done' };
    }
  }
  return chat;
}

let nextCase = 0xabcdef;

const sealedFile = () => ({
  id: (nextCase += 0x777).toString(16).padStart(32, '5'),
  identity: 'secret of the file',
  size: 1000,
  sha256: 'f'.repeat(64),
});

/** A picture that was cleaned and kept. */
export const keptFile = (): Received => ({
  kind: 'kept',
  content: { v: 1, is: 'file', clean: { type: 'jpeg', file: sealedFile() } },
});

/** A sound that cannot be cleaned. */
export const toldFile = (): { kind: 'consent'; why: 'codec'; content: FileEvidence } => ({
  kind: 'consent',
  why: 'codec',
  content: { v: 1, is: 'file', original: { type: 'amr', file: sealedFile() }, told: 'codec' },
});

/** Puts a case under a code into the pretended desk. */
export function keepCase(
  chat: Chat,
  code: string,
  kind: 'complaint' | 'comment' = 'complaint',
  answers: unknown = {},
  view: Partial<ReporterView> = {},
): KeptCase {
  const received = dayOf(chat.clock.now());
  const caseId = (nextCase += 0x1234567).toString(16).padStart(32, '7');
  const due = addDays(received, 15);
  const kept: KeptCase = {
    receipt: { caseId, kind, received, due, stranded: chat.strand, already: false },
    status: view.status ?? (chat.strand ? 'stranded' : 'received'),
    view: {
      caseId,
      kind,
      category: kind === 'comment' ? 'comment' : 'bribe',
      status: 'received',
      received,
      deadline: { day: due, left: 15, urgency: 'in-time' },
      timeline: [{ day: received, action: 'file', by: 'reporter', status: 'received', due }],
      actions: ['add', 'withdraw'],
      ...view,
    },
    writings: [],
    answers,
  };
  chat.cases.set(code, kept);
  return kept;
}
