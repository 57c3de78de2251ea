import { describe, expect, it } from '@jest/globals';
import { caseReference } from '../../../src/cases/reference.ts';
import { formatCode, newCode, type TrackingCode } from '../../../src/cases/tracking.ts';
import { HOUR } from '../../support/clock.ts';
import { draftOf, startChat } from '../chat-driver.ts';
import { keepCase } from '../pretended-desk.ts';
import { t } from '../town.ts';
import { atReview, begin, codeOf, filePress } from './complaint-chat.ts';

describe('filing once', () => {
  it('whatever is tapped again, redelivered, or pressed when the draft is long gone', async () => {
    const chat = await atReview();
    const [code, press] = [codeOf(chat), filePress(chat)];
    await chat.press(press);
    const again = await chat.again();
    expect(again).toContain(formatCode(code as TrackingCode));
    const twice = await chat.press(press);
    expect(twice).toContain(t('report:receipt.already'));
    expect(twice).toContain(formatCode(code as TrackingCode));
    chat.clock.advance(30 * 24 * HOUR);
    expect(await chat.press(press)).toContain(caseReference(chat.cases.get(code)!.receipt.caseId));
    expect(chat.cases.size).toBe(1);
  });

  it('after a crash between filing and remembering, by button and by typed code', async () => {
    for (const how of ['press', 'typed'] as const) {
      const chat = await atReview();
      const code = codeOf(chat);
      const input =
        how === 'press'
          ? ({ kind: 'press', press: filePress(chat) } as const)
          : ({ kind: 'text', text: code, item: 'c' } as const);
      chat.crash = true;
      await expect(chat.send(input, 'e-file')).rejects.toThrow('crashed');
      expect(chat.cases.size).toBe(1);
      const words = await chat.send(input, 'e-file');
      expect(words).toContain(formatCode(code as TrackingCode));
      expect(words).toContain('รับเรื่องแล้ว');
      expect(chat.cases.size).toBe(1);
    }
  });

  it('the code of an older case, typed at the review, shows that case and does not lose the draft', async () => {
    const chat = startChat();
    const older = newCode();
    keepCase(chat, older);
    await atReview(chat);
    const words = await chat.say(older);
    expect(words).toContain(t('report:other-case'));
    expect(words).toContain(caseReference(chat.cases.get(older)!.receipt.caseId));
    expect(draftOf(chat).answers).toHaveProperty('what');
    await chat.tap(t('report:act.show'));
    await chat.tap('ส่งเรื่อง');
    expect(chat.cases.size).toBe(2);
  });

  it('an old file button does not file the draft that is open now', async () => {
    const chat = await atReview();
    const press = filePress(chat);
    await chat.press(press);
    await begin(chat);
    await chat.tap('เรื่องอื่น');
    expect(await chat.press(press)).toContain(t('report:receipt.already'));
    expect(chat.cases.size).toBe(1);
    expect(draftOf(chat).answers).toEqual({
      category: { of: 'option', value: 'other' },
    });
  });

  it('a file button of a draft that was thrown away says that nothing was filed', async () => {
    const chat = await atReview();
    const press = filePress(chat);
    await chat.tap('ยกเลิก');
    await chat.tap('ลบทิ้งเลย');
    expect(await chat.press(press)).toContain(t('report:not-filed'));
    expect(chat.cases.size).toBe(0);
  });
});
