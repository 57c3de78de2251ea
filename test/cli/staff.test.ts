import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { as, newTown, setUpTown, type SetUp, type Town } from './run-cli.ts';

jest.setTimeout(180_000); // processes start slowly on a busy machine

let town: Town;
let made: SetUp;
beforeAll(async () => {
  town = newTown();
  made = await setUpTown(town);
});
afterAll(() => town.remove());

const sign = (name: string) => as(town, made, name);
const staff = (...args: string[]) => town.call('staff', args);
interface Shown {
  id: string;
  name: string;
  unit: string;
  role: string;
  key: string;
  active: boolean;
  fingerprint: string;
  passphrase?: string;
}
const shown = async (...args: string[]): Promise<Shown> => {
  const ran = await staff(...args, '--json');
  if (ran.code !== 0) throw new Error(ran.err);
  return JSON.parse(ran.out) as Shown;
};
const listed = async (id: string) =>
  (JSON.parse((await staff('list', '--json')).out) as Shown[]).find((person) => person.id === id)!;

describe('npm run staff', () => {
  it('brings somebody in: added, fingerprint read out, confirmed, moved, renewed, disabled', async () => {
    const given = [
      '--name',
      'ผู้ตรวจ กองคลัง',
      '--role',
      'investigator',
      '--unit',
      'finance',
      '--post',
      'นักวิชาการ',
    ];
    const added = await shown('add', ...given, ...sign('Admin'));
    expect(added).toMatchObject({ unit: 'finance', key: 'pending', active: true });
    expect(added.passphrase!.split(' ')).toHaveLength(10);
    made.people.push({ ...added, passphrase: added.passphrase! });

    // The newcomer sees the fingerprint of his own key; the confirmer types what he hears.
    const me = await town.run('staff', ['me', ...sign(added.name)]);
    expect(me).toMatchObject({ code: 0, err: '' });
    const heard = /(?:\d{4} ){5}\d{4}/.exec(me.out)![0];
    expect(heard).toBe(added.fingerprint);
    const wrong = await town.call('staff', ['confirm', added.name, ...sign('Head')], '0000 0000\n');
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).not.toContain(heard); // nothing to copy from
    expect((await listed(added.id)).key).toBe('pending');
    const right = await town.call('staff', ['confirm', added.name, ...sign('Head')], `${heard}\n`);
    expect(right.code).toBe(0);
    expect((await listed(added.id)).key).toBe('confirmed');

    const moved = await shown('unit', added.id, 'education', ...sign('Head'));
    expect(moved).toMatchObject({ unit: 'education', key: 'pending', fingerprint: heard });
    const outside = await shown('unit', added.id, 'outside', ...sign('Head'));
    expect(outside).toMatchObject({ unit: 'outside', key: 'pending' });
    const role = await shown('role', added.id, 'auditor', ...sign('Admin'));
    expect(role).toMatchObject({ role: 'auditor', unit: 'outside' });
    const renewed = await shown('renew', added.id, '--words', 'en', ...sign('Admin'));
    expect(renewed.passphrase).toMatch(/^[a-z]+( [a-z]+){9}$/);
    expect((await staff('me', ...sign(added.name))).code).toBe(1);
    const gone = await staff('disable', added.id, ...sign('Admin'));
    expect(gone.code).toBe(0);
    expect((await listed(added.id)).active).toBe(false);
    expect((await staff('list')).out).toContain('ปิดใช้งานแล้ว');
  });

  it('shows in words and in both languages, and no key material', async () => {
    const thai = await staff('list');
    expect(thai.out).toContain('งานรับเรื่องราวร้องทุกข์');
    const english = await staff('list', '--lang', 'en');
    expect(english.out).toContain('Complaints Unit');
    expect((await staff('list', '--json')).out).not.toMatch(/sealed|salt|mac/);
  });

  it('refuses who is not entitled, in words, and changes nothing', async () => {
    const before = (await staff('list', '--json')).out;
    const target = made.people.find(({ name }) => name === 'Citizen')!.id;
    const given = ['--name', 'x', '--role', 'officer', '--unit', 'finance'];
    for (const args of [
      ['add', ...given, ...sign('Intake')],
      ['disable', target, ...sign('Auditor')],
      ['unit', target, 'finance', ...sign('Intake')],
      ['add', ...given, '--unit', 'nowhere', ...sign('Admin')],
      ['disable', 'nobody', ...sign('Admin')],
    ]) {
      const ran = await staff(...args);
      expect([args[0], ran.code, ran.out]).toEqual([args[0], 1, '']);
      expect(ran.err).toMatch(/[ก-ฮ]/);
    }
    for (const args of [
      ['add', '--name', 'x'],
      ['add', ...given.slice(0, 2), '--role', 'king'],
      ['unit', target],
    ]) {
      expect((await staff(...args, ...sign('Admin'))).code).toBe(2);
    }
    expect((await staff('list', '--json')).out).toBe(before);
  });
});
