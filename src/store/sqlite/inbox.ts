import type { Claim, InboxPort, Outcome } from '../ports.ts';
import { OUTCOMES } from '../ports.ts';
import type { Database } from './database.ts';

interface InboxRow {
  id: string;
  lane: string;
  payload: Uint8Array;
  attempt: number;
  mark: string | null;
}

/** The inbox on SQLite. See InboxPort for what it promises: what a power loss may undo there does not wait for the disk. */
export function createSqliteInbox(db: Database): InboxPort {
  const changes = (text: string, ...values: (string | number | null)[]) =>
    Number(db.sql(text).run(...values).changes);

  return {
    accept(events, today) {
      return db.write(() => {
        let place = Number(
          db.sql('SELECT coalesce(max(place), 0) AS top FROM inbox WHERE place IS NOT NULL').get()?.['top'],
        );
        let added = 0;
        for (const event of events) {
          const result = db
            .sql(
              'INSERT INTO inbox (id, lane, place, payload, day) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
            )
            .run(event.id, event.lane, ++place, event.payload, today);
          added += Number(result.changes);
        }
        return added;
      });
    },

    claim(owner, now, leaseMs) {
      return db.write(() => {
        const row = db
          .sql(
            `SELECT id, lane, payload, attempt, mark FROM inbox AS this
             WHERE place IS NOT NULL AND coalesce(until, 0) <= ?
               AND NOT EXISTS (SELECT 1 FROM inbox AS earlier
                               WHERE earlier.lane = this.lane AND earlier.place < this.place)
             ORDER BY place LIMIT 1`,
          )
          .get(now.getTime()) as InboxRow | undefined;
        if (!row) return undefined;
        db.sql('UPDATE inbox SET owner = ?, until = ?, attempt = attempt + 1 WHERE id = ?').run(
          owner,
          now.getTime() + leaseMs,
          row.id,
        );
        return {
          id: row.id,
          lane: row.lane,
          payload: row.payload,
          attempt: row.attempt + 1,
          mark: row.mark ?? undefined,
        } satisfies Claim;
      }, 'undoable');
    },

    mark: (id, owner, mark) =>
      db.write(() => changes('UPDATE inbox SET mark = ? WHERE id = ? AND owner = ?', mark, id, owner) === 1),

    finish: (id, owner, outcome) =>
      db.write(
        () =>
          changes(
            `UPDATE inbox SET outcome = ?, lane = NULL, place = NULL, payload = NULL, owner = NULL,
                              until = NULL, mark = NULL, attempt = 0
             WHERE id = ? AND owner = ?`,
            outcome,
            id,
            owner,
          ) === 1,
        'undoable',
      ),

    release: (id, owner, notBefore) =>
      db.write(
        () =>
          changes(
            'UPDATE inbox SET owner = NULL, until = ? WHERE id = ? AND owner = ?',
            notBefore.getTime(),
            id,
            owner,
          ) === 1,
        'undoable',
      ),

    renew: (id, owner, now, leaseMs) =>
      db.write(
        () =>
          changes(
            'UPDATE inbox SET until = ? WHERE id = ? AND owner = ?',
            now.getTime() + leaseMs,
            id,
            owner,
          ) === 1,
        'undoable',
      ),

    async purgeFinished(before) {
      const gone = await db.write(() => changes('DELETE FROM inbox WHERE place IS NULL AND day < ?', before));
      db.truncateLog();
      return gone;
    },

    async tally() {
      return db.read(() => {
        const finished = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<
          Outcome,
          number
        >;
        let waiting = 0;
        for (const row of db.sql('SELECT outcome, count(*) AS n FROM inbox GROUP BY outcome').all()) {
          if (row['outcome'] === null) waiting = Number(row['n']);
          else finished[row['outcome'] as Outcome] = Number(row['n']);
        }
        return { waiting, finished };
      });
    },
  };
}
