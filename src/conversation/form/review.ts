import { fieldOf, fieldsOf, problemsOf } from '../../cases/fields.ts';
import { findCodeIn, formatCode, parseCode, type TrackingCode } from '../../cases/tracking.ts';
import type { FlowContext, Step } from '../flow.ts';
import { say, type Answer, type Card, type Choice } from '../reply.ts';
import { button, labelsOf } from './button.ts';
import { draftInWords } from './in-words.ts';
import type { Form, Stage } from './stage.ts';
import type { Draft } from './state.ts';
import { isUnit } from './units.ts';

const problemsIn = (form: Form, draft: Draft, { data }: FlowContext) =>
  problemsOf(form.kind, draft.answers, (ref) => isUnit(data.agency, ref));

/**
 * What will be sent, each field to be mended, and below it the code: shown before filing, so that a lost receipt loses
 * no case. The code is made for each showing and stands in no state.
 */
export function reviewStage(form: Form): Stage {
  const at = (draft: Draft) => ({ flow: form.kind, draft: draft.id });

  const choices = (draft: Draft, { t }: FlowContext): Choice[] => [
    ...fieldsOf(form.kind).map(({ id }) =>
      button(at(draft), t('report:review.edit', { field: t(`cases:field.${id}.label`) }), 'edit', id),
    ),
    button(at(draft), t('report:act.back'), 'back'),
    button(at(draft), t('report:act.cancel'), 'cancel'),
  ];

  function summary(draft: Draft, context: FlowContext): Card {
    const { t } = context;
    const { given, left } = draftInWords(form.kind, draft, context);
    const title = t('report:review.title');
    const rest = left.length > 0 ? [t('report:review.left', { fields: left.join(', ') })] : [];
    const mend = t('report:review.mend', {
      example: t('report:review.edit', { field: given[0]?.label ?? left[0] ?? '' }),
    });
    return {
      title,
      parts: [
        ...given.map(({ label, value }) => ({ kind: 'fact' as const, label, value })),
        ...rest.map((text) => ({ kind: 'text' as const, text })),
        { kind: 'line' },
        { kind: 'text', text: mend },
      ],
      buttons: [],
      alt: [title, ...given.map(({ label, value }) => `${label}: ${value}`), ...rest, mend].join('\n'),
    };
  }

  function codeCard(draft: Draft, context: FlowContext): Card {
    const { t } = context;
    const code = context.newCode() as TrackingCode;
    const shown = formatCode(code);
    const title = t('report:review.code.title');
    const keep = [t('report:review.code.keep'), t('report:review.code.send')];
    return {
      title,
      parts: [
        { kind: 'text', text: shown, strong: true },
        ...keep.map((text) => ({ kind: 'text' as const, text })),
      ],
      buttons: [
        { ...button(at(draft), t('report:act.file'), 'file', code), pressedOnly: true },
        { label: t('report:act.copy'), does: { kind: 'copy', text: shown }, pressedOnly: true },
      ],
      alt: [title, shown, ...keep].join('\n'),
    };
  }

  function prompt(draft: Draft, context: FlowContext): Answer {
    const problems = problemsIn(form, draft, context);
    const { t } = context;
    const missing = problems.map(({ field, problem }) =>
      t('report:review.problem', {
        field: t(`cases:field.${field}.label`),
        problem: t(`cases:problem.${problem}`),
      }),
    );
    return {
      messages: [
        { kind: 'card', card: summary(draft, context) },
        problems.length > 0
          ? say([t('report:review.not-yet'), ...missing].join('\n'))
          : { kind: 'card', card: codeCard(draft, context) },
      ],
      choices: choices(draft, context),
    };
  }

  /** Files, if the report is whole. `typed`: the code was typed, so it may be that of an older case. */
  function file(draft: Draft, code: TrackingCode, context: FlowContext, typed?: true): Step {
    if (problemsIn(form, draft, context).length > 0) return form.show(draft, context);
    const effect = { kind: 'file', case: form.kind, answers: draft.answers, code } as const;
    return { state: draft, effect: typed ? { ...effect, typed } : effect };
  }

  return {
    prompt,
    brief(draft, context) {
      const ways = choices(draft, context);
      const { t } = context;
      const show = button(at(draft), t('report:act.show'), 'show');
      const labels = labelsOf([show, ...ways.slice(-2)]);
      return {
        messages: [say(`${t('report:review.again')}\n\n${t('report:question.typed', { labels })}`)],
        choices: [show, ...ways],
      };
    },
    acts: {
      file(draft, context, value = '') {
        const { code } = parseCode(value);
        return code ? file(draft, code, context) : form.show(draft, context, 'report:note.stale');
      },
      show: (draft, context) => form.show(draft, context),
      edit: (draft, context, value = '') =>
        fieldOf(form.kind, value)
          ? form.go({ ...draft, editing: true }, value, context)
          : form.show(draft, context, 'report:note.stale'),
      back: (draft, context) => form.go(draft, form.order.at(-2) ?? 'consent', context),
      cancel: (draft, context) => form.cancel(draft, context),
    },
    text(draft, text, context) {
      const found = findCodeIn(text);
      if (found?.code) return file(draft, found.code, context, true);
      return form.show(draft, context, found ? 'report:note.code-mistyped' : 'report:note.review');
    },
  };
}
