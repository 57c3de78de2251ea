import type { StatementSync } from 'node:sqlite';
import { StoreUnavailableError } from '../ports.ts';
import { connect, MAIN, type DatabaseKind } from './database-file.ts';
import { migrate } from './migrations.ts';

/**
 * One connection with group commit: all writes asked for while the last transaction was on its way to the disk
 * share the next one, so that many acknowledgements cost one `fsync`.
 */
export interface Database {
  /**
   * Runs `work` inside the next transaction; resolves once that is on the disk. A throw undoes this work alone. What is
   * `undoable` resolves without waiting for the disk: it outlives this process, but a power loss may undo it, and nothing
   * that waited for the disk.
   */
  write<T>(work: () => T, how?: 'undoable'): Promise<T>;
  /** Runs `work` now, for reading; all its statements see one state of the database, whoever writes beside it. */
  read<T>(work: () => T): T;
  /**
   * From now on every `read` sees the database as it is at this moment, whoever writes beside it, until the answer is
   * called. Meanwhile the write-ahead log cannot be emptied: for readers that come to an end, in a process of their own.
   */
  hold(): () => void;
  /** A prepared statement, kept for the life of the connection. */
  sql(text: string): StatementSync;
  /** Empties the write-ahead log, so that deleted content is gone from the disk. */
  truncateLog(): void;
  /**
   * Writes the file anew if `markForScrub` was called since the last time. When SQLite splits and joins pages it leaves
   * copies of rows in their gaps, which `secure_delete` does not reach when those rows are deleted later; this does.
   * Takes as long as copying the file, and as much free space.
   */
  scrub(): void;
  /** To be called in the transaction that deletes what must leave no trace. */
  markForScrub(): void;
  /** Waits for what was asked for, then closes. */
  close(): Promise<void>;
}

// SQLite's primary result codes that mean "not now" rather than "wrong".
const UNAVAILABLE = new Map([
  [5, 'SQLITE_BUSY'],
  [6, 'SQLITE_LOCKED'],
  [8, 'SQLITE_READONLY'],
  [10, 'SQLITE_IOERR'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
]);

function explain(error: unknown): unknown {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  const name = typeof code === 'number' ? UNAVAILABLE.get(code & 0xff) : undefined;
  return name === undefined ? error : new StoreUnavailableError(error, name);
}

interface Job {
  work: () => unknown;
  undoable: boolean;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

/** Opens (and if need be makes and migrates) the database of `dataDir`. Throws SetupError when the folder cannot be used. */
export function openDatabase(dataDir: string, kind: DatabaseKind = MAIN): Database {
  const db = connect(dataDir, kind);
  migrate(db, kind.migrations);
  const statements = new Map<string, StatementSync>();
  let jobs: Job[] = [];
  let scheduled = false;
  let closed = false;
  let held = false;
  let waits = true; // as `connect` leaves it

  const sql = (text: string): StatementSync => {
    let statement = statements.get(text);
    if (!statement) statements.set(text, (statement = db.prepare(text)));
    return statement;
  };

  const truncateLog = () => db.exec('PRAGMA wal_checkpoint(TRUNCATE)');

  function commitBatch(): void {
    scheduled = false;
    const batch = jobs;
    jobs = [];
    if (batch.length === 0) return;
    const settled: (() => void)[] = [];
    try {
      waitForDisk(batch.some(({ undoable }) => !undoable));
      db.exec('BEGIN IMMEDIATE');
      for (const job of batch) settled.push(runAlone(job));
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      for (const job of batch) job.reject(explain(error));
      return;
    }
    for (const settle of settled) settle();
  }

  /** Whether the next commits do. One that does takes those before it along: the log is written in their order. */
  function waitForDisk(yes: boolean): void {
    if (yes !== waits) db.exec(`PRAGMA synchronous = ${yes ? 'FULL' : 'NORMAL'}`);
    waits = yes;
  }

  function runAlone(job: Job): () => void {
    db.exec('SAVEPOINT job');
    try {
      const value = job.work();
      db.exec('RELEASE job');
      return () => job.resolve(value);
    } catch (error) {
      // When the disk is full or fails, SQLite may have undone the whole batch: then nobody's work is done.
      if (!db.isTransaction) throw error;
      db.exec('ROLLBACK TO job; RELEASE job');
      return () => job.reject(explain(error));
    }
  }

  return {
    sql,
    hold() {
      db.exec('BEGIN');
      sql('SELECT id FROM migration').all(); // the first read is the moment
      held = true;
      return () => {
        if (held) db.exec('COMMIT');
        held = false;
      };
    },
    read(work) {
      try {
        if (!held) db.exec('BEGIN');
        return work();
      } catch (error) {
        throw explain(error);
      } finally {
        if (!held && db.isTransaction) db.exec('COMMIT');
      }
    },
    write<T>(work: () => T, how?: 'undoable') {
      if (closed) return Promise.reject(new StoreUnavailableError());
      return new Promise<T>((resolve, reject) => {
        jobs.push({
          work,
          undoable: how === 'undoable',
          resolve: resolve as (value: unknown) => void,
          reject,
        });
        if (scheduled) return;
        scheduled = true;
        setImmediate(commitBatch);
      });
    },
    truncateLog,
    scrub() {
      try {
        if (!sql("SELECT 1 FROM chore WHERE name = 'scrub'").get()) return;
        db.exec('VACUUM');
        sql("DELETE FROM chore WHERE name = 'scrub'").run();
        truncateLog();
      } catch (error) {
        throw explain(error);
      }
    },
    markForScrub() {
      sql("INSERT INTO chore (name) VALUES ('scrub') ON CONFLICT DO NOTHING").run();
    },
    async close() {
      if (closed) return;
      closed = true;
      commitBatch();
      db.close();
    },
  };
}
