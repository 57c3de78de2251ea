import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { unpackMarks } from '../../src/audit/batches.ts';
import { createLedger } from '../../src/audit/ledger.ts';
import { isClosingAction } from '../../src/cases/actions.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import { createMarks } from '../../src/cases/marks.ts';
import { dayOf } from '../../src/clock.ts';
import type { Store } from '../../src/store/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { openCaseOffice, type CaseOffice } from '../cases/case-office.ts';
import { SECRETS } from '../support/secrets.ts';
import { DAY } from '../support/clock.ts';
import { auditOn, checked, CLEAN, KEEP, ledgerOn } from './ledger-office.ts';
import { batchesIn, blanksOf, edit } from './ledger-story.ts';

jest.setTimeout(120_000);

describe('one office', () => {
  let office: CaseOffice;
  beforeEach(async () => {
    office = await openCaseOffice({ mode: 'trial' });
  });
  afterEach(() => office.close());

  it('many processes at once write one batch', async () => {
    for (let n = 0; n < 5; n += 1) await office.file();
    office.clock.advance(DAY);
    const stores = Array.from({ length: 4 }, () => openSqliteStore(office.dir));
    const other = auditOn(office);
    await Promise.all([
      ...stores.map((store) => ledgerOn(office, { store }).enter(KEEP)),
      ...Array.from({ length: 20 }, () => other.write({ what: 'queue-read' })),
    ]);
    expect(batchesIn(office.dir)).toHaveLength(1);
    expect(await checked(ledgerOn(office))).toMatchObject(CLEAN);
    for (const store of stores) await store.close();
  });

  it('a first batch that takes several lines goes on after a crash between any two, with nothing twice', async () => {
    // Ten reports and what lies in them are fewer than one line takes: references are made by hand.
    const { id } = await office.file({ kind: 'comment' });
    const row = await office.row(id);
    const report = row.items.find(({ ring }) => ring === 'staff')!;
    const [stored] = await office.port.readItems([report.id]);
    const many = Array.from({ length: 2500 }, (_, n) => ({ ...report, id: `made-${n}`, sequence: 100 + n }));
    for (const { id: itemId } of many) await office.port.putItem({ ...stored!, id: itemId });
    await office.put(id, { items: [...row.items, ...many] });
    office.clock.advance(DAY);

    const integrity = createIntegrity(SECRETS.integrityKey);
    const marks = createMarks(integrity);
    let writes = 0;
    const failing = (after: number): Store => ({
      ...office.store,
      audit: {
        ...office.store.audit,
        async append(line) {
          if ((writes += 1) > after) throw new Error('killed');
          return office.store.audit.append(line);
        },
      },
    });
    const lasting = (store: Store) =>
      createLedger({
        ...{ audit: auditOn(office, { store }), cases: store.cases, marks, clock: office.clock },
        noted: async () => [],
        settle: async () => undefined,
        standingOf: async (places) => new Map(places.map((place) => [place.id, 'lasting' as const])),
        closes: isClosingAction,
      });
    for (const after of [1, 1]) {
      writes = 0;
      await expect(lasting(failing(after)).enter(KEEP)).rejects.toThrow('killed');
    }
    expect(batchesIn(office.dir).map(({ batch }) => batch.more)).toEqual([true, true]);
    expect((await checked(lasting(office.store)))?.before).toBeUndefined();
    await lasting(office.store).enter(KEEP);
    await lasting(office.store).enter(KEEP);
    const batches = batchesIn(office.dir);
    expect(batches.map(({ batch }) => batch.more)).toEqual([true, true, false]);
    const entered = batches.flatMap(({ batch }) => {
      const blanks = blanksOf(marks, batch);
      return unpackMarks(batch.entered).filter((mark) => !blanks.has(mark));
    });
    expect(new Set(entered).size).toBe(entered.length);
    expect(entered).toHaveLength(2500 + row.items.length);
    expect(await checked(lasting(office.store))).toMatchObject({ ...CLEAN, before: '2026-11-23' });
  });

  it('goes on under a rotated key: nothing is missed, and nothing entered twice', async () => {
    const { id } = await office.file();
    office.clock.advance(DAY);
    await ledgerOn(office).enter(KEEP);
    const rotated = `2:a newer integrity key that is long enough,1:${SECRETS.integrityKey}`;
    office.clock.advance(DAY);
    edit(office.dir, 'UPDATE item SET day = ?', dayOf(new Date(office.clock.now().getTime() - DAY)));
    await ledgerOn(office, { key: rotated }).enter(KEEP);
    expect(await checked(ledgerOn(office, { key: rotated }))).toMatchObject(CLEAN);
    const known = new Set(
      (await office.port.places([id])).flatMap((of) =>
        of.items.flatMap((place) => createMarks(createIntegrity(rotated)).of(of, place)),
      ),
    );
    const all = batchesIn(office.dir).flatMap(({ batch }) => unpackMarks(batch.entered));
    expect(all.filter((mark) => known.has(mark))).toHaveLength((await office.row(id)).items.length);
    edit(office.dir, 'DELETE FROM item');
    expect((await checked(ledgerOn(office, { key: rotated })))!.missing).toBeGreaterThan(1);
  });

  it('an item whose day was put back, so that no batch finds it, is named', async () => {
    await ledgerOn(office).enter(KEEP);
    const { id } = await office.file();
    edit(office.dir, `UPDATE item SET day = '2020-01-01' WHERE case_id = ?`, id);
    for (let day = 0; day < 5; day += 1) {
      office.clock.advance(DAY);
      await ledgerOn(office).enter(KEEP);
    }
    expect(await checked(ledgerOn(office))).toMatchObject({
      missing: 0,
      unentered: (await office.row(id)).items.length,
    });
  });

  it('after days without power the batch holds what came before them', async () => {
    await ledgerOn(office).enter(KEEP);
    office.clock.advance(DAY);
    const { id } = await office.file();
    office.clock.advance(20 * DAY);
    await ledgerOn(office).enter(KEEP);
    edit(office.dir, 'DELETE FROM item WHERE case_id = ?', id);
    expect((await checked(ledgerOn(office)))!.missing).toBeGreaterThan(1);
  });

  it('batches taken from the log, or made without the key, are found by the chain', async () => {
    await office.file();
    office.clock.advance(DAY);
    await ledgerOn(office).enter(KEEP);
    office.clock.advance(DAY);
    await ledgerOn(office).enter(KEEP);
    edit(office.dir, 'DELETE FROM audit WHERE sequence = 1');
    expect(await ledgerOn(office).check()).toEqual({ verdict: { ok: false, sequence: 1, why: 'missing' } });
  });
});
