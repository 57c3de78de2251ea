import type { Day } from '../../clock.ts';
import type { CasePlaces, ItemRef, ItemRow } from '../ports.ts';
import type { Database } from './database.ts';

/**
 * The sealed items of cases. Each method is a step within a transaction of the caller. An item is `loose` from when it
 * was put until a case refers to it, so that clearing up looks at nothing else.
 */
export interface CaseItems {
  /** An id that exists is left as it is. */
  put(item: ItemRow): void;
  /** To be called when a row was stored: what `now` refers to stays; what only `before` referred to is deleted; how many. */
  refer(caseId: string, before: readonly ItemRef[], now: readonly ItemRef[]): number;
  /** In the order of the ids; missing ones are left out. */
  read(ids: readonly string[]): ItemRow[];
  /** As CasePort. */
  written(from: Day | undefined, after: string, limit: number): string[];
  /** As CasePort. */
  places(ids: readonly string[]): CasePlaces[];
  /** Deletes every item of a case, loose or not. */
  dropAll(caseId: string): void;
  /** Deletes loose items of days before `day`; how many. */
  dropLoose(before: Day): number;
}

export function createCaseItems(db: Database): CaseItems {
  return {
    put(item) {
      const added = db
        .sql('INSERT INTO item (id, case_id, sealed, day) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
        .run(item.id, item.caseId, item.sealed, item.day);
      if (added.changes) db.sql('INSERT INTO loose_item (id, day) VALUES (?, ?)').run(item.id, item.day);
    },

    refer(caseId, before, now) {
      const kept = new Set(now.map(({ id }) => id));
      const known = new Set(before.map(({ id }) => id));
      for (const id of kept) if (!known.has(id)) db.sql('DELETE FROM loose_item WHERE id = ?').run(id);
      const dropped = [...known].filter((id) => !kept.has(id));
      for (const id of dropped) db.sql('DELETE FROM item WHERE id = ? AND case_id = ?').run(id, caseId);
      return dropped.length;
    },

    read: (ids) =>
      ids.flatMap((id) => {
        const row = db.sql('SELECT id, case_id, sealed, day FROM item WHERE id = ?').get(id);
        if (!row) return [];
        const { case_id: caseId, sealed, day } = row as Record<string, string> & { sealed: Uint8Array };
        return [{ id, caseId: caseId!, sealed, day: day! }];
      }),

    written(from, after, limit) {
      const rows =
        from === undefined
          ? db.sql('SELECT id FROM case_file WHERE id > ? ORDER BY id LIMIT ?').all(after, limit)
          : db
              .sql(
                `SELECT DISTINCT case_id AS id FROM item INDEXED BY item_day
                 WHERE day >= ? AND case_id > ? AND case_id IN (SELECT id FROM case_file) ORDER BY case_id LIMIT ?`,
              )
              .all(from, after, limit);
      return rows.map(({ id }) => id as string);
    },

    places: (ids) =>
      ids.flatMap((id) => {
        const body = db
          .sql('SELECT locator, items FROM case_file JOIN case_body ON case_id = id WHERE id = ?')
          .get(id);
        if (!body) return [];
        const stored = db.sql('SELECT id, day FROM item INDEXED BY item_case WHERE case_id = ?').all(id);
        const days = new Map(stored.map((item) => [item['id'], item['day'] as Day]));
        const refs = JSON.parse(body['items'] as string) as ItemRef[];
        const items = refs.map((ref) => ({
          ...{ id: ref.id, ring: ref.ring, sequence: ref.sequence },
          day: days.get(ref.id),
        }));
        return [{ id, locator: body['locator'] as string, items }];
      }),

    dropAll(caseId) {
      db.sql('DELETE FROM item WHERE case_id = ?').run(caseId);
    },

    // The last condition spares an item that came after the row that refers to it.
    dropLoose: (before) =>
      Number(
        db
          .sql(
            `DELETE FROM item WHERE id IN (
               SELECT loose.id FROM loose_item AS loose JOIN item AS put ON put.id = loose.id
               WHERE loose.day < ? AND NOT EXISTS (
                 SELECT 1 FROM case_body AS body, json_each(body.items) AS ref
                 WHERE body.case_id = put.case_id AND ref.value ->> 'id' = put.id))`,
          )
          .run(before).changes,
      ),
  };
}
