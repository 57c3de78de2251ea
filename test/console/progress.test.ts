import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { createI18n } from '../../src/i18n.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { trialPeople } from '../support/trial-people.ts';
import { asTrial, hidden, plain, type Staff } from './staff-browser.ts';

jest.setTimeout(60_000);

const { t } = createI18n();
const say = (key: string, params = {}) => t('th', `progress:${key}`, params);

let bot: Bot;
let head: Staff;
let admin: Staff;
const signedIn = (role: string) => asTrial(bot, role);
beforeAll(async () => {
  bot = await startBot();
  head = await signedIn('head');
  admin = await signedIn('administrator');
});
afterAll(() => bot.stop());

const MEASURE = '/progress/2563-9';
const NOTE = 'เปิดหน้าเว็บรวมแผนและงบประมาณแล้ว\nเหลือรายงานประจำปี';
const ASKED = 'มาตรการถึงไหนแล้ว';
const publicPage = async (lang = 'th') =>
  plain(await (await fetch(`${bot.url}/ita/progress?lang=${lang}`)).text());
/** A measure's part of a page, by its name. */
const partOf = (page: string, name: string) => page.slice(page.indexOf(name)).split(/<\/section>|<\/li>/)[0]!;
const nameOf = (indicator: number, lang: 'th' | 'en' = 'th') => {
  const { indicators } = bot.server.deps.agency.current().datasets[0]!;
  const name = indicators.find(({ number }) => number === indicator)!.name[lang];
  return t(lang, 'ita:name.indicator', { number: indicator, name });
};
async function publish(staff: Staff, fields: Record<string, string>, path = MEASURE) {
  const form = await staff.get(path);
  return staff.post(path, { seen: hidden(form.html, 'seen'), en: '', step: 'publish', ...fields });
}

it('says that nothing was reported, and when it should have been, as far as the data knows', async () => {
  const page = await head.get('/progress');
  expect(page.text.split(say('none')).length - 1).toBe(6);
  // announced on 9 February 2564; the clock of the test stands years later
  expect(page.text).toContain('3 เดือน (9 พ.ค. 2564)');
  expect(page.text).toContain('6 เดือน (9 ส.ค. 2564)');
  expect(page.text).toContain(say('staff.overdue', { day: '9 พ.ค. 2564', months: 3 }));
  const open = await publicPage();
  expect(open).toContain(say('public.empty'));
  expect(open).toContain(nameOf(9));
  const none = t('th', 'ita:progress.none', { year: 2563, count: 6 });
  expect(await bot.say('u1', ASKED)).toContain(none);
  const noneOf = t('th', 'ita:progress.none-of', { name: nameOf(9) });
  expect(await bot.say('u1', 'ความคืบหน้าเรื่องเปิดเผยข้อมูล')).toContain(noneOf);
  expect(await (await fetch(`${bot.url}/ita`)).text()).toContain('href="/ita/progress"');
});

it('is written, looked at, published, and shown to everybody without its writer', async () => {
  const form = await head.get(MEASURE);
  const seen = hidden(form.html, 'seen');
  for (const [fields, error] of [
    [{ status: '', th: NOTE }, 'error.status'],
    [{ status: 'sold', th: NOTE }, 'error.status'],
    [{ status: 'under-way', th: '  ' }, 'error.th'],
  ] as const) {
    const refused = await head.post(MEASURE, { seen, en: '', step: 'publish', ...fields });
    expect([refused.status, refused.text.includes(say(`staff.${error}`))]).toEqual([422, true]);
  }
  const long = await head.post(MEASURE, {
    seen,
    status: 'done',
    th: 'ก'.repeat(501),
    en: '',
    step: 'publish',
  });
  expect([long.status, long.text.includes(say('staff.error.long', { limit: 500 }))]).toEqual([422, true]);

  const review = await head.post(MEASURE, { seen, status: 'under-way', th: NOTE, en: '', step: 'review' });
  expect(review.text).toContain(say('staff.reviewTitle'));
  expect(await publicPage()).toContain(say('public.empty')); // looking publishes nothing
  const carried = { seen: hidden(review.html, 'seen'), status: hidden(review.html, 'status') };
  const sent = { ...carried, th: hidden(review.html, 'th'), en: hidden(review.html, 'en') };
  const back = await head.post(MEASURE, { ...sent, step: 'edit' });
  expect(back.html).toContain('เหลือรายงานประจำปี</textarea>');
  // The second press of a button is answered as the first, and publishes nothing.
  for (let press = 0; press < 2; press += 1)
    expect((await head.post(MEASURE, { ...sent, step: 'publish' })).to).toBe(
      '/console/progress?done=reported',
    );
  expect((await admin.post(MEASURE, { ...sent, step: 'publish' })).status).toBe(409);
  expect((await head.get(MEASURE)).text.split('เหลือรายงานประจำปี')).toHaveLength(2);
  expect((await head.get('/progress?done=reported')).text).toContain(say('staff.saved'));

  for (const lang of ['th', 'en'] as const) {
    const shown = partOf(await publicPage(lang), `${nameOf(9, lang)}</h3>`);
    expect(shown).toContain(t(lang, 'progress:status.under-way'));
    expect(shown).toContain(`lang="th">${NOTE}`);
    expect(shown).toContain(lang === 'th' ? '2569' : '2026');
  }
  // whoever just asked about one measure gets to all by the button under it
  const all = await bot.say('u1', t('th', 'ita:suggest.progress.say'));
  expect(all).toContain(`${nameOf(9)}: ${say('status.under-way')} (รายงานเมื่อ 22 พฤศจิกายน 2569)`);
  expect(all).toContain(t('th', 'ita:progress.none-of', { name: nameOf(10) }));
  const one = await bot.say('u1', 'ตัวชี้วัดที่ 9 คืบหน้าไหม');
  expect(one).toContain('เปิดหน้าเว็บรวมแผนและงบประมาณแล้ว');
  expect(one).not.toContain(t('th', 'ita:progress.none-of', { name: nameOf(9) }));
  const page = (await publicPage()) + all + one;
  for (const { name } of trialPeople(bot.dataDir)) expect(page).not.toContain(name);
  expect(partOf(page, `${nameOf(10)}</h3>`)).toContain(say('none'));
});

it('is put right by a new report, which keeps the old one, and never over one not seen', async () => {
  bot.clock.advance(40 * 86_400_000);
  [head, admin] = [await signedIn('head'), await signedIn('administrator')];
  const old = hidden((await admin.get(MEASURE)).html, 'seen');
  expect((await publish(head, { status: 'done', th: 'ครบทุกข้อแล้ว', en: 'All done.' })).status).toBe(303);
  const late = await admin.post(MEASURE, {
    seen: old,
    status: 'not-started',
    th: 'เขียนทับ',
    en: '',
    step: 'publish',
  });
  expect([late.status, late.text.includes(t('th', 'errors:changed-meanwhile'))]).toEqual([409, true]);
  expect(late.html).toContain('เขียนทับ</textarea>'); // what was typed stays
  const again = await admin.post(MEASURE, {
    seen: hidden(late.html, 'seen'),
    status: 'done',
    th: 'ย',
    en: '',
    step: 'publish',
  });
  expect(again.status).toBe(409); // a second press is no reading

  expect(partOf(await publicPage('en'), `${nameOf(9, 'en')}</h3>`)).toContain('lang="en">All done.');
  expect(await publicPage()).not.toContain('เหลือรายงานประจำปี');
  expect(await bot.say('u2', ASKED)).toContain(`${nameOf(9)}: ${say('status.done')}`);
  const page = await admin.get(MEASURE);
  expect(page.text).toContain('เหลือรายงานประจำปี');
  expect(page.text.indexOf('ครบทุกข้อแล้ว')).toBeLessThan(page.text.indexOf('เหลือรายงานประจำปี'));
  expect(page.text).not.toContain('เลยกำหนด'); // what is done owes no report

  const { audit } = bot.server.deps.accounts;
  const lines = (await audit.page(0, 500)).filter(({ what }) => what.startsWith('progress-'));
  expect(lines.map(({ what, detail }) => [what, detail])).toEqual([
    ['progress-reported', '2563-9'],
    ['progress-reported', '2563-9'],
  ]);
});

it('knows no measure that is not in the data, and shows what was typed as text', async () => {
  for (const id of ['2563-1', '2562-9', '2563-09', 'x', '__proto__']) {
    const sent = { seen: '0', status: 'done', th: 'ก', en: '', step: 'publish' };
    expect([id, (await admin.get(`/progress/${id}`)).status]).toEqual([id, 404]);
    expect([id, (await admin.post(`/progress/${id}`, sent)).status]).toEqual([id, 404]);
  }
  const script = { status: 'under-way', th: '<script>alert(1)</script>', en: '"><img src=x>' };
  expect((await publish(admin, script, '/progress/2563-2')).status).toBe(303);
  for (const lang of ['th', 'en']) {
    const raw = await (await fetch(`${bot.url}/ita/progress?lang=${lang}`)).text();
    expect(raw).not.toMatch(/<script|<img src=x/);
  }
  await bot.restart();
  expect(await publicPage('en')).toContain('All done.');
});
