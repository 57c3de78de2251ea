import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDoor, type TestDoor } from './door-under-test.ts';
import { reviewed } from './reviewed.ts';
import { stateOf } from './state.ts';
import { codeOn, REPORT, STORY, visitor } from './visitor.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.close());

describe('a form with something to be mended', () => {
  it('keeps what was typed, says what to do, and puts the focus there', async () => {
    const person = visitor(door.origin);
    const before = await stateOf(door);
    const form = await person.get('/report');
    const typed = { who: 'ช่างคนหนึ่ง', exclude: ['personnel', 'whole'], what: 'ก'.repeat(20_001) };
    const back = await person.press(form, 'review', typed);
    expect(back.status).toBe(422);
    expect(back.html).toMatch(/class="error-summary"[^>]*autofocus/);
    const anchors = [...back.html.matchAll(/<li>\s*<a href="#([\w-]+)"/g)].map(([, id]) => id!);
    expect(anchors).toEqual(['f-category-0', 'f-unit', 'f-what']);
    for (const id of anchors) expect(back.html).toContain(`id="${id}"`);
    const values = back.forms[0]!.values;
    expect(values.find(([name]) => name === 'what')![1]).toBe(typed.what);
    expect(values.find(([name]) => name === 'who')![1]).toBe(typed.who);
    expect(values.filter(([name]) => name === 'exclude').map(([, value]) => value)).toEqual(typed.exclude);
    expect(await stateOf(door)).toEqual(before);
  });

  it('changes language with all that was typed, and stays there', async () => {
    const person = visitor(door.origin);
    const form = await person.get('/report');
    const english = await person.press(form, 'again', REPORT, { lang: 'en' });
    expect(english.html).toContain('<html lang="en">');
    expect(english.forms[0]!.values).toContainEqual(['what', STORY]);
    expect(english.forms[0]!.values).toContainEqual(['category', 'bribe']);
    const review = await person.press(english, 'review');
    expect(review.html).toContain('<html lang="en">');
    const thai = await person.press(review, 'show');
    expect(thai.html).toContain('<html lang="th">');
    expect(codeOn(thai)).toBe(codeOn(review));
    const receipt = await person.press(thai, 'file');
    expect(codeOn(await person.press(receipt, 'file', {}, { lang: 'en' }))).toBe(codeOn(review));
  });

  it('takes a story of 20,000 Thai letters, and gives a far longer one a clear refusal', async () => {
    const { review } = await reviewed(door, 'complaint', { what: 'ก'.repeat(20_000) });
    expect(review.status).toBe(200);
    const before = await stateOf(door);
    const person = visitor(door.origin);
    const huge = await person.press(await person.get('/report'), 'review', {
      ...REPORT,
      what: 'ก'.repeat(190_000),
    });
    expect([huge.status, huge.text.includes('มากเกินไป')]).toEqual([413, true]);
    expect(await stateOf(door)).toEqual(before);
  });
});
