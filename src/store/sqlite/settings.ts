import type { SettingPort } from '../ports.ts';
import type { Database } from './database.ts';

/** Settings on SQLite. See SettingPort for what it promises. */
export function createSqliteSettings(db: Database): SettingPort {
  const stored = (name: string) =>
    db.sql('SELECT value FROM setting WHERE name = ?').get(name)?.['value'] as Uint8Array | undefined;

  return {
    async get(name) {
      return db.read(() => stored(name));
    },

    make: (name, value) =>
      db.write(() => {
        db.sql('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING').run(name, value);
        return stored(name)!;
      }),

    set: (name, value) =>
      db.write(() => {
        db.sql(
          'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        ).run(name, value);
      }),

    replace: (name, from, to) =>
      db.write(
        () =>
          db.sql('UPDATE setting SET value = ? WHERE name = ? AND value = ?').run(to, name, from).changes ===
          1,
      ),
  };
}
