import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatCode, newCode, type TrackingCode } from '../../../src/cases/tracking.ts';
import { foldDigits } from '../../../src/cases/typed-text.ts';
import { choicesIn } from '../reading.ts';
import { atReview } from './complaint-chat.ts';

it('no state ever holds a code that was shown, whatever is done', async () => {
  const word = fc.constantFrom(
    'เสร็จแล้ว',
    'ข้าม',
    'ย้อนกลับ',
    'ยกเลิก',
    'ทำต่อ',
    'เล่าเรื่อง',
    '1',
    '3',
    'กองคลัง',
    'เมนู',
    'ใช่',
  );
  const act = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('tap' as const), which: fc.nat(30) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('say' as const), word }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('code' as const), which: fc.nat(5), how: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.constant({ do: 'again' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'sticker' as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), key: fc.constantFrom('busy', 'filing-closed') }) },
  ); // prettier-ignore
  let filings = 0;
  let mostShown = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
      const chat = await atReview();
      for (const each of acts) {
        if (each.do === 'tap') {
          const presses = choicesIn(chat.answer).filter(
            ({ does }) => does.kind === 'press' || does.kind === 'say',
          );
          const choice = presses[each.which % Math.max(1, presses.length)];
          if (choice) await chat.tap(choice.label);
        } else if (each.do === 'say') await chat.say(each.word);
        else if (each.do === 'code') {
          const code = [...chat.shown].at(-1 - each.which) ?? newCode();
          const texts = [code, formatCode(code as TrackingCode), `รหัส ${code} ของฉัน`, `${code}\n${code}`];
          await chat.say(texts[each.how] ?? code);
        } else if (each.do === 'again') await chat.again();
        else if (each.do === 'sticker') await chat.send({ kind: 'sticker' });
        else chat.failures.push(each.key);
      }
      const stored = chat.stored.map((json) => foldDigits(json).replace(/[\s-]/g, ''));
      for (const code of chat.shown) expect(stored.some((json) => json.includes(code))).toBe(false);
      filings += chat.cases.size;
      mostShown = Math.max(mostShown, chat.shown.size);
    }),
    { numRuns: 150 },
  );
  // The property says something only if codes were shown and used.
  expect(filings).toBeGreaterThan(20);
  expect(mostShown).toBeGreaterThan(3);
}, 60_000);
