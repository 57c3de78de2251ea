import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { askedLine } from '../../src/accounts/proof.ts';
import type { CommandIo } from '../../src/cli/program/io.ts';
import { runStaff } from '../../src/cli/staff.ts';
import { openWorkplace } from '../../src/workplace.ts';
import { as, newTown, setUpTown, type SetUp, type Town } from './run-cli.ts';

jest.setTimeout(180_000);

let town: Town;
let made: SetUp;
beforeEach(async () => {
  town = newTown();
  made = await setUpTown(town);
});
afterEach(() => town.remove());

const shareOf = (at: number) => made.recovery.shares[at]!.text;

/** At a terminal: two holders type, three write down what they read; `answer` to the question that puts them in force. */
async function terminal(
  typed: string[],
  who: string,
  answer: (set: string) => string | undefined,
  redirected = false,
): Promise<{ code: number; shown: string[]; out: string; err: string; hidden: string[] }> {
  const lines = typed.flatMap((share) => share.split('\n'));
  const [shown, hidden]: [string[], string[]] = [[], []];
  let [out, err, last, wrong] = ['', '', '', false];
  const io: CommandIo = {
    out(text) {
      out += `${text}\n`;
      const share = /(?:[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}\n?){6}/.exec(text)?.[0].trim();
      if (share) last = share;
    },
    err: (text) => void (err += `${text}\n`),
    flush: async () => undefined,
    async ask(question, options) {
      err += `${question}\n`;
      if (options?.hidden) {
        hidden.push(question);
        return lines.shift();
      }
      if (question.includes('Enter')) return '';
      const set = /[0-9A-F]{6}-[0-9A-F]{6}/.exec(question)?.[0];
      if (set) return answer(set);
      // The first one is typed wrong once, and then shown again.
      if (!wrong) {
        wrong = true;
        return 'AAAA BBBB CCCC';
      }
      shown.push(last);
      return last.split('\n')[askedLine(last)];
    },
    redirected,
    clear: () => undefined,
    readAll: async () => '',
    env: town.env,
  };
  const code = await runStaff(['new-shares', '--lang', 'en', ...as(town, made, who)], io);
  return { code, shown, out, err, hidden };
}
async function opens(texts: string[]): Promise<string> {
  const place = await openWorkplace(town.env);
  try {
    return (await place.accounts.recovery.open(texts)).id;
  } catch (error) {
    return (error as { reason: string }).reason;
  } finally {
    await place.close();
  }
}

describe('npm run staff -- new-shares', () => {
  it('makes three new ones out of two old ones; from then on the old ones are refused', async () => {
    const ran = await terminal([shareOf(0), shareOf(2)], 'Admin', (set) => set);
    expect([ran.code, ran.shown.length]).toEqual([0, 3]);
    expect(ran.hidden).toHaveLength(12);
    expect(ran.err).toContain('cannot make yet');
    expect(ran.err).not.toContain('> or |');
    expect(ran.out).toContain('Destroy the old papers now');
    expect(await opens([ran.shown[0]!, ran.shown[2]!])).toBe('recovery');
    expect(await opens([shareOf(0), shareOf(2)])).toBe('old');
    expect(await opens([shareOf(0), ran.shown[1]!])).toBe('old');
    const again = await terminal([shareOf(0), ran.shown[1]!], 'Admin', (set) => set);
    expect([again.code, again.err.includes('This is an old share')]).toEqual([1, true]);
  });

  it('changes nothing when it is broken off, and is not for everybody', async () => {
    for (const answer of [() => '', () => undefined]) {
      const ran = await terminal([shareOf(0), shareOf(2)], 'Admin', answer);
      expect([ran.code, ran.err.includes('The old shares still count')]).toEqual([1, true]);
      expect(await opens([ran.shown[0]!, ran.shown[2]!])).toBe('old');
    }
    const head = await terminal([shareOf(0), shareOf(1)], 'Head', (set) => set);
    expect([head.code, head.hidden]).toEqual([1, []]);
    const one = await terminal([shareOf(0), ''], 'Admin', (set) => set, true);
    expect([one.code, one.shown]).toEqual([1, []]);
    expect(one.err).toContain('> or |');
    expect(await opens([shareOf(0), shareOf(1)])).toBe('recovery');
  });
});
