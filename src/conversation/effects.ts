import type { ReporterActionId } from '../cases/actions.ts';
import type { Receipt } from '../cases/filing.ts';
import type { EvidenceContent } from '../cases/evidence/contents.ts';
import type { Received } from '../cases/evidence/arrivals.ts';
import type { Answers } from '../cases/fields.ts';
import type { CaseKind, Status } from '../cases/kinds.ts';
import type { ReporterView } from '../cases/reporter-view.ts';
import type { Lang } from '../i18n.ts';

/**
 * Work outside the conversation, as a value. The performer does it and brings the result back to the flow's `step`.
 * Every effect is idempotent, because after a crash it can come again.
 */
export type Effect =
  /** Adds one to a content-free counter. */
  | { kind: 'count'; counter: string }
  /** A question nobody could answer yet, already masked; kept without user and time. */
  | { kind: 'keep-question'; text: string; lang: Lang }
  /**
   * Files under the code; the same code files once. `code` as typed or pressed, checked by the flow; `typed`: it was
   * typed, so it may be that of another case.
   */
  | { kind: 'file'; case: CaseKind; answers: Answers; code: string; typed?: true }
  | { kind: 'track'; code: string }
  /**
   * Fetches the file of a message from the channel, seals and cleans it. `item` is the message's keyed name; `has`: what
   * the draft has already; `caseId`: the case it would go to, if it is there. `original`: the reporter wants the original of
   * this piece, which came before, kept, too. Again, after a crash, makes another copy; the first is deleted by day.
   */
  | {
      kind: 'take-in';
      handle: string;
      item: string;
      has: readonly EvidenceContent[];
      caseId?: string;
      original?: string;
    }
  /** Deletes files that no draft holds any more. Those of a filed case stay. */
  | { kind: 'drop-files'; contents: readonly EvidenceContent[] }
  /** Writes to a case under a random id that was made in an earlier step; the same id is taken once. */
  | {
      kind: 'write';
      caseId: string;
      action: ReporterActionId;
      id: string;
      text?: string;
      files?: readonly EvidenceContent[];
    }
  /** Seals the address of this chat to the case, so that staff can say there is news; `id` as in `write`. */
  | { kind: 'notify'; caseId: string; id: string }
  /** Takes the address out again. `item` is `ReporterView.notify`. */
  | { kind: 'notify-stop'; caseId: string; item: string };

export type EffectResult =
  | { kind: 'done' }
  | { kind: 'filed'; receipt: Receipt }
  /** `view` is undefined when no case has this code. */
  | { kind: 'tracked'; view: ReporterView | undefined }
  | { kind: 'taken'; received: Received }
  | { kind: 'written'; status: Status }
  | { kind: 'notify-set'; item: string }
  /** An expected failure; its wording is `errors:<key>`. */
  | { kind: 'failed'; key: string; params: Record<string, string | number> };
