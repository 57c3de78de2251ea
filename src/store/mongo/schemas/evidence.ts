import type { Day } from '../../../clock.ts';
import { bytes, maybeText, number, schemaOf, text } from './schema.ts';

/** A file of evidence. */
export interface EvidenceDoc {
  _id: string;
  /** Random: names its chunks, so that those of an earlier file of the same id are never taken for its own. */
  key: string;
  /** Empty from the moment its removal begins. */
  day: Day;
  /** Null: of a draft. */
  owner: string | null;
  /** What it counts for in its owner's holding; 0 while it is of a draft. */
  bytes: number;
}

/** What an owner (`_id`) holds, in one document, so that a cap holds however many give to it at once. */
export interface HoldingDoc {
  _id: string;
  /** Grows by one with every change, from 1. */
  version: number;
  files: { id: string; counts: number }[];
}

export interface ChunkDoc {
  /** `<key>/<place>` */
  _id: string;
  key: string;
  sealed: Buffer;
}

/** How much was taken in on a day (`_id`). */
export interface QuotaDoc {
  _id: Day;
  bytes: number;
}

export const EVIDENCE_SCHEMAS = {
  evidence: schemaOf<EvidenceDoc>(
    'evidence',
    { _id: text, key: text, day: text, owner: maybeText, bytes: number },
    [{ key: { owner: 1, day: 1 } }],
  ),
  chunks: schemaOf<ChunkDoc>('chunk', { _id: text, key: text, sealed: bytes }, [{ key: { key: 1 } }]),
  holdings: schemaOf<HoldingDoc>('holding', {
    _id: text,
    version: number,
    files: [{ _id: false, id: text, counts: number }],
  }),
  quotas: schemaOf<QuotaDoc>('quota', { _id: text, bytes: number }),
} as const;
