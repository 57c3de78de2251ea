import { describe, expect, it } from '@jest/globals';
import { fieldsOf } from '../../../src/cases/fields.ts';
import { CASE_KINDS } from '../../../src/cases/kinds.ts';
import type { Draft } from '../../../src/conversation/form/state.ts';
import type { Input } from '../../../src/conversation/input.ts';
import { choicesIn } from '../reading.ts';
import { at, FLOWS, promptOf } from './form-under-test.ts';

describe('the graph of a form', () => {
  it.each(CASE_KINDS)('%s: from each stage every other is reached by buttons and texts', async (kind) => {
    const edges = new Map<string, Set<string>>();
    const seen = new Set<string>();
    const queue: Draft[] = [(await at(kind, 'consent', { answers: {} })).state(kind) as Draft];
    const keyOf = ({ at: stage, walk, editing, answers }: Draft) =>
      [
        stage,
        walk?.in,
        editing,
        stage in answers,
        fieldsOf(kind).every((f) => !f.required || f.id in answers),
      ].join('|');
    while (queue.length > 0) {
      const state = queue.shift()!;
      if (seen.has(keyOf(state))) continue;
      seen.add(keyOf(state));
      const start = await at(kind, state.at, state);
      const inputs: Input[] = choicesIn(promptOf(start, kind)).flatMap(({ does }) =>
        does.kind === 'press' && does.press.act !== 'file'
          ? [{ kind: 'press', press: does.press } as const]
          : [],
      );
      for (const input of [...inputs, { kind: 'text', text: 'เล่าเรื่อง', item: 'i' } as const]) {
        const chat = await at(kind, state.at, state);
        await chat.send(input);
        const next = chat.state(kind) as Draft | undefined;
        if (!next) continue;
        edges.set(state.at, (edges.get(state.at) ?? new Set()).add(next.at));
        queue.push(next);
      }
    }
    const reachedFrom = (from: string) => {
      const reached = new Set<string>();
      const open = [from];
      while (open.length > 0) {
        for (const next of edges.get(open.pop()!) ?? []) {
          if (!reached.has(next)) {
            reached.add(next);
            open.push(next);
          }
        }
      }
      return reached;
    };
    const stages = [...FLOWS[kind].form.order, 'cancel'];
    for (const stage of stages) {
      expect([stage, stages.filter((other) => !reachedFrom(stage).has(other))]).toEqual([stage, []]);
    }
    expect(seen.size).toBeGreaterThan(stages.length);
  });
});
