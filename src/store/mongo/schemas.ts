import type { Connection, Model, Schema } from 'mongoose';
import { CASE_SCHEMAS } from './schemas/cases.ts';
import { EVIDENCE_SCHEMAS } from './schemas/evidence.ts';
import { INBOX_SCHEMAS } from './schemas/inbox.ts';
import { RECORD_SCHEMAS } from './schemas/records.ts';
import { UPKEEP_SCHEMAS } from './schemas/upkeep.ts';

export type * from './schemas/cases.ts';
export type * from './schemas/evidence.ts';
export type * from './schemas/inbox.ts';
export type * from './schemas/records.ts';
export type * from './schemas/upkeep.ts';

/**
 * Every collection and every stored field. Rules: `_id` is a random or hashed string given by the core (no ObjectId,
 * which holds a time; the audit log counts instead); no timestamps, no `__v`; every field is always set, `null` for
 * none, since servers differ in what a unique index makes of a missing field; times are days.
 */
const SCHEMAS = {
  ...INBOX_SCHEMAS,
  ...CASE_SCHEMAS,
  ...EVIDENCE_SCHEMAS,
  ...RECORD_SCHEMAS,
  ...UPKEEP_SCHEMAS,
} as const;

type DocOf<S> = S extends Schema<infer T> ? T : never;
export type Models = { [K in keyof typeof SCHEMAS]: Model<DocOf<(typeof SCHEMAS)[K]>> };

/** The models on one connection. */
export function modelsOn(connection: Connection): Models {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [name, connection.model(name, schema as Schema)]),
  ) as unknown as Models;
}
