import type { SessionPort, SessionRow } from '../ports.ts';
import type { Database } from './database.ts';

/** Sessions on SQLite. See SessionPort for what it promises. */
export function createSqliteSessions(db: Database): SessionPort {
  return {
    async load(lane) {
      return db.read(
        () =>
          db.sql('SELECT lane, version, sealed, day FROM session WHERE lane = ?').get(lane) as
            SessionRow | undefined,
      );
    },

    save: (row) =>
      db.write(() => {
        const result =
          row.version === 1
            ? db
                .sql(
                  'INSERT INTO session (lane, version, sealed, day) VALUES (?, 1, ?, ?) ON CONFLICT DO NOTHING',
                )
                .run(row.lane, row.sealed, row.day)
            : db
                .sql('UPDATE session SET version = ?, sealed = ?, day = ? WHERE lane = ? AND version = ?')
                .run(row.version, row.sealed, row.day, row.lane, row.version - 1);
        return Number(result.changes) === 1;
      }),

    remove: (lane, version) =>
      db.write(() => {
        const result =
          version === undefined
            ? db.sql('DELETE FROM session WHERE lane = ?').run(lane)
            : db.sql('DELETE FROM session WHERE lane = ? AND version = ?').run(lane, version);
        return Number(result.changes) === 1;
      }),

    async page(after, limit) {
      return db.read(
        () =>
          db
            .sql('SELECT lane, version, sealed, day FROM session WHERE lane > ? ORDER BY lane LIMIT ?')
            .all(after ?? '', limit) as unknown as SessionRow[],
      );
    },
  };
}
