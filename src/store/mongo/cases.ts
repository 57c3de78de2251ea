import type { CasePort, CaseRow } from '../ports.ts';
import { toCaseDoc, toCaseRow, toFields } from './case-documents.ts';
import { createErasure } from './case-erasure.ts';
import { createCaseItems } from './case-items.ts';
import { createMongoQueue } from './case-queue.ts';
import { isDuplicate, type Mongo } from './connection.ts';
import type { CaseDoc, FirstItem } from './schemas.ts';

/** Everything of a case but the items it was filed with. */
const HEAD = { first: 0 } as const;

/**
 * Cases on MongoDB, with nothing wider than one document changed at once. See CasePort for what it promises.
 *
 * 1. A case and the items it is filed with are one document, at most 16 MB together; so they are there both or neither.
 *    (Items to which the new row does not refer are nobody's; they are put by themselves.)
 * 2. `locator` is unique, and so is `lowest`, the smallest of the locators a case was filed under: two filings of one
 *    code at once meet there, also when they prefer different locators.
 * 3. A replacement compares and sets `version` in the one document that refers to all items. Items are put before a
 *    version refers to them and removed after none does; a crash in between leaves items without a case, which
 *    `purgeOrphans` removes.
 * 4. Erasure: see `case-erasure.ts`.
 */
export function createMongoCases(mongo: Mongo): CasePort {
  const { cases, run } = mongo;
  const items = createCaseItems(mongo);
  const erasure = createErasure(mongo, items);

  async function find(locators: readonly string[]): Promise<CaseRow | undefined> {
    const docs = await run(() => cases.find({ locator: { $in: [...locators] }, erased: null }, HEAD).lean());
    // Should there be several, the first locator counts.
    const doc = locators.map((locator) => docs.find((one) => one.locator === locator)).find(Boolean);
    return doc ? toCaseRow(doc) : undefined;
  }

  async function readBefore(row: CaseRow): Promise<{ items: string[]; first: string[] } | undefined> {
    const doc = await run(() =>
      cases
        .findOne({ _id: row.id, version: row.version - 1, erased: null }, { 'items.id': 1, 'first.id': 1 })
        .lean<Pick<CaseDoc, 'items' | 'first'>>(),
    );
    return doc ? { items: doc.items.map(({ id }) => id), first: doc.first.map(({ id }) => id) } : undefined;
  }

  /** What remains of the items it was filed with, read again only if something of them goes. */
  async function keptOfFirst(row: CaseRow, dropped: ReadonlySet<string>): Promise<FirstItem[] | undefined> {
    const doc = await run(() => cases.findOne({ _id: row.id }, { first: 1 }).lean());
    return doc?.first.filter(({ id }) => !dropped.has(id));
  }

  async function pageById(
    filter: { waiting: true } | { recipients: string },
    after: string | undefined,
    limit: number,
  ): Promise<CaseRow[]> {
    const docs = await run(() =>
      cases
        .find({ ...filter, _id: { $gt: after ?? '' } }, HEAD)
        .sort({ _id: 1 })
        .limit(limit)
        .lean(),
    );
    return docs.map(toCaseRow);
  }

  return {
    ...createMongoQueue(mongo),
    find,
    erase: (id, version) => erasure.erase(id, version),
    tally: (recipient) => erasure.tally(recipient),
    tallyDue: (query) => erasure.tallyDue(query),
    putItem: (item) => items.put(item),
    readItems: (ids) => items.read(ids),
    written: (from, after, limit) => items.written(from, after ?? '', limit),
    places: (ids) => items.places(ids),

    async file(row, first, locators) {
      const all = [row.locator, ...locators];
      const known = await find(all);
      if (known) return known;
      const put = await items.known(first.map(({ id }) => id));
      const fresh = first.filter(({ id }) => !put.has(id));
      const referred = new Set(row.items.map(({ id }) => id));
      const inside = fresh.filter(({ id }) => referred.has(id));
      try {
        await run(() => cases.create(toCaseDoc(row, inside, locators)));
        for (const item of fresh) if (!referred.has(item.id)) await items.put(item);
        return undefined;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      const winner = await find(all);
      if (winner) return winner;
      throw new RangeError('a case with this id and another locator exists');
    },

    async get(id) {
      const doc = await run(() => cases.findOne({ _id: id, erased: null }, HEAD).lean());
      return doc ? toCaseRow(doc) : undefined;
    },

    async replace(row) {
      const before = await readBefore(row);
      if (!before) return false;
      const kept = new Set(row.items.map(({ id }) => id));
      const dropped = before.items.filter((id) => !kept.has(id));
      const gone = new Set(dropped);
      const first = before.first.some((id) => gone.has(id)) ? await keptOfFirst(row, gone) : undefined;
      const done = await run(() =>
        cases.updateOne(
          { _id: row.id, version: row.version - 1, erased: null },
          { $set: { ...toFields(row), locator: row.locator, ...(first && { first }) } },
        ),
      );
      if (done.matchedCount !== 1) return false;
      // The change is made; items that cannot be removed now belong to no case and are purged.
      await items.drop(row.id, dropped).catch(() => undefined);
      return true;
    },

    waiting: (after, limit) => pageById({ waiting: true }, after, limit),
    withRecipient: (recipient, after, limit) => pageById({ recipients: recipient }, after, limit),

    async holders(recipient, after, limit) {
      const docs = await run(() =>
        cases
          .find(
            { recipients: recipient, ...(after !== undefined && { _id: { $gt: after } }) },
            { recipients: 1, shown: 1 },
          )
          .sort({ _id: 1 })
          .limit(limit)
          .lean(),
      );
      return docs.map(({ _id, shown, recipients }) => ({ id: _id, shown, recipients }));
    },

    async dueForErasure(statuses, before, limit) {
      const docs = await run(() =>
        cases
          .find({ status: { $in: [...statuses] }, due: { $lt: before }, erased: null }, { version: 1 })
          .sort({ due: 1 })
          .limit(limit)
          .lean(),
      );
      return docs.map(({ _id, version }) => ({ id: _id, version }));
    },

    async purgeOrphans(before) {
      await erasure.settleAll();
      return items.dropOrphans(before);
    },
  };
}
