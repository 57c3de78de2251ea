import type { DatabaseSync } from 'node:sqlite';

/**
 * Numbered, forward only, each applied once and whole. Never change one that has been released; add another.
 * Tables that concern people are WITHOUT ROWID, so that no hidden row number tells who came first (promise 4).
 */
const MIGRATIONS: readonly { id: number; sql: string }[] = [
  {
    id: 1,
    sql: `
      CREATE TABLE inbox (
        id TEXT PRIMARY KEY,
        lane TEXT,             -- null once handled
        place INTEGER,         -- order of arrival among the waiting; null once handled
        payload BLOB,          -- sealed; null once handled
        owner TEXT,            -- who works on it
        until INTEGER,         -- ms: claimed until, or not to be claimed before
        attempt INTEGER NOT NULL DEFAULT 0,
        mark TEXT,
        outcome TEXT,
        day TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX inbox_place ON inbox (place) WHERE place IS NOT NULL;
      CREATE INDEX inbox_lane ON inbox (lane, place) WHERE place IS NOT NULL;
      CREATE TABLE session (
        lane TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        day TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    `,
  },
];

/** Brings the database to the newest form. Safe when two processes start at once. */
export function migrate(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec('CREATE TABLE IF NOT EXISTS migration (id INTEGER PRIMARY KEY) WITHOUT ROWID');
    const done = new Set(
      db
        .prepare('SELECT id FROM migration')
        .all()
        .map((row) => row['id']),
    );
    for (const migration of MIGRATIONS) {
      if (done.has(migration.id)) continue;
      db.exec(migration.sql);
      db.prepare('INSERT INTO migration (id) VALUES (?)').run(migration.id);
    }
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
