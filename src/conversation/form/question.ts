import type { Field } from '../../cases/fields.ts';
import { foldDigits } from '../../cases/typed-text.ts';
import type { FlowContext, Step } from '../flow.ts';
import { say, type Answer, type Choice } from '../reply.ts';
import { button, labelsOf } from './button.ts';
import { valueInWords } from './in-words.ts';
import type { Form, Stage } from './stage.ts';
import { withAnswer, type Draft } from './state.ts';
import { typedAs } from './typed.ts';
import { unitName } from './units.ts';
import type { Asked, Taken, Way } from './way.ts';

/** One of the files is being chosen. */
const amongFiles = ({ walk }: Draft): boolean => Boolean(walk?.out ?? walk?.original);

/** The ways on that every question has, behind its own. To keep an answer is to be done, where there is a "done". */
function controlsOf(
  { field, draft, context: { t } }: Omit<Asked, 'controls'>,
  { keepsOnSkip }: Way,
  own: readonly Choice[],
): Choice[] {
  const at = { flow: field.kind, draft: draft.id };
  const done = own.some(({ does }) => does.kind === 'press' && does.press.act === 'done');
  return [
    ...own,
    ...(draft.answers[field.id] && !done && !amongFiles(draft)
      ? [button(at, t('report:act.keep'), 'keep')]
      : []),
    ...(field.required || (keepsOnSkip && draft.answers[field.id])
      ? []
      : [button(at, t('report:act.skip'), 'skip')]),
    button(at, t('report:act.back'), 'back'),
    button(at, t('report:act.cancel'), 'cancel'),
  ];
}

/** Questions that ask whether there is something: to these "no" is an answer, and no text to keep. */
const asksWhether = ({ input, warns, required }: Field): boolean =>
  !required && (input === 'units' || input === 'evidence' || warns === true);

/** A line of a list of choices; a choice that is a number itself (of a scale) is not numbered once more. */
const numbered = (label: string, number: number): string =>
  label.startsWith(`${number} `) ? `${number}.${label.slice(`${number}`.length)}` : `${number}. ${label}`;

/** The stage of one field. */
export function questionStage(form: Form, field: Field, way: Way): Stage {
  const asked = (draft: Draft, context: FlowContext): Asked => {
    const before: Asked = { field, draft, context, controls: 0 };
    return { ...before, controls: controlsOf(before, way, way.extras(before)).length };
  };

  function answer(draft: Draft, context: FlowContext, opening: readonly string[]): Answer {
    const { t } = context;
    const at = asked(draft, context);
    const options = way.options(at);
    const controls = controlsOf(at, way, way.extras(at));
    const typed = controls.filter(({ does }) => does.kind === 'press');
    const list = options.map(({ label }, index) => numbered(label, index + 1)).join('\n');
    const blocks = [
      ...opening,
      list,
      ...(options.length > 0 ? [t('report:question.number')] : []),
      t('report:question.typed', { labels: labelsOf(typed) }),
    ];
    return {
      messages: [say(blocks.filter((block) => block !== '').join('\n\n'))],
      choices: [...options, ...controls],
    };
  }

  /** The question itself: inside an office another one than at the top. */
  function questionLines(draft: Draft, context: FlowContext): string[] {
    const { t } = context;
    const inside = draft.walk?.in === undefined ? undefined : unitName(draft.walk.in, context);
    if (inside !== undefined) return [t('report:unit.inside', { unit: inside })];
    if (draft.walk?.found) return [t('report:unit.which')];
    return [
      t('report:question.count', {
        number: form.order.indexOf(field.id),
        total: form.order.length - 2, // without consent and review
        question: t(`cases:field.${field.id}.ask`),
      }),
      ...(field.warns ? [t(`cases:field.${field.id}.warning`)] : []),
    ];
  }

  function brief(draft: Draft, context: FlowContext): Answer {
    const again = way.again?.(asked(draft, context));
    return answer(draft, context, again === undefined ? questionLines(draft, context) : [again]);
  }

  const after = (draft: Draft, context: FlowContext): Step => {
    const next = form.order[form.order.indexOf(field.id) + 1] ?? 'review';
    return form.go(draft, draft.editing ? 'review' : next, context);
  };

  function apply(draft: Draft, taken: Taken, context: FlowContext): Step {
    if (taken.kind === 'do') return { state: draft, effect: taken.effect };
    const changed = taken.value === undefined ? draft : withAnswer(draft, field.id, taken.value ?? undefined);
    if (taken.kind === 'next') return after(changed, context);
    return form.show({ ...changed, walk: taken.walk ?? draft.walk }, context, taken.note);
  }

  const own = Object.fromEntries(
    Object.entries(way.acts).map(([act, does]): [string, Stage['acts'][string]] => [
      act,
      (draft, context, value) => apply(draft, does(asked(draft, context), value), context),
    ]),
  );

  const acts: Stage['acts'] = {
    ...own,
    keep: (draft, context) =>
      draft.answers[field.id] || !field.required
        ? after(draft, context)
        : form.show(draft, context, 'report:note.required'),
    skip: (draft, context) =>
      field.required
        ? form.show(draft, context, 'report:note.required')
        : after(way.keepsOnSkip ? draft : withAnswer(draft, field.id, undefined), context),
    back(draft, context) {
      const inside = way.back?.(asked(draft, context));
      if (inside) return apply(draft, inside, context);
      const before = form.order[form.order.indexOf(field.id) - 1] ?? 'consent';
      return form.go(draft, draft.editing ? 'review' : before, context);
    },
    cancel: (draft, context) => form.cancel(draft, context),
  };

  return {
    acts,
    prompt(draft, context) {
      if (amongFiles(draft)) return brief(draft, context);
      const { t } = context;
      const value = draft.answers[field.id];
      const top = draft.walk?.in === undefined && !draft.walk?.found;
      return answer(draft, context, [
        ...questionLines(draft, context),
        ...(top
          ? [
              `${t(`cases:field.${field.id}.hint`)}\n${t('report:question.example', { example: t(`cases:field.${field.id}.example`) })}`,
            ]
          : []),
        ...(value ? [t('report:question.now', { answer: valueInWords(field, value, context) })] : []),
      ]);
    },
    brief,
    text(draft, text, context) {
      const at = asked(draft, context);
      const number = /^(\d{1,2})[.)]?$/.exec(foldDigits(text).trim());
      const chosen = number ? way.options(at)[Number(number[1]) - 1] : undefined;
      if (chosen?.does.kind === 'press') {
        const { act, value } = chosen.does.press;
        const does = acts[act];
        if (does) return does(draft, context, value);
      }
      if (asksWhether(field) && !draft.walk?.in && !draft.walk?.found && typedAs('none', text, context)) {
        // "No more" keeps what was chosen and sent; contact details are one text, and "none" takes them out.
        const act = field.input === 'line' ? 'skip' : 'keep';
        return acts[act]!(draft, context, undefined);
      }
      return apply(draft, way.text(at, text), context);
    },
  };
}
