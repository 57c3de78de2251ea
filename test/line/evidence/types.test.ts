import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordsOf } from '../../../src/cli/words.ts';
import { th } from '../../cases/phone.ts';
import { found } from '../../cleaning/corpus/needles.ts';
import { SPECIMENS } from '../../cleaning/corpus/specimens.ts';
import { choicesOf } from '../../support/bot.ts';
import { bytes, MS, startReporting, type Reporting } from './reporter.ts';

let there: Reporting;
beforeAll(async () => {
  there = await startReporting();
}, MS);
afterAll(() => there.bot.stop());

describe('every row of the table of types, through the chat', () => {
  it.each(SPECIMENS)(
    '$name',
    async ({ name, make, fate }) => {
      const user = `corpus ${name}`;
      const phone = await there.atEvidence(user);
      const before = await there.stored();
      const original = await make();
      const messages = await there.sendFile(there.as(bytes(original), user));
      const said = wordsOf(messages);
      if ('problem' in fate) {
        expect(
          [fate.problem].flat().some((problem) => said.includes(th(`evidence:problem.${problem}`))),
        ).toBe(true);
        expect(said).toContain(th('evidence:kept-rest'));
        expect(await there.stored()).toEqual(before);
        return;
      }
      if ('told' in fate) {
        expect(said).toContain(th(`evidence:told.${fate.told}`));
        const drop = choicesOf(messages).find(({ label }) => label === th('evidence:consent.drop'))!;
        await there.say(there.bot.line.event.postback(user, drop.action['data']!));
        expect(await there.stored()).toEqual(before);
        const again = await there.sendFile(there.as(bytes(original), user));
        const keep = choicesOf(again).find(({ label }) => label === th('evidence:consent.keep'))!;
        // What was asked about another file is not an answer about this one.
        expect(await there.say(there.bot.line.event.postback(user, drop.action['data']!))).toContain(
          th('report:note.stale'),
        );
        expect(await there.say(there.bot.line.event.postback(user, keep.action['data']!))).toContain(
          th('cases:field.evidence.ask'),
        );
      } else expect(said).toContain(th('evidence:received.cleaned'));
      await phone.tap(th('report:act.skip')); // "skip" throws nothing away
      const { view } = await there.fileIt(phone);
      const [piece, ...more] = view.evidence;
      expect(more).toEqual([]);
      expect(piece).toMatchObject({
        number: 1,
        is: 'file',
        ...('told' in fate ? { told: fate.told } : {}),
        copies: [
          'told' in fate
            ? { which: 'original', type: fate.as, warning: 'told' }
            : { which: 'clean', type: fate.cleaned },
        ],
      });
      const kept = await there.read(view.facts.id, 1);
      if ('told' in fate) expect(kept.equals(original)).toBe(true);
      else expect(found(kept)).toEqual([]);
    },
    MS,
  );
});
