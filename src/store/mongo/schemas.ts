import { Schema, type Connection, type Model, type SchemaDefinition } from 'mongoose';
import type { Day } from '../../clock.ts';
import type { ItemRef, Outcome } from '../ports.ts';

/**
 * Every collection and every stored field. Rules: `_id` is a random or hashed string given by the core (no ObjectId,
 * which holds a time; the audit log counts instead); no timestamps, no `__v`; every field is always set, `null` for
 * none, since servers differ in what a unique index makes of a missing field; times are days.
 */

/** A waiting event, or the id, outcome and day of a finished one. */
export interface EventDoc {
  _id: string;
  /** These six are null once the event is finished. */
  lane: string | null;
  /** Order of arrival, from a counter; only ever compared. */
  place: number | null;
  payload: Buffer | null;
  /** Who holds the claim. */
  owner: string | null;
  /** The `token` of the lane's lock as it was when the claim was made. */
  lock: string | null;
  mark: string | null;
  attempt: number;
  outcome: Outcome | null;
  day: Day;
}

/** The lock of a lane in work or held back; there is none for an idle lane. */
export interface LaneDoc {
  _id: string;
  /** Random, new with every change of hands: what compare-and-set compares. */
  token: string;
  /** The event the lock was taken for. */
  event: string;
  /** ms: nobody else takes the lane before. */
  until: number;
}

export interface SequenceDoc {
  _id: string;
  value: number;
}

export interface SessionDoc {
  _id: string;
  version: number;
  sealed: Buffer;
  day: Day;
}

export interface CounterDoc {
  _id: string;
  value: number;
}

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
}

/** Erased cases that are still counted; `_id` is random and says nothing of the case's. */
export interface ErasedDoc {
  _id: string;
  kind: string;
  category: string;
  unit: string;
  status: string;
  outcome: string | null;
  month: string;
  count: number;
}

export interface ItemDoc {
  _id: string;
  case: string;
  sealed: Buffer;
  day: Day;
}

/** A file of evidence. */
export interface EvidenceDoc {
  _id: string;
  /** Random: names its chunks, so that those of an earlier file of the same id are never taken for its own. */
  key: string;
  /** Empty from the moment its removal begins. */
  day: Day;
  /** Null: of a draft. */
  owner: string | null;
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

export interface PersonDoc {
  _id: string;
  version: number;
  data: Buffer;
}

export interface SettingDoc {
  _id: string;
  value: Buffer;
}

export interface AuditDoc {
  _id: number;
  day: Day;
  entry: Buffer;
  mac: Buffer;
}

/** One migration that is done, or (`lock`) who runs them. `token` and `until` are null for the former. */
export interface MigrationDoc {
  _id: string;
  token: string | null;
  until: number | null;
}

/** How far a copy from another store has come; `table` and `after` are null when it is over. */
export interface CopyDoc {
  _id: string;
  table: string | null;
  after: string | null;
}

const text = { type: String, required: true } as const;
// Mongoose's `required` refuses the empty string; days and facts are never empty, but a stub's are.
const anyText = { type: String, default: '' } as const;
const maybeText = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const maybeNumber = { type: Number, default: null } as const;
const flag = { type: Boolean, required: true } as const;
// Mongoose's `required` refuses empty bytes as well.
const bytes = { type: Buffer } as const;

function schemaOf<T>(
  collection: string,
  definition: SchemaDefinition,
  indexes: { key: Record<string, 1>; unique?: true }[] = [],
): Schema<T> {
  const schema = new Schema<T>(definition as never, {
    collection,
    versionKey: false,
    timestamps: false,
    autoIndex: false,
    autoCreate: false,
    minimize: false,
    strict: 'throw',
    id: false,
  });
  for (const { key, unique } of indexes) schema.index(key, { unique: unique ?? false });
  return schema;
}

const SCHEMAS = {
  events: schemaOf<EventDoc>(
    'event',
    {
      _id: text,
      lane: maybeText,
      place: maybeNumber,
      payload: { type: Buffer, default: null },
      owner: maybeText,
      lock: maybeText,
      mark: maybeText,
      attempt: number,
      outcome: maybeText,
      day: text,
    },
    [{ key: { place: 1 } }, { key: { outcome: 1, day: 1 } }],
  ),
  lanes: schemaOf<LaneDoc>('lane', { _id: text, token: text, event: text, until: number }),
  sequences: schemaOf<SequenceDoc>('sequence', { _id: text, value: number }),
  sessions: schemaOf<SessionDoc>('session', { _id: text, version: number, sealed: bytes, day: text }),
  counters: schemaOf<CounterDoc>('counter', { _id: text, value: number }),
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
    },
    [
      { key: { locator: 1 }, unique: true },
      { key: { lowest: 1 }, unique: true },
      { key: { recipients: 1, shown: 1, due: 1, _id: 1 } },
      { key: { recipients: 1, shown: 1, status: 1 } },
      { key: { recipients: 1, _id: 1 } },
      { key: { waiting: 1, _id: 1 } },
      { key: { status: 1, due: 1 } },
      { key: { 'first.id': 1 } },
      { key: { erased: 1 } },
    ],
  ),
  erased: schemaOf<ErasedDoc>('erased', {
    _id: text,
    kind: text,
    category: text,
    unit: text,
    status: text,
    outcome: maybeText,
    month: text,
    count: number,
  }),
  items: schemaOf<ItemDoc>('item', { _id: text, case: text, sealed: bytes, day: text }, [
    { key: { case: 1 } },
    { key: { day: 1, _id: 1 } },
  ]),
  evidence: schemaOf<EvidenceDoc>('evidence', { _id: text, key: text, day: text, owner: maybeText }, [
    { key: { owner: 1, day: 1 } },
  ]),
  chunks: schemaOf<ChunkDoc>('chunk', { _id: text, key: text, sealed: bytes }, [{ key: { key: 1 } }]),
  quotas: schemaOf<QuotaDoc>('quota', { _id: text, bytes: number }),
  people: schemaOf<PersonDoc>('person', { _id: text, version: number, data: bytes }),
  records: schemaOf<PersonDoc>('record', { _id: text, version: number, data: bytes }),
  settings: schemaOf<SettingDoc>('setting', { _id: text, value: bytes }),
  audit: schemaOf<AuditDoc>('audit', { _id: number, day: text, entry: bytes, mac: bytes }),
  migrations: schemaOf<MigrationDoc>('migration', { _id: text, token: maybeText, until: maybeNumber }),
  copies: schemaOf<CopyDoc>('copy', { _id: text, table: maybeText, after: maybeText }),
} as const;

type DocOf<S> = S extends Schema<infer T> ? T : never;
export type Models = { [K in keyof typeof SCHEMAS]: Model<DocOf<(typeof SCHEMAS)[K]>> };

/** The models on one connection. */
export function modelsOn(connection: Connection): Models {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [name, connection.model(name, schema as Schema)]),
  ) as unknown as Models;
}
