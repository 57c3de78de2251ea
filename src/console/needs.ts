import type { AlertAddresses } from '../accounts/alert-address.ts';
import type { AlertLinks } from '../accounts/alert-link.ts';
import type { SendMail } from '../accounts/mail.ts';
import type { NewShares } from '../accounts/new-shares.ts';
import type { People } from '../accounts/people.ts';
import type { PersonView } from '../accounts/person.ts';
import type { Recorder } from '../accounts/recorder.ts';
import type { SetUpDraft } from '../accounts/set-up-draft.ts';
import type { ShareEntry } from '../accounts/share-entry.ts';
import type { SignIn } from '../accounts/sign-in.ts';
import type { Ledger } from '../audit/ledger.ts';
import type { AuditLog } from '../audit/log.ts';
import type { CaseAccess } from '../cases/access.ts';
import type { Casework } from '../cases/casework.ts';
import type { Clock } from '../clock.ts';
import type { I18n, Lang } from '../i18n.ts';
import type { AgencyData } from '../ita/dataset.ts';
import type { ProgressBook } from '../ita/progress.ts';
import type { StaffAnswers } from '../knowledge/answers.ts';
import type { Unanswered } from '../knowledge/unanswered.ts';
import type { Logger } from '../log.ts';
import type { SecretBox } from '../secret-box.ts';
import type { Statistics } from '../statistics/statistics.ts';
import type { CasePort, SessionPort, SettingPort } from '../store/ports.ts';
import type { Assets } from '../web/assets.ts';
import type { Runs } from './access/runs.ts';

/** What the console works with. */
export interface ConsoleNeeds {
  i18n: I18n;
  /** Holding CONSOLE_ASSETS. */
  assets: Pick<Assets, 'url'>;
  /** The agency's data as it is now; read anew for each page. */
  data: () => AgencyData;
  clock: Clock;
  log: Pick<Logger, 'error'>;
  mode: 'trial' | 'production';
  /** The public address; undefined in trial mode. */
  baseUrl?: string;
  /** APP_SECRET. */
  appSecret: string;
  /** The box that seals all sessions, chats' too: the purge job opens them with it. */
  sessionBox: SecretBox;
  sessions: SessionPort;
  settings: Pick<SettingPort, 'get' | 'set'>;
  cases: Pick<CasePort, 'count'>;
  /** With audit. */
  casework: Casework;
  /** With audit. */
  access: CaseAccess;
  /** Whether somebody's unit has gone from the tree. */
  isUnplaced: (person: Pick<PersonView, 'outside' | 'unit'>) => boolean;
  people: People;
  knowledge: {
    answers: StaffAnswers;
    unanswered: Unanswered;
    /** What the bot answers to a text out of the data, without staff's own answers; undefined when it has no answer there. */
    saysNow: (text: string, lang: Lang) => Promise<string | undefined>;
  };
  progress: ProgressBook;
  statistics: Pick<Statistics, 'ofRecipient' | 'all'>;
  signIn: SignIn;
  isSetUp: () => Promise<boolean>;
  setUp: SetUpDraft;
  shareEntry: ShareEntry;
  newShares: NewShares;
  audit: AuditLog;
  ledger: Pick<Ledger, 'check'>;
  record: Recorder;
  /** `send` undefined: this server sends no mail, or is in trial mode. */
  alerts: {
    addresses: AlertAddresses;
    links: Pick<AlertLinks, 'look' | 'begin' | 'remove'>;
    send?: SendMail;
  };
  /** Trial mode with the simulator: its page shows the console beside the chat. */
  framed?: boolean;
  /** Trial mode: where the demo passphrases lie. Shown on the sign-in page; never what is in it. */
  trialPaper?: string;
  /** For tests, which wait for the end of long work. */
  runs?: Runs;
}

/** With the long work of this process. */
export type RunNeeds = ConsoleNeeds & Required<Pick<ConsoleNeeds, 'runs'>>;
