import { resolve } from 'node:path';
import type { Casework } from './cases/casework.ts';
import { systemClock, type Clock } from './clock.ts';
import { readConfig, type Config, type LineConfig } from './config.ts';
import { readSettings } from './config/settings.ts';
import type { AccountDeps } from './deps/accounts.ts';
import type { CaseDeps } from './deps/cases.ts';
import { createOffice } from './deps/office.ts';
import { createI18n, type I18n, type Translate } from './i18n.ts';
import { createAgencySource, type AgencySource } from './ita/dataset.ts';
import { createMessenger } from './line/messenger.ts';
import { createNotifier, withNotices, type Notifier } from './line/notifier.ts';
import { createLogger, type Logger } from './log.ts';
import { openStore } from './open-store.ts';
import { isUsed } from './store/backup-sqlite.ts';
import type { Store } from './store/ports.ts';

/** What the command-line tools of staff work with; nothing that listens or runs by itself. */
export interface Workplace {
  config: Config;
  i18n: I18n;
  agency: AgencySource;
  store: Store;
  accounts: AccountDeps;
  cases: CaseDeps;
  /** With audit; an action is over when the reporters who asked for it were told. */
  casework: Casework;
  close(): Promise<void>;
}

/**
 * The folder that should hold an installation and does not; undefined where there is one, or where it is MongoDB's or
 * the settings' matter to say. Nothing is made there, unlike by opening it.
 */
export function missingInstallation(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const read = readSettings(env);
  if ('problems' in read || read.settings.MONGODB_URI !== undefined) return undefined;
  const dir = resolve(read.settings.DATA_DIR);
  return isUsed(dir) ? undefined : dir;
}

/** Opens the installation that the environment names, beside the running server. Throws SetupError or DataError. */
export async function openWorkplace(
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock = systemClock,
): Promise<Workplace> {
  const config = readConfig(env);
  const i18n = createI18n();
  const log = createLogger(config.logLevel);
  const agency = await createAgencySource(config.agencyDir, { log });
  const store = await openStore(config);
  try {
    const { accounts, cases } = await createOffice({ config, clock, i18n, agency, store });
    const audited = accounts.audited(cases.casework);
    const failed = (error: unknown) => log.warn({ err: error }, 'a reporter could not be told');
    // Without LINE's settings the stand-in of trial mode plays LINE, inside the server alone.
    const casework = config.line
      ? withNotices(audited, notifierOn(config.line, { clock, log, store, t: i18n.t }), {
          failed,
          wait: true,
        })
      : audited;
    return { config, i18n, agency, store, accounts, cases, casework, close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}

const notifierOn = (
  line: LineConfig,
  { clock, log, store, t }: { clock: Clock; log: Logger; store: Store; t: Translate },
): Notifier =>
  createNotifier({
    messenger: createMessenger({ ...line, clock, log }),
    t,
    count: (counter) => store.counters.add(counter, 1),
    // Unlike the server's, these pauses keep the process alive.
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
