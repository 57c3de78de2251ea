import { z } from 'zod';
import { scanShape } from './scan.ts';
import { storedFileShape } from './sealed-file.ts';
import { EVIDENCE_TYPE_IDS, TOLD_REASONS, evidenceType, type EvidenceTypeId } from './types.ts';

const copyShape = z.object({
  type: z.enum(EVIDENCE_TYPE_IDS),
  file: storedFileShape,
  /** What the virus scanner said when the file came; left out where none is set up. */
  scan: scanShape.optional(),
});
/** One sealed copy of a file and what it is. */
export type EvidenceCopy = z.infer<typeof copyShape>;

/**
 * A file: the cleaned copy, the original, or both. The original is there only by the reporter's own choice.
 * Holds the secrets of its files, and neither a name nor a time.
 */
export const fileEvidence = z.object({
  v: z.literal(1),
  is: z.literal('file'),
  clean: copyShape.optional(),
  original: copyShape.optional(),
  /** Why there is no cleaned copy. */
  told: z.enum(TOLD_REASONS).optional(),
});
export type FileEvidence = z.infer<typeof fileEvidence>;

/** A place the reporter pointed out on a map. Degrees, WGS 84. */
export const placeEvidence = z.object({
  v: z.literal(1),
  is: z.literal('place'),
  title: z.string().max(500).optional(),
  address: z.string().max(500).optional(),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type PlaceEvidence = z.infer<typeof placeEvidence>;

/** What one sealed item of the kind `evidence` holds. */
export const evidenceContent = z.discriminatedUnion('is', [fileEvidence, placeEvidence]);
export type EvidenceContent = z.infer<typeof evidenceContent>;

/** The copies of a piece of evidence, cleaned one first. */
export function copiesOf(content: EvidenceContent): EvidenceCopy[] {
  if (content.is === 'place') return [];
  return [content.clean, content.original].filter((copy) => copy !== undefined);
}

/** What is shown unless somebody asks for the original. */
export function defaultCopy(content: FileEvidence): EvidenceCopy {
  const copy = content.clean ?? content.original;
  if (!copy) throw new RangeError('a piece of evidence without a file');
  return copy;
}

/** The name of the `number`th file of a case (from 1): says what it is and nothing else. */
export function neutralName(type: EvidenceTypeId, number: number, original = false): string {
  const { kind, extension } = evidenceType(type);
  return `${kind}-${String(number).padStart(2, '0')}${original ? '-original' : ''}.${extension}`;
}
