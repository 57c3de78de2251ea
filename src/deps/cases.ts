import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createCaseAccess, type CaseAccess } from '../cases/access.ts';
import { createCaseWriter, type CaseWriter } from '../cases/case-writer.ts';
import { createCasework, type Casework } from '../cases/casework.ts';
import { createCodeDerivation } from '../cases/code-derivation/derive.ts';
import { createCodeLanes } from '../cases/code-derivation/lanes.ts';
import type { UnitTree } from '../cases/conflict.ts';
import type { CasePolicy } from '../cases/deadlines.ts';
import { createDesk, type Desk } from '../cases/desk.ts';
import { createEvidence, type Evidence } from '../cases/evidence/evidence.ts';
import { limitsOf } from '../cases/evidence/limits.ts';
import type { Colleague } from '../cases/eligible.ts';
import { createGoneList } from '../cases/gone.ts';
import { createIntegrity, type Integrity } from '../cases/integrity.ts';
import { createKeyRings, type KeyRings } from '../cases/key-ring.ts';
import { SPECIAL_UNITS } from '../cases/kinds.ts';
import { createRecipientBook, type RecipientBook, type TrustedRecipient } from '../cases/recipients.ts';
import { createSealer, type Sealer } from '../cases/seal.ts';
import type { KdfCost } from '../cases/heavy/stretch-here.ts';
import { createScanner } from '../cleaning/clamd.ts';
import { createCleaner } from '../cleaning/cleaner.ts';
import type { I18n } from '../i18n.ts';
import { onOneLine } from '../ita/agency.ts';
import type { AgencySource } from '../ita/dataset.ts';
import { retentionDays } from '../ita/policy.ts';
import type { Store } from '../store/ports.ts';

/** Where the deployment's salt for tracking codes lies. */
const CODE_SALT = 'code-salt';

export interface CaseDeps {
  desk: Desk;
  casework: Casework;
  /** Takes files in; whoever asks keeps their secrets in a sealed draft until it is filed. */
  evidence: Evidence;
  /** Ends the children that clean files. */
  stopCleaning: () => void;
  access: CaseAccess;
  tree: () => UnitTree;
  integrity: Integrity;
  rings: KeyRings;
  sealer: Sealer;
  writer: CaseWriter;
  book: RecipientBook;
  casePolicy: () => CasePolicy;
}

export interface CaseDepsOptions {
  config: Config;
  clock: Clock;
  i18n: I18n;
  agency: AgencySource;
  store: Pick<Store, 'cases' | 'evidence' | 'settings' | 'gone'>;
  recovery: () => Promise<TrustedRecipient | undefined>;
  staff: () => Promise<readonly Colleague[]>;
  /** For tests: a cheaper derivation of codes. */
  codeCost?: KdfCost;
  answerStepMs?: number;
}

/** Joins what deals with cases. */
export async function createCaseDeps(options: CaseDepsOptions): Promise<CaseDeps> {
  const { config, clock, i18n, agency, store, recovery, staff } = options;
  const integrity = createIntegrity(config.secrets.integrityKey);
  const rings = createKeyRings(integrity);
  const sealer = createSealer(integrity);
  const book = createRecipientBook(integrity);
  const writer = createCaseWriter({ port: store.cases, sealer, integrity, clock });
  const salt = await store.settings.make(CODE_SALT, randomBytes(32));
  const lanes = createCodeLanes({
    derive: createCodeDerivation({ salt, pepper: config.secrets.codePepper, cost: options.codeCost }),
    answerStepMs: options.answerStepMs,
  });

  const cleaner = createCleaner();
  const scanner = config.clamdUrl === undefined ? undefined : createScanner(config.clamdUrl);
  const evidence = createEvidence({
    port: store.evidence,
    clock,
    clean(job) {
      const maxPixels = agency.current().policy.evidence.imageMegapixels * 1_000_000;
      return cleaner.clean({ ...job, maxPixels });
    },
    limits: () => limitsOf(agency.current().policy.evidence),
    ownerOf: async (id) => (await store.cases.get(id))?.locator,
    scan: scanner && ((bytes) => scanner.scan(bytes)),
  });

  const casePolicy = (): CasePolicy => {
    const { policy } = agency.current();
    return {
      legalClock: policy.legalClock,
      contestDays: policy.contestDays,
      withdrawalUndoDays: policy.withdrawalUndoDays,
      retentionDays: (kind, outcome) => retentionDays(policy, kind, outcome),
    };
  };
  const tree = (): UnitTree => {
    const town = agency.current().agency;
    return {
      onOneLine: (a, b) => onOneLine(town, a, b),
      has: (unit) => town.units.some(({ id }) => id === unit),
    };
  };
  const desk = createDesk({
    port: store.cases,
    evidence,
    clock,
    lanes,
    rings,
    sealer,
    writer,
    book,
    recovery,
    staff,
    tree,
    isUnit: (ref) =>
      (SPECIAL_UNITS as readonly string[]).includes(ref) ||
      agency.current().agency.units.some(({ id }) => id === ref),
    policy: casePolicy,
    label: (kind, category) =>
      i18n.t('th', kind === 'comment' ? 'cases:kind.comment' : `cases:category.${category}`),
    releaseNow: config.mode === 'trial',
  });
  const casework = createCasework({
    port: store.cases,
    evidence,
    clock,
    rings,
    sealer,
    writer,
    policy: casePolicy,
    async isAssignee(id, row) {
      const person = (await staff()).find((each) => each.id === id);
      return person?.active === true && row.wraps.some(({ recipient }) => recipient === person.recipient?.id);
    },
  });
  const access = createCaseAccess({
    ...{ port: store.cases, clock, rings, sealer, writer, book, recovery, staff, tree },
    gone: createGoneList({ rows: store.gone, integrity, clock }),
  });
  return {
    ...{ desk, casework, access, evidence, integrity, rings, sealer, writer, book, casePolicy, tree },
    stopCleaning: () => cleaner.close(),
  };
}
