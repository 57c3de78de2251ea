import { z } from 'zod';
import type { GoneList } from '../cases/gone.ts';
import { shareMark, splitRecovery, type RecoveryShare } from '../cases/recovery.ts';
import { ShareError } from '../cases/share-text.ts';
import { ExpectedError } from '../errors.ts';
import type { FoundationBook } from './foundation.ts';
import type { Actor, PersonChanges } from './person-changes.ts';
import type { Recorder } from './recorder.ts';
import type { ShareEntry } from './share-entry.ts';
import { shareToShow, sharesToWriteShape, shareWritten } from './shares-to-write.ts';

/** For whoever keeps a draft between two steps; it is secret until its last share is on paper. */
export const newSharesShape = z.object({
  v: z.literal(1),
  /** The marks that were in force when it was begun. */
  before: z.array(z.string()),
  marks: z.array(z.string()),
  shares: sharesToWriteShape,
});
export type NewSharesDraft = z.infer<typeof newSharesShape>;

/** What making new shares waits for: the next share on paper, or the word to put all of them in force. */
export type NewSharesStep = ({ at: 'share' } & RecoveryShare) | { at: 'ready'; set: string };

export function newSharesStep({ shares }: NewSharesDraft): NewSharesStep {
  const share = shareToShow(shares);
  return share ? { at: 'share', ...share } : { at: 'ready', set: shares[0]?.set ?? '' };
}

/** The share shown now is on paper, proved by its asked line. Undefined when that was typed wrong. */
export function newShareWritten(draft: NewSharesDraft, typed: string): NewSharesDraft | undefined {
  const shares = shareWritten(draft.shares, typed);
  return shares && { ...draft, shares };
}

/**
 * Three new recovery shares in place of the old ones, for a holder who lost the own, died or left. It is the same key split
 * anew: two old shares still make it outside this program (ADR 48). For who has the duty `shares`, or ExpectedError
 * `people-not-yours` (403) is thrown and recorded.
 */
export interface NewShares {
  /** Asked before holders type anything for nothing. */
  requireEntitled(by: Actor): Promise<void>;
  /** Splits the key that two shares in force give. Stores nothing. Throws as `ShareEntry.enter`; ShareError `not-enough`. */
  begin(by: Actor, texts: readonly string[]): Promise<NewSharesDraft>;
  /**
   * From here on the new ones count and the old ones do not, in one write. Throws ExpectedError `shares-open` while one is not
   * on paper, `shares-changed` when others were put in force meanwhile. Again, after a crash, is the same.
   */
  finish(by: Actor, draft: NewSharesDraft): Promise<void>;
  /** Whether the shares of these marks are the ones that count now. */
  areInForce(marks: readonly string[]): Promise<boolean>;
}

export function createNewShares(deps: {
  entitled: PersonChanges['entitled'];
  foundation: FoundationBook;
  entry: ShareEntry;
  gone: Pick<GoneList, 'note'>;
  record: Recorder;
}): NewShares {
  const { entitled, foundation, entry, gone, record } = deps;

  const areInForce = async (marks: readonly string[]) =>
    (await foundation.read())?.marks.join() === marks.join();
  const requireEntitled = async (by: Actor) => void (await entitled(by, 'shares'));

  return {
    requireEntitled,
    async begin(by, texts) {
      await requireEntitled(by);
      // Before looking at the shares: who is overtaken from here on holds old ones at the end, and must be told.
      const before = (await foundation.read())?.marks ?? [];
      const key = await entry.enter(texts, by.id);
      if (key === 'one') throw new ShareError('not-enough');
      const shares = await splitRecovery(key.identity);
      await record({ who: by.id, what: 'shares-shown' });
      return { v: 1, before, shares, marks: shares.map(({ text }) => shareMark(text)) };
    },
    async finish(by, draft) {
      await requireEntitled(by);
      if (newSharesStep(draft).at !== 'ready') throw new ExpectedError('shares-open', {}, 409);
      const changed = () => new ExpectedError('shares-changed', {}, 409);
      const now = await foundation.read();
      // Said once more after a crash or a lost answer: these are the ones that count.
      if (now && now.marks.join() === draft.marks.join()) return;
      if (!now || now.marks.join() !== draft.before.join()) throw changed();
      // Before it happens: a backup that knows the old marks must not shut the new shares out, and no change is without its line.
      for (const mark of now.marks) await gone.note('share', mark);
      await record({ who: by.id, what: 'shares-replaced' });
      if (await foundation.replace(now, { ...now, marks: draft.marks })) return;
      if (!(await areInForce(draft.marks))) throw changed();
    },
    areInForce,
  };
}
