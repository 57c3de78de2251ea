import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createCaseDeps, type CaseDeps } from '../../../src/deps/cases.ts';
import { newIdentity, recipientOf } from '../../../src/cases/age.ts';
import type { Colleague } from '../../../src/cases/eligible.ts';
import type { Key } from '../../../src/cases/key-ring.ts';
import { fingerprint, trustRecovery, type TrustedRecipient } from '../../../src/cases/recipients.ts';
import { dayOf, type Day } from '../../../src/clock.ts';
import { readConfig } from '../../../src/config.ts';
import { createAgencySource, type AgencySource } from '../../../src/ita/dataset.ts';
import { createPurgeJob } from '../../../src/jobs/purge.ts';
import { createLogger } from '../../../src/log.ts';
import { createSecretBox, type SecretBox } from '../../../src/secret-box.ts';
import { createDoor, DOOR_ASSETS } from '../../../src/site/door/door.ts';
import type { CapacityLimits } from '../../../src/site/door/capacity.ts';
import type { PlaceLimits } from '../../../src/site/door/places.ts';
import { createSite } from '../../../src/site/site.ts';
import { StoreUnavailableError, type Store } from '../../../src/store/ports.ts';
import { createAssets } from '../../../src/web/assets.ts';
import { pageErrors, pageNotFound } from '../../../src/web/error-handler.ts';
import { securityHeaders } from '../../../src/web/security.ts';
import { serve } from '../../support/served.ts';
import { TestClock } from '../../support/clock.ts';
import { openTestStore } from '../../support/stored.ts';
import { ALL_ON, i18n, NOTHING_REPORTED } from '../site-under-test.ts';

export interface TestDoor {
  origin: string;
  clock: TestClock;
  store: Store;
  cases: CaseDeps;
  /** Its policy may be changed by tests. */
  agency: AgencySource;
  /** The officer who receives cases of unknown units, and opens those of other offices. */
  officer: { id: string; role: 'officer'; key: Key };
  head: { id: string; role: 'head'; key: Key };
  sessionBox: SecretBox;
  doorBox: SecretBox;
  dataDir: string;
  /** Where the store is, when it is not in `dataDir`. */
  mongodbUri: string | undefined;
  /** All log lines so far. */
  logs(): string;
  /** The secrets the server holds. */
  secrets: string[];
  purge(): Promise<void>;
  today(): Day;
  /** Makes the store fail every call for sessions, or only the saving of them. */
  breakSessions(broken: boolean | 'saving'): void;
  close(): Promise<void>;
}

export interface DoorOptions {
  limits?: CapacityLimits;
  places?: PlaceLimits;
  trustProxy?: number;
  /** Nobody receives cases. */
  closed?: boolean;
  /** The staff are all of this unit. */
  unit?: string;
  answerStepMs?: number;
}

/** The public site with its door as the server mounts them, on a real store and with real keys. */
export async function startDoor(options: DoorOptions = {}): Promise<TestDoor> {
  const clock = new TestClock();
  const dataDir = mkdtempSync(join(tmpdir(), 'suetrong-door-'));
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0' });
  let logs = '';
  const log = createLogger('debug', { write: (chunk) => void (logs += chunk) });
  const { store, mongodbUri } = await openTestStore(dataDir);
  const agency = await createAgencySource(config.agencyDir, { log });

  const recoveryIdentity = await newIdentity();
  const recoveryRecipient = await recipientOf(recoveryIdentity);
  const recovery: TrustedRecipient = trustRecovery(recoveryRecipient, fingerprint(recoveryRecipient));
  const staff: Colleague[] = [];
  const cases = await createCaseDeps({
    config,
    clock,
    i18n,
    agency,
    store,
    recovery: async () => recovery,
    staff: async () => staff,
    codeCost: { memoryKiB: 64, passes: 1, parallelism: 1 },
    answerStepMs: options.answerStepMs ?? 1,
  });
  const unit = options.unit ?? 'complaints';
  async function hire<R extends 'officer' | 'head'>(id: string, role: R) {
    const identity = await newIdentity();
    const recipient = cases.book.enter(`key-${id}`, await recipientOf(identity));
    if (!options.closed)
      staff.push({ id, role, unit, outside: false, intake: true, active: true, recipient });
    return { id, role, key: { id: recipient.id, identity } };
  }
  const officer = await hire('officer', 'officer');
  const head = await hire('head', 'head');

  const sessionBox = createSecretBox(config.secrets.app, 'line');
  const doorBox = createSecretBox(config.secrets.app, 'door');
  let broken: boolean | 'saving' = false;
  const sessions = new Proxy(store.sessions, {
    get(port, name, receiver) {
      if (broken === true || (broken && name === 'save'))
        return () => Promise.reject(new StoreUnavailableError());
      return Reflect.get(port, name, receiver) as unknown;
    },
  });
  const assets = createAssets(DOOR_ASSETS);
  const site = createSite({
    t: i18n.t.bind(i18n),
    assets,
    data: () => agency.current(),
    progress: NOTHING_REPORTED,
    features: ALL_ON,
    mode: 'production',
    retention: { sessionHours: 24, eventDays: 3 },
  });
  const app = express();
  app.set('trust proxy', options.trustProxy ?? 0);
  app.set('query parser', 'simple');
  app.use(securityHeaders({ production: false }));
  app.use(assets.handler);
  app.use(
    createDoor({
      i18n,
      renderPage: site.renderPage,
      data: () => agency.current(),
      desk: cases.desk,
      evidence: cases.evidence,
      sessions,
      counters: store.counters,
      sessionBox,
      doorBox,
      clock,
      features: ALL_ON,
      limits: options.limits,
      places: options.places,
    }),
  );
  app.use(site.router);
  app.use(pageNotFound(site.renderErrorPage));
  app.use(pageErrors(site.renderErrorPage, i18n, log));
  const served = await serve(app);
  const purgeJob = createPurgeJob({
    store,
    box: sessionBox,
    clock,
    draftIdleHours: () => agency.current().policy.draftIdleHours,
  });

  return {
    origin: served.origin,
    clock,
    store,
    cases,
    agency,
    officer,
    head,
    sessionBox,
    doorBox,
    dataDir,
    mongodbUri,
    logs: () => logs,
    secrets: Object.values(config.secrets),
    today: () => dayOf(clock.now()),
    purge: async () => void (await purgeJob.run()),
    breakSessions: (on) => void (broken = on),
    async close() {
      await served.close();
      cases.stopCleaning();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Does something at a door of its own, which is closed after it. */
export async function atOwnDoor(
  options: DoorOptions,
  work: (door: TestDoor) => Promise<void>,
): Promise<void> {
  const door = await startDoor(options);
  try {
    await work(door);
  } finally {
    await door.close();
  }
}
