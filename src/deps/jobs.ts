import type { SendMail } from '../accounts/mail.ts';
import type { CasePolicy } from '../cases/deadlines.ts';
import { CASE_KINDS, OUTCOMES_OF_CASES } from '../cases/kinds.ts';
import { opensToNobody } from '../cases/stranded.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { I18n } from '../i18n.ts';
import type { AgencySource } from '../ita/dataset.ts';
import { isReminderDay } from '../ita/progress-due.ts';
import type { ProgressBook } from '../ita/progress.ts';
import { createAlertJob } from '../jobs/alerts.ts';
import { createErasureJob } from '../jobs/erasure.ts';
import { createEvidenceJob } from '../jobs/evidence.ts';
import { createLedgerJob } from '../jobs/ledger.ts';
import { createOverdueJob } from '../jobs/overdue.ts';
import { createPurgeJob } from '../jobs/purge.ts';
import { createReleaseJob } from '../jobs/release.ts';
import type { Job } from '../jobs/scheduler.ts';
import { createStaffPush } from '../line/staff-push.ts';
import type { Logger } from '../log.ts';
import { mailTexts } from '../mail/texts.ts';
import { createSecretBox } from '../secret-box.ts';
import type { Statistics } from '../statistics/statistics.ts';
import type { Store } from '../store/ports.ts';
import type { AccountDeps } from './accounts.ts';
import type { CaseDeps } from './cases.ts';
import type { LineDeps } from './line.ts';

/** How often LINE is asked whether chat mode is off and the webhook points here. */
const WATCH_MS = 5 * 60_000;

export interface JobDeps {
  config: Config;
  clock: Clock;
  log: Logger;
  t: I18n['t'];
  agency: AgencySource;
  store: Store;
  accounts: AccountDeps;
  cases: CaseDeps;
  line: Pick<LineDeps, 'messenger' | 'watch' | 'lineBox'>;
  statistics: Statistics;
  progress: ProgressBook;
  sendMail: SendMail | undefined;
  webUrl: () => string;
}

/** The fewest days that any closed case is kept. */
const shortestRetention = ({ retentionDays }: CasePolicy): number =>
  Math.min(...CASE_KINDS.flatMap((kind) => OUTCOMES_OF_CASES.map((outcome) => retentionDays(kind, outcome))));

/** Everything that runs by the clock, in the order of a round: cases are released before staff are told of them. */
export function createJobs(deps: JobDeps): Job[] {
  const { config, clock, log, agency, store, accounts, cases, line } = deps;
  const policy = () => agency.current().policy;
  return [
    { name: 'line-watch', everyMs: WATCH_MS, run: () => line.watch.look() },
    createOverdueJob({
      cases: store.cases,
      settings: store.settings,
      clock,
      legalClock: () => policy().legalClock,
      record: accounts.record,
    }),
    createErasureJob({
      cases: store.cases,
      evidence: cases.evidence,
      gone: accounts.gone,
      marks: accounts.markNotes,
      record: accounts.record,
      opensToNobody: (row) => opensToNobody(row, cases.integrity),
      tellRefused: (count) =>
        log.error(
          { cases: count },
          'not erased: their status in the database says that nobody may open them, but somebody may',
        ),
      clock,
      strandedDays: () =>
        Math.max(...CASE_KINDS.map((kind) => cases.casePolicy().retentionDays(kind, 'stranded'))),
    }),
    createEvidenceJob({ cases: store.cases, evidence: cases.evidence }),
    ...(config.mode === 'production' ? productionJobs(deps) : []),
    createLedgerJob({
      ledger: accounts.ledger,
      settings: store.settings,
      clock,
      afterRelease: config.mode === 'production',
      keep: () => shortestRetention(cases.casePolicy()),
    }),
    createPurgeJob({ store, box: line.lineBox, clock, draftIdleHours: () => policy().draftIdleHours }),
  ];
}

/** In trial mode cases are released at once, and nobody is written to. */
function productionJobs(deps: JobDeps): Job[] {
  const {
    config,
    clock,
    log,
    t,
    agency,
    store,
    accounts,
    cases,
    line,
    statistics,
    progress,
    sendMail,
    webUrl,
  } = deps;
  const hours = () => agency.current().policy.releaseHours;
  return [
    createReleaseJob({
      cases: store.cases,
      settings: store.settings,
      writer: cases.writer,
      clock,
      hours,
      afterwards: (day) => statistics.publish(day),
    }),
    createAlertJob({
      turns: accounts.alerts.turns,
      cases: store.cases,
      settings: store.settings,
      clock,
      hours,
      legalClock: () => agency.current().policy.legalClock,
      remindsOfReports: async (day) => isReminderDay(day, agency.current().datasets, await progress.list()),
      auditHead: () => accounts.audit.head(),
      mail: sendMail,
      push: createStaffPush({ messenger: line.messenger, t, log }),
      texts: mailTexts(t, `${webUrl()}/console`),
      box: createSecretBox(config.secrets.app, 'alerts'),
      host: new URL(webUrl()).hostname,
    }),
  ];
}
