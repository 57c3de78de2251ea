import type { Desk } from '../../cases/desk.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import { caseReference } from '../../cases/reference.ts';
import { ExpectedError } from '../../errors.ts';
import { StoreUnavailableError } from '../../store/ports.ts';
import type { Drafts, Filed, Kept, Written } from './drafts.ts';
import { fileFaults } from './files-field.ts';
import { filesUnseen, REMOVE } from './files-posted.ts';
import type { FilesShown, Upload } from './files-shown.ts';
import { filesIn, withFiles, type FilePlace, type Files } from './files.ts';
import { formPage } from './form-page.ts';
import { filesFieldOf, rawFrom, rawOf, readAnswers } from './inputs.ts';
import { PATHS } from './parts.ts';
import { closedPage, discardedPage, expiredPage, retryPage } from './plain-pages.ts';
import type { Posted } from './posted.ts';
import { receiptPage } from './receipt-page.ts';
import { reviewPage, seenMark } from './review-page.ts';
import type { Ticket, Tickets } from './ticket.ts';
import type { Answer, DoorView } from './view.ts';

export interface Filing {
  /** The empty form, or that nothing can be filed. Keeps nothing. */
  open(kind: CaseKind, view: DoorView): Promise<Answer>;
  /** What a sent page wants (`do`): each act can be sent again, by reload or double click, and comes to the same. */
  act(kind: CaseKind, posted: Posted, view: DoorView, uploads: readonly Upload[]): Promise<Answer>;
  /** Where the files of a sent form belong; undefined when the form is not ours. */
  place(kind: CaseKind, posted: Posted): FilePlace | undefined;
  /** Nothing could be done just now: the form as it was typed, or a button that sends the same again. */
  sorry(kind: CaseKind, posted: Posted, failed: string, view: DoorView): Answer;
}

/** Acts whose page holds what was typed. */
const TYPED: readonly string[] = ['review', 'again', 'upload', REMOVE];

interface Asked {
  kind: CaseKind;
  posted: Posted;
  view: DoorView;
  ticket: Ticket;
  /** The ticket as it is carried on. */
  field: string;
  uploads: readonly Upload[];
}

const placeOf = (kind: CaseKind, ticket: Ticket): FilePlace => ({
  kind,
  holder: ticket,
  field: filesFieldOf(kind).id,
});
/** The act that a button asks for; `remove:<piece>` is the act `remove`. */
const actOf = (posted: Posted): string => posted.one('do').split(':')[0] ?? '';

/** Filing a report or comment: form, review, receipt. The ticket in the page is all that joins them. */
export function createFiling(deps: { desk: Desk; tickets: Tickets; drafts: Drafts; files: Files }): Filing {
  const { desk, tickets, drafts, files } = deps;

  const typedForm = ({ kind, posted, view, field }: Asked, shown?: FilesShown, failed?: string) =>
    formPage({ kind, ticket: field, raw: rawOf(kind, posted), files: shown, failed, again: true }, view);
  const receipt = (asked: Asked, filed: Filed, already: boolean) =>
    receiptPage({ ...asked, filed, already }, asked.view);
  const settle = ({ kind, ticket, posted, uploads }: Asked) =>
    files.settle(placeOf(kind, ticket), posted, uploads);
  /** The draft of this page as it is; a report never holds what was sent to a case. */
  const kept = async ({ kind, ticket }: Asked) =>
    (await drafts.load(kind, ticket)) as Exclude<Kept, { state: 'sent' }> | undefined;
  /** The form as it was typed, with its files, or the receipt if it was sent meanwhile. */
  async function stay(asked: Asked): Promise<Answer> {
    const now = await kept(asked);
    return now?.state === 'filed' ? receipt(asked, now, true) : typedForm(asked, await settle(asked));
  }
  const editing = async (asked: Asked, { answers }: Written, failed?: string) => {
    const { kind, view, field } = asked;
    const raw = rawFrom(kind, answers);
    const { problems } = readAnswers(kind, raw, view.data.agency);
    const page = { kind, ticket: field, raw, files: await settle(asked), again: true };
    return { page, problems, answer: () => formPage({ ...page, failed }, view) };
  };

  const ACTS: Record<string, (asked: Asked) => Promise<Answer>> = {
    /** The form in the other language, as it was typed. Of what was typed nothing is checked and nothing kept. */
    again: stay,
    upload: stay,
    [REMOVE]: stay,

    async review(asked) {
      const { kind, posted, view, ticket, field } = asked;
      const earlier = await kept(asked);
      if (earlier?.state === 'filed') return receipt(asked, earlier, true);
      const shown = await settle(asked);
      const raw = rawOf(kind, posted);
      const { answers, problems } = readAnswers(kind, raw, view.data.agency);
      const faults = fileFaults(filesFieldOf(kind).id, shown, view);
      if (Object.keys(problems).length > 0 || faults.length > 0) {
        return formPage({ kind, ticket: field, raw, problems, files: shown, again: true }, view);
      }
      const now = await drafts.change(kind, ticket, (draft) =>
        draft?.state === 'filed'
          ? undefined
          : { state: 'writing', answers: withFiles(answers, filesFieldOf(kind).id, filesIn(draft)) },
      );
      if (now?.state === 'filed') return receipt(asked, now, true);
      return reviewPage({ ...asked, answers: (now as Written).answers, files: shown }, view);
    },

    async show(asked) {
      const draft = await kept(asked);
      if (!draft) return expiredPage(asked.kind, asked.view);
      if (draft.state === 'filed') return receipt(asked, draft, true);
      return reviewPage({ ...asked, answers: draft.answers, files: await settle(asked) }, asked.view);
    },

    async edit(asked) {
      const draft = await kept(asked);
      if (!draft) return expiredPage(asked.kind, asked.view);
      if (draft.state === 'filed') return receipt(asked, draft, true);
      return (await editing(asked, draft)).answer();
    },

    async discard({ kind, ticket, view }) {
      await files.discard(placeOf(kind, ticket));
      return discardedPage(kind, view);
    },

    async file(asked) {
      const { kind, posted, view, ticket } = asked;
      const draft = await kept(asked);
      if (!draft) return expiredPage(kind, view);
      if (draft.state === 'filed') return receipt(asked, draft, true);
      // An older review, reached by going back, shows other words than the draft holds: only what was seen is filed.
      if (posted.one('seen') !== seenMark(draft.answers)) {
        const shown = await settle(asked);
        const failed = view.say('failed.changed');
        return reviewPage({ ...asked, answers: draft.answers, files: shown, failed }, view);
      }
      try {
        const { caseId, received, due, stranded, already } = await desk.file({
          kind,
          answers: draft.answers,
          lang: view.lang,
          code: ticket.code,
        });
        const filed: Filed = { state: 'filed', reference: caseReference(caseId), received, due, stranded };
        await drafts.change(kind, ticket, () => filed);
        return receipt(asked, filed, already);
      } catch (error) {
        const failed = failureText(error, view);
        if (failed === undefined) throw error;
        // A unit can leave the tree between review and filing: then the form says which field to mend.
        const { page, problems, answer } = await editing(asked, draft, failed);
        if (Object.keys(problems).length > 0) return formPage({ ...page, problems }, view);
        if (error instanceof ExpectedError && error.status < 500) return answer();
        return {
          ...reviewPage({ ...asked, answers: draft.answers, files: page.files, failed }, view),
          status: 503,
        };
      }
    },
  };

  const askedBy = (
    kind: CaseKind,
    posted: Posted,
    view: DoorView,
    uploads: readonly Upload[] = [],
  ): Asked | undefined => {
    const field = posted.one('ticket');
    const ticket = tickets.read(kind, field);
    return ticket && { kind, posted, view, ticket, field, uploads };
  };

  return {
    async open(kind, view) {
      if (!(await desk.isOpen())) return closedPage(view);
      return formPage({ kind, ticket: tickets.write(kind, tickets.issue()), raw: {} }, view);
    },

    async act(kind, posted, view, uploads) {
      const asked = askedBy(kind, posted, view, uploads);
      const name = actOf(posted);
      const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
      if (!asked || !act) return expiredPage(kind, view);
      return act(asked);
    },

    sorry(kind, posted, failed, view) {
      const asked = askedBy(kind, posted, view);
      if (!asked) return expiredPage(kind, view);
      if (!TYPED.includes(actOf(posted))) return retryPage(PATHS[kind], posted, failed, view);
      return { ...typedForm(asked, filesUnseen(posted), failed), status: 503 };
    },

    place(kind, posted) {
      const ticket = tickets.read(kind, posted.one('ticket'));
      return ticket && placeOf(kind, ticket);
    },
  };
}

/** Why filing did not work, where trying again helps or there is something to mend. */
export function failureText(error: unknown, view: DoorView): string | undefined {
  if (error instanceof StoreUnavailableError) return view.say('failed.store');
  if (error instanceof ExpectedError)
    return view.hint(`door:failed.${error.key}`) ?? view.hint(`errors:${error.key}`);
  return undefined;
}
