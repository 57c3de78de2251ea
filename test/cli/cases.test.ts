import { describe, expect, it, jest } from '@jest/globals';
import { createI18n } from '../../src/i18n.ts';
import { newTown } from './run-cli.ts';
import { townUnderTest, WHAT } from './town-under-test.ts';

jest.setTimeout(180_000); // processes start slowly on a busy machine

const { t } = createI18n();
const at = townUnderTest();

describe('npm run cases, as processes beside the server', () => {
  it('takes a case from the queue to its end, and the reporter sees it', async () => {
    const { id, code } = await at.file('finance');
    const list = await at.town.run('cases', ['list', ...at.sign('Intake')]);
    expect(list).toMatchObject({ code: 0, err: '' });
    expect(list.out).toContain(`* ${id}`);
    expect(list.out).toContain(t('th', 'cases:status.received'));
    expect(list.out).toContain(WHAT);

    // The passphrase typed (here: piped) instead of read from a file.
    const passphrase = at.made.people.find(({ name }) => name === 'Intake')!.passphrase;
    const open = await at.town.run('cases', ['open', id], `intake\n${passphrase.replaceAll(' ', '')}\n`);
    expect(open.code).toBe(0);
    expect(open.out).toContain(WHAT);
    expect(open.out).toContain(t('th', 'cases:category.bribe'));
    expect(open.out).toContain('[accept]');
    expect(open.out + open.err).not.toContain(passphrase.slice(0, 12));
    const read = await at.town.call('cases', ['list', '--unread', '--json', ...at.sign('Intake')]);
    expect(JSON.parse(read.out)).toEqual([]);

    const act = (name: string, ...args: string[]) =>
      at.town.call('cases', ['act', id, ...args, ...at.sign(name)]);
    expect((await act('Intake', 'accept')).code).toBe(0);
    const asked = await at.town.run(
      'cases',
      ['act', id, 'ask', '--message-file', '-', ...at.sign('Intake')],
      'วันไหน\nที่ไหน\n',
    );
    expect(asked).toMatchObject({ code: 0, err: '' });
    expect(asked.out).toContain(t('th', 'cases:status.asked'));
    expect((await act('Intake', 'assign', '--assignee', 'citizen')).code).toBe(0);
    expect((await act('Head', 'note', '--message', 'หมายเหตุ')).code).toBe(0);
    const concluded = await act('Head', 'conclude', '--outcome', 'substantiated', '--message', 'ลงโทษแล้ว');
    expect(concluded.code).toBe(0);

    const view = await at.server.cases.desk.track(code);
    const seen = JSON.stringify(view);
    for (const text of ['วันไหน\\nที่ไหน', 'ลงโทษแล้ว', 'substantiated']) expect(seen).toContain(text);
    for (const text of ['หมายเหตุ', WHAT]) expect(seen).not.toContain(text);
    const after = await at.town.call('cases', ['open', id, '--lang', 'en', ...at.sign('Citizen')]);
    expect(after.out).toContain('หมายเหตุ');
    expect(after.out).toContain('Assigned to Citizen');
    expect(after.out).toContain('Head');
  });
});

describe('npm run cases', () => {
  it('shows people of the accused unit’s line nothing, in no way different from no case', async () => {
    const { id } = await at.file('service-and-publishing');
    const absent = '0'.repeat(32);
    for (const name of ['Intake', 'Head']) {
      const list = await at.town.call('cases', ['list', '--json', ...at.sign(name)]);
      expect(list.out).not.toContain(id);
      const outcomes = [];
      for (const each of [id, absent]) {
        outcomes.push(await at.town.call('cases', ['open', each, ...at.sign(name)]));
        outcomes.push(await at.town.call('cases', ['act', each, 'accept', ...at.sign(name)]));
      }
      for (const outcome of outcomes) expect(outcome).toEqual({ ...outcomes[0], code: 1, out: '' });
    }
    expect((await at.town.call('cases', ['open', id, ...at.sign('Citizen')])).code).toBe(0);
    for (const name of ['Admin', 'Auditor']) {
      expect(JSON.parse((await at.town.call('cases', ['list', '--json', ...at.sign(name)])).out)).toEqual([]);
      expect((await at.town.call('cases', ['open', id, ...at.sign(name)])).code).toBe(1);
    }
    // Nor may the case be given to them.
    const given = await at.town.call('cases', [
      'act',
      id,
      'assign',
      '--assignee',
      'Intake',
      ...at.sign('Citizen'),
    ]);
    expect(given).toMatchObject({ code: 1, out: '' });
  });

  it('says why an action is not done, and does nothing', async () => {
    const { id } = await at.file('finance');
    const before = await at.server.store.cases.get(id);
    const refused: [string[], string][] = [
      [['conclude', '--outcome', 'substantiated', '--message', 'x'], 'action-not-possible'],
      [['decline', '--message', 'x'], 'action-not-yours'],
      [['ask'], 'text-missing'],
      [['ask', '--message', ' '], 'text-missing'],
      [['refer', '--message', 'x'], 'body-missing'],
      [['assign'], 'assignee-missing'],
      [['assign', '--assignee', 'Nobody'], 'assignee-missing'],
      [['nonsense'], 'action-not-possible'],
    ];
    for (const [args, key] of refused) {
      const ran = await at.town.call('cases', ['act', id, ...args, ...at.sign('Intake')]);
      expect([args, ran.code, ran.out]).toEqual([args, 1, '']);
      expect(ran.err).toContain(t('th', `errors:${key}`));
    }
    expect(await at.server.store.cases.get(id)).toEqual(before);
    const twice = await at.town.call('cases', ['act', id, 'ask', '--message-file', '-'], 'text\n');
    expect(twice).toMatchObject({ code: 1, out: '' });
  });

  it('lets no control signs of a report reach the terminal', async () => {
    const { id } = await at.file('finance', 'ปกติ\u001b[2J\u001b]0;x\u0007\u202eกลับ\u0085\u009b31m จบ');
    for (const command of [['open', id], ['list']]) {
      const { out, code } = await at.town.call('cases', [...command, ...at.sign('Intake')]);
      expect(code).toBe(0);
      expect(out).toContain('ปกติ');
      expect(out.replace(/[\n\t]/g, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });

  it('pages', async () => {
    for (let n = 0; n < 3; n += 1) await at.file('education', `เรื่องที่ ${n}`);
    const all = JSON.parse((await at.town.call('cases', ['list', '--json', ...at.sign('Citizen')])).out) as {
      id: string;
    }[];
    const seen: string[] = [];
    let after: string[] = [];
    for (let page = 0; page < all.length; page += 1) {
      const { out } = await at.town.call('cases', ['list', '--limit', '2', ...after, ...at.sign('Citizen')]);
      seen.push(...[...out.matchAll(/^[* ] (\w{32}) /gm)].map((match) => match[1]!));
      const more = /--after (\S+)/.exec(out)?.[1];
      if (!more) break;
      after = ['--after', more];
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    for (const wrong of [
      ['--limit', '0'],
      ['--limit', 'x'],
      ['--after', 'x'],
    ]) {
      expect((await at.town.call('cases', ['list', ...wrong, ...at.sign('Citizen')])).code).toBe(2);
    }
  });

  it('lets nobody in with a wrong passphrase, and says nothing of who exists', async () => {
    const wrong = at.town.file('wrong.txt', 'not the words\n');
    const known = await at.town.call('cases', ['list', '--as', 'Inside', '--passphrase-file', wrong]);
    const unknown = await at.town.call('cases', ['list', '--as', 'Nobody', '--passphrase-file', wrong]);
    expect(known).toEqual({ code: 1, out: '', err: expect.stringContaining('วลีรหัสผ่านไม่ถูกต้อง') });
    expect(unknown).toEqual(known);
    const silent = await at.town.call('cases', ['list']); // nobody answers the questions
    expect(silent.code).toBe(1);
  });

  it('tells an installation that was not set up what to do', async () => {
    const fresh = newTown();
    const ran = await fresh.call('cases', [
      'list',
      '--as',
      'x',
      '--passphrase-file',
      at.town.file('x.txt', 'x'),
    ]);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('npm run setup');
    fresh.remove();
  });
});
