import type { CounterPort } from '../ports.ts';
import type { Database } from './database.ts';

/** Counters on SQLite. See CounterPort for what it promises. */
export function createSqliteCounters(db: Database): CounterPort {
  return {
    add: (name, by) =>
      db.write(() => {
        db.sql(
          'INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value',
        ).run(name, by);
      }),
    async read() {
      return db.read(() =>
        Object.fromEntries(
          db
            .sql('SELECT name, value FROM counter')
            .all()
            .map((row) => [row['name'] as string, Number(row['value'])]),
        ),
      );
    },
  };
}
