import type { PeoplePort, PersonRow } from '../ports.ts';
import type { Database } from './database.ts';

/** Members of staff on SQLite. See PeoplePort for what it promises. */
export function createSqlitePeople(db: Database): PeoplePort {
  return {
    async list() {
      return db.read(
        () => db.sql('SELECT id, version, data FROM person ORDER BY id').all() as unknown as PersonRow[],
      );
    },

    async get(id) {
      return db.read(
        () => db.sql('SELECT id, version, data FROM person WHERE id = ?').get(id) as PersonRow | undefined,
      );
    },

    save: (row) =>
      db.write(() => {
        const result =
          row.version === 1
            ? db
                .sql('INSERT INTO person (id, version, data) VALUES (?, 1, ?) ON CONFLICT DO NOTHING')
                .run(row.id, row.data)
            : db
                .sql('UPDATE person SET version = ?, data = ? WHERE id = ? AND version = ?')
                .run(row.version, row.data, row.id, row.version - 1);
        return Number(result.changes) === 1;
      }),
  };
}
