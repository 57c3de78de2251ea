import { describe, expect, it } from '@jest/globals';
import { fieldsOf } from '../../../src/cases/fields.ts';
import { CASE_KINDS } from '../../../src/cases/kinds.ts';
import { draftOf, type Chat } from '../chat-driver.ts';
import { wordsOf } from '../reading.ts';
import { t } from '../town.ts';
import { at, DRAFT, FLOWS, promptOf, wholeAnswers } from './form-under-test.ts';

const FIELD_CASES = CASE_KINDS.flatMap((kind) =>
  fieldsOf(kind).map((field) => ({ kind, stage: field.id, field })),
);

describe.each(FIELD_CASES)('the question $stage of a $kind', ({ kind, stage, field }) => {
  const order = FLOWS[kind].form.order;
  const before = order[order.indexOf(stage) - 1];
  const after = order[order.indexOf(stage) + 1];
  const stageNow = (chat: Chat) => draftOf(chat, kind).at;

  it('asks one question with an example and a warning where one is due', async () => {
    const words = wordsOf(promptOf(await at(kind, stage), kind));
    expect(words).toContain(t(`cases:field.${stage}.ask`));
    expect(words).toContain(t(`cases:field.${stage}.example`));
    expect(words.includes('⚠️')).toBe(field.warns === true);
  });

  it('goes back, keeps an answer, is left out', async () => {
    const chat = await at(kind, stage);
    await chat.press({ flow: kind, act: 'back', draft: DRAFT });
    expect(stageNow(chat)).toBe(before);
    const kept = await at(kind, stage);
    await kept.say(t('report:act.keep'));
    expect([stageNow(kept), draftOf(kept, kind).answers]).toEqual([after, wholeAnswers(kind)]);
    const skipped = await at(kind, stage);
    await skipped.press({ flow: kind, act: 'skip', draft: DRAFT });
    expect(stageNow(skipped)).toBe(field.required ? stage : after);
    // Files that were sent and people who are kept out are never thrown away by "skip".
    const stays = field.required || ['evidence', 'units'].includes(field.input);
    expect(stage in draftOf(skipped, kind).answers).toBe(stays);
  });

  it('asks before a draft with answers is deleted, and deletes an empty one at once', async () => {
    const chat = await at(kind, stage);
    await chat.say('ยกเลิก');
    expect(stageNow(chat)).toBe('cancel');
    await chat.tap(t('report:act.continue'));
    expect(stageNow(chat)).toBe(stage);
    await chat.say('cancel');
    await chat.tap(t('report:act.drop'));
    expect(chat.state(kind)).toBeUndefined();
    const empty = await at(kind, stage, { answers: {} });
    expect(await empty.say('ยกเลิก')).toContain(t('report:cancelled'));
    expect(empty.state(kind)).toBeUndefined();
  });

  it('takes a text as its kind of question does', async () => {
    const chat = await at(kind, stage, { answers: {} });
    const words = await chat.say('ข้อความทดสอบ', 'm-1');
    const value = draftOf(chat, kind).answers[stage];
    switch (field.input) {
      case 'line':
        expect(value).toEqual({ of: 'line', text: 'ข้อความทดสอบ', item: 'm-1' });
        expect(stageNow(chat)).toBe(after);
        break;
      case 'story':
        await chat.say('ต่ออีก', 'm-2');
        expect(draftOf(chat, kind).answers[stage]).toEqual({
          of: 'story',
          parts: [
            { text: 'ข้อความทดสอบ', item: 'm-1' },
            { text: 'ต่ออีก', item: 'm-2' },
          ],
        });
        expect(stageNow(chat)).toBe(stage);
        await chat.say('เสร็จแล้ว');
        expect(stageNow(chat)).toBe(after);
        break;
      default:
        expect(value).toBeUndefined();
        expect(words).toMatch(
          new RegExp(
            `${t('report:note.pick').slice(0, 20)}|${t('report:note.unit-unknown').slice(0, 20)}|${t('report:note.evidence').slice(0, 20)}`,
          ),
        );
        expect(stageNow(chat)).toBe(stage);
    }
  });

  it('refuses what is too long or empty, and keeps what was there', async () => {
    const chat = await at(kind, stage);
    const before = chat.state(kind) as unknown;
    await chat.say(field.maxLength ? 'ก'.repeat(field.maxLength + 1) : '   ');
    expect(chat.state(kind)).toEqual(before);
    await chat.say(' \n ');
    expect(chat.state(kind)).toEqual(before);
  });

  it('loses what was unsent, whether it is open, waits, or the unsend came first', async () => {
    if (!['line', 'story', 'evidence'].includes(field.input)) {
      // What was chosen was no message: there is nothing that an unsend could take back.
      const chosen = await at(kind, stage);
      await chosen.send({ kind: 'unsend', item: `item-${stage}` });
      expect(draftOf(chosen, kind).answers).toEqual(wholeAnswers(kind));
      return;
    }
    const open = await at(kind, stage);
    await open.send({ kind: 'unsend', item: `item-${stage}` });
    expect(stage in draftOf(open, kind).answers).toBe(false);
    expect(stageNow(open)).toBe(stage);

    const waiting = await at(kind, stage);
    await waiting.press({ flow: 'menu', act: 'track' });
    expect(waiting.session?.flow?.name).toBe('track');
    await waiting.send({ kind: 'unsend', item: `item-${stage}` });
    expect(stage in draftOf(waiting, kind).answers).toBe(false);

    const first = await at(kind, stage, { answers: {} });
    await first.send({ kind: 'unsend', item: 'late' });
    expect(await first.say('ความลับที่ถอนแล้ว', 'late')).toBe('');
    expect(JSON.stringify(first.session)).not.toContain('ความลับ');
    expect(await first.say('ข้อความใหม่', 'fresh')).not.toBe('');
    if (field.input === 'evidence') await first.send({ kind: 'place', item: 'f', latitude: 1, longitude: 2 });
    expect(draftOf(first, kind).answers[stage]).toBeDefined();
  });

  it('is mended from the review and leads back there', async () => {
    const chat = await at(kind, 'review');
    await chat.say(t('report:review.edit', { field: t(`cases:field.${stage}.label`) }));
    expect(stageNow(chat)).toBe(stage);
    await chat.say(t('report:act.keep'));
    expect(stageNow(chat)).toBe('review');
    await chat.tap(t('report:review.edit', { field: t(`cases:field.${stage}.label`) }));
    await chat.tap(t('report:act.back'));
    expect(stageNow(chat)).toBe('review');
    expect(draftOf(chat, kind).editing).toBeUndefined();
  });
});
