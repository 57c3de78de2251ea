import { randomBytes } from 'node:crypto';
import { addDays, dayOf } from '../clock.ts';
import type { CaseRow } from '../store/ports.ts';
import { recipientOf } from './age.ts';
import { newItem, type NewItem } from './case-writer.ts';
import type { CodeKeys } from './code-derivation/derive.ts';
import { accusedOf } from './conflict.ts';
import { countOf, withoutItems, type ReportContent } from './contents.ts';
import type { DeskDeps, Filing } from './desk.ts';
import { recipientsFor } from './eligible.ts';
import { contentsOf } from './evidence/pieces.ts';
import { piecesOf, type Answers } from './fields.ts';
import type { CaseKind, Category, Status } from './kinds.ts';
import { trustReporter, type TrustedRecipient } from './recipients.ts';
import { ringToStored, wholeRingToStored } from './stored-form.ts';
import { reportTitle } from './title.ts';

type NewCaseDeps = Pick<
  DeskDeps,
  'clock' | 'rings' | 'book' | 'staff' | 'tree' | 'policy' | 'label' | 'releaseNow'
>;

function categoryOf(kind: CaseKind, answers: Answers): Category {
  const category = answers['category'];
  if (kind === 'comment') return 'comment';
  return category?.of === 'option' ? (category.value as Category) : 'other';
}

/** A case that was never stored, with rings of its own, and what is to be sealed into it. */
export async function newCase(
  filing: Omit<Filing, 'code'>,
  keys: CodeKeys,
  recovery: TrustedRecipient,
  deps: NewCaseDeps,
): Promise<{ row: CaseRow; items: NewItem[] }> {
  const { kind, answers, lang } = filing;
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
