import { dayOf, type Clock } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { CasePort, CaseRow } from '../store/ports.ts';
import { newItem, type CaseWriter } from './case-writer.ts';
import type { Worker } from './worker.ts';
import { fromBody, dialogueContent, type DialogueContent } from './contents.ts';
import type { KeyRings } from './key-ring.ts';
import type { OpenRing } from './key-ring.ts';
import type { Sealer } from './seal.ts';
import { wrapFromStored } from './stored-form.ts';

/** Another case about the same thing, for somebody who can open both. */
export interface LinkedCase {
  id: string;
  title: string;
}

/** How links stand among the sealed notes of both cases; `detail` is the other's id. */
const LINK = 'link';
const UNLINK = 'unlink';

/** A note that is no note: it must not be shown as one, for who reads this case may not know that the other exists. */
export const isLinkNote = ({ action }: Pick<DialogueContent, 'action'>): boolean =>
  action === LINK || action === UNLINK;

/** The ids that notes leave linked, in order of linking. */
export function linkedIds(notes: readonly DialogueContent[]): string[] {
  const ids = new Set<string>();
  for (const { action, detail } of notes) {
    if (detail === undefined) continue;
    if (action === LINK) ids.add(detail);
    if (action === UNLINK) ids.delete(detail);
  }
  return [...ids];
}

/** What one case's notes say of a link, oldest first, without what changed nothing. Odd: linked. */
function changesOf(notes: readonly DialogueContent[], other: string): DialogueContent[] {
  const changes: DialogueContent[] = [];
  for (const note of notes) {
    if (note.detail !== other || !isLinkNote(note)) continue;
    if ((note.action === LINK) === (changes.length % 2 === 0)) changes.push(note);
  }
  return changes;
}

/** Links between cases. They lie sealed in both, never in plain: that two reports tell of the same thing is content. */
export interface Links {
  /**
   * The cases that this case's notes link and this person can open too. Where only one of the two cases was written (a crash
   * came between), the other gets the note it lacks first.
   */
  of(worker: Worker, caseId: string, notes: readonly DialogueContent[]): Promise<LinkedCase[]>;
  /**
   * Notes in both cases that they are linked, or not (any more); again is the same. Throws ExpectedError `case-gone` when
   * either is not this person's, `link-itself`.
   */
  set(worker: Worker, pair: { caseId: string; other: string; linked: boolean }): Promise<void>;
}

export function createLinks(deps: {
  port: CasePort;
  clock: Clock;
  rings: KeyRings;
  sealer: Sealer;
  writer: CaseWriter;
}): Links {
  const { port, clock, rings, sealer, writer } = deps;

  const gone = () => new ExpectedError('case-gone', {}, 404);

  const mayOpen = (row: CaseRow | undefined, { key }: Worker): row is CaseRow =>
    row?.shown === true && row.wraps.some(({ recipient }) => recipient === key.id);

  async function opened(worker: Worker, caseId: string): Promise<{ row: CaseRow; ring: OpenRing }> {
    const row = await port.get(caseId);
    if (!mayOpen(row, worker)) throw gone();
    // Who names a key must have it.
    const at = { caseId, ring: 'staff' } as const;
    return { row, ring: await rings.openRing(writer.ringOf(row, 'staff'), at, worker.key) };
  }

  async function notesOf(row: CaseRow, ring: OpenRing): Promise<DialogueContent[]> {
    const notes: DialogueContent[] = [];
    for (const { item } of await writer.readItems(row, 'staff')) {
      if (item.kind === 'note')
        notes.push(fromBody(dialogueContent, await sealer.openItem(item, item, ring)));
    }
    return notes;
  }

  async function add(worker: Worker, caseId: string, note: DialogueContent): Promise<void> {
    await writer.change(caseId, undefined, (now) => {
      if (!mayOpen(now, worker)) throw gone(); // taken from them a moment ago
      return { row: now, items: [newItem('note', note)] };
    });
  }

  /** Whether two cases are linked, of which `notes` of the first say so. Each change is a note in both: more notes are newer. */
  async function mended(worker: Worker, caseId: string, notes: readonly DialogueContent[], other: string) {
    const { row, ring } = await opened(worker, other);
    const [here, there] = [changesOf(notes, other), changesOf(await notesOf(row, ring), caseId)];
    if (here.length % 2 === there.length % 2) return true;
    const linked = here.length > there.length;
    // In the name of who linked or unlinked, on that day: who happens to look has done nothing.
    if (linked) await add(worker, other, { ...here.at(-1)!, detail: caseId });
    else await add(worker, caseId, { ...there.at(-1)!, detail: other });
    return linked;
  }

  return {
    async of(worker, caseId, notes) {
      const found: LinkedCase[] = [];
      for (const id of linkedIds(notes)) {
        const row = await port.get(id);
        if (!mayOpen(row, worker) || !(await mended(worker, caseId, notes, id))) continue;
        const wrap = row.wraps.find(({ recipient }) => recipient === worker.key.id)!.wrap;
        const at = { caseId: id, generation: row.generation };
        found.push({ id, title: await rings.openTitle(wrapFromStored(wrap), at, worker.key) });
      }
      return found;
    },

    async set(worker, { caseId, other, linked }) {
      if (caseId === other) throw new ExpectedError('link-itself');
      // Both before either is changed.
      const [one, two] = [await opened(worker, caseId), await opened(worker, other)];
      for (const [{ row, ring }, to] of [
        [one, other],
        [two, caseId],
      ] as const) {
        if (linkedIds(await notesOf(row, ring)).includes(to) === linked) continue;
        const note: DialogueContent = {
          day: dayOf(clock.now()),
          by: 'staff',
          who: worker.id,
          action: linked ? LINK : UNLINK,
          detail: to,
        };
        await add(worker, row.id, note);
      }
    },
  };
}
