import { dayOf } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { Lang } from '../i18n.ts';
import { adopt } from './adopt.ts';
import { withStepsAhead } from './ahead.ts';
import { reporterAction, type ReporterActionId } from './actions.ts';
import type { EvidenceContent } from './evidence/contents.ts';
import { createFiling, type FilingDeps, type FilingDesk } from './filing.ts';
import { isClosed, type Status } from './kinds.ts';
import { addressesIn, notifyItems, reporterChange } from './reporter-change.ts';
import { readReporterView, type ReporterView } from './reporter-view.ts';
import type { Sealer } from './seal.ts';
import type { TrackingCode } from './tracking.ts';

/** A reporter's own writing to a case. `id` is random, made before: the same id is taken once. */
export interface Writing {
  caseId: string;
  action: ReporterActionId;
  id: string;
  text?: string;
  /** Files and places sent with it, all of them decided. */
  files?: readonly EvidenceContent[];
}

/** What the reporter can do. Everything is sealed before it reaches the store; nothing here knows who is asking. */
export interface Desk extends FilingDesk {
  /** What the code opens; undefined for an unknown code. Slow on purpose, the same for both. Throws ExpectedError `busy`. */
  track(code: TrackingCode, source?: string): Promise<ReporterView | undefined>;
  /**
   * Writes to a case, without reading it. Resolves to the new status. Throws ExpectedError `case-gone`,
   * `action-not-possible`, `text-missing` (neither words nor files), `evidence-gone` or
   * `evidence-full` (with all that the case has it would have more files than it may).
   */
  write(writing: Writing): Promise<Status>;
  /**
   * Seals an address to the staff of a case, by the reporter's own wish; resolves to the item's id, which stops it.
   * Takes the place of an earlier wish. Throws ExpectedError `case-gone`, `action-not-possible`.
   */
  notify(wish: { caseId: string; id: string; address: string; lang: Lang }): Promise<string>;
  /** Takes every address out of a case, whichever `item` is given. Nothing happens when it is gone already. */
  stopNotifying(caseId: string, item: string): Promise<void>;
}

export interface DeskDeps extends FilingDeps {
  sealer: Sealer;
}

export function createDesk(deps: DeskDeps): Desk {
  const { port, clock, lanes, rings, writer } = deps;
  const today = () => dayOf(clock.now());

  return {
    ...createFiling(deps),

    track(code, source) {
      return lanes.track(
        code,
        async (keys) => {
          const row = await port.find(keys.map(({ locator }) => locator));
          if (!row) return undefined;
          const key = keys.find(({ locator }) => locator === row.locator);
          if (!key) return undefined;
          return readReporterView(row, key.identity, {
            port,
            rings,
            sealer: deps.sealer,
            writer,
            today: today(),
            policy: deps.policy(),
          });
        },
        source,
      );
    },

    async write({ caseId, action: actionId, id, text, files = [] }) {
      const action = reporterAction(actionId);
      if (!action) throw new ExpectedError('action-not-possible');
      const words = text?.trim() ?? '';
      if (action.needs.includes('message') && words === '' && files.length === 0)
        throw new ExpectedError('text-missing');
      const done = await writer.change(caseId, id, async (row) => {
        const change = reporterChange(
          row,
          { action, text: words, files },
          { day: today(), policy: deps.policy(), releaseNow: deps.releaseNow },
        );
        await adopt(deps.evidence, files, row.locator);
        return change;
      });
      if (!done) throw new ExpectedError('case-gone', {}, 404);
      return withStepsAhead(done).status as Status;
    },

    async notify({ caseId, id, address, lang }) {
      const row = await writer.change(caseId, id, async (current) => {
        if (isClosed(withStepsAhead(current).status as Status))
          throw new ExpectedError('action-not-possible');
        return {
          ...notifyItems(current, { address, lang }, today()),
          drop: await addressesIn(current, writer),
        };
      });
      const item = row?.items.find((ref) => ref.ring === 'staff' && ref.once === id);
      if (!item) throw new ExpectedError('case-gone', {}, 404);
      return item.id;
    },

    async stopNotifying(caseId) {
      const row = await port.get(caseId);
      if (!row || (await addressesIn(row, writer)).length === 0) return;
      await writer.change(caseId, undefined, async (now) => ({
        row: now,
        items: [],
        drop: await addressesIn(now, writer),
      }));
    },
  };
}
