import type { ChannelAsked } from '../ita/channel/asked.ts';
import type { ChannelId } from '../ita/channel/questions.ts';
import { doorLines, doorNamed } from './form/button.ts';
import { closedReplies, isOpen, webChoices } from './form/consent.ts';
import type { FlowContext } from './flow.ts';
import { say, type Choice, type Reply } from './reply.ts';

/** Ways on from an answer about the channel. */
type Way = 'report' | 'web' | 'track' | 'privacy';

interface ChannelAnswer {
  ways: readonly Way[];
  /** Questions that are often asked next; their buttons say them. */
  next: readonly ChannelId[];
  /** Texts of other places that belong to it, so that what is promised stands in one place. */
  also?: readonly string[];
  /** Ends with the web form, where there is one. */
  safer?: true;
  /** True whether or not anything can be reported here now. */
  always?: true;
}

/** How each question about the channel is answered; what it says is `channel:<id>.text`. */
const ANSWERS: Record<ChannelId, ChannelAnswer> = {
  safe: { ways: ['report', 'web', 'privacy'], next: ['identity', 'readers', 'reprisal'], safer: true },
  identity: { ways: ['report', 'web', 'privacy'], next: ['line', 'readers'], safer: true },
  readers: { ways: ['report', 'web', 'privacy'], next: ['identity', 'kept'] },
  name: { ways: ['report', 'web', 'privacy'], next: ['identity', 'lost-code'] },
  reprisal: {
    ways: ['report', 'web', 'privacy'],
    next: ['hotlines', 'readers'],
    also: ['site:privacy.limits.law'],
  },
  line: { ways: ['web', 'privacy', 'report'], next: ['identity', 'web'], safer: true },
  hotlines: { ways: ['report', 'web'], next: ['safe'], always: true },
  'lost-code': { ways: ['track', 'report', 'web'], next: ['when'] },
  when: { ways: ['report', 'web', 'track'], next: ['lost-code', 'safe'] },
  web: { ways: ['web', 'report', 'privacy'], next: ['line', 'safe'] },
  kept: { ways: ['report', 'web', 'track', 'privacy'], next: ['readers', 'identity'] },
};

const WAYS: Record<Way, (context: FlowContext) => Choice[]> = {
  report: (context) => (isOpen(context) ? [pressed('complaint', context)] : []),
  web: (context) => webChoices('complaint', context),
  track: (context) => [pressed('track', context)],
  privacy: ({ open, t }) => [
    {
      label: t('channel:privacy'),
      does: { kind: 'open', url: `${open.webUrl}/privacy?openExternalBrowser=1` },
    },
  ],
};

const pressed = (act: string, { t }: FlowContext): Choice => ({
  label: t(`chat:menu.${act}.label`),
  does: { kind: 'press', press: { flow: 'menu', act } },
});

/** What the texts are filled with: the town's own figures, never numbers of ours. */
function figures({ data, lang, open }: FlowContext): Record<string, string | number> {
  const { policy, agency } = data;
  const kept = Object.values(policy.retentionDays.complaint);
  return {
    municipality: agency.name[lang],
    web: `${open.webUrl}/report`,
    hours: policy.draftIdleHours,
    answer: policy.legalClock.firstAnswerDays,
    conclude: policy.legalClock.concludeDays.complaint,
    least: Math.min(...kept),
    most: Math.max(...kept),
  };
}

/** The town's own telephone, where its file has one. */
const townPhones = ({ data, lang, t }: FlowContext): string[] =>
  data.agency.contacts
    .filter(({ kind }) => kind === 'phone')
    .map(({ value }) => t('report:doors.door', { name: data.agency.name[lang], phone: value }));

function hotlines({ door }: ChannelAsked, context: FlowContext): string {
  const { t, data } = context;
  const named = data.policy.nationalDoors.find(({ id }) => id === door);
  const own = townPhones(context);
  return [
    ...(named ? [t('channel:hotlines.named', doorNamed(named, context.lang))] : []),
    `${t('report:doors.intro')}\n${doorLines(context)}`,
    own.length > 0 ? own.join('\n') : t('channel:hotlines.no-town'),
    t('channel:hotlines.text'),
  ].join('\n\n');
}

function words(asked: ChannelAsked, context: FlowContext): string {
  const { t, open } = context;
  if (asked.about === 'hotlines') return hotlines(asked, context);
  const { also = [], safer } = ANSWERS[asked.about];
  const key = asked.about === 'web' && !open.webForm ? 'channel:web.closed' : `channel:${asked.about}.text`;
  return [
    t(key, figures(context)),
    ...also.map((one) => t(one)),
    ...(safer && open.webForm ? [t('report:consent.web')] : []),
  ].join('\n\n');
}

/** The answer to a question about the channel, honest also while nothing can be reported here. */
export function channelReplies(asked: ChannelAsked, context: FlowContext): Reply[] {
  if (!context.open.filing && !ANSWERS[asked.about].always) return closedReplies(context);
  return [say(words(asked, context))];
}

/** The ways on from it. */
export function channelChoices({ about }: ChannelAsked, context: FlowContext): Choice[] {
  const { ways, next } = ANSWERS[about];
  const { t } = context;
  return [
    ...ways.flatMap((way) => WAYS[way](context)),
    ...next.map((id): Choice => {
      const text = t(`channel:${id}.say`);
      return { label: t(`channel:${id}.label`), does: { kind: 'say', text } };
    }),
  ];
}
