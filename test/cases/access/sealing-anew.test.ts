import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newIdentity } from '../../../src/cases/age.ts';
import type { Worker } from '../../../src/cases/casework.ts';
import { SealError } from '../../../src/cases/seal-error.ts';
import { createErasureJob } from '../../../src/jobs/erasure.ts';
import type { CasePort } from '../../../src/store/ports.ts';
import { DAY } from '../../support/clock.ts';
import { randomId, type CaseOffice } from '../case-office.ts';
import { dyingAt, unlessDead } from '../dying.ts';
import { disable, holdersOf, openAccessOffice, shownCase } from './access-office.ts';
import { expectedKey } from '../../support/expected-key.ts';

let office: CaseOffice;
beforeEach(async () => {
  office = await openAccessOffice();
});
afterEach(() => office.close());

describe('sealing anew', () => {
  it('ends with a new ring that the former key and the kept ring secret do not open, and everything is still there', async () => {
    const { id, code } = await shownCase(office);
    const teacher = office.worker('teacher');
    await office.casework.act(teacher, { caseId: id, action: 'ask', message: 'วันไหน' });
    await office.desk.write({ caseId: id, action: 'reply', id: randomId(), text: 'วันจันทร์' });
    await office.desk.notify({ caseId: id, id: randomId(), address: 'U1', lang: 'th' });
    await office.release();
    const before = await office.row(id);
    const place = { caseId: id, ring: 'staff' } as const;
    const kept = await office.rings.openRing(office.writer.ringOf(before, 'staff'), place, teacher.key);
    const asHead = await office.casework.open(office.worker('head'), id);

    disable(office, 'teacher');
    expect(await office.access.stale(office.worker('head'))).toEqual({ shown: [id], hidden: [] });
    expect(await office.access.reseal(office.worker('head'), id)).toBe(true);
    expect(await office.access.stale(office.worker('head'))).toEqual({ shown: [], hidden: [] });
    expect(await office.access.reseal(office.worker('head'), id)).toBe(false);

    const row = await office.row(id);
    expect(row.generation).toBe(2);
    expect(holdersOf(row)).toEqual(['key-of-citizen', 'key-of-head', 'key-of-officer', 'recovery']);
    expect(await expectedKey(() => office.casework.open(teacher, id))).toBe('case-gone');
    // Old items are gone from the store, new ones do not open with the secret that was kept.
    const staffItems = before.items.filter(({ ring }) => ring === 'staff').map((ref) => ref.id);
    expect(await office.port.readItems(staffItems)).toEqual([]);
    for (const { item } of await office.writer.readItems(row, 'staff')) {
      await expect(office.sealer.openItem(item, item, kept)).rejects.toThrow(SealError);
      const forced = { ...kept, generation: row.generation };
      await expect(office.sealer.openItem(item, item, forced)).rejects.toThrow(SealError);
    }
    const later = await office.casework.open(office.worker('head'), id);
    expect(later).toEqual({ ...asHead, access: holdersOf(row), facts: { ...asHead.facts } });
    expect(
      row.items.map(({ sequence, ring, pending, size, once }) => ({ sequence, ring, pending, size, once })),
    ).toEqual(
      before.items.map(({ sequence, ring, pending, size, once }) => ({
        sequence,
        ring,
        pending,
        size,
        once,
      })),
    );
    // The reporter notices nothing, can still stop being told, and what follows opens.
    const view = (await office.desk.track(code))!;
    expect(view.notify).toBeDefined();
    await office.desk.stopNotifying(id, view.notify!);
    expect((await office.desk.track(code))!.notify).toBeUndefined();
    await office.desk.write({ caseId: id, action: 'add', id: randomId(), text: 'อีกเรื่องหนึ่ง' });
    await office.release();
    expect((await office.casework.open(office.worker('officer'), id)).dialogue.at(-1)?.text).toBe(
      'อีกเรื่องหนึ่ง',
    );
    expect((await office.casework.queue(office.worker('officer'), { limit: 9 }))[0]?.title).toBe(
      asHead.title,
    );
  });

  it('is done again where it broke off, at every write, and loses nothing', async () => {
    const { id } = await shownCase(office);
    const text = (await office.casework.open(office.worker('head'), id)).report;
    disable(office, 'teacher');
    const head = office.worker('head');
    let crashes = 0;
    for (let write = 1; ; write += 1) {
      const mortal = dyingAt(write, 'before', ['putItem', 'replace']);
      const { access } = await office.through(mortal(office.port));
      const done = await unlessDead(access.reseal(head, id));
      expect((await office.casework.open(office.worker('officer'), id)).report).toEqual(text);
      if (done) break;
      crashes += 1;
      expect((await office.row(id)).generation).toBe(1);
    }
    expect(crashes).toBeGreaterThan(1);
    expect((await office.row(id)).generation).toBe(2);
    // What the crashes left behind belongs to no case and goes.
    office.clock.advance(2 * DAY);
    await createErasureJob(office.erasing).run();
    expect((await office.casework.open(office.worker('officer'), id)).report).toEqual(text);
  });

  it('keeps what the reporter wrote meanwhile', async () => {
    const { id } = await shownCase(office);
    disable(office, 'teacher');
    let once = true;
    const racing: CasePort = {
      ...office.port,
      async replace(row) {
        if (once) {
          once = false;
          await office.desk.write({ caseId: id, action: 'add', id: randomId(), text: 'ระหว่างนั้น' });
        }
        return office.port.replace(row);
      },
    };
    await (await office.through(racing)).access.reseal(office.worker('head'), id);
    await office.release();
    expect((await office.casework.open(office.worker('head'), id)).dialogue.at(-1)?.text).toBe('ระหว่างนั้น');
    expect(holdersOf(await office.row(id))).not.toContain('key-of-teacher');
  });

  it('counts for people only what staff may know of', async () => {
    await office.file();
    disable(office, 'teacher');
    const { shown, hidden } = await office.access.stale(office.worker('head'));
    expect([shown.length, hidden.length]).toEqual([0, 1]);
  });
});

it('nobody can make a change with a key that is not in the ring', async () => {
  const { id } = await shownCase(office);
  const stranger: Worker = {
    id: 'head',
    role: 'head',
    key: { id: 'key-of-head', identity: await newIdentity() },
  };
  disable(office, 'teacher');
  await expect(office.access.reseal(stranger, id)).rejects.toThrow(SealError);
  await expect(office.access.take(stranger, id, 'officer')).rejects.toThrow(SealError);
  expect((await office.row(id)).generation).toBe(1);
});
