import type { DatabaseSync } from 'node:sqlite';

/**
 * Numbered, forward only, each applied once and whole. Never change one that has been released; add another.
 * One list, which grows: what a table is now is read from all that was ever done to it.
 * Tables that concern people are WITHOUT ROWID, so that no hidden row number tells who came first (promise 4).
 */
export const MIGRATIONS: readonly Migration[] = [
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
  {
    id: 2,
    sql: `
      CREATE TABLE case_file (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        locator TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        category TEXT NOT NULL,
        unit TEXT NOT NULL,
        status TEXT NOT NULL,
        outcome TEXT,
        assignee TEXT,
        received TEXT NOT NULL,  -- days
        due TEXT NOT NULL,
        since TEXT NOT NULL,
        unread INTEGER NOT NULL,
        shown INTEGER NOT NULL,
        waiting INTEGER NOT NULL,
        generation INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX case_file_due ON case_file (status, due);
      CREATE INDEX case_file_waiting ON case_file (id) WHERE waiting = 1;

      -- The large part of a case, apart, so that lists need not step over it.
      CREATE TABLE case_body (
        case_id TEXT PRIMARY KEY REFERENCES case_file (id) ON DELETE CASCADE,
        staff_ring BLOB NOT NULL,
        reporter_ring BLOB NOT NULL,
        items TEXT NOT NULL      -- JSON: ItemRef[]
      ) WITHOUT ROWID;

      -- One row a wrap, with a copy of what queues filter by, so that a page of a queue is one walk along an index.
      CREATE TABLE case_access (
        case_id TEXT NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
        recipient TEXT NOT NULL,
        shown INTEGER NOT NULL,
        due TEXT NOT NULL,
        status TEXT NOT NULL,
        kind TEXT NOT NULL,
        category TEXT NOT NULL,
        unit TEXT NOT NULL,
        assignee TEXT,
        unread INTEGER NOT NULL,
        wrap BLOB NOT NULL,
        PRIMARY KEY (case_id, recipient)
      ) WITHOUT ROWID;
      CREATE INDEX case_access_recipient ON case_access (recipient, case_id);
      CREATE INDEX queue_by_due ON case_access
        (recipient, due, case_id, status, kind, category, unit, assignee, unread) WHERE shown = 1;
      CREATE INDEX queue_by_status ON case_access
        (recipient, status, due, case_id, kind, category, unit, assignee, unread) WHERE shown = 1;
      CREATE INDEX queue_by_assignee ON case_access
        (recipient, assignee, due, case_id, status, kind, category, unit, unread)
        WHERE shown = 1 AND assignee IS NOT NULL;
      CREATE INDEX queue_unread ON case_access
        (recipient, due, case_id, status, kind, category, unit, assignee) WHERE shown = 1 AND unread = 1;

      -- How many cases there are or were; an erased case stays counted here, and nowhere else.
      CREATE TABLE case_tally (
        kind TEXT NOT NULL,
        category TEXT NOT NULL,
        unit TEXT NOT NULL,
        status TEXT NOT NULL,
        outcome TEXT NOT NULL,   -- '' for none
        month TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (kind, category, unit, status, outcome, month)
      ) WITHOUT ROWID;

      CREATE TABLE item (
        id TEXT PRIMARY KEY,
        case_id TEXT NOT NULL,   -- the case may not be there yet
        sealed BLOB NOT NULL,
        day TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX item_case ON item (case_id);
      -- Items to which no case refers yet.
      CREATE TABLE loose_item (
        id TEXT PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
        day TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX loose_item_day ON loose_item (day);

      -- What is to be done to the file itself; see Database.scrub.
      CREATE TABLE chore (name TEXT PRIMARY KEY) WITHOUT ROWID;

      CREATE TABLE person (id TEXT PRIMARY KEY, version INTEGER NOT NULL, data BLOB NOT NULL) WITHOUT ROWID;
      CREATE TABLE record (id TEXT PRIMARY KEY, version INTEGER NOT NULL, data BLOB NOT NULL) WITHOUT ROWID;
      CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
      CREATE TABLE audit (
        sequence INTEGER PRIMARY KEY,
        day TEXT NOT NULL,
        entry BLOB NOT NULL,
        mac BLOB NOT NULL
      ) WITHOUT ROWID;
    `,
  },
  {
    id: 3,
    // Every walk of a queue stays within one status and what it is narrowed to, past however many closed cases.
    sql: `
      DROP INDEX queue_by_due;
      DROP INDEX queue_by_assignee;
      DROP INDEX queue_unread;
      CREATE INDEX queue_by_assignee ON case_access
        (recipient, status, assignee, due, case_id, kind, category, unit, unread)
        WHERE shown = 1 AND assignee IS NOT NULL;
      CREATE INDEX queue_by_unit ON case_access
        (recipient, status, unit, due, case_id, kind, category, assignee, unread) WHERE shown = 1;
      CREATE INDEX queue_by_category ON case_access
        (recipient, status, category, due, case_id, kind, unit, assignee, unread) WHERE shown = 1;
      CREATE INDEX queue_unread ON case_access
        (recipient, status, due, case_id, kind, category, unit, assignee) WHERE shown = 1 AND unread = 1;
    `,
  },
  {
    // Cases count from their release hour on, also for each person who can open them, and with how long they took.
    id: 4,
    sql: `
      ALTER TABLE case_file ADD COLUMN answered TEXT;
      ALTER TABLE case_file ADD COLUMN took TEXT;
      ALTER TABLE case_tally RENAME TO old_tally;
      CREATE TABLE case_tally (
        recipient TEXT NOT NULL,  -- '' counts everybody's
        kind TEXT NOT NULL,
        category TEXT NOT NULL,
        unit TEXT NOT NULL,
        status TEXT NOT NULL,
        outcome TEXT NOT NULL,    -- '' for none, as the next two
        answered TEXT NOT NULL,
        took TEXT NOT NULL,
        month TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (recipient, kind, category, unit, status, outcome, answered, took, month)
      ) WITHOUT ROWID;
      INSERT INTO case_tally
        SELECT '', kind, category, unit, status, outcome, '', '', month, count FROM old_tally;
      INSERT INTO case_tally
        SELECT '', kind, category, unit, status, coalesce(outcome, ''), '', '', substr(received, 1, 7), -count(*)
        FROM case_file WHERE shown = 0 GROUP BY 2, 3, 4, 5, 6, 9
        ON CONFLICT DO UPDATE SET count = count + excluded.count;
      DELETE FROM case_tally WHERE count = 0;
      INSERT INTO case_tally
        SELECT mine.recipient, file.kind, file.category, file.unit, file.status, coalesce(file.outcome, ''), '', '',
               substr(file.received, 1, 7), count(*)
        FROM case_access AS mine JOIN case_file AS file ON file.id = mine.case_id
        WHERE mine.shown = 1 GROUP BY 1, 2, 3, 4, 5, 6, 9;
      DROP TABLE old_tally;
    `,
  },
  {
    // Which cases were written to on a day, and which of their items are there, without a look at the items themselves.
    id: 5,
    sql: `
      DROP INDEX item_case;
      CREATE INDEX item_case ON item (case_id, day);
      CREATE INDEX item_day ON item (day, case_id);
    `,
  },
];

export interface Migration {
  id: number;
  sql: string;
}

/**
 * The file of sealed evidence, apart from the rest: there `scrub` would copy gigabytes. What is deleted here is
 * ciphertext whose secret is deleted there.
 */
export const EVIDENCE_MIGRATIONS: readonly Migration[] = [
  {
    id: 1,
    sql: `
      CREATE TABLE evidence_file (
        id TEXT PRIMARY KEY,
        day TEXT NOT NULL,
        owner TEXT               -- null: of a draft
      ) WITHOUT ROWID;
      CREATE INDEX evidence_file_owner ON evidence_file (owner, day);
      CREATE TABLE evidence_chunk (
        file_id TEXT NOT NULL REFERENCES evidence_file (id),
        place INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (file_id, place)
      ) WITHOUT ROWID;
      CREATE TABLE evidence_day (day TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
    `,
  },
  {
    // What a file counts for in its case's cap; of files of before, their sealed bytes.
    id: 2,
    sql: `
      ALTER TABLE evidence_file ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
      UPDATE evidence_file SET bytes =
        (SELECT coalesce(sum(length(sealed)), 0) FROM evidence_chunk WHERE file_id = evidence_file.id)
        WHERE owner IS NOT NULL;
    `,
  },
];

/** Brings a database to the newest form. Safe when two processes start at once. */
export function migrate(db: DatabaseSync, migrations: readonly Migration[] = MIGRATIONS): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec('CREATE TABLE IF NOT EXISTS migration (id INTEGER PRIMARY KEY) WITHOUT ROWID');
    const done = new Set(
      db
        .prepare('SELECT id FROM migration')
        .all()
        .map((row) => row['id']),
    );
    for (const migration of migrations) {
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
