import type { CasePort, CaseRow } from '../ports.ts';
import { createCaseItems } from './case-items.ts';
import { createSqliteQueue } from './case-queue.ts';
import { readCase, writeCase } from './case-rows.ts';
import { readDueTally, readTally, recount } from './case-tally.ts';
import type { Database } from './database.ts';

/** Cases on SQLite. See CasePort for what it promises. */
export function createSqliteCases(db: Database): CasePort {
  const items = createCaseItems(db);

  const idOf = (locators: readonly string[]): string | undefined => {
    for (const locator of locators) {
      const row = db.sql('SELECT id FROM case_file WHERE locator = ?').get(locator);
      if (row) return row['id'] as string;
    }
    return undefined;
  };
  const readAll = (rows: Record<string, unknown>[]): CaseRow[] =>
    rows.map((row) => readCase(db, row['id'] as string)!);

  return {
    ...createSqliteQueue(db),

    file: (row, first, locators) =>
      db.write(() => {
        const known = idOf([row.locator, ...locators]);
        if (known !== undefined) return readCase(db, known);
        if (readCase(db, row.id)) throw new RangeError('a case with this id and another locator exists');
        writeCase(db, row);
        for (const item of first) items.put(item);
        items.refer(row.id, [], row.items);
        recount(db, undefined, row);
        return undefined;
      }),

    async get(id) {
      return db.read(() => readCase(db, id));
    },

    async find(locators) {
      return db.read(() => {
        const id = idOf(locators);
        return id === undefined ? undefined : readCase(db, id);
      });
    },

    putItem: (item) => db.write(() => items.put(item)),

    async readItems(ids) {
      return db.read(() => items.read(ids));
    },

    async written(from, after, limit) {
      return db.read(() => items.written(from, after ?? '', limit));
    },

    async places(ids) {
      return db.read(() => items.places(ids));
    },

    replace: (row) =>
      db.write(() => {
        const old = readCase(db, row.id);
        if (!old || old.version !== row.version - 1) return false;
        writeCase(db, row);
        if (items.refer(row.id, old.items, row.items) > 0) db.markForScrub();
        recount(db, old, row);
        return true;
      }),

    async waiting(after, limit) {
      return db.read(() =>
        readAll(
          db
            .sql('SELECT id FROM case_file WHERE waiting = 1 AND id > ? ORDER BY id LIMIT ?')
            .all(after ?? '', limit),
        ),
      );
    },

    async withRecipient(recipient, after, limit) {
      return db.read(() =>
        readAll(
          db
            .sql(
              `SELECT case_id AS id FROM case_access INDEXED BY case_access_recipient
               WHERE recipient = ? AND case_id > ? ORDER BY case_id LIMIT ?`,
            )
            .all(recipient, after ?? '', limit),
        ),
      );
    },

    async holders(recipient, after, limit) {
      return db.read(() =>
        db
          .sql(
            `SELECT case_id AS id, shown,
               (SELECT json_group_array(recipient) FROM
                 (SELECT recipient FROM case_access WHERE case_id = mine.case_id ORDER BY recipient)) AS recipients
             FROM case_access AS mine INDEXED BY case_access_recipient
             WHERE recipient = ? AND case_id > ? ORDER BY case_id LIMIT ?`,
          )
          .all(recipient, after ?? '', limit)
          .map(({ id, shown, recipients }) => ({
            id: id as string,
            shown: shown === 1,
            recipients: JSON.parse(recipients as string) as string[],
          })),
      );
    },

    async dueForErasure(statuses, before, limit) {
      return db.read(() => {
        const due: { id: string; version: number }[] = [];
        for (const status of new Set(statuses)) {
          const rows = db
            .sql('SELECT id, version FROM case_file WHERE status = ? AND due < ? ORDER BY due LIMIT ?')
            .all(status, before, limit - due.length);
          due.push(...(rows as unknown as typeof due));
        }
        return due;
      });
    },

    async erase(id, version) {
      const gone = await db.write(() => {
        const erased = db.sql('DELETE FROM case_file WHERE id = ? AND version = ?').run(id, version);
        if (!erased.changes) return false;
        items.dropAll(id); // body and wraps went with the file; the tally keeps counting it
        db.markForScrub();
        return true;
      });
      if (gone) db.truncateLog();
      return gone;
    },

    async purgeOrphans(before) {
      const gone = await db.write(() => {
        const dropped = items.dropLoose(before);
        if (dropped > 0) db.markForScrub();
        return dropped;
      });
      db.truncateLog();
      db.scrub(); // here and not in `erase`: once for all that was erased on a day
      return gone;
    },

    async tally(recipient) {
      return db.read(() => readTally(db, recipient));
    },

    async tallyDue(query) {
      return db.read(() => readDueTally(db, query));
    },
  };
}
