import type { CasePort, QueueQuery, QueueRow } from '../ports.ts';
import { FACTS, readFacts } from './case-rows.ts';
import type { Database } from './database.ts';

/** One walk along an index of `case_access`, from the end of the page before. */
export interface Walk {
  text: string;
  values: (string | number)[];
}

interface Key {
  due: string;
  id: string;
}

/**
 * The walks that, merged, find a page of a queue. A walk reads the index alone and in order, so that a page costs the
 * same however many cases there are; of several statuses each has a walk of its own, as no index is in order of `due`
 * across them. The index is named, because SQLite, which keeps no statistics here, would have to guess.
 */
export function queueWalks(query: QueueQuery): Walk[] {
  const { statuses, assignee, unread } = query;
  if (assignee !== undefined) return [walk(query, 'queue_by_assignee')];
  if (unread) return [walk(query, 'queue_unread')];
  if (!statuses) return [walk(query, 'queue_by_due')];
  return [...new Set(statuses)].map((status) =>
    walk({ ...query, statuses: undefined }, 'queue_by_status', status),
  );
}

function walk(query: QueueQuery, index: string, status?: string): Walk {
  const { recipient, statuses, after, limit } = query;
  const where = ['recipient = ?', 'shown = 1'];
  const values: (string | number)[] = [recipient];
  for (const [column, value] of Object.entries({ ...pick(query), status })) {
    if (value === undefined) continue;
    where.push(`${column} = ?`);
    values.push(value);
  }
  if (statuses) {
    where.push('status IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(statuses));
  }
  if (query.unread !== undefined) where.push(`unread = ${query.unread ? 1 : 0}`);
  return {
    text: `SELECT due, case_id AS id FROM case_access INDEXED BY ${index}
           WHERE ${where.join(' AND ')} AND (due, case_id) > (?, ?) ORDER BY due, case_id LIMIT ?`,
    values: [...values, after?.due ?? '', after?.id ?? '', limit],
  };
}

const pick = ({ kind, category, unit, assignee }: QueueQuery) => ({ kind, category, unit, assignee });

const byDue = (a: Key, b: Key) => (a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1);

/** The staff's queues on SQLite. See CasePort for what they promise. */
export function createSqliteQueue(db: Database): Pick<CasePort, 'queue' | 'countByStatus'> {
  return {
    async queue(query) {
      const { limit, recipient } = query;
      if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new RangeError('limit is 1 to 200');
      return db.read(() => {
        const keys = queueWalks(query).flatMap(
          ({ text, values }) => db.sql(text).all(...values) as unknown as Key[],
        );
        return keys
          .sort(byDue)
          .slice(0, limit)
          .map(({ id }): QueueRow => {
            const file = db.sql(`SELECT ${FACTS}, generation FROM case_file WHERE id = ?`).get(id)!;
            const access = db
              .sql('SELECT wrap FROM case_access WHERE case_id = ? AND recipient = ?')
              .get(id, recipient)!;
            return {
              ...readFacts(file),
              generation: file['generation'] as number,
              wrap: access['wrap'] as Uint8Array,
            };
          });
      });
    },

    async countByStatus(recipient) {
      return db.read(() =>
        Object.fromEntries(
          db
            .sql(
              `SELECT status, count(*) AS n FROM case_access INDEXED BY queue_by_status
               WHERE recipient = ? AND shown = 1 GROUP BY status`,
            )
            .all(recipient)
            .map((row) => [row['status'] as string, Number(row['n'])]),
        ),
      );
    },
  };
}
