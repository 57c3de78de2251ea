import { randomBytes } from 'node:crypto';
import { addDays, dayOf, type Clock } from '../clock.ts';
import type { Lang } from '../i18n.ts';
import type { CaseRow } from '../store/ports.ts';
import { recipientOf } from './age.ts';
import { newItem, type NewItem } from './case-writer.ts';
import type { CodeKeys } from './code-derivation/derive.ts';
import { accusedOf, type UnitTree } from './conflict.ts';
import { countOf, withoutItems, type ReportContent } from './contents.ts';
import type { CasePolicy } from './deadlines.ts';
import { recipientsFor, type Colleague } from './eligible.ts';
import { contentsOf } from './evidence/pieces.ts';
import { piecesOf, type Answers } from './fields.ts';
import type { KeyRings } from './key-ring.ts';
import type { CaseKind, Category, Status } from './kinds.ts';
import { trustReporter, type RecipientBook, type TrustedRecipient } from './recipients.ts';
import { ringToStored, wholeRingToStored } from './stored-form.ts';
import { reportTitle } from './title.ts';

/** What a reporter wrote, without the code it is filed under. */
export interface Report {
  kind: CaseKind;
  answers: Answers;
  lang: Lang;
}

export interface NewCaseDeps {
  clock: Clock;
  rings: KeyRings;
  book: RecipientBook;
  staff: () => Promise<readonly Colleague[]>;
  tree: () => UnitTree;
  policy: () => CasePolicy;
  /** The category's or kind's name, for titles. In Thai, the staff's language. */
  label: (kind: CaseKind, category: Category) => string;
  /** Trial mode: staff see everything at once instead of at release hours. */
  releaseNow: boolean;
}

function categoryOf(kind: CaseKind, answers: Answers): Category {
  const category = answers['category'];
  if (kind === 'comment') return 'comment';
  return category?.of === 'option' ? (category.value as Category) : 'other';
}

/** A case that was never stored, with rings of its own, and what is to be sealed into it. */
export async function newCase(
  { kind, answers, lang }: Report,
  keys: CodeKeys,
  recovery: TrustedRecipient,
  deps: NewCaseDeps,
): Promise<{ row: CaseRow; items: NewItem[] }> {
  const caseId = randomBytes(16).toString('hex');
  const day = dayOf(deps.clock.now());
  const accused = accusedOf(kind, answers);
  const category = categoryOf(kind, answers);
  const recipients = recipientsFor(accused, await deps.staff(), deps.tree(), deps.book);
  const status: Status = recipients.length === 0 ? 'stranded' : 'received';
  const due = addDays(day, deps.policy().legalClock.firstAnswerDays);
  const title = reportTitle(deps.label(kind, category), answers[kind === 'complaint' ? 'what' : 'text']);
  const staffRing = ringToStored(
    await deps.rings.createStaffRing({ caseId, title, recipients: [...recipients, recovery] }),
  );
  const reporter = trustReporter(await recipientOf(keys.identity));
  const reporterRing = wholeRingToStored(await deps.rings.createReporterRing({ caseId, reporter }));
  const report: ReportContent = { v: 1, kind, lang, day, answers: withoutItems(answers) };
  const evidence = contentsOf(piecesOf(answers));
  return {
    row: {
      id: caseId,
      version: 1,
      locator: keys.locator,
      kind,
      category,
      unit: accused.unit,
      status,
      received: day,
      due,
      since: day,
      unread: true,
      shown: deps.releaseNow,
      waiting: !deps.releaseNow,
      staffRing: staffRing.head,
      generation: 1,
      wraps: staffRing.wraps,
      reporterRing,
      items: [],
    },
    items: [
      newItem('report', report),
      ...evidence.map((content) => newItem('evidence', content)),
      newItem('status', { day, action: 'file', by: 'reporter', status, due, files: countOf(evidence) }),
    ],
  };
}
