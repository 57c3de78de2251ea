import { randomBytes } from 'node:crypto';
import { dayOf, type Clock } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { CasePort, CaseRow, ItemRef } from '../store/ports.ts';
import type { CaseWriter } from './case-writer.ts';
import {
  dialogueContent,
  fromBody,
  reportContent,
  type DialogueContent,
  type ReportContent,
} from './contents.ts';
import type { Colleague } from './eligible.ts';
import type { Key, KeyRings, OpenRing } from './key-ring.ts';
import { paced } from './pacing.ts';
import { RECOVERY_ID, type RecipientBook, type TrustedRecipient } from './recipients.ts';
import type { Sealer } from './seal.ts';
import { itemToStored, ringToStored } from './stored-form.ts';

export interface RingChangeDeps {
  port: CasePort;
  clock: Clock;
  rings: KeyRings;
  sealer: Sealer;
  writer: CaseWriter;
  book: RecipientBook;
  recovery: () => Promise<TrustedRecipient | undefined>;
  staff: () => Promise<readonly Colleague[]>;
}

/** What a key holder finds in a case when he decides who else may open it. */
export interface Insight {
  open: OpenRing;
  report: ReportContent;
  /** In order. */
  dialogue: DialogueContent[];
}

/** Opening and exchanging the staff ring of one case. Nothing here is written to the case itself: the caller stores the row. */
export interface RingChange {
  openRing(row: CaseRow, key: Key): Promise<OpenRing>;
  /** Opens what speaks about people: the report and the dialogue. */
  insight(row: CaseRow, key: Key): Promise<Insight>;
  /** The row with wraps for newcomers beside those it has. */
  added(row: CaseRow, key: Key, newcomers: readonly TrustedRecipient[]): Promise<CaseRow>;
  /**
   * The row with a new ring for the recovery key and those of `keep` alone, and with every item sealed anew under a fresh id.
   * The new items are in the store when it resolves; the old ones go when the row is replaced, so a crash at any moment
   * leaves the case as before or after.
   */
  rotated(row: CaseRow, key: Key, keep: ReadonlySet<string>): Promise<CaseRow>;
}

export function createRingChange(deps: RingChangeDeps): RingChange {
  const { port, clock, rings, sealer, writer, book } = deps;
  const at = ({ id }: CaseRow) => ({ caseId: id, ring: 'staff' }) as const;

  const openRing: RingChange['openRing'] = (row, key) =>
    rings.openRing(writer.ringOf(row, 'staff'), at(row), key);

  async function recoveryRecipient(): Promise<TrustedRecipient> {
    const recovery = await deps.recovery();
    if (!recovery) throw new ExpectedError('filing-closed', {}, 503);
    return recovery;
  }

  return {
    openRing,

    async insight(row, key) {
      const open = await openRing(row, key);
      const dialogue: DialogueContent[] = [];
      let report: ReportContent | undefined;
      for (const { item } of await writer.readItems(row, 'staff')) {
        if (item.kind !== 'report' && item.kind !== 'dialogue') continue;
        const body = await paced(() => sealer.openItem(item, item, open));
        if (item.kind === 'report') report = fromBody(reportContent, body);
        else dialogue.push(fromBody(dialogueContent, body));
      }
      if (!report) throw new Error('a case without a report');
      return { open, report, dialogue };
    },

    async added(row, key, newcomers) {
      const ring = await rings.addRecipients(writer.ringOf(row, 'staff'), at(row), key, newcomers);
      const { head, wraps } = ringToStored(ring);
      return { ...row, staffRing: head, wraps };
    },

    async rotated(row, key, keep) {
      const staff = (await deps.staff()).flatMap(({ active, recipient }) =>
        active && recipient && keep.has(recipient.id) ? [book.trust(recipient)] : [],
      );
      const ring = writer.ringOf(row, 'staff');
      const open = await rings.openRing(ring, at(row), key);
      const next = await rings.rotate(ring, at(row), key, [...staff, await recoveryRecipient()]);
      const ids = new Map<string, string>();
      for (const { ref, item } of await writer.readItems(row, 'staff')) {
        const sealed = await paced(() => sealer.resealItem(item, item, open, next));
        const id = randomBytes(16).toString('hex');
        await port.putItem({ id, caseId: row.id, sealed: itemToStored(sealed), day: dayOf(clock.now()) });
        ids.set(ref.id, id);
      }
      const items: ItemRef[] = row.items.map((ref) => ({ ...ref, id: ids.get(ref.id) ?? ref.id }));
      const { head, wraps } = ringToStored(next);
      return { ...row, staffRing: head, wraps, generation: next.generation, items };
    },
  };
}

/** The recipient ids of a case's staff wraps. */
export const staffWraps = (row: Pick<CaseRow, 'wraps'>): string[] =>
  row.wraps.flatMap(({ recipient }) => (recipient === RECOVERY_ID ? [] : [recipient]));
