import type { AuditPort, AuditRow } from '../ports.ts';
import { isDuplicate, toBuffer, type Mongo } from './connection.ts';
import type { AuditDoc } from './schemas.ts';

const toRow = ({ _id, day, entry, mac }: AuditDoc): AuditRow => ({ sequence: _id, day, entry, mac });

/** The audit log on MongoDB. See AuditPort for what it promises. */
export function createMongoAudit({ audit, run }: Mongo): AuditPort {
  const last = async () => {
    const doc = await run(() => audit.findOne().sort({ _id: -1 }).lean());
    return doc ? toRow(doc) : undefined;
  };

  return {
    async append({ sequence, day, entry, mac }) {
      // Lines are never removed, so a line that stands before this one now stands there when this one is stored.
      const next = ((await last())?.sequence ?? 0) + 1;
      if (sequence > next) throw new RangeError('a line of the audit log is missing before this one');
      if (sequence < next) return false;
      try {
        await run(() => audit.create({ _id: sequence, day, entry: toBuffer(entry), mac: toBuffer(mac) }));
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    last,

    async page(after, limit) {
      const docs = await run(() =>
        audit
          .find({ _id: { $gt: after } })
          .sort({ _id: 1 })
          .limit(limit)
          .lean(),
      );
      return docs.map(toRow);
    },
  };
}
