import { randomBytes } from 'node:crypto';
import type { Casework } from '../cases/casework.ts';
import { newCode } from '../cases/tracking.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createConversation, type ChatOrigin } from '../conversation/conversation.ts';
import { createEngine, type EngineContext } from '../conversation/engine.ts';
import { FLOWS } from '../conversation/flows/index.ts';
import { createPerformer } from '../conversation/performer.ts';
import type { I18n } from '../i18n.ts';
import type { AgencySource } from '../ita/dataset.ts';
import { createChats } from '../line/chats.ts';
import { createDispatcher, type Dispatcher } from '../line/dispatch.ts';
import { createEventHandler } from '../line/handle-event.ts';
import { createInbox, type Inbox } from '../line/inbox.ts';
import { createIntake } from '../line/intake.ts';
import { createMedia } from '../line/media.ts';
import { createMessenger, type Messenger } from '../line/messenger.ts';
import { createNotifier, withNotices } from '../line/notifier.ts';
import { createStaffLink } from '../line/staff-link.ts';
import { createLineWatch, type LineWatch } from '../line/watch.ts';
import type { Logger } from '../log.ts';
import type { QuietLog } from '../quiet-log.ts';
import { createSecretBox, type SecretBox } from '../secret-box.ts';
import type { Store } from '../store/ports.ts';
import type { AccountDeps } from './accounts.ts';
import type { AnswerDeps } from './answers.ts';
import type { CaseDeps } from './cases.ts';

export interface LineAccess {
  channelSecret: string;
  accessToken: string;
  apiBaseUrl?: string;
  dataApiBaseUrl?: string;
}

export interface LineDeps {
  inbox: Inbox;
  dispatcher: Dispatcher;
  messenger: Messenger;
  watch: LineWatch;
  /** Seals sessions and inbox rows. */
  lineBox: SecretBox;
  /** What staff do with cases: audited, and telling reporters who asked for it. */
  casework: Casework;
}

/** Joins what talks with citizens through LINE: from the event stored to the answer sent. */
export function createLineDeps(deps: {
  config: Config;
  clock: Clock;
  log: Logger;
  /** For the paths that reporters use. */
  quiet: QuietLog;
  i18n: I18n;
  agency: AgencySource;
  store: Store;
  line: LineAccess;
  webUrl: () => string;
  accounts: AccountDeps;
  cases: CaseDeps;
  answers: Pick<AnswerDeps, 'reader' | 'unanswered'>;
}): LineDeps {
  const { config, clock, log, quiet, i18n, agency, store, line, webUrl, accounts, cases, answers } = deps;
  const box = createSecretBox(config.secrets.app, 'line');
  const count = (counter: string) => store.counters.add(counter, 1);
  const messenger = createMessenger({ ...line, clock, log: quiet });
  const watch = createLineWatch({
    messenger,
    webhookUrl: config.baseUrl && `${config.baseUrl}/webhook`,
    log,
  });

  const context = async ({ address }: ChatOrigin): Promise<EngineContext> => {
    const data = agency.current();
    // At once: each is a round trip to the database, and every message asks for them.
    const [filing, staffChat, answerer] = await Promise.all([
      cases.desk.isOpen(),
      address !== undefined && accounts.alerts.links.isLinked(address),
      answers.reader(data),
    ]);
    return {
      now: clock.now(),
      data,
      answerer,
      open: { webUrl: webUrl(), filing, chatReporting: filing && watch.safe(), staffChat, webForm: true },
      randomId: () => randomBytes(16).toString('hex'),
      newCode,
      translate: i18n.t,
    };
  };
  const perform = createPerformer({
    desk: cases.desk,
    files: createIntake({ media: createMedia(line), evidence: cases.evidence }),
    count,
    keepQuestion: (text, lang) => answers.unanswered.keep(text, lang),
  });
  const conversation = createConversation({ engine: createEngine(FLOWS), context, perform });
  const inbox = createInbox({ port: store.inbox, box, clock });
  const chats = createChats({ port: store.sessions, box, conversation, clock });
  return {
    inbox,
    messenger,
    watch,
    lineBox: box,
    dispatcher: createDispatcher({
      port: store.inbox,
      handle: createEventHandler({
        ...{ inbox, chats, messenger, box, clock, t: i18n.t, log: quiet },
        staffLink: createStaffLink({ links: accounts.alerts.links, t: i18n.t }),
      }),
      clock,
      log: quiet,
    }),
    casework: withNotices(accounts.audited(cases.casework), createNotifier({ messenger, t: i18n.t, count }), {
      failed: (error) => log.warn({ err: error }, 'a reporter could not be told'),
    }),
  };
}
