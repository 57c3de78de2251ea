import type { CaseKind } from '../../cases/kinds.ts';
import type { FlowContext, Step } from '../flow.ts';
import type { Answer, Reply } from '../reply.ts';
import type { Draft } from './state.ts';

/** One screen of a form: a field, the consent, the review. */
export interface Stage {
  /** What it says, in full. */
  prompt(draft: Draft, context: FlowContext): Answer;
  /** What it says again behind a note. Holds nothing that was typed, and no code: it is stored. */
  brief(draft: Draft, context: FlowContext): Answer;
  /** What its buttons do. */
  acts: Readonly<Record<string, (draft: Draft, context: FlowContext, value?: string) => Step>>;
  /** A text that is no button's label and no code. */
  text(draft: Draft, text: string, context: FlowContext): Step;
}

/** What stages need of the form they stand in. */
export interface Form {
  kind: CaseKind;
  /** Stages in the order they are passed: consent, the fields, review. */
  order: readonly string[];
  /** Shows the draft's stage; with a note (a key) first what is to be said. */
  show(draft: Draft, context: FlowContext, note?: string): Step;
  /** Says something, and behind it in short what the draft's stage asks. */
  tell(draft: Draft, first: readonly Reply[], context: FlowContext): Step;
  /** Goes to another stage and shows it. */
  go(draft: Draft, stage: string, context: FlowContext): Step;
  /** The wish to leave: at once when nothing would be missed, else after asking. */
  cancel(draft: Draft, context: FlowContext): Step;
}
