import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MINUTE } from '../support/clock.ts';
import { UNKNOWN } from './contract-under-test.ts';
import { i18n, say, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, hidden, type Page, type Staff } from './staff-browser.ts';

const TEXT = 'ข้อความที่พิมพ์มาครึ่งชั่วโมง <b>';
let test: TestConsole;
beforeAll(async () => {
  test = await startConsole();
});
afterAll(() => test.close());

/** What the page gives back to be copied. */
const givenBack = ({ html }: Page) =>
  [...html.matchAll(/<textarea\s+readonly[^>]*>\n([^<]*)<\/textarea>/g)].map(([, text]) => text);
const ESCAPED = TEXT.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

async function writing(staff: Staff, id: string, action = 'answer') {
  const seen = hidden((await staff.get(`/cases/${id}`)).html, 'seen');
  return { action, [`${action}-message`]: TEXT, seen, csrf: await staff.token() };
}

it('gives back what was written when the case has moved on and no form is left for it', async () => {
  const { id } = await test.file('finance');
  const [intake, head] = [await asStaff(test, 'Intake'), await asStaff(test, 'Head')];
  const fields = await writing(intake, id);
  const decline = { ...(await writing(head, id, 'decline')), step: 'do' };
  expect((await head.post(`/cases/${id}/act`, decline)).status).toBe(303);
  for (const step of ['', 'do']) {
    const late = await intake.post(`/cases/${id}/act`, { ...fields, step });
    expect([late.status, givenBack(late)]).toEqual([409, [ESCAPED]]);
    expect(late.text).toContain(i18n.t('th', 'errors:action-not-possible'));
    expect(late.html).toContain('console typing');
  }
});

it('gives back what was written when the session is over, to our own pages alone', async () => {
  const { id } = await test.file('finance');
  const intake = await asStaff(test, 'Intake');
  const fields = await writing(intake, id);
  const cookie = intake.cookie!;
  test.clock.advance(31 * MINUTE);
  const elsewhere = await intake.post(`/cases/${id}/act`, fields, { cookie, origin: 'https://evil.example' });
  expect([elsewhere.status, elsewhere.html.includes('ครึ่งชั่วโมง')]).toEqual([303, false]);
  const late = await intake.post(`/cases/${id}/act`, fields, { cookie });
  expect([late.status, givenBack(late)]).toEqual([401, [ESCAPED]]);
  expect(late.text).toContain(say('unsent.ended'));
  expect(late.html).toContain('href="/console/sign-in" target="_blank"');
  expect(late.html).not.toContain('/sign-out');
  // Without a cookie, too: another tab was first. Nothing typed, nothing to give back.
  expect(givenBack(await intake.post(`/cases/${id}/act`, fields, { cookie: null }))).toEqual([ESCAPED]);
  const empty = await intake.post(`/cases/${id}/act`, { ...fields, 'answer-message': ' ' }, { cookie });
  expect([empty.status, empty.to]).toEqual([303, '/console/sign-in?ended=1']);
  expect((await test.store.cases.get(id))?.status).toBe('received');
});

it('gives back what was written on a page of an earlier session', async () => {
  const { id } = await test.file('finance');
  const before = await asStaff(test, 'Intake');
  const fields = await writing(before, id);
  const after = await asStaff(test, 'Intake');
  const late = await after.post(`/cases/${id}/act`, fields);
  expect([late.status, givenBack(late)]).toEqual([403, [ESCAPED]]);
  expect(late.text).toContain(say('error.token'));
  expect(late.text).toContain(say('frame.signOut'));
});

it('gives back what was written on a case whose key was taken meanwhile, as on one that never was', async () => {
  const { id } = await test.file('finance');
  const [intake, head] = [await asStaff(test, 'Intake'), await asStaff(test, 'Head')];
  const fields = await writing(intake, id);
  const person = await test.idOf('Intake');
  expect((await head.post(`/cases/${id}/access/take`, { person, step: 'do' })).status).toBe(303);
  const late = await intake.post(`/cases/${id}/act`, fields);
  expect([late.status, givenBack(late)]).toEqual([404, [ESCAPED]]);
  expect(late.text).toContain(say('error.case-gone'));
  expect((await intake.post(`/cases/${UNKNOWN}/act`, fields)).html).toBe(late.html);
});

it('gives back answers for the bot and reports on measures', async () => {
  const head = await asStaff(test, 'Head');
  const measure = /\/progress\/[\d-]+/.exec((await head.get('/progress')).html)![0];
  const [th, en, examples] = ['ภาษาไทย', 'In English', 'ถามอย่างไร'];
  const fields = { th, en, examples, csrf: await head.token() };
  const late = { cookie: null };
  for (const path of ['/knowledge/new', `/knowledge/answers/${UNKNOWN}`])
    expect([path, givenBack(await head.post(path, fields, late))]).toEqual([path, [examples, th, en]]);
  expect(givenBack(await head.post(measure, fields, late))).toEqual([th, en]);
});

it('leads from what is not there back to the work, and not out to the public pages', async () => {
  const page = await (await asStaff(test, 'Intake')).get(`/cases/${UNKNOWN}`);
  expect(page.html).toContain(`<a class="button" href="/console">${say('error.back')}</a>`);
});
