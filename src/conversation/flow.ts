import type { AgencyData } from '../ita/dataset.ts';
import type { Topic } from '../ita/answer.ts';
import type { Lang } from '../i18n.ts';
import type { Effect, EffectResult } from './effects.ts';
import type { Input } from './input.ts';
import type { Reader } from './reader.ts';
import type { Answer } from './reply.ts';
import type { Session } from './session.ts';

/** What a flow may look at. Everything in it is a value or a pure function of one moment. */
export interface FlowContext {
  now: Date;
  lang: Lang;
  /** The text of `key` in the session's language. */
  t: (key: string, params?: Record<string, string | number>) => string;
  data: AgencyData;
  answerer: Reader;
  /** What the last ITA answer was about, while it is fresh. */
  topic?: Topic;
  /** The flow whose draft waits, if one does. */
  waits?: string;
  /** The keyed name of the message that is answered, so that an unsend finds what came of it. */
  item?: string;
  /** What can be offered here and now, for example whether reports can be taken. */
  open: OpenDoors;
  /** A fresh random id, 32 lower-case hex digits as all that a case is changed under: its row does not tell who changed it. */
  randomId: () => string;
  /** A fresh tracking code. Never to be put into a state. */
  newCode: () => string;
}

export interface OpenDoors {
  /** The address of the web pages, without a slash at the end. */
  webUrl: string;
  /** Reports and comments can be filed: there is a recovery recipient and somebody who receives them. */
  filing: boolean;
  /** Reports can be taken in this chat; false while LINE's chat mode is on or the webhook points elsewhere. */
  chatReporting: boolean;
  /** This chat is linked to a member of staff, by name: nothing is filed here (ADR 78). */
  staffChat?: boolean;
  /** The web pages take reports and comments, too. */
  webForm?: boolean;
}

/** What came of one step. */
export interface Step {
  /** The flow's new state; `undefined` leaves the flow. */
  state: unknown;
  answer?: Answer;
  /** Work that must be done before there is an answer; its result comes back to `step` as an input, with the effect. */
  effect?: Effect;
  /** Work whose result changes nothing in the dialogue, for example counting. */
  also?: readonly Effect[];
  /** How the answer is said again after a crash; `stored` unless it holds what is never stored. */
  replay?: 'stored' | 'prompt' | 'advance';
  /** Hand over to another flow (after leaving this one). */
  goTo?: { flow: string; with?: string };
  /** Changes to the session outside the flow. */
  session?: Partial<Pick<Session, 'lang' | 'topic'>>;
}

/** A result comes with its effect, so that a flow need not keep in its state what only the effect may hold (a code). */
export type FlowInput = Input | { kind: 'result'; result: EffectResult; of: Effect };

/**
 * A dialogue: pure steps from state and input to state, answer and effects. It holds its state as JSON.
 * `start` begins it (`with` is a text or value it was opened with); `step` takes one input; `prompt` says the current
 * question again. A flow that never keeps a state (menu, ask) returns `state: undefined` from every step.
 */
export interface Flow {
  name: string;
  /** Its state is worth keeping when the person asks something else in between. */
  keeps?: true;
  /** Minutes without a word after which this state is forgotten; undefined: the policy's hours for drafts. */
  idleMinutes?: (state: unknown) => number | undefined;
  /** Begins. `parked` is the state of an earlier, unfinished run of this flow, if one lives. */
  start(context: FlowContext, opening?: string, parked?: unknown): Step;
  /** One input. An `unsend` changes the state at most; its answer is not said. */
  step(state: unknown, input: FlowInput, context: FlowContext): Step;
  prompt(state: unknown, context: FlowContext): Answer;
}
