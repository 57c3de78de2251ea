import { describe, expect, it } from '@jest/globals';
import { caseReference } from '../../../src/cases/reference.ts';
import { formatCode, type TrackingCode } from '../../../src/cases/tracking.ts';
import type { Effect } from '../../../src/conversation/effects.ts';
import { draftOf, startChat, type Chat } from '../chat-driver.ts';
import { codesIn, wordsOf } from '../reading.ts';
import { data, t } from '../town.ts';
import { atReview, codeOf, filePress, STORY } from './complaint-chat.ts';

const filed = (chat: Chat): Effect[] => chat.effects.filter(({ kind }) => kind === 'file');

describe('filing a complaint', () => {
  it('is done under the code that was shown before, and the receipt tells how to go on', async () => {
    const chat = await atReview();
    const code = codeOf(chat);
    expect(chat.cases.size).toBe(0);
    const words = await chat.tap('ส่งเรื่อง');
    const kept = chat.cases.get(code)!;
    expect(chat.cases.size).toBe(1);
    expect(words).toContain(formatCode(code as TrackingCode));
    expect(words).toContain(caseReference(kept.receipt.caseId));
    expect(words).toContain('22 พ.ย. 2569');
    expect(words).toContain('7 ธ.ค. 2569');
    expect(words).toContain(t('report:receipt.follow'));
    expect(words).toContain(t('report:receipt.erase'));
    expect(words).not.toContain(kept.receipt.caseId);
    const [card] = chat.answer!.messages;
    expect(card?.kind === 'card' && card.card.parts).toContainEqual({
      kind: 'text',
      text: formatCode(code as TrackingCode),
      strong: true,
    });
    expect(chat.choice('คัดลอกรหัส').does).toEqual({ kind: 'copy', text: formatCode(code as TrackingCode) });
    expect(kept.answers).toEqual({
      category: { of: 'option', value: 'bribe' },
      unit: { of: 'unit', value: 'unknown' },
      what: { of: 'story', parts: [{ text: STORY, item: 'story-1' }] },
    });
    expect(chat.session?.flow).toBeUndefined();
    expect(JSON.stringify(chat.session)).not.toContain('ต่อเติม');
  });

  it('shows at the review what will be sent, and that the code must be kept', async () => {
    const words = wordsOf((await atReview()).answer);
    for (const part of [STORY, 'เรียกรับเงินหรือสินบน', 'ไม่รู้ว่าหน่วยไหน', t('report:review.code.keep')]) {
      expect(words).toContain(part);
    }
    expect(words).toContain('ไม่ได้ใส่: ห้ามใครเปิด');
  });

  it('by typing the code, in any digits and spacing, is the same', async () => {
    for (const write of [
      (code: string) => code,
      (code: string) => formatCode(code as TrackingCode),
      (code: string) => `รหัส ${code.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)))}`,
    ]) {
      const chat = await atReview();
      const code = codeOf(chat);
      expect(await chat.say(write(code))).toContain('รับเรื่องแล้ว');
      expect([...chat.cases.keys()]).toEqual([code]);
      expect(chat.state('complaint')).toBeUndefined();
    }
  });

  it('never happens under a code that was not seen: the word on the button, typed, asks for button or code', async () => {
    const chat = await atReview();
    const words = await chat.say('ส่งเรื่อง');
    expect(words).toContain(t('report:review.again'));
    expect(codesIn(chat.answer)).toEqual([]);
    expect(filed(chat)).toEqual([]);
  });

  it('a mistyped code is said kindly and the draft stays', async () => {
    const chat = await atReview();
    const code = codeOf(chat);
    const wrong = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
    expect(await chat.say(wrong)).toContain(t('report:note.code-mistyped'));
    expect(filed(chat)).toEqual([]);
    expect(draftOf(chat).at).toBe('review');
    await chat.say(code);
    expect(chat.cases.size).toBe(1);
  });

  it('shows a fresh code each time it is looked at, and either files', async () => {
    const chat = await atReview();
    const [first, press] = [codeOf(chat), filePress(chat)];
    await chat.send({ kind: 'sticker' });
    await chat.tap(t('report:act.show'));
    expect(codeOf(chat)).not.toBe(first);
    await chat.press(press);
    expect([...chat.cases.keys()]).toEqual([first]);
  });
});

describe('when filing fails', () => {
  it('the draft stays and the same button works later', async () => {
    const chat = await atReview();
    const press = filePress(chat);
    chat.failures.push('busy');
    const words = await chat.press(press);
    expect(words).toContain(t('errors:busy'));
    expect(words).toContain(t('report:kept'));
    await chat.press(press);
    expect(chat.cases.size).toBe(1);
  });

  it('because reporting closed meanwhile, the doors outside are named and the draft waits', async () => {
    const chat = await atReview();
    chat.failures.push('filing-closed');
    chat.open.filing = false;
    const words = await chat.press(filePress(chat));
    for (const { phone } of data.policy.nationalDoors) expect(words).toContain(phone);
    expect(chat.session?.parked?.[0]?.name).toBe('complaint');
  });

  it('because nobody may open the case, the receipt sends the reporter outside', async () => {
    const chat = startChat();
    chat.strand = true;
    await atReview(chat);
    const words = await chat.tap('ส่งเรื่อง');
    expect(words).toContain(t('report:receipt.stranded'));
    for (const { phone } of data.policy.nationalDoors) expect(words).toContain(phone);
    expect(words).not.toContain(t('report:receipt.due'));
  });
});
