import { randomBytes } from 'node:crypto';
import type { QueryFilter } from 'mongoose';
import type { CasePort, CaseTally } from '../ports.ts';
import { EVERYBODY, toErasedDoc, toStub, type CaseHead } from './case-documents.ts';
import type { CaseItems } from './case-items.ts';
import { isDuplicate, type Mongo } from './connection.ts';
import type { CaseDoc, ErasedDoc } from './schemas.ts';

export interface Erasure extends Pick<CasePort, 'erase' | 'tally' | 'tallyDue'> {
  /** Ends the erasures that a crash cut off. */
  settleAll(): Promise<void>;
}

/**
 * Erasure in steps that each leave the case gone and counted once:
 * 1. The case is replaced by a stub: content, rings, wraps, references and locator are gone in one write. The stub
 *    carries a fresh random id for the count.
 * 2. A count document is inserted under that id. It stays for good, so that doing this again changes nothing.
 * 3. The case's items are deleted, then the stub, and with it the case's id.
 * A crash after 1 leaves a stub, which the next `erase` of the case or the next purge settles.
 */
export function createErasure(mongo: Mongo, items: CaseItems): Erasure {
  const { cases, erased, run } = mongo;

  async function settle(stub: CaseHead): Promise<void> {
    try {
      await run(() => erased.create(toErasedDoc(stub)));
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    await items.dropAll(stub._id);
    await run(() => cases.deleteOne({ _id: stub._id, erased: stub.erased }));
  }

  const countLiving = (match: QueryFilter<CaseDoc>) =>
    run(() => cases.aggregate<Group>([{ $match: { ...match, shown: true, erased: null } }, group(1)]));
  const stubs = () => run(() => cases.find({ erased: { $gt: '' } }).lean());

  return {
    async erase(id, version) {
      const doc = await run(() => cases.findOne({ _id: id }, { first: 0 }).lean());
      if (doc?.erased && doc.version === version + 1) {
        await settle(doc);
        return true;
      }
      if (!doc || doc.erased || doc.version !== version) return false;
      const stub = toStub(doc, randomBytes(16).toString('hex'));
      const done = await run(() => cases.replaceOne({ _id: id, version, erased: null }, stub));
      if (done.matchedCount !== 1) return false;
      await settle(stub);
      return true;
    },

    async settleAll() {
      for (const stub of await stubs()) await settle(stub);
    },

    async tally(recipient = EVERYBODY) {
      const [living, left, gone] = [
        await countLiving(recipient === EVERYBODY ? {} : { recipients: recipient }),
        await stubs(),
        await run(() => erased.aggregate<Group>([{ $match: { counted: recipient } }, group('$count')])),
      ];
      const settled = await run(() =>
        erased.find({ _id: { $in: left.map((stub) => stub.erased!) } }, { _id: 1 }).lean(),
      );
      const known = new Set(settled.map(({ _id }) => _id));
      const unsettled = left
        .filter((stub) => !known.has(stub.erased!) && stub.counted.includes(recipient))
        .map((stub): Group => {
          const { _id, counted: _counted, count, ...facts } = toErasedDoc(stub);
          return { _id: facts, n: count };
        });
      return sum([...living, ...gone, ...unsettled]);
    },

    async tallyDue({ recipient, statuses, before }) {
      const theirs = recipient === undefined ? {} : { recipients: recipient };
      return sum(await countLiving({ ...theirs, status: { $in: [...statuses] }, due: { $lt: before } }));
    },
  };
}

type Facts = Omit<ErasedDoc, '_id' | 'counted' | 'count'>;
type Group = { _id: Facts; n: number };

const FACTS = [
  'kind',
  'category',
  'unit',
  'status',
  'outcome',
  'answered',
  'took',
  'month',
] as const satisfies readonly (keyof Facts)[];

const group = (by: 1 | '$count') => ({
  $group: { _id: Object.fromEntries(FACTS.map((name) => [name, `$${name}`])), n: { $sum: by } },
});

function sum(groups: readonly Group[]): CaseTally[] {
  const rows = new Map<string, CaseTally>();
  for (const { _id: facts, n } of groups) {
    const { kind, category, unit, status, outcome, answered, took, month } = facts;
    const name = JSON.stringify(FACTS.map((fact) => facts[fact] ?? null));
    const row = rows.get(name);
    if (row) row.count += n;
    else {
      rows.set(name, {
        ...{ kind, category, unit, status },
        ...(outcome && { outcome }),
        ...(answered && { answered }),
        ...(took && { took }),
        ...{ month, count: n },
      });
    }
  }
  return [...rows.values()];
}
