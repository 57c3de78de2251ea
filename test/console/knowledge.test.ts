import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { createI18n } from '../../src/i18n.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { asTrial, hidden, type Staff } from './staff-browser.ts';

jest.setTimeout(60_000);

const { t } = createI18n();
const say = (key: string, params = {}) => t('th', `knowledge:${key}`, params);

let bot: Bot;
let officer: Staff;
let admin: Staff;

const signedIn = (role: string) => asTrial(bot, role);
beforeAll(async () => {
  bot = await startBot();
  officer = await signedIn('officer');
  admin = await signedIn('administrator');
});
afterAll(() => bot.stop());

const QUESTION = 'สมัครเป็นกรรมการ ITA ต้องใช้วุฒิอะไร';
const unknown = () =>
  t('th', 'ask:unknown', { municipality: bot.server.deps.agency.current().agency.name.th });
const eventsOf = async () => {
  const { audit } = bot.server.deps.accounts;
  return (await audit.page(0, 500)).map(({ what, detail }) => [what, detail]);
};

it('a question nobody could answer is answered in the console, and the bot uses it at once', async () => {
  expect((await officer.get('/knowledge')).text).toContain(say('noQuestions'));
  expect((await officer.get('/knowledge')).text).toContain(say('noAnswers'));
  const said = await bot.say('u1', QUESTION);
  expect(said).toContain(unknown());
  expect(said).toContain(t('th', 'ask:kept'));

  const list = await officer.get('/knowledge');
  expect(list.text).toContain(QUESTION);
  const link = /href="\/console(\/knowledge\/new\?question=\w+)"/.exec(list.html)![1]!;
  const form = await officer.get(link);
  expect(form.text).toContain(QUESTION);
  const fields = { question: hidden(form.html, 'question'), examples: QUESTION, th: '', en: '' };
  const refused = await officer.post('/knowledge/new', fields);
  expect([refused.status, refused.text.includes(say('error.th'))]).toEqual([422, true]);
  const saved = await officer.post('/knowledge/new', {
    ...fields,
    th: 'ดูประกาศของกองการเจ้าหน้าที่เดือนมกราคม',
    en: 'See the notice of January.',
  });
  expect(saved.to).toBe('/console/knowledge?done=added');
  const twice = {
    ...fields,
    th: 'ดูประกาศของกองการเจ้าหน้าที่เดือนมกราคม',
    en: 'See the notice of January.',
    sure: '1',
  };
  expect((await officer.post('/knowledge/new', twice)).to).toBe('/console/knowledge?done=added');
  expect(await bot.server.deps.staffAnswers.list()).toHaveLength(1); // pressed twice, added once
  expect((await eventsOf()).filter(([what]) => what === 'answer-added')).toHaveLength(1);

  expect(await bot.say('u1', QUESTION)).toContain('ดูประกาศของกองการเจ้าหน้าที่เดือนมกราคม');
  expect(await bot.say('u2', 'สมัครเป็นกรรมการ ITA ต้องใช้ วุฒิอะไรคะ')).toContain('กองการเจ้าหน้าที่');
  const after = await officer.get('/knowledge?done=added');
  expect(after.text).toContain(say('done.added'));
  expect(after.text).toContain(say('noQuestions'));
});

it('keeps its history, undoes a change, and is taken out of use and back', async () => {
  const id = (await bot.server.deps.staffAnswers.list())[0]!.id;
  const path = `/knowledge/answers/${id}`;
  const form = await admin.get(path);
  const seen = hidden(form.html, 'seen');
  const change = { seen, examples: QUESTION, th: 'เลื่อนเป็นเดือนกุมภาพันธ์', en: '' };
  expect((await admin.post(path, change)).to).toBe('/console/knowledge?done=changed');
  expect(await bot.say('u1', QUESTION)).toContain('กุมภาพันธ์');

  const late = await officer.post(path, { ...change, th: 'เขียนทับ' });
  expect([late.status, late.text.includes(t('th', 'errors:changed-meanwhile'))]).toEqual([409, true]);
  expect(late.text).toContain('เขียนทับ'); // what was typed stays
  expect(await bot.say('u1', QUESTION)).toContain('กุมภาพันธ์');

  const now = await officer.get(path);
  for (const text of ['กุมภาพันธ์', 'มกราคม', say('history')]) expect(now.text).toContain(text);
  const undone = await officer.post(`${path}/undo`, { seen: hidden(now.html, 'seen') });
  expect(undone.to).toBe('/console/knowledge?done=undone');
  expect(await bot.say('u1', QUESTION)).toContain('มกราคม');

  const before = hidden((await officer.get(path)).html, 'seen');
  expect((await officer.post(`${path}/remove`, { seen: before })).to).toBe('/console/knowledge?done=removed');
  expect(await bot.say('u1', QUESTION)).toContain(unknown());
  expect((await officer.get(path)).status).toBe(404);
  expect((await officer.post(`${path}/undo`, { seen: before })).status).toBe(409); // pressed on an old page

  const removed = await officer.get('/knowledge');
  expect(removed.text).toContain(say('removed', { count: 1 }));
  const section = removed.html.slice(removed.html.indexOf('id="removed"'));
  const restored = await officer.post(`${path}/undo`, { seen: hidden(section, 'seen') });
  expect(restored.to).toBe('/console/knowledge?done=restored');
  expect(await bot.say('u1', QUESTION)).toContain('มกราคม');

  const what = (await eventsOf()).filter(([name]) => name!.startsWith('answer-'));
  expect(what).toEqual([
    ['answer-added', id],
    ['answer-changed', id],
    ['answer-undone', id],
    ['answer-removed', id],
    ['answer-restored', id],
  ]);
  expect(JSON.stringify(await eventsOf())).not.toMatch(/มกราคม|วุฒิ/);
});

it('does not take the place of a figure unless the writer has read it', async () => {
  const fields = { examples: 'ปี 63 ได้คะแนน ITA เท่าไร', th: 'ได้คะแนนดีมาก', en: '' };
  const asked = await officer.post('/knowledge/new', fields);
  expect(asked.status).toBe(200);
  expect(asked.text).toContain('60.88');
  expect(await bot.say('u3', fields.examples)).toContain('60.88');
  expect((await bot.server.deps.staffAnswers.list()).length).toBe(1);
  const again = await officer.post('/knowledge/new', { ...fields, sure: hidden(asked.html, 'sure') });
  expect(again.status).toBe(303);
  expect(await bot.say('u3', fields.examples)).toContain('ได้คะแนนดีมาก');
});

it('pages many waiting questions, drops one only after asking, and refuses what is too long', async () => {
  const { unanswered } = bot.server.deps;
  for (let n = 0; n < 65; n += 1) await unanswered.keep(`คำถาม ITA ที่รอ ข้อ ${n}`, 'th');
  const ids = new Set<string>();
  let path = '/knowledge';
  let pages = 0;
  for (; path !== '' && pages < 9; pages += 1) {
    const { html } = await officer.get(path);
    for (const [, id] of html.matchAll(/questions\/(\w+)\/drop/g)) ids.add(id!);
    path = /rel="next" href="\/console([^"]+)"/.exec(html)?.[1] ?? '';
  }
  expect([pages, ids.size]).toEqual([3, (await unanswered.list()).length]);
  const [first] = await unanswered.list();
  expect((await officer.post(`/knowledge/questions/${first!.id}/drop`, {})).to).toContain('done=dropped');
  expect((await unanswered.list()).some(({ id }) => id === first!.id)).toBe(false);
  const long = { examples: 'ก'.repeat(301), th: 'ข', en: '' };
  const refused = await officer.post('/knowledge/new', long);
  expect([refused.status, refused.text.includes('300')]).toEqual([422, true]);
  const script = { examples: '<script>alert(1)</script>', th: '"><img src=x>', en: '' };
  expect((await officer.post('/knowledge/new', script)).status).toBe(303);
  expect((await officer.get('/knowledge')).html).not.toMatch(/<script>alert|<img src=x/);
});
