import type { CaseFacts, CaseRow } from '../store/ports.ts';
import type { StaffActionId } from './actions.ts';
import type { CaseWriter } from './case-writer.ts';
import {
  dialogueContent,
  fromBody,
  reportContent,
  type DialogueContent,
  type ReportContent,
} from './contents.ts';
import { evidenceContent, type EvidenceContent } from './evidence/contents.ts';
import type { FilePart } from './evidence/file-reader.ts';
import type { Scan } from './evidence/scan.ts';
import { viewOf, type CopyName, type CopyView, type EvidenceView } from './evidence/view.ts';
import type { OpenRing } from './key-ring.ts';
import type { LinkedCase } from './links.ts';
import type { Sealer } from './seal.ts';

/** A case in the queue, as a key holder sees it. */
export interface QueueEntry extends CaseFacts {
  title: string;
}

/** A line of the dialogue, with the numbers of the evidence that came with it. */
export type DialogueLine = DialogueContent & { evidence?: number[] };

/** Which file of a case somebody wants to see. */
export interface EvidenceWish {
  caseId: string;
  /** As in `StaffView.evidence`. */
  number: number;
  /** The cleaned copy when left out, or the original where there is no other. */
  which?: CopyName;
}

/** A file of a case, for whoever has a key to it. */
export interface OpenedEvidence extends CopyView {
  number: number;
  /** The content or a part of it, a MiB at a time and never on a disk. Throws SealError when it was changed or is gone. */
  read(part?: FilePart): AsyncIterable<Uint8Array>;
  /** What the virus scanner says now; undefined where none is set up. */
  scanNow(): Promise<Scan | undefined>;
}

/** A case as a key holder reads it. */
export interface StaffView {
  facts: CaseFacts;
  title: string;
  report: ReportContent;
  /** In order. What came with the report stands in no line of the dialogue. */
  evidence: EvidenceView[];
  dialogue: DialogueLine[];
  notes: DialogueContent[];
  /** Cases about the same thing that this person can open too. */
  linked: LinkedCase[];
  actions: StaffActionId[];
  /** The recipient ids that can open it. */
  access: string[];
}

/** Opens what staff may see of a case by now. Throws SealError when an item was changed, is gone or is of another case. */
export async function readCase(
  row: CaseRow,
  ring: OpenRing,
  { writer, sealer }: { writer: CaseWriter; sealer: Sealer },
): Promise<Pick<StaffView, 'report' | 'dialogue' | 'notes' | 'evidence'>> {
  const view: Pick<StaffView, 'dialogue' | 'notes'> = { dialogue: [], notes: [] };
  const pieces: { content: EvidenceContent; once?: string }[] = [];
  const said = new Map<string, DialogueLine>();
  let report: ReportContent | undefined;
  for (const { ref, item } of await writer.readItems(row, 'staff')) {
    if (ref.pending || item.kind === 'notify') continue;
    const body = await sealer.openItem(item, item, ring);
    if (item.kind === 'report') report = fromBody(reportContent, body);
    else if (item.kind === 'evidence')
      pieces.push({ content: fromBody(evidenceContent, body), once: ref.once });
    else {
      const line: DialogueLine = fromBody(dialogueContent, body);
      view[item.kind === 'note' ? 'notes' : 'dialogue'].push(line);
      if (ref.once !== undefined) said.set(ref.once, line);
    }
  }
  // What was written together was sent together.
  for (const [at, { once = '' }] of pieces.entries()) {
    const line = said.get(once);
    if (line) line.evidence = [...(line.evidence ?? []), at + 1];
  }
  if (!report) throw new Error('a case without a report');
  return { report, ...view, evidence: pieces.map(({ content }, at) => viewOf(content, at + 1)) };
}
