import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { newCode } from '../../src/cases/tracking.ts';
import { createI18n } from '../../src/i18n.ts';
import type { Workplace } from '../../src/workplace.ts';
import { as, startTown, type SetUp, type Town } from './run-cli.ts';

jest.setTimeout(180_000); // every sign-in costs what it costs in earnest

const { t } = createI18n();
let town: Town;
let made: SetUp;
let server: Workplace;
beforeAll(async () => {
  ({ town, made, server } = await startTown());
});
afterAll(async () => {
  await server.close();
  town.remove();
});

const sign = (name: string) => as(town, made, name);
const staff = (...args: string[]) => town.call('staff', args);
const idOf = (name: string) => made.people.find((person) => person.name === name)!.id;
const wraps = async (id: string) =>
  (await server.store.cases.get(id))!.wraps.map(({ recipient }) => recipient);

async function file(unit: string): Promise<string> {
  const { caseId } = await server.cases.desk.file({
    kind: 'complaint',
    lang: 'th',
    code: newCode(),
    answers: {
      category: { of: 'option', value: 'bribe' },
      unit: { of: 'unit', value: unit },
      what: { of: 'story', parts: [{ text: 'เรื่องที่ต้องส่งต่อกุญแจ' }] },
    },
  });
  return caseId;
}

it('hands over, passes earlier cases on, and seals anew after somebody left, telling how far it is', async () => {
  const cases = [await file('finance'), await file('education')];
  const [first = ''] = cases;
  await town.call('cases', ['act', first, 'assign', '--assignee', 'Intake', ...sign('Head')]);
  const handed = await staff('hand-over', 'Intake', 'Citizen', ...sign('Head'));
  expect(handed).toMatchObject({ code: 0, out: `${t('th', 'access:tally.handed', { count: 1 })}\n` });
  expect((await server.store.cases.get(first))!.assignee).toBe(idOf('Citizen'));

  // A link in the place of a passphrase, made by somebody with a shell; whoever opens it is confirmed as always.
  const given = ['--name', 'New', '--role', 'investigator', '--unit', 'finance'];
  const invited = await staff('invite', ...given, ...sign('Admin'), '--json');
  const { id, link } = JSON.parse(invited.out) as { id: string; link: string };
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/console\/invite\/[\w-]{32}$/);
  await server.accounts.people.takeUp(link.split('/').at(-1)!, 'words of the test');
  const { fingerprint } = (await server.accounts.people.find(id))!;
  expect((await staff('pass', id, ...sign('Head'))).err).toContain(t('th', 'errors:grant-unconfirmed'));
  await staff('confirm', id, '--fingerprint', fingerprint, ...sign('Head'));
  const passed = await staff('pass', id, ...sign('Head'), '--json');
  expect(JSON.parse(passed.out)).toEqual({ given: 1, conflict: 1 });
  expect(passed.err).toContain(t('th', 'cli-staff:staff.progress', { done: 2, total: 2 }));

  const key = (await server.accounts.people.colleagues()).find((each) => each.id === idOf('Intake'))!
    .recipient!.id;
  for (const each of cases) expect(await wraps(each)).toContain(key);
  await staff('disable', 'Intake', ...sign('Admin'));
  const sealed = await staff('reseal', ...sign('Head'));
  expect(sealed).toMatchObject({ code: 0, out: `${t('th', 'access:tally.resealed', { count: 2 })}\n` });
  for (const each of cases) expect(await wraps(each)).not.toContain(key);
  expect((await staff('reseal', ...sign('Citizen'))).out).toBe(`${t('th', 'cli-staff:staff.nothing')}\n`);
});
