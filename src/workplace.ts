import { createAccountDeps, type AccountDeps } from './account-deps.ts';
import { createCaseDeps, type CaseDeps } from './case-deps.ts';
import type { Casework } from './cases/casework.ts';
import { systemClock, type Clock } from './clock.ts';
import { readConfig, type Config } from './config.ts';
import { createI18n, type I18n } from './i18n.ts';
import { createAgencySource, type AgencySource } from './ita/dataset.ts';
import { createLogger } from './log.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store/ports.ts';

/** What the command-line tools of staff work with; nothing that listens or runs by itself. */
export interface Workplace {
  config: Config;
  i18n: I18n;
  agency: AgencySource;
  store: Store;
  accounts: AccountDeps;
  cases: CaseDeps;
  /** With audit. */
  casework: Casework;
  close(): Promise<void>;
}

/** Opens the installation that the environment names, beside the running server. Throws SetupError or DataError. */
export async function openWorkplace(
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock = systemClock,
): Promise<Workplace> {
  const config = readConfig(env);
  const i18n = createI18n();
  const agency = await createAgencySource(config.agencyDir, { log: createLogger(config.logLevel) });
  const store = await openStore(config);
  try {
    const accounts = await createAccountDeps({
      config,
      clock,
      store,
      isUnit: (id) => agency.current().agency.units.some((unit) => unit.id === id),
      pinned: config.recoveryFingerprint,
    });
    const cases = await createCaseDeps({
      config,
      clock,
      i18n,
      agency,
      store,
      recovery: () => accounts.recovery.recovery(),
      staff: () => accounts.people.colleagues(),
    });
    const casework = accounts.audited(cases.casework);
    return { config, i18n, agency, store, accounts, cases, casework, close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}
