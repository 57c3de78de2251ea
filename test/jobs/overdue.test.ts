import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createOverdueJob } from '../../src/jobs/overdue.ts';
import { openCaseOffice, type CaseOffice } from '../cases/case-office.ts';
import { DAY } from '../support/clock.ts';

let office: CaseOffice;
beforeAll(async () => {
  office = await openCaseOffice();
});
afterAll(() => office.close());

const recorded: { case: string; detail: string }[] = [];
/** As after a start of the server. */
const job = () =>
  createOverdueJob({
    cases: office.port,
    settings: office.store.settings,
    clock: office.clock,
    legalClock: () => office.casePolicy().legalClock,
    record: async (event) => void recorded.push(event),
  });

it('says once for each deadline that a case went over it, whatever restarts', async () => {
  const { id } = await office.file();
  const { id: answered } = await office.file();
  await office.release();
  const first = (await office.row(id)).due;
  await office.casework.act(office.worker('officer'), { caseId: answered, action: 'ask', message: 'ที่ไหน' });
  office.clock.advance(15 * DAY);
  await job().run();
  expect(recorded).toEqual([]); // due today
  office.clock.advance(DAY);
  const running = job();
  await running.run();
  await running.run();
  await job().run();
  expect(recorded).toEqual([{ what: 'case-overdue', case: id, detail: first }]);
  // Answered late: the next deadline is another one.
  await office.casework.act(office.worker('officer'), { caseId: id, action: 'answer', message: 'ขอโทษ' });
  const second = (await office.row(id)).due;
  office.clock.advance(DAY);
  await job().run();
  expect(recorded).toHaveLength(1);
  office.clock.advance(60 * DAY);
  await job().run();
  expect(
    recorded
      .slice(1)
      .map((event) => `${event.case} ${event.detail}`)
      .sort(),
  ).toEqual([`${id} ${second}`, `${answered} ${second}`].sort());
});

it('leaves out what nobody may open, and what is closed', async () => {
  const before = recorded.length;
  const { id: stranded } = await office.file();
  await office.put(stranded, { status: 'stranded', shown: true });
  const { id: closed } = await office.file();
  await office.release();
  await office.casework.act(office.worker('citizen', 'head'), {
    ...{ caseId: closed, action: 'decline', message: 'ไม่ใช่หน้าที่' },
  });
  office.clock.advance(30 * DAY);
  await job().run();
  expect(recorded).toHaveLength(before);
});
