import type { Field, FieldValue } from '../../cases/fields.ts';
import type { Effect } from '../effects.ts';
import type { FlowContext } from '../flow.ts';
import type { Choice } from '../reply.ts';
import type { Draft, Walk } from './state.ts';

/** One field being asked. */
export interface Asked {
  field: Field;
  draft: Draft;
  context: FlowContext;
  /** How many buttons (back, cancel …) stand beside its own. */
  controls: number;
}

/** What came of an input to a field. */
export type Taken =
  /** It is answered; on to the next. Without `value` the answer stays as it is. */
  | { kind: 'next'; value?: FieldValue }
  /** The field stays open. `value` null removes the answer; `note` is a text to begin with. */
  | { kind: 'stay'; value?: FieldValue | null; walk?: Walk; note?: string }
  /** Something is to be done first. */
  | { kind: 'do'; effect: Effect };

/** How one kind of field is asked in a chat. */
export interface Way {
  /** What can be chosen: a numbered list and buttons; a typed number chooses, too. */
  options(asked: Asked): Choice[];
  /** Its other buttons, for example "done". */
  extras(asked: Asked): Choice[];
  /** What its buttons do, by act. */
  acts: Record<string, (asked: Asked, value: string | undefined) => Taken>;
  text(asked: Asked, text: string): Taken;
  /** What it says behind a note in place of the question, which is above already. Holds nothing that was typed. */
  again?(asked: Asked): string | undefined;
  /** What was given is never thrown away by "skip": there is a "done" for it. */
  keepsOnSkip?: true;
  /** One step back inside the field; undefined when there is none. */
  back?(asked: Asked): Taken | undefined;
}
