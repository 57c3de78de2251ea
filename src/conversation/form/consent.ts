import type { CaseKind } from '../../cases/kinds.ts';
import type { FlowContext } from '../flow.ts';
import type { Card, Choice, Reply } from '../reply.ts';
import { say } from '../reply.ts';
import { button, doorLines } from './button.ts';
import type { Draft } from './state.ts';

/** Where each kind is filed on the web; opened outside LINE. */
const WEB_PATHS: Record<CaseKind, string> = { complaint: '/report', comment: '/comment' };

/** The safer door, where it exists. */
export function webChoices(kind: CaseKind, { open, t }: FlowContext): Choice[] {
  if (!open.webForm) return [];
  const url = `${open.webUrl}${WEB_PATHS[kind]}?openExternalBrowser=1`;
  return [{ label: t('report:act.web'), does: { kind: 'open', url } }];
}

/** The card before the first question. It promises only what is kept. */
export function consentCard(kind: CaseKind, draft: Draft, context: FlowContext): Card {
  const { t, data, lang } = context;
  const municipality = data.agency.name[lang];
  const hours = data.policy.draftIdleHours;
  const points = [
    t('report:consent.file', { municipality }),
    t('report:consent.line'),
    ...(context.open.webForm ? [t('report:consent.web')] : []),
    t('report:consent.draft', { hours }),
    t('report:consent.unsend'),
    t('report:consent.limits'),
  ];
  const doors = `${t('report:consent.doors')}\n${doorLines(context)}`;
  const title = t(`report:consent.title.${kind}`);
  return {
    title,
    parts: [
      ...points.map((text) => ({ kind: 'text' as const, text: `• ${text}` })),
      { kind: 'line' },
      { kind: 'text', text: doors },
    ],
    buttons: [
      button({ flow: kind, draft: draft.id }, t('report:act.agree'), 'agree'),
      ...webChoices(kind, context),
    ],
    alt: [title, ...points, doors, t('report:consent.again')].join('\n'),
  };
}

/** Why nothing can be filed here now, and where else to go. */
export function closedReplies(context: FlowContext): Reply[] {
  const { open, t } = context;
  const why = !open.filing ? 'filing' : open.staffChat ? 'staff' : 'chat';
  return [say(`${t(`report:closed.${why}`)}\n\n${t('report:doors.intro')}\n${doorLines(context)}`)];
}

/** Filing is possible in this chat. */
export const isOpen = ({ open }: FlowContext): boolean =>
  open.filing && open.chatReporting && !open.staffChat;
