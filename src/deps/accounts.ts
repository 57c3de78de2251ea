import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createAlertAddresses, type AlertAddresses } from '../accounts/alert-address.ts';
import { ALERT_BOX, createAlertBox } from '../accounts/alert-box.ts';
import { createAlertLinks, type AlertLinks } from '../accounts/alert-link.ts';
import { createAlertTurns, type AlertTurns } from '../accounts/alert-turns.ts';
import { auditAccess } from '../accounts/audited-access.ts';
import { auditCasework } from '../accounts/audited-casework.ts';
import { createFoundationBook } from '../accounts/foundation.ts';
import { createNewShares, type NewShares } from '../accounts/new-shares.ts';
import { createPeople, type People } from '../accounts/people.ts';
import { createPersonChanges } from '../accounts/person-changes.ts';
import { createPersonKeys } from '../accounts/person-key.ts';
import { createPersonStore } from '../accounts/person-store.ts';
import type { Recorder } from '../accounts/recorder.ts';
import { createRecoverySetup, type RecoverySetup } from '../accounts/recovery-setup.ts';
import { createRowMac } from '../accounts/row-mac.ts';
import { createShareEntry, type ShareEntry } from '../accounts/share-entry.ts';
import { createSetUpDraft, type SetUpDraft } from '../accounts/set-up-draft.ts';
import { createSignIn, type SignIn, type SignInDeps } from '../accounts/sign-in.ts';
import { createLedger, type Ledger } from '../audit/ledger.ts';
import { createAuditLog, type AuditLog } from '../audit/log.ts';
import { isClosingAction } from '../cases/actions.ts';
import type { CaseAccess } from '../cases/access.ts';
import type { KdfCost } from '../cases/heavy/stretch-here.ts';
import type { Casework } from '../cases/casework.ts';
import { createGoneList, type GoneList } from '../cases/gone.ts';
import { createIntegrity } from '../cases/integrity.ts';
import { createMarkNotes, createMarks, standingOf, type MarkNotes } from '../cases/marks.ts';
import { createRecipientBook } from '../cases/recipients.ts';
import { createSecretBox } from '../secret-box.ts';
import type { Store } from '../store/ports.ts';

export interface AccountDeps {
  people: People;
  signIn: SignIn;
  recovery: RecoverySetup;
  /** What holders of recovery shares type. */
  shareEntry: ShareEntry;
  newShares: NewShares;
  setUp: SetUpDraft;
  audit: AuditLog;
  /** The daily batches in the audit log, and what they say of the database. */
  ledger: Ledger;
  /** To be told of a case before it is erased. */
  markNotes: MarkNotes;
  record: Recorder;
  alerts: { addresses: AlertAddresses; links: AlertLinks; turns: AlertTurns };
  /** What must stay gone when a backup is put back. */
  gone: GoneList;
  /** Casework that writes reads, actions and refusals to the audit log. */
  audited(casework: Casework): Casework;
  /** The same for who can open cases. */
  auditedAccess(access: CaseAccess): CaseAccess;
}

export interface AccountDepsOptions {
  config: Pick<Config, 'mode' | 'secrets'>;
  clock: Clock;
  store: Pick<Store, 'people' | 'settings' | 'audit' | 'gone' | 'cases'>;
  /** Whether a unit with this id is in the tree now. */
  isUnit: (id: string) => boolean;
  /** RECOVERY_FINGERPRINT. */
  pinned?: string;
  /** For tests: a cheaper derivation, and a time that they turn. */
  cost?: KdfCost;
  signIn?: Pick<SignInDeps, 'timer' | 'failureStepMs' | 'lane'>;
}

/** Joins what deals with people. Ends a set-up that broke off. Throws SetupError for malformed secrets. */
export async function createAccountDeps(options: AccountDepsOptions): Promise<AccountDeps> {
  const { config, clock, store, isUnit, pinned, cost } = options;
  const { integrityKey, staffPepper } = config.secrets;
  const audit = createAuditLog({ port: store.audit, mac: createRowMac(integrityKey, 'audit'), clock });
  const record: Recorder = (event) => audit.write(event);
  const people = createPersonStore({ port: store.people, mac: createRowMac(integrityKey, 'person') });
  const keys = createPersonKeys({ pepper: staffPepper, cost });
  const integrity = createIntegrity(integrityKey);
  const book = createRecipientBook(integrity);
  const gone = createGoneList({ rows: store.gone, integrity, clock });
  const marks = createMarks(integrity);
  const markNotes = createMarkNotes(marks, { gone, clock });
  const trustStored = config.mode === 'trial';
  const foundation = createFoundationBook(store.settings);
  const recovery = createRecoverySetup({ foundation, people, pinned, trustStored });
  await recovery.finish();
  const names = createSecretBox(config.secrets.app, ALERT_BOX);
  const alerts = { people, clock, box: createAlertBox(names) };
  const shareEntry = createShareEntry({ recovery, settings: store.settings, clock, record });
  const changes = { store: people, clock, isUnit, record, gone };
  const staff = createPeople({ ...changes, keys, book });
  const { entitled } = createPersonChanges(changes);
  return {
    people: staff,
    setUp: createSetUpDraft({
      ...{ settings: store.settings, people: staff, store: people, recovery, record },
      appSecret: config.secrets.app,
    }),
    signIn: createSignIn({ people, keys, clock, record, ...options.signIn }),
    recovery,
    shareEntry,
    newShares: createNewShares({ entitled, foundation, entry: shareEntry, gone, record }),
    audit,
    ledger: createLedger({
      ...{
        audit,
        marks,
        clock,
        cases: store.cases,
        noted: markNotes.noted,
        settle: (inLog) => markNotes.settle(inLog),
        closes: isClosingAction,
      },
      standingOf: (places) => standingOf(places, { cases: store.cases, integrity }),
    }),
    markNotes,
    record,
    alerts: {
      addresses: createAlertAddresses(alerts),
      links: createAlertLinks({ ...alerts, names, record }),
      turns: createAlertTurns(alerts),
    },
    gone,
    audited: (casework) => auditCasework(casework, record),
    auditedAccess: (access) => auditAccess(access, record),
  };
}
