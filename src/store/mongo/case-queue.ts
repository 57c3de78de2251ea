import type { QueryFilter } from 'mongoose';
import type { CasePort, QueueFilter, QueueQuery, QueueRow } from '../ports.ts';
import { toFacts, wrapField, type Facts } from './case-documents.ts';
import type { Mongo } from './connection.ts';
import type { CaseDoc } from './schemas.ts';

function filterOf(filter: QueueFilter, after?: QueueQuery['after']): QueryFilter<CaseDoc> {
  const { recipient, statuses, kind, category, unit, assignee, unread, due } = filter;
  // The day of the page before bounds the walk along the index; `$or` alone would begin at its start.
  const from = [due?.from, after?.due]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  const days = { ...(from !== undefined && { $gte: from }), ...(due?.to !== undefined && { $lte: due.to }) };
  return {
    recipients: recipient,
    shown: true,
    ...(statuses && { status: statuses.length === 1 ? statuses[0]! : { $in: [...statuses] } }),
    ...(kind !== undefined && { kind }),
    ...(category !== undefined && { category }),
    ...(unit !== undefined && { unit }),
    ...(assignee !== undefined && { assignee }),
    ...(unread !== undefined && { unread }),
    ...(Object.keys(days).length > 0 && { due: days }),
    ...(after && { $or: [{ due: { $gt: after.due } }, { due: after.due, _id: { $gt: after.id } }] }),
  };
}

/** The staff's queues on MongoDB: only the asker's own wraps leave the database. See CasePort for what they promise. */
export function createMongoQueue({ cases, run, connection }: Mongo): Pick<CasePort, 'queue' | 'count'> {
  /** The command itself: unlike `countDocuments` it counts entries of an index, and fetches no document for it. */
  async function countIn(filter: QueueFilter, most: number): Promise<number> {
    const { n } = await connection.db!.command({
      count: cases.collection.collectionName,
      query: filterOf(filter),
      limit: most,
    });
    return Number(n);
  }

  return {
    async queue(query) {
      const { recipient, limit } = query;
      if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new RangeError('limit is 1 to 200');
      if (query.statuses?.length === 0) return [];
      const field = wrapField(recipient);
      const fields = {
        kind: 1,
        category: 1,
        unit: 1,
        status: 1,
        outcome: 1,
        assignee: 1,
        received: 1,
        due: 1,
        since: 1,
        unread: 1,
        answered: 1,
        took: 1,
        generation: 1,
        [`wraps.${field}`]: 1,
      };
      const docs = await run(() =>
        cases
          .find(filterOf(query, query.after), fields)
          .sort({ due: 1, _id: 1 })
          .limit(limit)
          .lean<(Facts & Pick<CaseDoc, 'generation' | 'wraps'>)[]>(),
      );
      return docs.map((doc): QueueRow => ({
        ...toFacts(doc),
        generation: doc.generation,
        wrap: doc.wraps[field]!,
      }));
    },

    async count(filter, most) {
      if (!filter.statuses) return run(() => countIn(filter, most));
      // One status at a time is one run of entries in an index.
      const counts = await run(() =>
        Promise.all(
          [...new Set(filter.statuses)].map((status) => countIn({ ...filter, statuses: [status] }, most)),
        ),
      );
      return Math.min(
        most,
        counts.reduce((sum, each) => sum + each, 0),
      );
    },
  };
}
