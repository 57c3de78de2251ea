import { neutralName, type EvidenceContent, type EvidenceCopy, type PlaceEvidence } from './contents.ts';
import type { Scan } from './scan.ts';
import { evidenceType, type EvidenceKind, type EvidenceTypeId, type ToldReason } from './types.ts';

/** Which of the two sealed copies of a file. */
export const COPIES = ['clean', 'original'] as const;
export type CopyName = (typeof COPIES)[number];

/** One copy of a file as staff see it before opening it. */
export interface CopyView {
  which: CopyName;
  type: EvidenceTypeId;
  mime: string;
  /** Says what it is and which number; never what the reporter called it. */
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** What the virus scanner said when it came; left out where none was set up. */
  scan?: Scan;
  /** What to read before opening it: `evidence:officer.<warning>-warning`. */
  warning?: 'original' | 'told';
}

/** A piece of evidence as staff see it; `number` counts from 1 within the case and stays. */
export type EvidenceView =
  | {
      number: number;
      is: 'file';
      kind: EvidenceKind;
      /** Why there is no cleaned copy (`evidence:told.<told>`): the reporter read it and agreed. */
      told?: ToldReason;
      /** The cleaned one first. The original is there only by the reporter's own choice. */
      copies: CopyView[];
    }
  | ({ number: number; is: 'place' } & Omit<PlaceEvidence, 'v' | 'is'>);

export function viewOf(content: EvidenceContent, number: number): EvidenceView {
  if (content.is === 'place') {
    const { v: _v, is, ...place } = content;
    return { number, is, ...place };
  }
  const copies = COPIES.flatMap((which) => {
    const copy = content[which];
    return copy ? [copyView(copy, which, number, content.told)] : [];
  });
  const [first] = copies;
  if (!first) throw new RangeError('a piece of evidence without a file');
  const { kind } = evidenceType(first.type);
  return { number, is: 'file', kind, ...(content.told && { told: content.told }), copies };
}

function copyView(
  { type, file, scan }: EvidenceCopy,
  which: CopyName,
  number: number,
  told?: ToldReason,
): CopyView {
  const warning = which === 'clean' ? undefined : told ? 'told' : 'original';
  return {
    which,
    type,
    mime: evidenceType(type).mime,
    name: neutralName(type, number, which === 'original'),
    size: file.size,
    sha256: file.sha256,
    ...(scan && { scan }),
    ...(warning && { warning }),
  };
}
