import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createErasureJob } from '../../../src/jobs/erasure.ts';
import type { CasePort, EvidencePort } from '../../../src/store/ports.ts';
import { DAY } from '../../support/clock.ts';
import { openCaseOffice, randomId, type CaseOffice } from '../case-office.ts';
import { pieceOf, place, read, storedIn, sweep, text, withPieces } from './filed-evidence.ts';
import { expectedKey } from '../../support/expected-key.ts';

let office: CaseOffice;
beforeEach(async () => {
  office = await openCaseOffice();
});
afterEach(() => office.close());

const officer = () => office.worker('officer');

describe('evidence', () => {
  it('goes from the store with the case; what was never filed goes by day', async () => {
    const { id } = await office.file({ answers: withPieces([await pieceOf(office, text('หนึ่ง')), place]) });
    const draft = await pieceOf(office, text('สอง'));
    // Adopted, and then the process died: there is no case of this owner.
    await office.evidence.adopt([draft.content], randomId());
    await pieceOf(office, text('สาม'));
    expect((await storedIn(office)).files).toBe(3);
    await sweep(office);
    expect((await storedIn(office)).files).toBe(3);
    office.clock.advance(8 * DAY);
    await sweep(office);
    expect(await storedIn(office)).toEqual({ files: 1, chunks: 1 });
    await office.put(id, { status: 'concluded', due: '2026-11-30' });
    office.clock.advance(30 * DAY);
    const job = createErasureJob(office.erasing);
    await job.run();
    expect(await storedIn(office)).toEqual({ files: 0, chunks: 0 });
    expect(await office.port.get(id)).toBeUndefined();
  });
});

describe('erasing a case with files', () => {
  const erasure = (over: { cases?: Partial<CasePort>; evidence?: { erase: () => Promise<void> } } = {}) =>
    createErasureJob({
      ...office.erasing,
      cases: { ...office.port, ...over.cases },
      evidence: over.evidence ?? office.evidence,
    }).run();
  const crash = () => Promise.reject(new Error('the process died'));

  async function due() {
    const { id, code } = await office.file({ answers: withPieces([await pieceOf(office, text('หนึ่ง'))]) });
    await office.release();
    await office.put(id, { status: 'concluded', outcome: 'unsubstantiated', due: '2026-11-30' });
    office.clock.advance(20 * DAY);
    return { id, code };
  }

  it('loses no file of one that is contested in that instant', async () => {
    const { id } = await due();
    await erasure({
      cases: {
        async erase(caseId, version) {
          await office.desk.write({ caseId, action: 'contest', id: randomId(), text: 'ยังไม่จบ' });
          return office.port.erase(caseId, version);
        },
      },
    });
    await sweep(office);
    await office.release();
    expect((await office.row(id)).status).toBe('contested');
    expect(await read((await office.casework.evidence(officer(), { caseId: id, number: 1 })).read())).toBe(
      'หนึ่ง',
    );
    expect(await office.gone.list()).toEqual([]); // a backup may bring it back
  });

  it('ends whole after a crash at any step', async () => {
    const { id } = await due();
    await expect(erasure({ cases: { erase: crash } })).rejects.toThrow('died');
    expect([await office.port.get(id), (await storedIn(office)).files]).toEqual([expect.anything(), 1]);
    await expect(erasure({ evidence: { erase: crash } })).rejects.toThrow('died');
    expect([await office.port.get(id), (await storedIn(office)).files]).toEqual([undefined, 1]);
    await erasure();
    await sweep(office);
    expect(await storedIn(office)).toEqual({ files: 0, chunks: 0 });
    const kinds = new Set((await office.gone.list()).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['case', 'mark']);
  });

  it('leaves nothing of a file that was sent in that instant', async () => {
    const { id: caseId } = await due();
    const files = [(await pieceOf(office, text('สอง'))).content];
    const port: EvidencePort = {
      ...office.store.evidence,
      async adopt(...given) {
        await erasure();
        return office.store.evidence.adopt(...given);
      },
    };
    const { desk, stopCleaning } = await office.through(office.port, port);
    const late = () => desk.write({ caseId, action: 'contest', id: randomId(), files });
    expect(await expectedKey(late)).toBe('case-gone');
    stopCleaning();
    expect((await storedIn(office)).files).toBe(1);
    office.clock.advance(8 * DAY);
    await sweep(office);
    expect(await storedIn(office)).toEqual({ files: 0, chunks: 0 });
  });
});
