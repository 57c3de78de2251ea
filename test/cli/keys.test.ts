import { expect, it, jest } from '@jest/globals';
import { createI18n } from '../../src/i18n.ts';
import { townUnderTest } from './town-under-test.ts';

jest.setTimeout(180_000); // every sign-in costs what it costs in earnest

const { t } = createI18n();
const at = townUnderTest();

const staff = (...args: string[]) => at.town.call('staff', args);
const idOf = (name: string) => at.made.people.find((person) => person.name === name)!.id;
const wraps = async (id: string) =>
  (await at.server.store.cases.get(id))!.wraps.map(({ recipient }) => recipient);

it('hands over, passes earlier cases on, and seals anew after somebody left, telling how far it is', async () => {
  const cases = [(await at.file('finance')).id, (await at.file('education')).id];
  const [first = ''] = cases;
  await at.town.call('cases', ['act', first, 'assign', '--assignee', 'Intake', ...at.sign('Head')]);
  const handed = await staff('hand-over', 'Intake', 'Citizen', ...at.sign('Head'));
  expect(handed).toMatchObject({ code: 0, out: `${t('th', 'access:tally.handed', { count: 1 })}\n` });
  expect((await at.server.store.cases.get(first))!.assignee).toBe(idOf('Citizen'));

  // A link in the place of a passphrase, made by somebody with a shell; whoever opens it is confirmed as always.
  const given = ['--name', 'New', '--role', 'investigator', '--unit', 'finance'];
  const invited = await staff('invite', ...given, ...at.sign('Admin'), '--json');
  const { id, link } = JSON.parse(invited.out) as { id: string; link: string };
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/console\/invite\/[\w-]{32}$/);
  await at.server.accounts.people.takeUp(link.split('/').at(-1)!, 'words of the test');
  const { fingerprint } = (await at.server.accounts.people.find(id))!;
  expect((await staff('pass', id, ...at.sign('Head'))).err).toContain(t('th', 'errors:grant-unconfirmed'));
  await staff('confirm', id, '--fingerprint', fingerprint, ...at.sign('Head'));
  const passed = await staff('pass', id, ...at.sign('Head'), '--json');
  expect(JSON.parse(passed.out)).toEqual({ given: 1, conflict: 1 });
  expect(passed.err).toContain(t('th', 'cli-staff:staff.progress', { done: 2, total: 2 }));

  const key = (await at.server.accounts.people.colleagues()).find((each) => each.id === idOf('Intake'))!
    .recipient!.id;
  for (const each of cases) expect(await wraps(each)).toContain(key);
  await staff('disable', 'Intake', ...at.sign('Admin'));
  const sealed = await staff('reseal', ...at.sign('Head'));
  expect(sealed).toMatchObject({ code: 0, out: `${t('th', 'access:tally.resealed', { count: 2 })}\n` });
  for (const each of cases) expect(await wraps(each)).not.toContain(key);
  expect((await staff('reseal', ...at.sign('Citizen'))).out).toBe(`${t('th', 'cli-staff:staff.nothing')}\n`);
});
