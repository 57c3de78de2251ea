import { randomBytes } from 'node:crypto';
import type { EvidenceContent } from '../../../src/cases/evidence/contents.ts';
import type { Piece } from '../../../src/cases/evidence/pieces.ts';
import { createEvidenceJob } from '../../../src/jobs/evidence.ts';
import { evidenceStored } from '../../support/stored.ts';
import { complaintOn, randomId, type CaseOffice } from '../case-office.ts';
import { inPieces } from './bench.ts';

export const text = (words: string) => Buffer.from(words);

/** A sound the table only tells about: kept as it came once the reporter agreed. */
export const AMR = Buffer.concat([Buffer.from('#!AMR\n'), randomBytes(50)]);

/** A file as it lies in a draft: taken in, cleaned, perhaps waiting for the reporter's choice. */
export async function pieceOf(
  office: CaseOffice,
  bytes: Uint8Array,
  has: readonly EvidenceContent[] = [],
  keepOriginal = false,
) {
  const received = await office.evidence.receive({ bytes: inPieces(bytes), has, keepOriginal, door: 'web' });
  if (received.kind === 'problem') throw new Error(received.problem);
  const piece: Piece = { id: randomId(), content: received.content };
  return received.kind === 'consent' ? { ...piece, undecided: true as const } : piece;
}

/** A complaint with this evidence. */
export const withPieces = (pieces: Piece[]) =>
  complaintOn('finance', { evidence: { of: 'evidence', pieces } });
export const place: Piece = {
  id: randomId(),
  content: { v: 1, is: 'place', title: 'ตลาดสด', latitude: 15.8, longitude: 102.6 },
};

/** The whole of a file, as text. */
export async function read(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** How much sealed evidence there is, counted past the store's own code. */
export async function storedIn({ dir, mongodbUri }: CaseOffice) {
  const { files, chunks } = await evidenceStored({ dataDir: dir, mongodbUri });
  return { files, chunks };
}

/** What the job of the day takes away: files that belong to no case. */
export const sweep = ({ port, evidence }: CaseOffice) => createEvidenceJob({ cases: port, evidence }).run();
