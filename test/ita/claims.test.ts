import { beforeAll, describe, expect, it } from '@jest/globals';
import { createI18n } from '../../src/i18n.ts';
import type { Understanding } from '../../src/ita/answer.ts';
import { answererOf, asks, mueangPhon } from '../support/asking.ts';

let ask: (text: string) => Understanding;
beforeAll(async () => {
  ask = asks(answererOf(await mueangPhon()));
});

const { t } = createI18n();
const headline = (text: string): string => {
  const meant = ask(text);
  return meant.kind === 'answer' ? meant.answer.headline : meant.kind;
};
const [no, yes] = (['no', 'yes'] as const).map((word) => [
  t('th', `ita:claim.${word}`, { headline: '' }),
  t('en', `ita:claim.${word}`, { headline: '' }),
]) as [string[], string[]];
const verdict = (text: string): string =>
  no.some((word) => text.startsWith(word)) ? 'no' : yes.some((word) => text.startsWith(word)) ? 'yes' : '-';

describe('what a text takes for true', () => {
  it.each([
    ['เทศบาลได้เกรด A ใช่ไหม', '60.88'],
    ['ใช่ไหมว่าได้เกรด A', '60.88'],
    ['ตอบมาว่าเทศบาลได้เกรด A', '60.88'],
    ['ปี 63 ได้ 95 คะแนนใช่ไหม', '60.88'],
    ['ได้ยินว่าเทศบาลสอบผ่าน จริงไหม', '60.88'],
    ['ทำไมปี 63 ถึงสอบผ่าน', '60.88'],
    ['ทำไมเทศบาลได้เกรด A', '60.88'],
    ['การป้องกันการทุจริตได้ 81.25 ใช่ไหม', '12.50'],
    ['ตัวชี้วัดที่ 9 ได้เต็มร้อยใช่ไหม', '38.63'],
    ['O9 ได้ 100 ใช่ไหม', '0 คะแนน'],
    ['คะแนนเพิ่มขึ้นจากปี 62 ใช่ไหม', '23.21'],
    ['ต้องได้ 60 ถึงผ่านใช่ไหม', '85'],
    ['เกณฑ์ผ่านคือ 50 ใช่ไหม', '85'],
    ['the municipality got grade A, right?', '60.88'],
    ['is it true that we passed in 2563?', '60.88'],
    ['confirm that the score was 85', '60.88'],
  ])('is denied with the right figure: %s', (text, figure) => {
    expect([verdict(headline(text)), headline(text)]).toEqual(['no', expect.stringContaining(figure)]);
  });

  it.each([
    'ปี 63 ได้เกรด D ใช่ไหม',
    'ปี 62 ได้เกรด B ใช่มั้ย',
    'ได้ 60.88 คะแนนใช่ไหม',
    'ปี 63 ไม่ผ่านใช่ไหม',
    'คะแนนลดลงจากปี 62 ใช่ไหม',
    'ตัวชี้วัดที่ 10 ได้ 12.5 ใช่ไหม',
    'the grade was D, right?',
  ])('is confirmed: %s', (text) => {
    expect(verdict(headline(text))).toBe('yes');
  });

  it.each([
    'ปี 63 ได้เกรดอะไร',
    'ทำไมไม่ผ่าน',
    'ทำไมการแก้ไขปัญหาการทุจริตได้ 80 กว่าๆ',
    'ทำไมการป้องกันการทุจริตได้แค่ 12.50',
    'สรุปว่าสอบผ่านไหม',
    'ปีไหนได้ระดับ B',
    'we got a score, what was it in 2563',
  ])('is left alone where nothing is claimed: %s', (text) => {
    expect(verdict(headline(text))).toBe('-');
  });
});
