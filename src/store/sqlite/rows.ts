import type { PersonRow, RowPort } from '../ports.ts';
import type { Database } from './database.ts';

/** One small collection on SQLite, its rows under `area/id`. See RowPort for what it promises. */
export function createSqliteRows(db: Database, area: string): RowPort {
  const keyOf = (id: string) => `${area}/${id}`;
  const toRow = (row: PersonRow): PersonRow => ({ ...row, id: row.id.slice(area.length + 1) });
  return {
    async list() {
      // '0' is the sign after '/': everything that begins with the area.
      const rows = db.read(() =>
        db
          .sql('SELECT id, version, data FROM record WHERE id > ? AND id < ? ORDER BY id')
          .all(`${area}/`, `${area}0`),
      );
      return (rows as unknown as PersonRow[]).map(toRow);
    },

    async get(id) {
      const row = db.read(() =>
        db.sql('SELECT id, version, data FROM record WHERE id = ?').get(keyOf(id)),
      ) as PersonRow | undefined;
      return row && toRow(row);
    },

    save: ({ id, version, data }) =>
      db.write(() => {
        const result =
          version === 1
            ? db
                .sql('INSERT INTO record (id, version, data) VALUES (?, 1, ?) ON CONFLICT DO NOTHING')
                .run(keyOf(id), data)
            : db
                .sql('UPDATE record SET version = ?, data = ? WHERE id = ? AND version = ?')
                .run(version, data, keyOf(id), version - 1);
        return Number(result.changes) === 1;
      }),

    remove: (id) =>
      db.write(() => Number(db.sql('DELETE FROM record WHERE id = ?').run(keyOf(id)).changes) === 1),
  };
}
