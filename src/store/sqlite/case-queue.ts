import type { CasePort, QueueFilter, QueueQuery, QueueRow } from '../ports.ts';
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

/** Smaller than every day and id, and larger than every day. */
const [START, END] = ['', '~'];

/**
 * The walks that, merged, find a page of a queue: one for each status, as no index is in order of `due` across them.
 * A walk reads an index alone and in order, so that a page costs the same however many cases there are. The index is
 * named, because SQLite, which keeps no statistics here, would have to guess.
 */
export function queueWalks(query: QueueQuery, statuses: readonly string[]): Walk[] {
  return [...new Set(statuses)].map((status) => {
    const { where, values } = walkOf(query, status, query.after);
    return {
      text: `SELECT due, case_id AS id ${where} ORDER BY due, case_id LIMIT ?`,
      values: [...values, query.limit],
    };
  });
}

/** How many cases of a status there are, counted no further than `most`. */
export function countWalk(filter: QueueFilter, status: string, most: number): Walk {
  const { where, values } = walkOf(filter, status);
  return { text: `SELECT count(*) AS n FROM (SELECT 1 ${where} LIMIT ?)`, values: [...values, most] };
}

/** The statuses that a recipient has cases in: one step of the index for each, however many cases there are. */
export const STATUSES_OF = `
  WITH RECURSIVE found (status) AS (
    SELECT min(status) FROM case_access INDEXED BY queue_by_status WHERE recipient = ?1 AND shown = 1
    UNION ALL
    SELECT (SELECT min(status) FROM case_access INDEXED BY queue_by_status
            WHERE recipient = ?1 AND shown = 1 AND status > found.status)
    FROM found WHERE found.status IS NOT NULL
  )
  SELECT status FROM found WHERE status IS NOT NULL`;

/** The index whose columns before `due` say most. */
function indexFor({ assignee, unit, category, unread }: QueueFilter): string {
  if (assignee !== undefined) return 'queue_by_assignee';
  if (unread) return 'queue_unread';
  if (unit !== undefined) return 'queue_by_unit';
  return category !== undefined ? 'queue_by_category' : 'queue_by_status';
}

function walkOf(filter: QueueFilter, status: string, after?: Key) {
  const { recipient, kind, category, unit, assignee, unread, due } = filter;
  const where = ['recipient = ?', 'shown = 1'];
  const values: (string | number)[] = [recipient];
  for (const [column, value] of Object.entries({ status, kind, category, unit, assignee })) {
    if (value === undefined) continue;
    where.push(`${column} = ?`);
    values.push(value);
  }
  if (unread !== undefined) where.push(`unread = ${unread ? 1 : 0}`);
  const from = { due: due?.from ?? START, id: START };
  const begin = after && byDue(after, from) > 0 ? after : from;
  where.push('(due, case_id) > (?, ?)', 'due <= ?');
  values.push(begin.due, begin.id, due?.to ?? END);
  return {
    where: `FROM case_access INDEXED BY ${indexFor(filter)} WHERE ${where.join(' AND ')}`,
    values,
  };
}

const byDue = (a: Key, b: Key) => (a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1);

/** The staff's queues on SQLite. See CasePort for what they promise. */
export function createSqliteQueue(db: Database): Pick<CasePort, 'queue' | 'count'> {
  const statusesOf = ({ recipient, statuses }: QueueFilter): readonly string[] =>
    statuses ??
    db
      .sql(STATUSES_OF)
      .all(recipient)
      .map((row) => row['status'] as string);

  return {
    async queue(query) {
      const { limit, recipient } = query;
      if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new RangeError('limit is 1 to 200');
      return db.read(() => {
        const keys = queueWalks(query, statusesOf(query)).flatMap(
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

    async count(filter, most) {
      return db.read(() => {
        let count = 0;
        for (const status of new Set(statusesOf(filter))) {
          const { text, values } = countWalk(filter, status, most - count);
          count += Number(db.sql(text).get(...values)!['n']);
          if (count >= most) break;
        }
        return count;
      });
    },
  };
}
