import type { AuditPort, AuditRow } from '../ports.ts';
import type { Database } from './database.ts';

const COLUMNS = 'sequence, day, entry, mac';

/** The audit log on SQLite. See AuditPort for what it promises. */
export function createSqliteAudit(db: Database): AuditPort {
  const last = () =>
    db.sql(`SELECT ${COLUMNS} FROM audit ORDER BY sequence DESC LIMIT 1`).get() as AuditRow | undefined;

  return {
    append: (row) =>
      db.write(() => {
        const next = (last()?.sequence ?? 0) + 1;
        if (row.sequence > next) throw new RangeError('a line of the audit log is missing before this one');
        if (row.sequence < next) return false;
        db.sql(`INSERT INTO audit (${COLUMNS}) VALUES (?, ?, ?, ?)`).run(
          row.sequence,
          row.day,
          row.entry,
          row.mac,
        );
        return true;
      }),

    async last() {
      return db.read(last);
    },

    async page(after, limit) {
      return db.read(
        () =>
          db
            .sql(`SELECT ${COLUMNS} FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?`)
            .all(after, limit) as unknown as AuditRow[],
      );
    },
  };
}
