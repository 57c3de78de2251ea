import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { combineShares } from '../../src/cases/recovery.ts';
import { openWorkplace } from '../../src/workplace.ts';
import { newTown, PEOPLE, setUpTown, type Town } from './run-cli.ts';

jest.setTimeout(180_000); // processes start slowly on a busy machine

let town: Town;
beforeEach(() => {
  town = newTown();
});
afterEach(() => town.remove());

const everything = () =>
  readdirSync(town.dir)
    .map((file) => readFileSync(join(town.dir, file)).toString('latin1'))
    .join('\n');
const peopleFile = (people: unknown = PEOPLE) => town.file('people.json', JSON.stringify(people));

describe('npm run setup -- --json', () => {
  it('prints shares that recover and passphrases that sign in, once; a second time is refused', async () => {
    const made = await setUpTown(town);
    const [one, two, three] = made.recovery.shares.map(({ text }) => text);
    for (const pair of [
      [one!, two!],
      [two!, three!],
      [three!, one!],
    ]) {
      expect((await combineShares(pair)).fingerprint).toBe(made.recovery.fingerprint);
    }
    expect(made.people.map(({ name }) => name)).toEqual(PEOPLE.map(({ name }) => name));
    const place = await openWorkplace(town.env);
    for (const { id, passphrase } of made.people) {
      expect((await place.accounts.signIn.signIn(id, passphrase)).worker.id).toBe(id);
    }
    expect(await place.cases.desk.isOpen()).toBe(true);
    await place.close();

    const again = await town.call('setup', ['--json', '--people', peopleFile()]);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('ตั้งระบบไปแล้ว');
    const asking = await town.call('setup', ['--lang', 'en'], '\n');
    expect(asking).toMatchObject({ code: 1, out: '' });
    expect(asking.err).toContain('Set-up was done before');
  });

  it('leaves none of what it printed on the disk', async () => {
    const made = await setUpTown(town);
    const disk = everything();
    expect(disk).toContain('age1pq1'); // the search does find what is there
    const bare = disk.replace(/\s/g, '');
    for (const { passphrase } of made.people) {
      expect(disk).not.toContain(Buffer.from(passphrase).toString('latin1'));
      expect(bare).not.toContain(Buffer.from(passphrase.replaceAll(' ', '')).toString('latin1'));
    }
    for (const { text } of made.recovery.shares) {
      expect(bare).not.toContain(text.replace(/\s/g, ''));
      expect(disk).not.toContain(text.split('\n')[0]!);
    }
    expect(disk).not.toContain('AGE-SECRET-KEY');
  });

  it('lets one of two at once win, and says so to the other', async () => {
    const file = peopleFile();
    const both = await Promise.all([1, 2].map(() => town.run('setup', ['--json', '--people', file])));
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
    const winner = JSON.parse(both.find(({ code }) => code === 0)!.out) as { people: { id: string }[] };
    const list = await town.run('staff', ['list', '--json']);
    const ids = (JSON.parse(list.out) as { id: string }[]).map(({ id }) => id);
    expect(ids.sort()).toEqual(winner.people.map(({ id }) => id).sort());
  });

  it('reads the people from standard input, and names what is wrong with them', async () => {
    const wrong = await town.call('setup', ['--json', '--people', '-'], '[{"name":"x","role":"king"}]');
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toContain('0.role');
    const noJson = await town.call('setup', ['--json', '--people', '-'], 'name,role');
    expect(noJson).toMatchObject({ code: 1, out: '' });
    const none = await town.call('setup', ['--json', '--people', '-', '--lang', 'en'], '[]');
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.err).toContain('Somebody must receive cases');
    const missing = await town.call('setup', ['--json', '--people', join(town.dir, 'nowhere.json')]);
    expect(missing).toMatchObject({ code: 1, out: '' });
    expect((await town.run('setup', ['--json', '--people', '-'], JSON.stringify(PEOPLE))).code).toBe(0);
  });
});

describe('npm run setup, asking', () => {
  const person = (name: string, role: string, unit: string) => `${name}\nPost\n${role}\nn\n${unit}\ny\n`;
  const answers = `${person('First', 'officer', 'complaints')}${person('Wrong', 'king', 'complaints')}${person('Second', 'head', 'finance')}\n`;

  it('asks for people, shows each secret alone, and works when the last is on paper', async () => {
    const ran = await town.run('setup', ['--lang', 'en', '--words', 'en'], `${answers}${'\n'.repeat(5)}`);
    expect(ran.code).toBe(0);
    expect(ran.err.match(/Press Enter/g)).toHaveLength(5);
    expect(ran.err).toContain('Enter this person again');
    expect(ran.err).toContain('Nobody is from outside');
    const words = /Second[^]*?\n {4}([a-z ]+)\n/.exec(ran.out)![1]!;
    const place = await openWorkplace(town.env);
    expect((await place.accounts.signIn.signIn('Second', words)).person.unit).toBe('finance');
    await place.close();
  });

  it('saves nothing when it is broken off before everything was shown', async () => {
    for (const enters of [0, 1, 4]) {
      const ran = await town.call('setup', [], `${answers}${'\n'.repeat(enters)}`);
      expect(ran.code).toBe(1);
      expect(ran.err).toContain('ยังไม่มีอะไรถูกบันทึก');
    }
    const list = await town.call('staff', ['list', '--json']);
    expect(JSON.parse(list.out)).toEqual([]);
    const whole = await town.call('setup', [], `${answers}${'\n'.repeat(5)}`);
    expect(whole.code).toBe(0);
    expect(whole.err).toContain('ไม่ขึ้นบนจอ'); // what was printed did not go onto a screen
  });
});

describe('what the commands say about themselves', () => {
  it.each(['setup', 'staff', 'cases', 'audit'] as const)(
    '%s: Thai first, English asked for, nothing touched',
    async (command) => {
      const thai = await town.run(command, ['--help']);
      expect(thai.code).toBe(0);
      expect(thai.out).toMatch(/^[^\n]*[ก-ฮ]/);
      const english = await town.call(command, ['--help', '--lang', 'en']);
      expect(english).toMatchObject({ code: 0, err: '' });
      expect(english.out).not.toMatch(/[ก-๙]/);
      for (const wrong of [
        ['--nonsense'],
        ['--lang', 'fr'],
        command === 'setup' ? ['--words', 'fr'] : ['nonsense'],
      ]) {
        const ran = await town.call(command, wrong);
        expect([wrong, ran.code, ran.out]).toEqual([wrong, 2, '']);
        expect(ran.err).toContain(`npm run ${command}`);
      }
      expect(existsSync(join(town.dir, 'suetrong.sqlite'))).toBe(false);
    },
  );
});

describe('production', () => {
  const secret = (sign: string) => sign.repeat(40);
  const production = {
    NODE_ENV: 'production',
    BASE_URL: 'https://suetrong.example.go.th',
    APP_SECRET: secret('a'),
    CODE_PEPPER: secret('b'),
    STAFF_PEPPER: secret('c'),
    INTEGRITY_KEY: secret('d'),
    LINE_CHANNEL_SECRET: 'line-secret-value',
    LINE_CHANNEL_ACCESS_TOKEN: 'line-token-value',
  };

  it('takes reports only under the fingerprint that set-up asked to pin', async () => {
    town.remove();
    town = newTown(production);
    const ran = await town.run('setup', ['--json', '--people', peopleFile()]);
    expect(ran.code).toBe(0);
    const [, pin] = /RECOVERY_FINGERPRINT=([\d ]+)/.exec(ran.err)!;
    const isOpen = async (env: Record<string, string>) => {
      const place = await openWorkplace({ ...town.env, ...env });
      try {
        return await place.cases.desk.isOpen();
      } finally {
        await place.close();
      }
    };
    expect(await isOpen({})).toBe(false);
    expect(await isOpen({ RECOVERY_FINGERPRINT: pin! })).toBe(true);
    const wrong = pin!.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
    await expect(isOpen({ RECOVERY_FINGERPRINT: wrong })).rejects.toThrow('tampered');
  });
});
