import type { Desk } from '../../cases/desk.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import { caseReference } from '../../cases/reference.ts';
import { ExpectedError } from '../../errors.ts';
import { BoxError } from '../../secret-box.ts';
import { StoreUnavailableError } from '../../store/ports.ts';
import type { Drafts, Filed, Kept } from './drafts.ts';
import { formPage } from './form-page.ts';
import { rawFrom, rawOf, readAnswers } from './inputs.ts';
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
  act(kind: CaseKind, posted: Posted, view: DoorView): Promise<Answer>;
  /** Nothing could be done just now: the form as it was typed, or a button that sends the same again. */
  sorry(kind: CaseKind, posted: Posted, failed: string, view: DoorView): Answer;
}

/** Acts whose page holds what was typed. */
const TYPED: readonly string[] = ['review', 'again'];

interface Asked {
  kind: CaseKind;
  posted: Posted;
  view: DoorView;
  ticket: Ticket;
  /** The ticket as it is carried on. */
  field: string;
}

/** Filing a report or comment: form, review, receipt. The ticket in the page is all that joins them. */
export function createFiling(deps: { desk: Desk; tickets: Tickets; drafts: Drafts }): Filing {
  const { desk, tickets, drafts } = deps;

  const typedForm = ({ kind, posted, view, field }: Asked, failed?: string) =>
    formPage({ kind, ticket: field, raw: rawOf(kind, posted), failed, again: true }, view);
  const receipt = (asked: Asked, filed: Filed, already: boolean) =>
    receiptPage({ ...asked, filed, already }, asked.view);

  /** The draft of this page; undefined when it ran out, and when somebody else's bytes lie in its place. */
  async function kept({ kind, ticket }: Asked): Promise<Kept | undefined> {
    try {
      return await drafts.load(kind, ticket);
    } catch (error) {
      if (error instanceof BoxError) return undefined;
      throw error;
    }
  }

  const ACTS: Record<string, (asked: Asked) => Promise<Answer>> = {
    /** The form in the other language, as it was typed. Nothing is checked and nothing kept. */
    again: async (asked) => typedForm(asked),

    async review(asked) {
      const { kind, posted, view, ticket, field } = asked;
      const earlier = await kept(asked);
      if (earlier?.state === 'filed') return receipt(asked, earlier, true);
      const raw = rawOf(kind, posted);
      const { answers, problems } = readAnswers(kind, raw, view.data.agency);
      if (Object.keys(problems).length > 0) {
        return formPage({ kind, ticket: field, raw, problems, again: true }, view);
      }
      await drafts.keep(kind, ticket, { state: 'writing', answers });
      return reviewPage({ kind, ticket, field, answers }, view);
    },

    async show(asked) {
      const draft = await kept(asked);
      if (!draft) return expiredPage(asked.kind, asked.view);
      if (draft.state === 'filed') return receipt(asked, draft, true);
      return reviewPage({ ...asked, answers: draft.answers }, asked.view);
    },

    async edit(asked) {
      const { kind, view, field } = asked;
      const draft = await kept(asked);
      if (!draft) return expiredPage(kind, view);
      if (draft.state === 'filed') return receipt(asked, draft, true);
      return formPage({ kind, ticket: field, raw: rawFrom(kind, draft.answers), again: true }, view);
    },

    async discard({ kind, ticket, view }) {
      await drafts.drop(ticket);
      return discardedPage(kind, view);
    },

    async file(asked) {
      const { kind, posted, view, ticket, field } = asked;
      const draft = await kept(asked);
      if (!draft) return expiredPage(kind, view);
      if (draft.state === 'filed') return receipt(asked, draft, true);
      // An older review, reached by going back, shows other words than the draft holds: only what was seen is filed.
      if (posted.one('seen') !== seenMark(draft.answers)) {
        return reviewPage({ ...asked, answers: draft.answers, failed: view.say('failed.changed') }, view);
      }
      try {
        const { caseId, received, due, stranded, already } = await desk.file({
          kind,
          answers: draft.answers,
          lang: view.lang,
          code: ticket.code,
        });
        const filed: Filed = { state: 'filed', reference: caseReference(caseId), received, due, stranded };
        await drafts.keep(kind, ticket, filed);
        return receipt(asked, filed, already);
      } catch (error) {
        const failed = failureText(error, view);
        if (failed === undefined) throw error;
        // A unit can leave the tree between review and filing: then the form says which field to mend.
        const raw = rawFrom(kind, draft.answers);
        const { problems } = readAnswers(kind, raw, view.data.agency);
        if (Object.keys(problems).length > 0) {
          return formPage({ kind, ticket: field, raw, problems, again: true }, view);
        }
        return { ...reviewPage({ ...asked, answers: draft.answers, failed }, view), status: 503 };
      }
    },
  };

  const askedBy = (kind: CaseKind, posted: Posted, view: DoorView): Asked | undefined => {
    const field = posted.one('ticket');
    const ticket = tickets.read(kind, field);
    return ticket && { kind, posted, view, ticket, field };
  };

  return {
    async open(kind, view) {
      if (!(await desk.isOpen())) return closedPage(view);
      return formPage({ kind, ticket: tickets.write(kind, tickets.issue()), raw: {} }, view);
    },

    async act(kind, posted, view) {
      const asked = askedBy(kind, posted, view);
      const name = posted.one('do');
      const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
      if (!asked || !act) return expiredPage(kind, view);
      return act(asked);
    },

    sorry(kind, posted, failed, view) {
      const asked = askedBy(kind, posted, view);
      if (!asked) return expiredPage(kind, view);
      if (!TYPED.includes(posted.one('do'))) return retryPage(PATHS[kind], posted, failed, view);
      return { ...typedForm(asked, failed), status: 503 };
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
