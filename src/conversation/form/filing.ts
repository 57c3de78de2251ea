import { parseCode, type TrackingCode } from '../../cases/tracking.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import type { Effect, EffectResult } from '../effects.ts';
import type { FlowContext, Step } from '../flow.ts';
import { menuChoices } from '../flows/menu.ts';
import { say } from '../reply.ts';
import { closed, gone } from './leaving.ts';
import { receiptCard } from './receipt.ts';
import type { Form } from './stage.ts';
import type { Draft } from './state.ts';

/** What comes of the wish to file a draft. */

type Filing = Extract<Effect, { kind: 'file' }>;

/** Asks for the case of a code once more; with no answers, nothing new can come of it. */
export const fileAgain = (kind: CaseKind, draft: Draft | undefined, code: TrackingCode): Step => ({
  state: draft,
  effect: { kind: 'file', case: kind, answers: {}, code },
});

/** It was the draft that was to be filed, and not a case asked for again. */
const wasDraft = ({ answers }: Filing): boolean => Object.keys(answers).length > 0;

function failed(
  form: Form,
  draft: Draft | undefined,
  of: Filing,
  { key, params }: Extract<EffectResult, { kind: 'failed' }>,
  context: FlowContext,
): Step {
  if (key === 'filing-closed') return closed(draft, context);
  if (key === 'report-incomplete' && !wasDraft(of)) {
    return draft
      ? form.show(draft, context, 'report:not-filed')
      : gone(form.kind, context, 'report:not-filed');
  }
  if (!draft) return gone(form.kind, context, `errors:${key}`);
  if (key === 'report-incomplete') return form.show(draft, context);
  const why = `${context.t(`errors:${key}`, params)}\n\n${context.t('report:kept')}`;
  return form.tell(draft, [say(why)], context);
}

/** The receipt, or why there is none. A draft stays for as long as it is not certain that it was filed. */
export function filed(
  form: Form,
  draft: Draft | undefined,
  of: Filing,
  came: EffectResult,
  context: FlowContext,
): Step {
  if (came.kind === 'failed') return failed(form, draft, of, came, context);
  const { code } = parseCode(of.code);
  if (came.kind !== 'filed' || !code) throw new Error('filing gave neither receipt nor failure');
  const card = { kind: 'card', card: receiptCard(came.receipt, code, context) } as const;
  const mine = wasDraft(of);
  // A typed code that has a case already may be that of an older one: then this draft is not filed yet.
  const doubtful = of.typed === true && came.receipt.already;
  if (draft && (!mine || doubtful)) {
    const note = say(context.t(mine ? 'report:other-case' : 'report:kept'));
    return { ...form.tell(draft, [card, note], context), replay: 'advance' };
  }
  return {
    state: undefined,
    answer: { messages: [card], choices: menuChoices(context) },
    replay: 'advance',
  };
}
