import type { CaseKind } from '../../cases/kinds.ts';
import type { FlowContext, Step } from '../flow.ts';
import { menuChoices } from '../flows/menu.ts';
import { say } from '../reply.ts';
import { hasContent, type Draft } from './state.ts';

/** The ways out of a form other than filing. */

/** Nothing can be filed here now; what is written already waits, but not where the chat is tied to a name (ADR 78). */
export const closed = (draft: Draft | undefined, { open }: FlowContext): Step => ({
  state: draft && hasContent(draft) && !open.staffChat ? draft : undefined,
  goTo: { flow: 'menu', with: 'closed' },
});

/** There is no draft (any more): says so, or `key`, and offers to begin one. */
export function gone(kind: CaseKind, context: FlowContext, key = 'report:gone'): Step {
  const start = {
    label: context.t(`report:act.start.${kind}`),
    does: { kind: 'press', press: { flow: kind, act: 'start' } },
  } as const;
  return {
    state: undefined,
    answer: {
      messages: [say(context.t(key))],
      choices: [start, ...menuChoices(context).filter(({ label }) => label !== start.label)],
    },
  };
}

/** The reporter threw the draft away. */
export const dropped = (context: FlowContext): Step => ({
  state: undefined,
  answer: { messages: [say(context.t('report:cancelled'))], choices: menuChoices(context) },
});
