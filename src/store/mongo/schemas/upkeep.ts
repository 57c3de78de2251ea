import { maybeNumber, maybeText, schemaOf, text } from './schema.ts';

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

export const UPKEEP_SCHEMAS = {
  migrations: schemaOf<MigrationDoc>('migration', { _id: text, token: maybeText, until: maybeNumber }),
  copies: schemaOf<CopyDoc>('copy', { _id: text, table: maybeText, after: maybeText }),
} as const;
