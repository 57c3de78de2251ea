import type { QueryFilter } from 'mongoose';
import type { CasePort, QueueQuery, QueueRow } from '../ports.ts';
import { toFacts, wrapField, type Facts } from './case-documents.ts';
import type { Mongo } from './connection.ts';
import type { CaseDoc } from './schemas.ts';

function filterOf(query: QueueQuery): QueryFilter<CaseDoc> {
  const { recipient, statuses, kind, category, unit, assignee, unread, after } = query;
  return {
    recipients: recipient,
    shown: true,
    ...(statuses && { status: { $in: [...statuses] } }),
    ...(kind !== undefined && { kind }),
    ...(category !== undefined && { category }),
    ...(unit !== undefined && { unit }),
    ...(assignee !== undefined && { assignee }),
    ...(unread !== undefined && { unread }),
    ...(after && { $or: [{ due: { $gt: after.due } }, { due: after.due, _id: { $gt: after.id } }] }),
  };
}

/** The staff's queues on MongoDB: only the asker's own wraps leave the database. See CasePort for what they promise. */
export function createMongoQueue({ cases, run }: Mongo): Pick<CasePort, 'queue' | 'countByStatus'> {
  return {
    async queue(query) {
      const { recipient, limit } = query;
      if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new RangeError('limit is 1 to 200');
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
        generation: 1,
        [`wraps.${field}`]: 1,
      };
      const docs = await run(() =>
        cases
          .find(filterOf(query), fields)
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

    async countByStatus(recipient) {
      const counts = await run(() =>
        cases.aggregate<{ _id: string; n: number }>([
          { $match: { recipients: recipient, shown: true } },
          { $group: { _id: '$status', n: { $sum: 1 } } },
        ]),
      );
      return Object.fromEntries(counts.map(({ _id, n }) => [_id, n]));
    },
  };
}
