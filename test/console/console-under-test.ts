import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { AccountDeps } from '../../src/deps/accounts.ts';
import type { CaseDeps } from '../../src/deps/cases.ts';
import { createOffice, type OfficeOptions } from '../../src/deps/office.ts';
import type { NewPerson } from '../../src/accounts/person.ts';
import type { Mail } from '../../src/accounts/mail.ts';
import { prepareSetUp } from '../../src/accounts/set-up.ts';
import type { Casework } from '../../src/cases/casework.ts';
import { isUnplaced } from '../../src/cases/conflict.ts';
import { contentsOf, type Piece } from '../../src/cases/evidence/pieces.ts';
import type { Answers } from '../../src/cases/fields.ts';
import { newCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { readConfig } from '../../src/config.ts';
import { createRuns, type Runs } from '../../src/console/access/runs.ts';
import { CONSOLE_ASSETS, createConsole, type Console } from '../../src/console/console.ts';
import type { ConsoleNeeds } from '../../src/console/needs.ts';
import { createI18n, type Lang } from '../../src/i18n.ts';
import { createAgencySource } from '../../src/ita/dataset.ts';
import { createProgressBook, type ProgressBook } from '../../src/ita/progress.ts';
import { createStaffAnswers } from '../../src/knowledge/answers.ts';
import { createUnanswered } from '../../src/knowledge/unanswered.ts';
import { createPurgeJob } from '../../src/jobs/purge.ts';
import { createLogger } from '../../src/log.ts';
import { createSecretBox } from '../../src/secret-box.ts';
import { createStatistics } from '../../src/statistics/statistics.ts';
import type { Store } from '../../src/store/ports.ts';
import { createAssets } from '../../src/web/assets.ts';
import { securityHeaders } from '../../src/web/security.ts';
import { serve } from '../support/served.ts';
import { TestClock } from '../support/clock.ts';
import { openTestStore } from '../support/stored.ts';

export const i18n = createI18n();
/** A text of the console in Thai. */
export const say = (key: string, params = {}): string => i18n.t('th', `console:${key}`, params);

/** `Clerk` stands in the line of the complaints unit; `Finance` in none of it. */
export const PEOPLE: NewPerson[] = [
  { name: 'Intake', post: 'officer', role: 'officer', unit: 'complaints', intake: true },
  { name: 'Head', post: 'head', role: 'head', unit: 'service-and-publishing', intake: true },
  { name: 'Finance', post: 'investigator', role: 'investigator', unit: 'finance' },
  { name: 'Citizen', post: 'committee', role: 'head', outside: true },
  { name: 'Admin', post: 'administrator', role: 'administrator', unit: 'office-of-the-clerk' },
  { name: 'Auditor', post: 'auditor', role: 'auditor', outside: true },
  { name: 'Inner auditor', post: 'auditor', role: 'auditor', unit: 'finance' },
];

export interface TestConsole {
  origin: string;
  clock: TestClock;
  store: Store;
  accounts: AccountDeps;
  cases: CaseDeps;
  console: Console;
  knowledge: ConsoleNeeds['knowledge'];
  progress: ProgressBook;
  runs: Runs;
  /** Of the recovery key. */
  shares: string[];
  /** The same installation as a process sees it that was just started. */
  restart(): Promise<AccountDeps>;
  /** Takes a unit out of the agency's data, or puts it back. */
  dropUnit(id: string | undefined): void;
  dataDir: string;
  /** Where its own store is, when it is not in `dataDir`. */
  mongodbUri: string | undefined;
  /** By name. */
  passphrases: Record<string, string>;
  idOf(name: string): Promise<string>;
  /** Files a complaint about a unit; resolves to its id. */
  file(
    unit: string,
    what?: string,
    more?: { exclude?: string[]; lang?: Lang; contact?: string; evidence?: Uint8Array[] },
  ): Promise<Filed>;
  logs(): string;
  /** What was to be mailed. */
  mails: Mail[];
  appSecret: string;
  purge(): Promise<void>;
  close(): Promise<void>;
}

export interface Filed {
  id: string;
  code: TrackingCode;
}

/** Files as a reporter sends them: cleaned, and kept as they came where he was told and agreed. */
async function piecesOf(
  { evidence }: CaseDeps,
  files: readonly Uint8Array[],
  has: Piece[] = [],
): Promise<Piece[]> {
  for (const [at, bytes] of files.entries()) {
    const arrival = {
      bytes: (async function* () {
        yield bytes;
      })(),
      has: contentsOf(has),
      keepOriginal: at === 0,
      door: 'web' as const,
    };
    const received = await evidence.receive(arrival);
    if (received.kind === 'problem') throw new Error(received.problem);
    has.push({ id: `piece-${at}`, content: received.content });
  }
  return has;
}

/** The console as the server mounts it, on a real store with real keys and audited casework. */
export async function startConsole(
  options: {
    mode?: 'trial' | 'production';
    baseUrl?: string;
    trialPaper?: string;
    bare?: boolean;
    framed?: boolean;
    mailFails?: () => boolean;
    /** Left out: one of the console's own (`openTestStore`). */
    openStore?: () => Promise<Store>;
    /** For the bench, which measures pages apart from what they open. */
    around?: (casework: Casework, store: Store) => Casework;
  } = {},
): Promise<TestConsole> {
  const clock = new TestClock();
  const dataDir = mkdtempSync(join(tmpdir(), 'suetrong-console-'));
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0' });
  let logs = '';
  const mails: Mail[] = [];
  const log = createLogger('debug', { write: (chunk) => void (logs += chunk) });
  const opened = options.openStore ? { store: await options.openStore() } : await openTestStore(dataDir);
  const { store } = opened;
  const source = await createAgencySource(config.agencyDir, { log });
  let dropped: string | undefined;
  const agency: typeof source = {
    ...source,
    current() {
      const now = source.current();
      const units = now.agency.units.filter(({ id }) => id !== dropped);
      return dropped === undefined ? now : { ...now, agency: { ...now.agency, units } };
    },
  };
  const office: OfficeOptions = {
    ...{ config, clock, i18n, agency, store },
    codes: { codeCost: { memoryKiB: 64, passes: 1, parallelism: 1 }, answerStepMs: 1 },
    passphrases: {
      cost: { memoryKiB: 8, passes: 1, parallelism: 1 },
      signIn: { timer: { now: () => clock.now().getTime(), sleep: async () => undefined } },
    },
  };
  const { accounts, cases } = await createOffice(office);
  const made = options.bare ? undefined : await prepareSetUp(accounts, PEOPLE, 'en');
  await made?.commit();
  const passphrases = Object.fromEntries(
    (made?.people ?? []).map(({ person, passphrase }) => [person.name, passphrase]),
  );

  const mode = options.mode ?? 'trial';
  const assets = createAssets(CONSOLE_ASSETS);
  const sessionBox = createSecretBox(config.secrets.app, 'line');
  const knowledge = {
    answers: createStaffAnswers({ port: store.knowledge, clock }),
    unanswered: createUnanswered(store.questions),
    saysNow: async () => undefined,
  };
  const progress = createProgressBook({ port: store.progress, clock });
  const runs = createRuns({ log });
  const staffConsole = createConsole({
    i18n,
    assets,
    data: () => agency.current(),
    clock,
    log,
    mode,
    baseUrl: options.baseUrl,
    framed: options.framed,
    appSecret: config.secrets.app,
    sessionBox,
    sessions: store.sessions,
    settings: store.settings,
    cases: store.cases,
    casework: accounts.audited(options.around?.(cases.casework, store) ?? cases.casework),
    access: accounts.auditedAccess(cases.access),
    isUnplaced: (person) => isUnplaced(person, cases.tree()),
    people: accounts.people,
    knowledge,
    progress,
    statistics: createStatistics({
      cases: store.cases,
      settings: store.settings,
      clock,
      legalClock: () => agency.current().policy.legalClock,
      below: () => 5,
      live: mode === 'trial',
    }),
    signIn: accounts.signIn,
    isSetUp: () => accounts.recovery.exists(),
    setUp: accounts.setUp,
    shareEntry: accounts.shareEntry,
    newShares: accounts.newShares,
    audit: accounts.audit,
    ledger: accounts.ledger,
    record: accounts.record,
    alerts: {
      addresses: accounts.alerts.addresses,
      links: accounts.alerts.links,
      send: async (mail) => {
        mails.push(mail);
        return !options.mailFails?.();
      },
    },
    trialPaper: options.trialPaper,
    runs,
  });
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(securityHeaders({ production: mode === 'production' }));
  app.use(assets.handler);
  app.use('/console', staffConsole.router);
  const served = await serve(app);
  const purgeJob = createPurgeJob({ store, box: sessionBox, clock, draftIdleHours: () => 6 });

  return {
    shares: (made?.recovery.shares ?? []).map(({ text }) => text),
    restart: async () => (await createOffice(office)).accounts,
    runs,
    dropUnit: (id) => void (dropped = id),
    origin: served.origin,
    clock,
    store,
    accounts,
    cases,
    console: staffConsole,
    knowledge,
    progress,
    dataDir,
    mongodbUri: 'mongodbUri' in opened ? opened.mongodbUri : undefined,
    passphrases,
    idOf: async (name) => (await accounts.people.find(name))!.id,
    async file(unit, what = 'มีคนขอเงินห้าร้อยบาท', { exclude, lang = 'th', contact, evidence = [] } = {}) {
      const pieces = await piecesOf(cases, evidence);
      const answers: Answers = {
        category: { of: 'option', value: 'bribe' },
        unit: { of: 'unit', value: unit },
        what: { of: 'story', parts: [{ text: what }] },
        ...(exclude ? { exclude: { of: 'units', values: exclude } } : {}),
        ...(pieces.length > 0 ? { evidence: { of: 'evidence', pieces } } : {}),
        ...(contact ? { contact: { of: 'line', text: contact } } : {}),
      };
      const code = newCode();
      const { caseId } = await cases.desk.file({ kind: 'complaint', answers, lang, code });
      return { id: caseId, code };
    },
    logs: () => logs,
    mails,
    appSecret: config.secrets.app,
    purge: async () => void (await purgeJob.run()),
    async close() {
      await served.close();
      cases.stopCleaning();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
