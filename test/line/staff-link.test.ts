import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createI18n, LANGS } from '../../src/i18n.ts';
import { asTrial, type Staff } from '../console/staff-browser.ts';
import { encodePress } from '../../src/line/postback.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { MINUTE } from '../support/clock.ts';
import { userIdOf } from '../support/fake-line.ts';

const { t } = createI18n();
const said = (key: string) => LANGS.map((lang) => t(lang, `alerts:line.chat.${key}`)).join('\n\n');
const page = (key: string, params = {}) => t('th', `alerts:line.${key}`, params);
const PATH = '/me/alerts/line';
const START = encodePress({ flow: 'complaint', act: 'start' });

let bot: Bot;
let me: Staff;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());
beforeEach(async () => {
  // A minute gives each chat its tries again.
  bot.clock.advance(MINUTE + 1000);
  me = await signedIn('officer');
  await me.post(`${PATH}/remove`, {});
});

const signedIn = (role: string) => asTrial(bot, role);
/** What the console tells to type. */
async function codeFor(staff: Staff): Promise<string> {
  const shown = await staff.post(PATH, {});
  expect(shown.status).toBe(200);
  expect(shown.html).toContain('class="console typing"'); // the other language would take the code away
  return /เชื่อม \d{4} \d{4}/.exec(shown.text)![0];
}
const isLinked = async (staff = me) => (await staff.get('/me')).text.includes(page('isOn'));
const digits = (code: string) => code.replace(/\D/g, '');
const other = (code: string) => `เชื่อม ${digits(code) === '00000000' ? '00000001' : '00000000'}`;

/** Everything that is kept of chats and questions. */
async function kept() {
  const { store, unanswered, lineBox } = bot.server.deps;
  const rows = await store.sessions.page(undefined, 500);
  const sessions = rows.map(({ lane, sealed }) => lineBox.open(sealed, `session/${lane}`).toString('utf8'));
  return { sessions, questions: await unanswered.list() };
}

describe('linking', () => {
  it('begins with a warning, goes through the chat, shows on the page, and ends there', async () => {
    const before = await me.get(PATH);
    for (const point of ['known', 'reporting', 'better'])
      expect(before.text).toContain(page(`before.${point}`));
    expect(await isLinked()).toBe(false);
    const code = await codeFor(me);
    expect((await me.get(PATH)).text).toContain(page('waiting'));
    expect((await me.get(PATH)).text).not.toContain(digits(code));

    expect(await bot.say('clerk-link', code)).toBe(said('linked'));
    expect(await isLinked()).toBe(true);
    expect((await me.get(PATH)).text).toContain(page('order'));
    expect((await me.post(PATH, {})).text).not.toMatch(/เชื่อม \d/); // no code for who is linked

    expect((await me.post(`${PATH}/remove`, {})).to).toBe('/console/me');
    expect(await isLinked()).toBe(false);
  });

  it.each([
    [
      'in Thai digits, without spaces',
      (code: string) =>
        code.replace(/ (?=\d{4}$)/, '').replace(/\d/g, (d) => String.fromCharCode(0x0e50 + Number(d))),
    ],
    ['in English', (code: string) => `Link ${digits(code)}`],
    ['without the word', (code: string) => digits(code)],
    ['in a sentence', (code: string) => `รหัสคือ ${digits(code)} ครับ`],
  ])('takes the code %s', async (_how, typed) => {
    expect(await bot.say('other-ways', typed(await codeFor(me)))).toBe(said('linked'));
    expect(await isLinked()).toBe(true);
  });

  it('refuses codes that are wrong, ran out, were used or were replaced, all in the same words', async () => {
    const code = await codeFor(me);
    expect(await bot.say('wrong', other(code))).toBe(said('wrong'));
    expect(await bot.say('wrong', `${code}5`)).toBe(said('wrong'));
    bot.clock.advance(10 * MINUTE);
    expect(await bot.say('wrong', code)).toBe(said('wrong'));
    me = await signedIn('officer');
    const first = await codeFor(me);
    const second = await codeFor(me);
    expect(await bot.say('wrong', first)).toBe(said('wrong'));
    expect(await isLinked()).toBe(false);
    expect(await bot.say('wrong', second)).toBe(said('linked'));
    expect(await bot.say('somebody-else', second)).toBe(said('wrong'));
    expect(await isLinked()).toBe(true);
  });

  it('gives each chat five tries a minute, and then not even the right code passes', async () => {
    const code = await codeFor(me);
    for (let tries = 0; tries < 5; tries += 1)
      expect(await bot.say('guesser', other(code))).toBe(said('wrong'));
    expect(await bot.say('guesser', code)).toBe(said('tooMany'));
    expect(await isLinked()).toBe(false);
    bot.clock.advance(MINUTE);
    expect(await bot.say('guesser', code)).toBe(said('linked'));
  });

  it('is written to the audit log before it is made: without the line there is no link', async () => {
    const { store, accounts } = bot.server.deps;
    const code = digits(await codeFor(me));
    const real = { ...store.audit };
    store.audit.append = () => Promise.reject(new Error('no line'));
    const from = { line: userIdOf('unwritten'), chat: 'unwritten', event: 'unwritten' };
    try {
      await expect(accounts.alerts.links.typed(code, from)).rejects.toThrow('no line');
    } finally {
      Object.assign(store.audit, real);
    }
    expect(await isLinked()).toBe(false);
    expect(await bot.say('written', code)).toBe(said('linked'));
    expect(await isLinked()).toBe(true);
  });

  it('is answered the same when the message comes again, or LINE was away for the first answer', async () => {
    const event = bot.line.event.text('again', await codeFor(me));
    bot.line.api.inject('/v2/bot/message/reply', { kind: 'status', status: 500 }, 2);
    expect((await bot.line.send(bot.webhook, event)).status).toBe(200);
    await bot.server.deps.dispatcher.processAll();
    bot.clock.advance(3000);
    await bot.server.deps.dispatcher.processAll();
    expect(JSON.stringify((await bot.line.waitForReply(event)).messages)).toContain(
      t('th', 'alerts:line.chat.linked'),
    );
    await bot.line.send(bot.webhook, bot.line.event.redelivery(event));
    await bot.server.deps.dispatcher.processAll();
    expect(bot.line.repliesTo(event)).toHaveLength(1);
    expect(await isLinked()).toBe(true);
  });

  it('ends when the account leaves the chat, and does not come back with it', async () => {
    expect(await bot.say('leaver', await codeFor(me))).toBe(said('linked'));
    await bot.line.send(bot.webhook, bot.line.event.unfollow('bystander'));
    await bot.server.deps.dispatcher.processAll();
    expect(await isLinked()).toBe(true);
    await bot.line.send(bot.webhook, bot.line.event.unfollow('leaver'));
    await bot.server.deps.dispatcher.processAll();
    expect(await isLinked()).toBe(false);
    await bot.ask(bot.line.event.follow('leaver'));
    expect(await isLinked()).toBe(false);
  });

  it('does not happen in a group', async () => {
    const code = await codeFor(me);
    expect(await bot.ask(bot.line.event.groupText('office', 'member', code))).toContain(
      t('th', 'chat:group'),
    );
    expect(await isLinked()).toBe(false);
    expect(await bot.say('member', code)).toBe(said('linked')); // and did not use the code up
  });

  it('is for key holders: neither page nor code for others, and a code is lost with the duties', async () => {
    const admin = await signedIn('administrator');
    expect((await admin.get(PATH)).text).toContain(page('notForYou'));
    expect((await admin.post(PATH, {})).text).not.toMatch(/เชื่อม \d/);
    const { people, alerts } = bot.server.deps.accounts;
    const find = async (role: string) =>
      (await people.list()).find((each) => each.active && each.role === role)!;
    const investigator = await find('investigator');
    const typed = await alerts.links.begin(investigator.id);
    await people.move(await find('administrator'), investigator.id, { role: 'administrator' });
    expect(await bot.say('moved', `เชื่อม ${typed}`)).toBe(said('wrong'));
    expect(await alerts.links.look(investigator.id)).toEqual({ linked: false, waiting: false });
    const row = await bot.server.deps.store.people.get(investigator.id);
    expect(Buffer.from(row!.data).toString('latin1')).not.toContain('"alert"');
  });

  it('goes with who is disabled, linked or about to link', async () => {
    const { people, alerts } = bot.server.deps.accounts;
    const admin = (await people.list()).find(({ role }) => role === 'administrator')!;
    const made = await people.add(admin, { name: 'ชั่วคราว', post: '', role: 'officer', outside: true }, 'th');
    const { id } = made.person;
    expect(await bot.say('temporary', `เชื่อม ${await alerts.links.begin(id)}`)).toBe(said('linked'));
    const waiting = await alerts.links.begin(id);
    await people.disable(admin, id);
    expect(await alerts.links.look(id)).toEqual({ linked: false, waiting: false });
    expect(await bot.say('temporary', `เชื่อม ${waiting}`)).toBe(said('wrong'));
  });
});

it('a linked chat takes no report: refused in words with the way to go, a draft is dropped, and unlinking opens it again', async () => {
  const begin = (user: string) => bot.ask(bot.line.event.postback(user, START));
  expect(await begin('reporting-clerk')).not.toContain(t('th', 'report:closed.staff'));
  expect(await bot.say('reporting-clerk', await codeFor(me))).toBe(said('linked'));
  for (const answer of [
    await bot.say('reporting-clerk', 'เจ้าหน้าที่ขอเงินห้าร้อย'),
    await begin('reporting-clerk'),
    await bot.say('reporting-clerk', 'อยากร้องเรียน'),
  ]) {
    expect(answer).toContain(t('th', 'report:closed.staff'));
    expect(answer).toContain('1205');
  }
  expect(JSON.stringify(await kept())).not.toContain('ขอเงินห้าร้อย');
  // Questions are answered as ever, and other chats are as they were.
  expect(await bot.say('reporting-clerk', 'คะแนน ITA ปี 2563')).toContain('60.88');
  expect(await begin('somebody-else')).not.toContain(t('th', 'report:closed.staff'));
  await me.post(`${PATH}/remove`, {});
  expect(await begin('reporting-clerk')).not.toContain(t('th', 'report:closed.staff'));
});

describe('what is kept', () => {
  it('no code in chats, questions, rows or logs, whether it fits or not; a draft goes on as it was', async () => {
    await bot.say('drafter', 'อยากร้องเรียน');
    const before = await kept();
    const code = await codeFor(me);
    const wrong = other(code);
    await bot.say('stranger', wrong);
    await bot.say('stranger', `${code}55`);
    await bot.say('drafter', wrong);
    expect(await bot.say('drafter', code)).toBe(said('linked'));
    expect(await kept()).toEqual(before); // not even that somebody was there
    const rows = await bot.server.deps.store.people.list();
    const bytes = Buffer.concat(rows.map(({ data }) => data)).toString('latin1');
    for (const secret of [digits(code), digits(wrong), userIdOf('drafter')]) {
      expect(bytes).not.toContain(secret);
      expect(bot.logs()).not.toContain(secret);
    }
    expect(bot.logs()).not.toMatch(/U[0-9a-f]{32}/);
  });

  it('rows of one length, whoever is linked', async () => {
    const { people } = bot.server.deps.store;
    const lengths = async () => (await people.list()).map(({ data }) => data.length);
    await codeFor(me);
    const waiting = await lengths();
    await bot.say('long', await codeFor(me));
    expect(await lengths()).toEqual(waiting);
  });

  it('the audit log says that it was linked and ended, and nothing of LINE’s id', async () => {
    const auditor = await signedIn('auditor');
    const { text } = await auditor.get('/audit');
    expect(text).toContain(t('th', 'accounts:event.alerts-line-on'));
    expect(text).toContain(t('th', 'accounts:event.alerts-line-off'));
    expect(text).not.toMatch(/U[0-9a-f]{32}/);
  });
});

it('eight digits that are no code are a question like any other', async () => {
  await codeFor(me);
  expect(await bot.say('asker', 'เทียบคะแนนปี 2562 กับ 2563')).toContain('60.88');
});
