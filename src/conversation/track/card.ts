import { GIVE_ACCESS } from '../../cases/access-duties.ts';
import { REPORTER_ACTIONS, STAFF_ACTIONS } from '../../cases/actions.ts';
import { caseReference } from '../../cases/reference.ts';
import type { ReporterView } from '../../cases/reporter-view.ts';
import { dayInWords } from '../day.ts';
import type { FlowContext } from '../flow.ts';
import { doorLines } from '../form/button.ts';
import { say, type Card, type Choice, type Reply } from '../reply.ts';

type Entry = ReporterView['timeline'][number];

/** Everything that stands in a reporter's timeline; wording under `track:event.<action>`. */
export const EVENTS: readonly string[] = [
  'file',
  'notify',
  GIVE_ACCESS,
  ...STAFF_ACTIONS.filter(({ told }) => told !== 'nothing').map(({ id }) => id),
  ...REPORTER_ACTIONS.map(({ id }) => id),
];

/** So many of the latest lines stand in the card. */
const SHOWN = 12;
/** Longer messages of officers come in full below the card. */
const LONG = 400;

const isLong = ({ text = '' }: Entry) => text.length > LONG;

function eventInWords(entry: Entry, { t, lang }: FlowContext): string {
  const plain = t(`track:event.${EVENTS.includes(entry.action) ? entry.action : 'other'}`);
  const event = entry.files ? t('track:event.with-files', { event: plain, count: entry.files }) : plain;
  const detail = [
    ...(entry.outcome ? [t('track:outcome', { outcome: t(`cases:outcome.${entry.outcome}`) })] : []),
    ...(entry.body ? [t('track:body', { body: entry.body })] : []),
    ...(entry.text ? [isLong(entry) ? t('track:below') : t('track:quote', { text: entry.text })] : []),
  ];
  return [`${dayInWords(entry.day, lang)} ${event}`, ...detail].join('\n');
}

/** What is expected next, and by when. */
export function nextInWords(view: ReporterView, context: FlowContext): string {
  const { t, lang, data } = context;
  const { deadline } = view;
  const due = deadline ? dayInWords(deadline.day, lang) : '';
  const lines = [t(`track:next.${view.status}`, { due, days: data.policy.withdrawalUndoDays })];
  if (view.contestUntil) lines.push(t('track:contest-until', { day: dayInWords(view.contestUntil, lang) }));
  const late = deadline?.urgency === 'overdue' && t('track:overdue', { due, days: -deadline.left });
  if (late || view.status === 'stranded') {
    lines.push(`${late || t('track:outside')}\n${doorLines(context)}`);
  }
  return lines.join('\n');
}

/**
 * What a code opens, as a card with what can be done, and officers' long messages in full below it. Nothing of it may
 * be stored.
 */
export function trackedReplies(view: ReporterView, buttons: Choice[], context: FlowContext): Reply[] {
  const { t, lang } = context;
  const title = t('track:title', { reference: caseReference(view.caseId) });
  const facts = [
    { label: t('track:fact.status'), value: t(`cases:status.${view.status}`) },
    {
      label: t('track:fact.kind'),
      value: t(view.kind === 'comment' ? 'cases:kind.comment' : `cases:category.${view.category}`),
    },
    { label: t('track:fact.received'), value: dayInWords(view.received, lang) },
  ];
  const next = nextInWords(view, context);
  const lines = view.timeline.slice(-SHOWN).map((entry) => eventInWords(entry, context));
  const long = view.timeline.filter(isLong).map(({ day, text = '' }) => `${dayInWords(day, lang)}\n${text}`);
  const card: Card = {
    title,
    parts: [
      ...facts.map((fact) => ({ kind: 'fact' as const, ...fact })),
      { kind: 'line' },
      ...lines.map((text) => ({ kind: 'text' as const, text })),
      { kind: 'line' },
      { kind: 'text', text: next },
    ],
    buttons,
    even: true,
    alt: [title, ...facts.map(({ label, value }) => `${label}: ${value}`), ...lines, next].join('\n'),
  };
  return [{ kind: 'card', card }, ...(long.length > 0 ? [say([t('track:long'), ...long].join('\n\n'))] : [])];
}
