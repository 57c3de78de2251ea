import type { CopyTable, CopyValues } from './copy.ts';
import type { CasePort } from './ports.ts';

/** Why a table is in no backup. Every other one of an installation is. */
export const LEFT_OUT = {
  session: 'drafts and chats that are under way: the server’s secrets open them, and they live for hours',
  inbox: 'events that wait: the same',
  quota: 'counts of a day',
} as const satisfies Partial<Record<CopyTable, string>>;

/** Read row by row, in this order, before the cases; their files come after them. */
export const PLAIN_TABLES = ['setting', 'person', 'record', 'audit', 'counter', 'erased'] as const;
export type PlainTable = (typeof PLAIN_TABLES)[number];

export const BACKUP_TABLES = [...PLAIN_TABLES, 'item', 'case', 'evidence', 'chunk'] as const;
export type BackupTable = (typeof BACKUP_TABLES)[number];

/** An installation as a backup reads it, while the server goes on working. */
export interface BackupSource {
  rows(table: PlainTable): AsyncIterable<CopyValues>;
  caseIds(): AsyncIterable<string>;
  /** A case and its items can be from two moments on MongoDB: then an item is missing, and both are to be read again. */
  cases: Pick<CasePort, 'get' | 'readItems'>;
  /** Ends the moment in which all cases stand still, where the database has such a thing; to be called before `files`. */
  letGo(): void;
  /** Files of cases. One that is deleted meanwhile lacks some of its chunks. */
  files(): AsyncIterable<CopyValues>;
  chunks(file: string): AsyncIterable<CopyValues>;
  close(): Promise<void>;
}

/** An empty installation that a backup is written into. */
export interface RestoreTarget {
  put(table: BackupTable, rows: readonly CopyValues[]): Promise<void>;
  /** Makes the installation ready for a server; before, none takes it. */
  finish(): Promise<void>;
  /** Leaves nothing of an unfinished restore behind, as far as the database can. */
  abandon(): Promise<void>;
}
