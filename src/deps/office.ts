import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { I18n } from '../i18n.ts';
import type { AgencySource } from '../ita/dataset.ts';
import type { Store } from '../store/ports.ts';
import { createAccountDeps, type AccountDeps, type AccountDepsOptions } from './accounts.ts';
import { createCaseDeps, type CaseDeps, type CaseDepsOptions } from './cases.ts';

export interface OfficeOptions {
  config: Config;
  clock: Clock;
  i18n: I18n;
  agency: AgencySource;
  store: Store;
  /** For tests: cheaper derivations, and a time that they turn. */
  codes?: Pick<CaseDepsOptions, 'codeCost' | 'answerStepMs'>;
  passphrases?: Pick<AccountDepsOptions, 'cost' | 'signIn'>;
}

/** Joins people with the cases they hold the keys of, for the server and the commands alike. Errors as of the two. */
export async function createOffice(
  options: OfficeOptions,
): Promise<{ accounts: AccountDeps; cases: CaseDeps }> {
  const { config, clock, i18n, agency, store, codes, passphrases } = options;
  const accounts = await createAccountDeps({
    config,
    clock,
    store,
    isUnit: (id) => agency.current().agency.units.some((unit) => unit.id === id),
    pinned: config.recoveryFingerprint,
    ...passphrases,
  });
  const cases = await createCaseDeps({
    config,
    clock,
    i18n,
    agency,
    store,
    recovery: () => accounts.recovery.recovery(),
    staff: () => accounts.people.colleagues(),
    ...codes,
  });
  return { accounts, cases };
}
