import type { Flow, FlowContext, Step } from '../flow.ts';
import { closedReplies, webChoices } from '../form/consent.ts';
import { say, type Answer, type Choice, type Press } from '../reply.ts';

const press = (act: string): Press => ({ flow: 'menu', act });

/** The ways on that are always there, in the order they are offered. */
const ENTRIES: readonly { act: string; offered: (context: FlowContext) => boolean }[] = [
  { act: 'results', offered: () => true },
  { act: 'indicators', offered: () => true },
  { act: 'compare', offered: () => true },
  // Offered also while nothing can be filed: the flow says so, and where else to go.
  { act: 'complaint', offered: () => true },
  { act: 'track', offered: () => true },
  { act: 'comment', offered: () => true },
  { act: 'help', offered: () => true },
  { act: 'language', offered: () => true },
];

/** The questions behind the first buttons; they are typed questions like any other, or pressed in the menu below the chat. */
const QUESTIONS: Record<string, true> = { results: true, indicators: true, compare: true };

/** Entries that are flows of their own. */
const FLOWS_BEHIND: Record<string, true> = { complaint: true, comment: true, track: true };

/** The choices under a menu, in the language of the chat. */
export function menuChoices(context: FlowContext): Choice[] {
  return ENTRIES.filter((entry) => entry.offered(context)).map(({ act }) => ({
    label: context.t(`chat:menu.${act}.label`),
    does: QUESTIONS[act]
      ? { kind: 'say', text: context.t(`chat:menu.${act}.say`, years(context)) }
      : { kind: 'press', press: press(act) },
  }));
}

/** The two latest reported years, for questions that compare them. */
function years({ data }: FlowContext): Record<string, number> {
  const [latest = 0, previous = latest] = data.datasets.map(({ year }) => year).sort((a, b) => b - a);
  return { latest, previous };
}

const municipality = ({ data, lang }: FlowContext) => data.agency.name[lang];

function text(context: FlowContext, key: string): Answer {
  const params = { municipality: municipality(context), web: context.open.webUrl };
  return { messages: [say(context.t(`chat:${key}`, params))], choices: menuChoices(context) };
}

/** What each opening says. Anything the chat cannot take up in this moment ends in a friendly way on. */
const OPENINGS: Record<string, (context: FlowContext) => Answer> = {
  welcome: (context) => text(context, 'welcome'),
  menu: (context) => text(context, 'menu.text'),
  help: (context) => text(context, 'help'),
  greeting: (context) => text(context, 'greeting'),
  thanks: (context) => text(context, 'thanks'),
  stale: (context) => text(context, 'stale'),
  sticker: (context) => text(context, 'sticker'),
  media: (context) => text(context, 'media'),
  place: (context) => text(context, 'place'),
  /** A draft was left and waits. */
  paused: (context) => said(context, 'report:paused', { hours: context.data.policy.draftIdleHours }),
  /** A text with a tracking code in it was not taken into a report. */
  'code-inside': (context) => said(context, 'report:note.code-inside'),
  /** A text was not made a report. */
  'not-kept': (context) => said(context, 'report:declined'),
  /** An open case was closed in the chat. */
  left: (context) => said(context, 'track:left'),
  /** Nothing can be filed in this chat now. */
  closed: (context) => ({
    messages: closedReplies(context),
    choices: [...webChoices('complaint', context), ...menuChoices(context)],
  }),
};

function said(context: FlowContext, key: string, params?: Record<string, string | number>): Answer {
  return { messages: [say(context.t(key, params))], choices: menuChoices(context) };
}

/** Languages the switch leads to: from each to the other. */
const OTHER = { th: 'en', en: 'th' } as const;

function switchLanguage(context: FlowContext): Step {
  const lang = OTHER[context.lang];
  return { state: undefined, session: { lang }, goTo: { flow: 'menu', with: 'switched' } };
}

/** Menu, help, welcome, language: everything that needs no memory. */
export const menuFlow: Flow = {
  name: 'menu',
  start(context, opening = 'menu') {
    if (FLOWS_BEHIND[opening]) return { state: undefined, goTo: { flow: opening } };
    if (QUESTIONS[opening]) {
      const asked = context.t(`chat:menu.${opening}.say`, years(context));
      return { state: undefined, goTo: { flow: 'ask', with: asked } };
    }
    if (opening === 'language') return switchLanguage(context);
    if (opening === 'language-th' || opening === 'language-en') {
      const lang = opening === 'language-th' ? 'th' : 'en';
      return { state: undefined, session: { lang }, goTo: { flow: 'menu', with: 'switched' } };
    }
    if (opening === 'switched') return { state: undefined, answer: text(context, 'switched') };
    const make = OPENINGS[opening] ?? OPENINGS['stale'];
    return { state: undefined, answer: make?.(context) ?? text(context, 'stale') };
  },
  step(_state, input, context) {
    return menuFlow.start(context, input.kind === 'press' ? input.press.act : 'stale');
  },
  prompt: (_state, context) => text(context, 'menu.text'),
};
