import type { AlertTurn, AlertTurns, TurnEnd } from '../accounts/alert-turns.ts';
import type { PushAlert } from '../accounts/line-push.ts';
import type { SendMail } from '../accounts/mail.ts';
import { getsAlerts } from '../accounts/alert-address.ts';
import { maySendByLine } from '../accounts/alert-link.ts';
import { holdsKeys } from '../accounts/duties.ts';
import type { AuditHead } from '../audit/log.ts';
import { OPEN_STATUSES } from '../cases/kinds.ts';
import { dueRange, type LegalClock } from '../cases/legal-clock.ts';
import { releaseName } from '../cases/release.ts';
import { dayOf, type Clock, type Day } from '../clock.ts';
import type { SecretBox } from '../secret-box.ts';
import type { CasePort, SettingPort } from '../store/ports.ts';
import { lastRelease } from './release.ts';
import type { Job } from './scheduler.ts';

/** One in so many turns without news gets the message all the same. */
const COVER = 4;

/** What is mailed; the same for everybody, and nothing of a case. */
export interface AlertTexts {
  alert: { subject: string; text: string };
  head: (head: AuditHead) => { subject: string; text: string };
}

/**
 * Once everything is shown at a release hour, tells who takes alerts that it may be worth looking: if a case he can open
 * is unread, once a day if one of his (or any he can open, for a head) is due soon or overdue, or a report on the measures
 * will be due (heads), and at random when there is nothing, so that a colleague's alert proves nothing. Auditors from
 * outside get the head of the audit log once a day.
 */
export function createAlertJob(deps: {
  turns: AlertTurns;
  cases: Pick<CasePort, 'count'>;
  settings: Pick<SettingPort, 'get'>;
  clock: Clock;
  hours: () => readonly string[];
  legalClock: () => LegalClock;
  /** Whether heads, who report on the improvement measures, are to be reminded of that on a day. */
  remindsOfReports: (day: Day) => Promise<boolean>;
  auditHead: () => Promise<AuditHead | undefined>;
  /** Undefined without a mail server. */
  mail?: SendMail;
  push: PushAlert;
  texts: AlertTexts;
  /** Its names decide about cover, and name mails and pushes. */
  box: Pick<SecretBox, 'name'>;
  host: string;
}): Job {
  const {
    turns,
    cases,
    settings,
    clock,
    hours,
    legalClock,
    auditHead,
    remindsOfReports,
    mail,
    push,
    texts,
    box,
    host,
  } = deps;

  async function hasNews({ person, firstToday }: AlertTurn): Promise<boolean> {
    const today = dayOf(clock.now());
    if (firstToday && person.role === 'head' && (await remindsOfReports(today))) return true;
    const recipient = person.recipient?.id;
    if (recipient === undefined) return false;
    if ((await cases.count({ recipient, unread: true }, 1)) > 0) return true;
    if (!firstToday) return false;
    const { to } = dueRange('soon', today, legalClock());
    const whose = person.role === 'head' ? {} : { assignee: person.id };
    return (await cases.count({ recipient, statuses: OPEN_STATUSES, due: { to }, ...whose }, 1)) > 0;
  }

  const isCover = (person: string, release: string): boolean =>
    Number.parseInt(box.name(`cover ${release} ${person}`).slice(0, 8), 16) % COVER === 0;

  /** What this person is to be sent now; undefined for nothing. */
  async function messageFor(turn: AlertTurn, release: string) {
    const { person, owed, firstToday } = turn;
    if (!getsAlerts(person)) return undefined;
    if (holdsKeys(person.role)) {
      const news = await hasNews(turn);
      return news || owed || isCover(person.id, release) ? { kind: 'alert', ...texts.alert } : undefined;
    }
    const head = firstToday || owed ? await auditHead() : undefined;
    return head === undefined ? undefined : { kind: 'head', ...texts.head(head) };
  }

  /** By LINE for who is linked; what LINE does not take goes by mail. */
  async function deliver(
    turn: AlertTurn,
    { kind, subject, text }: NonNullable<Awaited<ReturnType<typeof messageFor>>>,
    release: string,
  ): Promise<TurnEnd> {
    const to = turn.line;
    const line =
      to !== undefined && maySendByLine(turn.person)
        ? await push({ to, retryKey: uuidOf(box.name(`push ${release} ${turn.person.id} ${to}`)) })
        : undefined;
    if (line === 'sent') return { owed: false, line };
    if (!mail || turn.address === undefined) return { owed: true, line };
    const date = new Date(`${release.replace(' ', 'T')}:00+07:00`);
    const id = `<${box.name(`${kind} ${release}`)}@${host}>`;
    return { owed: !(await mail({ to: turn.address, subject, text, date, id })), line };
  }

  return {
    name: 'alerts',
    everyMs: 60_000,
    async run() {
      const release = releaseName(clock.now(), hours());
      if ((await lastRelease(settings)) !== release) return;
      for await (const turn of turns.take(release)) {
        const message = await messageFor(turn, release);
        await turns.finish(turn, release, message ? await deliver(turn, message, release) : { owed: false });
      }
    },
  };
}

/** 32 hex digits as a random UUID is written. */
const uuidOf = (hex: string): string =>
  hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
