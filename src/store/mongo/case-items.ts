import type { QueryFilter } from 'mongoose';
import type { Day } from '../../clock.ts';
import type { CasePlaces, ItemRow } from '../ports.ts';
import { isDuplicate, toBuffer, type Mongo } from './connection.ts';
import type { CaseDoc, ItemDoc } from './schemas.ts';

const BATCH = 200;

/** Sealed items: those of the filing lie in the case's own document, later ones in documents of their own. */
export interface CaseItems {
  put(item: ItemRow): Promise<void>;
  /** Which of these have documents of their own. */
  known(ids: readonly string[]): Promise<Set<string>>;
  /** Where an item lies in both places, what was filed counts: it was first. */
  read(ids: readonly string[]): Promise<ItemRow[]>;
  /** As CasePort. */
  written(from: Day | undefined, after: string, limit: number): Promise<string[]>;
  /** As CasePort. */
  places(ids: readonly string[]): Promise<CasePlaces[]>;
  /** Deletes these items of a case, where they have documents of their own. */
  drop(caseId: string, ids: readonly string[]): Promise<void>;
  dropAll(caseId: string): Promise<void>;
  dropOrphans(before: Day): Promise<number>;
}

export function createCaseItems({ cases, items, run }: Mongo): CaseItems {
  /** Which of these items a case refers to. */
  async function referred(batch: readonly Pick<ItemDoc, '_id' | 'case'>[]): Promise<Set<string>> {
    const ids = [...new Set(batch.map((item) => item.case))];
    const found = await run(() =>
      cases.find({ _id: { $in: ids } }, { 'items.id': 1 }).lean<Pick<CaseDoc, 'items'>[]>(),
    );
    return new Set(found.flatMap((doc) => doc.items.map(({ id }) => id)));
  }

  return {
    async put({ id, caseId, sealed, day }) {
      try {
        await run(() => items.create({ _id: id, case: caseId, sealed: toBuffer(sealed), day }));
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },

    async known(ids) {
      const found = await run(() => items.find({ _id: { $in: ids } }, { _id: 1 }).lean());
      return new Set(found.map(({ _id }) => _id));
    },

    async read(ids) {
      if (ids.length === 0) return [];
      const [later, filed] = await Promise.all([
        run(() => items.find({ _id: { $in: ids } }).lean()),
        run(() => cases.find({ 'first.id': { $in: ids } }, { first: 1 }).lean()),
      ]);
      const rows = new Map<string, ItemRow>();
      for (const doc of later) {
        rows.set(doc._id, { id: doc._id, caseId: doc.case, sealed: doc.sealed, day: doc.day });
      }
      for (const doc of filed) {
        for (const { id, sealed, day } of doc.first) rows.set(id, { id, caseId: doc._id, sealed, day });
      }
      return ids.flatMap((id) => rows.get(id) ?? []);
    },

    async written(from, after, limit) {
      const idsOf = (match: QueryFilter<CaseDoc>, most: number) =>
        run(() => cases.find(match, { _id: 1 }).sort({ _id: 1 }).limit(most).lean<{ _id: string }[]>());
      const later = { _id: { $gt: after }, erased: null };
      if (from === undefined) return (await idsOf(later, limit)).map(({ _id }) => _id);
      const filed = await idsOf({ ...later, 'first.day': { $gte: from } }, limit);
      const put = await run(() => items.distinct('case', { day: { $gte: from }, case: { $gt: after } }));
      const there = await idsOf({ _id: { $in: put }, erased: null }, limit);
      return [...new Set([...filed, ...there].map(({ _id }) => _id))].sort().slice(0, limit);
    },

    async places(ids) {
      const put = await run(() => items.find({ case: { $in: ids } }, { case: 1, day: 1 }).lean());
      const found = await run(() =>
        cases
          .find({ _id: { $in: ids }, erased: null }, { locator: 1, items: 1, 'first.id': 1, 'first.day': 1 })
          .lean<Pick<CaseDoc, '_id' | 'locator' | 'items' | 'first'>[]>(),
      );
      const docs = new Map(found.map((doc) => [doc._id, doc]));
      const later = Map.groupBy(put, (item) => item.case);
      return ids.flatMap((id) => {
        const doc = docs.get(id);
        if (!doc) return [];
        const days = new Map<string, Day>([
          ...(later.get(id) ?? []).map((item) => [item._id, item.day] as const),
          ...doc.first.map((item) => [item.id, item.day] as const),
        ]);
        return [
          {
            ...{ id, locator: doc.locator },
            items: doc.items.map((ref) => ({
              ...{ id: ref.id, ring: ref.ring, sequence: ref.sequence },
              day: days.get(ref.id),
            })),
          },
        ];
      });
    },

    async drop(caseId, ids) {
      if (ids.length > 0) await run(() => items.deleteMany({ _id: { $in: ids }, case: caseId }));
    },

    async dropAll(caseId) {
      await run(() => items.deleteMany({ case: caseId }));
    },

    async dropOrphans(before) {
      let gone = 0;
      for (let after = ''; ;) {
        const batch = await run(() =>
          items
            .find({ day: { $lt: before }, _id: { $gt: after } }, { case: 1 })
            .sort({ _id: 1 })
            .limit(BATCH)
            .lean(),
        );
        const last = batch.at(-1);
        if (!last) return gone;
        after = last._id;
        const kept = await referred(batch);
        const orphans = batch.map(({ _id }) => _id).filter((id) => !kept.has(id));
        if (orphans.length === 0) continue;
        gone += (await run(() => items.deleteMany({ _id: { $in: orphans } }))).deletedCount;
      }
    },
  };
}
