import { Schema } from 'mongoose';
import type { Day } from '../../../clock.ts';
import type { ItemRef } from '../../ports.ts';
import { anyText, bytes, flag, maybeText, number, schemaOf, text } from './schema.ts';

/** An item stored together with its case. */
export interface FirstItem {
  id: string;
  sealed: Buffer;
  day: Day;
}

/** A case, or the stub of one whose erasure is under way. */
export interface CaseDoc {
  _id: string;
  version: number;
  locator: string;
  /** The smallest locator it was filed under; see `file`. */
  lowest: string;
  kind: string;
  category: string;
  unit: string;
  status: string;
  outcome: string | null;
  assignee: string | null;
  answered: string | null;
  took: string | null;
  received: Day;
  month: string;
  due: Day;
  since: Day;
  unread: boolean;
  shown: boolean;
  waiting: boolean;
  staffRing: Buffer;
  reporterRing: Buffer;
  generation: number;
  recipients: string[];
  /** By encoded recipient id, so that a query can ask for one person's wrap alone. */
  wraps: Record<string, Buffer>;
  items: (Omit<ItemRef, 'once' | 'ahead'> & { once: string | null; ahead: string | null })[];
  /** The items it was filed with. */
  first: FirstItem[];
  /** Set while it is being erased: the id under which it will be counted. */
  erased: string | null;
  /** While it is being erased: for whom it will be counted. */
  counted: string[];
}

/** Erased cases that are still counted; `_id` is random and says nothing of the case's. */
export interface ErasedDoc {
  _id: string;
  /** For whom: recipient ids, and '' for everybody. */
  counted: string[];
  kind: string;
  category: string;
  unit: string;
  status: string;
  outcome: string | null;
  answered: string | null;
  took: string | null;
  month: string;
  count: number;
}

export interface ItemDoc {
  _id: string;
  case: string;
  sealed: Buffer;
  day: Day;
}

export const CASE_SCHEMAS = {
  cases: schemaOf<CaseDoc>(
    'case',
    {
      _id: text,
      version: number,
      locator: text,
      lowest: text,
      kind: text,
      category: text,
      unit: text,
      status: text,
      outcome: maybeText,
      assignee: maybeText,
      answered: maybeText,
      took: maybeText,
      received: anyText,
      month: text,
      due: anyText,
      since: anyText,
      unread: flag,
      shown: flag,
      waiting: flag,
      staffRing: bytes,
      reporterRing: bytes,
      generation: number,
      recipients: [String],
      wraps: { type: Schema.Types.Mixed, default: {} },
      items: [
        {
          _id: false,
          id: text,
          ring: text,
          sequence: number,
          once: maybeText,
          pending: flag,
          ahead: maybeText,
          size: number,
        },
      ],
      first: [{ _id: false, id: text, sealed: bytes, day: text }],
      erased: maybeText,
      counted: [String],
    },
    [
      { key: { locator: 1 }, unique: true },
      { key: { lowest: 1 }, unique: true },
      { key: { recipients: 1, shown: 1, due: 1, _id: 1 } },
      { key: { recipients: 1, shown: 1, status: 1, due: 1, _id: 1 } },
      { key: { recipients: 1, shown: 1, status: 1, assignee: 1, due: 1, _id: 1 } },
      { key: { recipients: 1, shown: 1, status: 1, unit: 1, due: 1, _id: 1 } },
      { key: { recipients: 1, shown: 1, status: 1, category: 1, due: 1, _id: 1 } },
      { key: { recipients: 1, shown: 1, unread: 1, status: 1, due: 1, _id: 1 } },
      { key: { recipients: 1, _id: 1 } },
      { key: { waiting: 1, _id: 1 } },
      { key: { status: 1, due: 1 } },
      { key: { 'first.id': 1 } },
      { key: { 'first.day': 1, _id: 1 } },
      { key: { erased: 1 } },
    ],
  ),
  erased: schemaOf<ErasedDoc>('erased', {
    _id: text,
    counted: [String],
    kind: text,
    category: text,
    unit: text,
    status: text,
    outcome: maybeText,
    answered: maybeText,
    took: maybeText,
    month: text,
    count: number,
  }),
  items: schemaOf<ItemDoc>('item', { _id: text, case: text, sealed: bytes, day: text }, [
    { key: { case: 1 } },
    { key: { day: 1, _id: 1 } },
  ]),
} as const;
