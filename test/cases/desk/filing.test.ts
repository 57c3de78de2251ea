import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answers } from '../../../src/cases/fields.ts';
import { newCode } from '../../../src/cases/tracking.ts';
import type { CasePort } from '../../../src/store/ports.ts';
import { answersOf, complaintOn, openCaseOffice, randomId, story, type CaseOffice } from '../case-office.ts';
import { askedCase, casesIn } from './desk-office.ts';
import { expectedKey } from '../../support/expected-key.ts';

let office: CaseOffice;
beforeAll(async () => {
  office = await openCaseOffice();
});
afterAll(() => office.close());

describe('filing under a code', () => {
  it('makes one case and one receipt, however often', async () => {
    const { code, receipt } = await office.file();
    const before = await casesIn(office);
    const row = await office.row(receipt.caseId);
    for (const answers of [answersOf('complaint'), complaintOn('education'), {}]) {
      expect((await office.file({ code, answers })).receipt).toEqual({ ...receipt, already: true });
    }
    expect((await office.file({ code, kind: 'comment', answers: {} })).receipt).toEqual({
      ...receipt,
      already: true,
    });
    expect(await casesIn(office)).toBe(before);
    expect(await office.row(receipt.caseId)).toEqual(row);
  });

  it('ten times at once makes one case, and says once that it is new', async () => {
    for (let round = 0; round < 3; round += 1) {
      const code = newCode();
      const before = await casesIn(office);
      const others = await Promise.all([office.through(office.port), office.through(office.port)]);
      const receipts = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          [office, ...others][n % 3]!.desk.file({
            kind: 'complaint',
            answers: answersOf('complaint'),
            lang: 'th',
            code,
          }),
        ),
      );
      expect(new Set(receipts.map((receipt) => JSON.stringify({ ...receipt, already: true }))).size).toBe(1);
      expect(receipts.filter(({ already }) => !already)).toHaveLength(1);
      expect(await casesIn(office)).toBe(before + 1);
    }
  });

  it('keeps its receipt when the case has gone on, and the policy’s first deadline with it', async () => {
    const { code, receipt, id } = await office.file();
    await office.release();
    const head = office.worker('officer', 'head');
    await office.casework.act(head, { caseId: id, action: 'decline', message: 'x' });
    expect((await office.file({ code })).receipt).toEqual({ ...receipt, already: true });
  });

  it('refuses what is not complete or not a unit, and stores nothing', async () => {
    const before = await casesIn(office);
    const { what, unit, category } = complaintOn('finance');
    for (const answers of [
      {},
      { what, unit },
      { what, category },
      { unit, category },
      complaintOn('no-such-unit'),
      complaintOn('finance', { what: story(' \n') }),
      complaintOn('finance', { what: story('ก'.repeat(20_001)) }),
      complaintOn('finance', { exclude: { of: 'units', values: ['no-such-unit'] } }),
      complaintOn('finance', { category: { of: 'option', value: 'gossip' } }),
      complaintOn('finance', { who: story('not a line') }),
    ] as Answers[]) {
      expect(await expectedKey(() => office.file({ answers }))).toBe('report-incomplete');
    }
    expect(await casesIn(office)).toBe(before);
  });

  it('leaves out the names of the messages that a draft carries', async () => {
    const answers = complaintOn('finance', {
      what: { of: 'story', parts: [{ text: 'ก', item: 'message-1' }] },
      when: { of: 'line', text: 'เมื่อวาน', item: 'message-2' },
    });
    const { id } = await office.file({ answers });
    await office.release();
    const { report } = await office.casework.open(office.worker('officer'), id);
    expect(JSON.stringify(report)).not.toContain('message-');
    expect(report.answers['when']).toEqual({ of: 'line', text: 'เมื่อวาน' });
  });
});

describe('a store that somebody wrote to', () => {
  it('with an item gone or put in another’s place opens nothing', async () => {
    const { id, code } = await askedCase(office);
    const row = await office.row(id);
    const staff = row.items.filter(({ ring }) => ring === 'staff');
    const lost = { ...staff[1]!, id: randomId() };
    for (const items of [
      row.items.map((ref) => (ref === staff[1] ? lost : ref)),
      row.items.map((ref) =>
        ref === staff[0] ? { ...ref, sequence: 1 } : ref === staff[1] ? { ...ref, sequence: 0 } : ref,
      ),
    ]) {
      const port: CasePort = { ...office.port, get: async () => ({ ...row, items }) };
      await expect((await office.through(port)).casework.open(office.worker('officer'), id)).rejects.toThrow(
        'tampered',
      );
    }
    const other = await askedCase(office);
    const swapped: CasePort = {
      ...office.port,
      find: async () => ({ ...row, reporterRing: (await office.row(other.id)).reporterRing }),
    };
    await expect((await office.through(swapped)).desk.track(code)).rejects.toThrow();
  });
});
