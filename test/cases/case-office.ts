import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCaseDeps, type CaseDeps } from '../../src/deps/cases.ts';
import { newIdentity, recipientOf } from '../../src/cases/age.ts';
import type { Worker } from '../../src/cases/casework.ts';
import type { Filing, Receipt } from '../../src/cases/filing.ts';
import type { Colleague } from '../../src/cases/eligible.ts';
import type { Answers } from '../../src/cases/fields.ts';
import { createGoneList, type GoneList } from '../../src/cases/gone.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import type { Key } from '../../src/cases/key-ring.ts';
import type { CaseKind, StaffRole } from '../../src/cases/kinds.ts';
import { createMarkNotes, createMarks } from '../../src/cases/marks.ts';
import { createRecipientBook, fingerprint, trustRecovery } from '../../src/cases/recipients.ts';
import { releaseWaiting } from '../../src/cases/release.ts';
import { opensToNobody } from '../../src/cases/stranded.ts';
import { newCode, type TrackingCode } from '../../src/cases/tracking.ts';
import type { Config } from '../../src/config.ts';
import { createI18n } from '../../src/i18n.ts';
import { createAgencySource, type AgencySource } from '../../src/ita/dataset.ts';
import type { createErasureJob } from '../../src/jobs/erasure.ts';
import { createLogger } from '../../src/log.ts';
import type { CasePort, CaseRow, EvidencePort, Store } from '../../src/store/ports.ts';
import { MUEANG_PHON } from '../support/agency-dir.ts';
import { TestClock } from '../support/clock.ts';
import { openTestStore } from '../support/stored.ts';
import { CHEAP, SECRETS } from '../support/secrets.ts';

/** A member of staff to be: where, and as what. */
export interface Post {
  id: string;
  unit?: string;
  role?: StaffRole;
  outside?: boolean;
  intake?: boolean;
  active?: boolean;
  /** No second key holder has confirmed the key. */
  unconfirmed?: boolean;
}

export const OFFICER: Post = { id: 'officer', unit: 'complaints', intake: true };
export const CITIZEN: Post = { id: 'citizen', outside: true, role: 'head' };
export const TEACHER: Post = { id: 'teacher', unit: 'education', role: 'investigator' };
export const POSTS: readonly Post[] = [OFFICER, CITIZEN, TEACHER];

export interface CaseOffice extends Pick<
  CaseDeps,
  'desk' | 'casework' | 'access' | 'evidence' | 'stopCleaning' | 'writer' | 'rings' | 'sealer' | 'book'
> {
  dir: string;
  /** Where the store is, when it is not in `dir`. */
  mongodbUri: string | undefined;
  store: Store;
  port: CasePort;
  clock: TestClock;
  gone: GoneList;
  /** What the erasure job works with here. */
  erasing: Parameters<typeof createErasureJob>[0];
  agency: AgencySource;
  /** To be changed by tests. */
  staff: Colleague[];
  casePolicy: CaseDeps['casePolicy'];
  /** Somebody with the key of this post, in any role. */
  worker(id: string, role?: StaffRole): Worker;
  /** The public key of this post, confirmed or not. */
  recipientOf(id: string): Promise<string>;
  recovery: Worker;
  file(filing?: Partial<Filing>): Promise<{ code: TrackingCode; receipt: Receipt; id: string }>;
  row(id: string): Promise<CaseRow>;
  /** Stores a case with other facts, by nobody's action. */
  put(id: string, change: Partial<CaseRow>): Promise<CaseRow>;
  release(): Promise<Set<string>>;
  /** The same installation through another port, for example one that fails. */
  through(port: CasePort, evidence?: EvidencePort): Promise<CaseDeps>;
  close(): Promise<void>;
}

export const story = (text: string) => ({ of: 'story' as const, parts: [{ text }] });

export const complaintOn = (unit: string, more: Answers = {}): Answers => ({
  category: { of: 'option', value: 'bribe' },
  unit: { of: 'unit', value: unit },
  what: story('มีการเรียกเงินก่อนออกใบอนุญาต'),
  ...more,
});
export const aComment: Answers = { text: story('อยากให้เปิดช่องบริการเพิ่มตอนเช้า') };

export const answersOf = (kind: CaseKind): Answers =>
  kind === 'complaint' ? complaintOn('finance') : aComment;

/** Desk and casework on a real store of its own. In production mode unless told otherwise. */
export async function openCaseOffice(
  options: { posts?: readonly Post[]; mode?: Config['mode']; agencyDir?: string } = {},
): Promise<CaseOffice> {
  const { posts = POSTS, mode = 'production', agencyDir = MUEANG_PHON } = options;
  const dir = mkdtempSync(join(tmpdir(), 'suetrong-cases-'));
  const { store, mongodbUri } = await openTestStore(dir);
  const clock = new TestClock();
  const agency = await createAgencySource(agencyDir, { log: createLogger('error') });
  const book = createRecipientBook(createIntegrity(SECRETS.integrityKey));
  const keys = new Map<string, Key>();
  const staff: Colleague[] = [];
  for (const { id, unit = 'outside', role = 'officer', unconfirmed, ...post } of posts) {
    const key = { id: `key-of-${id}`, identity: await newIdentity() };
    keys.set(id, key);
    const recipient = book.enter(key.id, await recipientOf(key.identity));
    staff.push({
      ...{ id, unit, role, outside: false, intake: false, active: true, ...post },
      ...(unconfirmed ? {} : { recipient }),
    });
  }
  const identity = await newIdentity();
  const ageRecipient = await recipientOf(identity);
  const recovery = trustRecovery(ageRecipient, fingerprint(ageRecipient));
  const through = (cases: CasePort, evidence: EvidencePort = store.evidence) =>
    createCaseDeps({
      config: { mode, secrets: SECRETS } as Config,
      clock,
      i18n: createI18n(),
      agency,
      store: { cases, evidence, settings: store.settings, gone: store.gone },
      recovery: async () => recovery,
      staff: async () => staff,
      codeCost: CHEAP,
      answerStepMs: 1,
    });
  const port = store.cases;
  const integrity = createIntegrity(SECRETS.integrityKey);
  const gone = createGoneList({ rows: store.gone, integrity, clock });
  const deps = await through(port);
  const row = async (id: string) => {
    const found = await port.get(id);
    if (!found) throw new Error('no such case');
    return found;
  };
  return {
    ...deps,
    dir,
    mongodbUri,
    store,
    port,
    clock,
    gone,
    erasing: {
      ...{ cases: port, evidence: deps.evidence, gone, clock },
      marks: createMarkNotes(createMarks(integrity), { gone, clock }),
      record: async () => undefined,
      opensToNobody: (stored) => opensToNobody(stored, integrity),
      tellRefused: () => undefined,
    },
    agency,
    staff,
    through,
    row,
    worker: (id, role = staff.find((each) => each.id === id)?.role ?? 'officer') => ({
      id,
      role,
      key: keys.get(id)!,
    }),
    recipientOf: (id) => recipientOf(keys.get(id)!.identity),
    recovery: { id: 'recovery', role: 'head', key: { id: 'recovery', identity } },
    async file(filing = {}) {
      const code = filing.code ?? newCode();
      const kind = filing.kind ?? 'complaint';
      const receipt = await deps.desk.file({ kind, answers: answersOf(kind), lang: 'th', ...filing, code });
      return { code, receipt, id: receipt.caseId };
    },
    async put(id, change) {
      const now = await row(id);
      const next = { ...now, ...change, version: now.version + 1 };
      if (!(await port.replace(next))) throw new Error('somebody was faster');
      return next;
    },
    release: () => releaseWaiting(port, deps.writer),
    async close() {
      deps.stopCleaning();
      await store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export const randomId = () => randomBytes(16).toString('hex');
