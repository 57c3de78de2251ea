import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffView, Worker } from '../../src/cases/casework.ts';
import { fieldsOf } from '../../src/cases/fields.ts';
import type { TrackingCode } from '../../src/cases/tracking.ts';
import type { Content } from '../../src/simulator/line-api.ts';
import { wordsOf } from '../../src/cli/words.ts';
import { demoStaff, phoneOf, th, type Phone } from '../cases/phone.ts';
import { filesIn, valuesIn } from '../cases/stored-values.ts';
import { found } from '../cleaning/corpus/needles.ts';
import { hidingJpeg } from '../cleaning/corpus/pictures.ts';
import { SPECIMENS } from '../cleaning/corpus/specimens.ts';
import { choicesOf, startBot, type Bot } from '../support/bot.ts';
import { DAY } from '../support/clock.ts';
import type { LineEvent } from '../support/fake-line.ts';

const MS = 60_000;
let bot: Bot;
let officer: Worker;
beforeAll(async () => {
  bot = await startBot();
  officer = await demoStaff(bot, 'officer');
}, 60_000);
afterAll(() => bot.stop());

const UNIT = 'กองการศึกษา';
const EVIDENCE = fieldsOf('complaint').findIndex(({ id }) => id === 'evidence');

/** Somebody at the question for files of a fresh complaint. */
async function atEvidence(user: string): Promise<Phone> {
  const phone = phoneOf(bot.line, () => bot.webhook, user, MS);
  await phone.say('อยากร้องเรียน');
  await phone.tap(th('report:act.agree'));
  await phone.tap(th('cases:field.category.option.bribe'));
  await phone.say(UNIT);
  await phone.tap(th('report:act.skip'));
  await phone.tap(th('report:act.skip'));
  await phone.say('เรื่องเกิดที่ตลาด');
  await phone.tap(th('report:act.done'));
  for (let field = 5; field < EVIDENCE; field += 1) await phone.tap(th('report:act.skip'));
  expect(phone.words()).toContain(th('cases:field.evidence.ask'));
  return phone;
}

const as = (
  content: Content,
  user: string,
  media: 'image' | 'video' | 'audio' | 'file' = 'file',
): LineEvent => {
  const event =
    media === 'file'
      ? bot.line.event.file(user, { fileName: 'ชื่อจริงของฉัน.bin', fileSize: 5 })
      : bot.line.event[media](user);
  bot.line.api.setContent(event.message!.id, content);
  return event;
};
const bytes = (content: Uint8Array): Content => ({
  kind: 'bytes',
  bytes: content,
  type: 'application/octet-stream',
});
const words = (text: string) => bytes(Buffer.from(text));
/** Sends it and gives what the bot says. */
const sendFile = async (event: LineEvent) => (await bot.line.ask(bot.webhook, event, MS)).messages;
const say = async (event: LineEvent) => wordsOf(await sendFile(event));

async function fileIt(phone: Phone): Promise<{ code: TrackingCode; view: StaffView }> {
  while (!phone.has(th('report:act.file'))) {
    await phone.tap(th(phone.has(th('report:act.done')) ? 'report:act.done' : 'report:act.skip'));
  }
  const code = /\d{4}( \d{4}){4}/.exec(phone.words())![0].replace(/ /g, '') as TrackingCode;
  await phone.tap(th('report:act.file'));
  expect(phone.words()).toContain(th('report:receipt.title.complaint'));
  const { caseId } = (await bot.server.deps.cases.desk.track(code))!;
  return { code, view: await bot.server.deps.cases.casework.open(officer, caseId) };
}

async function read(caseId: string, number: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const opened = await bot.server.deps.cases.casework.evidence(officer, { caseId, number });
  for await (const part of opened.read()) parts.push(part);
  return Buffer.concat(parts);
}

const stored = () => {
  const values = valuesIn(bot.dataDir);
  const of = (table: string, column: string) =>
    values.filter((value) => value.table === table && value.column === column);
  return { files: of('evidence_file', 'id').length, chunks: of('evidence_chunk', 'place').length };
};

describe('every row of the table of types, through the chat', () => {
  it.each(SPECIMENS)(
    '$name',
    async ({ name, make, fate }) => {
      const user = `corpus ${name}`;
      const phone = await atEvidence(user);
      const before = stored();
      const original = await make();
      const messages = await sendFile(as(bytes(original), user));
      const said = wordsOf(messages);
      if ('problem' in fate) {
        expect(
          [fate.problem].flat().some((problem) => said.includes(th(`evidence:problem.${problem}`))),
        ).toBe(true);
        expect(said).toContain(th('evidence:kept-rest'));
        expect(stored()).toEqual(before);
        return;
      }
      if ('told' in fate) {
        expect(said).toContain(th(`evidence:told.${fate.told}`));
        const drop = choicesOf(messages).find(({ label }) => label === th('evidence:consent.drop'))!;
        await say(bot.line.event.postback(user, drop.action['data']!));
        expect(stored()).toEqual(before);
        const again = await sendFile(as(bytes(original), user));
        const keep = choicesOf(again).find(({ label }) => label === th('evidence:consent.keep'))!;
        // What was asked about another file is not an answer about this one.
        expect(await say(bot.line.event.postback(user, drop.action['data']!))).toContain(
          th('report:note.stale'),
        );
        expect(await say(bot.line.event.postback(user, keep.action['data']!))).toContain(
          th('cases:field.evidence.ask'),
        );
      } else expect(said).toContain(th('evidence:received.cleaned'));
      await phone.tap(th('report:act.skip')); // "skip" throws nothing away
      const { view } = await fileIt(phone);
      const [piece, ...more] = view.evidence;
      expect(more).toEqual([]);
      expect(piece).toMatchObject({
        number: 1,
        is: 'file',
        ...('told' in fate ? { told: fate.told } : {}),
        copies: [
          'told' in fate
            ? { which: 'original', type: fate.as, warning: 'told' }
            : { which: 'clean', type: fate.cleaned },
        ],
      });
      const kept = await read(view.facts.id, 1);
      if ('told' in fate) expect(kept.equals(original)).toBe(true);
      else expect(found(kept)).toEqual([]);
    },
    MS,
  );
});

describe('on the way from LINE', () => {
  const CONTENTS: [string, Content, string][] = [
    ['taken back or too old (410)', { kind: 'gone' }, 'gone'],
    ['not there (404)', { kind: 'failed' }, 'gone'],
    ['cut in the middle', { kind: 'broken', bytes: Buffer.alloc(90_000, 'ก'), type: 'x/y' }, 'broken'],
    ['empty', bytes(Buffer.alloc(0)), 'empty'],
  ];
  it.each(CONTENTS)('a file that is %s is told, and the draft is kept', async (what, content, problem) => {
    const user = `way ${what}`;
    const phone = await atEvidence(user);
    expect(await say(as(words('หลักฐานแรก'), user))).toContain(th('evidence:received.cleaned'));
    const said = await say(as(content, user));
    expect(said).toContain(th(`evidence:problem.${problem}`));
    expect(said).toContain(th('evidence:kept-rest'));
    await phone.say('ข้าม');
    const { view } = await fileIt(phone);
    expect(view.evidence).toHaveLength(1);
    expect((await read(view.facts.id, 1)).toString()).toBe('หลักฐานแรก');
  });

  it('a film that LINE still prepares is waited for, under the loading animation', async () => {
    const user = 'preparing';
    await atEvidence(user);
    const event = as({ kind: 'preparing' }, user, 'video');
    setTimeout(() => bot.line.api.setContent(event.message!.id, words('เสร็จแล้ว')), 1500);
    expect(await say(event)).toContain(th('evidence:received.cleaned'));
    const asked = bot.line.api.state.requests.filter(({ path }) => path.includes(event.message!.id));
    expect(asked.map(({ path, status }) => `${path.split('/').slice(-1)[0]} ${status}`)).toEqual(
      expect.arrayContaining(['content 202', 'transcoding 200', 'content 200']),
    );
    expect(asked.length).toBeLessThan(8);
    const loading = bot.line.api.state.requests.filter(({ path }) => path.endsWith('/chat/loading/start'));
    expect(loading.at(-1)).toMatchObject({ status: 202, body: { loadingSeconds: 60 } });
  });

  it('what LINE does not keep itself is not fetched from anywhere', async () => {
    const user = 'external';
    await atEvidence(user);
    const event = bot.line.event.image(user);
    Object.assign(event.message!, {
      contentProvider: { type: 'external', originalContentUrl: 'https://elsewhere.example/x.jpg' },
    });
    const before = bot.line.api.state.requests.length;
    expect(await say(event)).toContain(th('evidence:problem.gone'));
    const paths = bot.line.api.state.requests.slice(before).map(({ path }) => path);
    expect(paths.filter((path) => path.includes('/content'))).toEqual([]);
  });

  it('a file in a chat without a report, or before the consent, is not fetched', async () => {
    const before = stored();
    const event = as(words('อะไร'), 'nobody');
    expect(await say(event)).toContain(th('chat:media'));
    const phone = phoneOf(bot.line, () => bot.webhook, 'early', MS);
    await phone.say('อยากร้องเรียน');
    expect(await say(as(words('อะไร'), 'early'))).toContain(th('report:unfit.media'));
    expect(stored()).toEqual(before);
    expect(bot.line.api.state.requests.some(({ path }) => path.includes(event.message!.id))).toBe(false);
  });
});

describe('several files', () => {
  it(
    'sent at once keep their order, and nobody else waits for them',
    async () => {
      const user = 'many at once';
      const phone = await atEvidence(user);
      const slow = as({ kind: 'preparing' }, user, 'video');
      const events = [slow, ...Array.from({ length: 9 }, (_, n) => as(words(`ไฟล์ที่ ${n + 2}`), user))];
      const sent = bot.line.send(bot.webhook, events);
      const begun = performance.now();
      expect(await bot.say('somebody else', 'เมนู')).not.toBe('');
      expect(performance.now() - begun).toBeLessThan(5000);
      expect(bot.line.repliesTo(slow)).toEqual([]);
      bot.line.api.setContent(slow.message!.id, words('ไฟล์ที่ 1'));
      expect((await sent).status).toBe(200);
      for (const event of events) await bot.line.waitForReply(event, MS);
      await phone.say('ข้าม');
      const { view } = await fileIt(phone);
      const texts: string[] = [];
      for (const { number } of view.evidence) texts.push((await read(view.facts.id, number)).toString());
      expect(texts).toEqual(Array.from({ length: 10 }, (_, n) => `ไฟล์ที่ ${n + 1}`));
    },
    MS,
  );

  it('are taken up to the policy’s number; the next is told, and the report is filed with the others', async () => {
    const user = 'fifty';
    const phone = await atEvidence(user);
    const most = bot.server.deps.agency.current().policy.evidence.filesPerCase;
    const events = Array.from({ length: most + 2 }, (_, n) => as(words(`ชิ้นที่ ${n + 1}`), user));
    await bot.line.send(bot.webhook, events);
    const said: string[] = [];
    for (const event of events) said.push(wordsOf((await bot.line.waitForReply(event, 2 * MS)).messages));
    expect(said.filter((each) => each.includes(th('evidence:received.cleaned')))).toHaveLength(most);
    for (const each of said.slice(most)) expect(each).toContain(th('evidence:problem.too-many-files'));
    await phone.say('ข้าม');
    const { code, view } = await fileIt(phone);
    expect(view.evidence).toHaveLength(most);
    expect((await read(view.facts.id, most)).toString()).toBe(`ชิ้นที่ ${most}`);
    await phone.say(code);
    expect(await say(as(words('อีกชิ้น'), user))).toContain(th('evidence:problem.too-many-files'));
  }, 180_000);

  it('one is taken out, one is unsent, one was unsent before it came: only the rest is filed', async () => {
    const user = 'second thoughts';
    const phone = await atEvidence(user);
    const before = stored();
    const [first, second, third] = [1, 2, 3].map((n) => as(words(`ข้อที่ ${n}`), user));
    for (const event of [first, second, third]) await say(event!);
    const place = bot.line.event.location(user, { title: 'ตลาด', latitude: 15.8, longitude: 102.6 });
    expect(await say(place)).toContain(th('evidence:received.place'));
    await phone.say(th('report:act.take-out'));
    expect(await phone.say('1')).toContain(th('report:note.taken-out'));
    expect(stored().files).toBe(before.files + 2);
    await bot.line.send(bot.webhook, bot.line.event.unsend(user, second!.message!.id));
    const late = as(words('ไม่ควรมา'), user);
    await bot.line.send(bot.webhook, bot.line.event.unsend(user, late.message!.id));
    await bot.line.send(bot.webhook, late);
    await phone.say('ข้าม');
    expect(stored().files).toBe(before.files + 1);
    const { view } = await fileIt(phone);
    expect(view.evidence).toMatchObject([{ is: 'file' }, { is: 'place', title: 'ตลาด' }]);
    expect((await read(view.facts.id, 1)).toString()).toBe('ข้อที่ 3');
    expect(bot.line.repliesTo(late)).toEqual([]);
  });

  it('go when the draft is thrown away', async () => {
    const user = 'thrown away';
    const phone = await atEvidence(user);
    const before = stored();
    await say(as(words('ลับ'), user));
    expect(stored().files).toBe(before.files + 1);
    await phone.say('ยกเลิก');
    await phone.tap(th('report:act.drop'));
    expect(stored()).toEqual(before);
  });
});

it('a file sent later, in the open case, reaches the officer with the words', async () => {
  const phone = await atEvidence('later');
  const { code, view } = await fileIt(phone);
  await phone.say(code);
  expect(await say(as(words('ใบเสร็จ'), 'later'))).toContain(th('track:confirm.add'));
  await phone.say('เพิ่งหาเจอ');
  await phone.tap(th('track:act.send'));
  const { evidence, dialogue } = await bot.server.deps.cases.casework.open(officer, view.facts.id);
  expect(evidence).toHaveLength(1);
  expect(dialogue.at(-1)).toMatchObject({ action: 'add', text: 'เพิ่งหาเจอ', evidence: [1] });
  expect((await read(view.facts.id, 1)).toString()).toBe('ใบเสร็จ');
  expect(await phone.say(code)).toContain('(1 ไฟล์)');
});

describe('the original beside the cleaned copy', () => {
  const ask = th('report:act.original');
  /** At the question for files, with one photo in the draft. */
  async function withPhoto(user: string) {
    const phone = await atEvidence(user);
    const photo = await hidingJpeg();
    const event = as(bytes(photo), user, 'image');
    const before = stored();
    expect(await say(event)).toContain(th('evidence:received.cleaned'));
    expect(stored().files).toBe(before.files + 1);
    await phone.say(th('report:note.files')); // no answer: the question again, with its buttons
    expect(phone.has(ask)).toBe(true);
    return { phone, photo, event, before };
  }
  const copiesIn = (view: StaffView) => view.evidence.map((each) => each.is === 'file' && each.copies);
  async function readCopy(caseId: string, which: 'clean' | 'original') {
    const parts: Uint8Array[] = [];
    const opened = await bot.server.deps.cases.casework.evidence(officer, { caseId, number: 1, which });
    for await (const part of opened.read()) parts.push(part);
    return Buffer.concat(parts);
  }

  it('is kept for the officer when the reporter says so, also across a restart and a redelivery', async () => {
    const user = 'with original';
    const { phone, photo, before } = await withPhoto(user);
    const question = await phone.tap(ask);
    for (const word of ['สถานที่', 'รุ่นเครื่อง', 'เจ้าหน้าที่ที่เปิดเรื่องนี้ได้']) expect(question).toContain(word);
    await bot.restart();
    expect(stored().files).toBe(before.files + 1); // nothing more is there before the choice
    const yes = phone.eventOf(`ไฟล์ที่ 1 ${th('evidence:kind.image')}`);
    const said = await say(yes);
    expect(said).toContain(th('evidence:original.kept'));
    expect(said).toContain(`${th('evidence:kind.image')}พร้อมไฟล์เดิม 1 รายการ`);
    expect(stored().files).toBe(before.files + 2);
    const again = { ...yes, deliveryContext: { isRedelivery: true } };
    await bot.line.send(bot.webhook, again);
    await phone.say('ข้าม');
    expect(stored().files).toBe(before.files + 2);
    const { view } = await fileIt(phone);
    expect(copiesIn(view)).toMatchObject([[{ which: 'clean' }, { which: 'original', warning: 'original' }]]);
    expect((await readCopy(view.facts.id, 'original')).equals(photo)).toBe(true);
    expect(found(await readCopy(view.facts.id, 'clean'))).toEqual([]);
  });

  it.each(['original-none', 'back'])('is not kept by default, nor after “%s”', async (answer) => {
    const user = `without original ${answer}`;
    const { phone, before } = await withPhoto(user);
    await phone.tap(ask);
    await phone.tap(th(`report:act.${answer}`));
    expect(phone.has(ask)).toBe(true);
    const { view } = await fileIt(phone);
    expect(copiesIn(view)).toMatchObject([[{ which: 'clean' }]]);
    expect(copiesIn(view)).toHaveLength(1);
    expect((copiesIn(view)[0] as unknown[]).length).toBe(1);
    expect(stored().files).toBe(before.files + 1);
  });

  it('cannot be kept any more when LINE has it no longer: that is said, and the cleaned copy stays', async () => {
    const { phone, event, before } = await withPhoto('too late');
    bot.line.api.setContent(event.message!.id, { kind: 'gone' });
    await phone.tap(ask);
    const said = await phone.tap(`ไฟล์ที่ 1 ${th('evidence:kind.image')}`);
    expect(said).toContain(th('evidence:problem.gone'));
    expect(said).toContain(th('evidence:original.not'));
    expect(stored().files).toBe(before.files + 1);
    const { view } = await fileIt(phone);
    expect((copiesIn(view)[0] as unknown[]).length).toBe(1);
  });

  it('goes with the file when that is taken out', async () => {
    const { phone, before } = await withPhoto('changed their mind');
    await phone.tap(ask);
    await phone.tap(`ไฟล์ที่ 1 ${th('evidence:kind.image')}`);
    await phone.say(th('report:act.take-out'));
    await phone.say('1');
    expect(stored()).toEqual(before);
  });

  it('is offered in an open case, too', async () => {
    const user = 'original later';
    const phone = await atEvidence(user);
    const { code, view } = await fileIt(phone);
    await phone.say(code);
    const photo = await hidingJpeg();
    await say(as(bytes(photo), user, 'image'));
    await phone.say(ask);
    expect(await phone.tap(`ไฟล์ที่ 1 ${th('evidence:kind.image')}`)).toContain(th('evidence:original.kept'));
    await phone.tap(th('track:act.send'));
    const now = await bot.server.deps.cases.casework.open(officer, view.facts.id);
    expect(copiesIn(now)).toMatchObject([[{ which: 'clean' }, { which: 'original' }]]);
    expect((await readCopy(view.facts.id, 'original')).equals(photo)).toBe(true);
  });

  it('is not asked about where nothing can be hidden', async () => {
    const phone = await atEvidence('plain words');
    await say(as(words('ตัวหนังสือ'), 'plain words'));
    await phone.say(th('report:note.files'));
    expect(phone.has(th('report:act.done'))).toBe(true);
    expect(phone.has(ask)).toBe(false);
  });
});

describe('the cap of a case', () => {
  const caps = () => bot.server.deps.agency.current().policy.evidence;
  /** Runs with other caps; a policy is read at every file. */
  async function withCaps(caps_: Partial<ReturnType<typeof caps>>, work: () => Promise<void>): Promise<void> {
    const before = { ...caps() };
    Object.assign(caps(), caps_);
    try {
      await work();
    } finally {
      Object.assign(caps(), before);
    }
  }
  const evidenceOf = async (caseId: string) =>
    (await bot.server.deps.cases.casework.open(officer, caseId)).evidence.length;

  it('counts the files of all writings together, and says when it is full; the words go on', async () => {
    const user = 'up to the cap';
    await withCaps({ filesPerCase: 3 }, async () => {
      const phone = await atEvidence(user);
      for (const n of [1, 2]) await say(as(words(`ตอนแจ้ง ${n}`), user));
      await phone.say('ข้าม');
      const { code, view } = await fileIt(phone);
      await phone.say(code);
      expect(await say(as(words('ทีหลัง 1'), user))).toContain(th('evidence:received.cleaned'));
      await phone.say(th('track:act.send'));
      expect(await evidenceOf(view.facts.id)).toBe(3);
      const before = stored();
      const refused = await say(as(words('ทีหลัง 2'), user));
      expect(refused).toContain(th('evidence:problem.too-many-files'));
      expect(stored()).toEqual(before);
      await phone.say('ส่งได้แต่ข้อความ');
      expect(await phone.say(th('track:act.send'))).toContain(th('track:done.add'));
      const { dialogue } = await bot.server.deps.cases.casework.open(officer, view.facts.id);
      expect(dialogue.at(-1)).toMatchObject({ text: 'ส่งได้แต่ข้อความ' });
      expect(await evidenceOf(view.facts.id)).toBe(3);
    });
  });

  it('counts bytes the same way', async () => {
    const user = 'bytes of a case';
    const half = () => words('ก'.repeat(170_000)); // 510 kB, a MiB as it lies there
    await withCaps({ caseMb: 2 }, async () => {
      const phone = await atEvidence(user);
      await say(as(half(), user));
      await phone.say('ข้าม');
      const { code } = await fileIt(phone);
      await phone.say(code);
      expect(await say(as(half(), user))).toContain(th('evidence:received.cleaned'));
      expect(await phone.say(th('track:act.send'))).toContain(th('track:done.add'));
      expect(await say(as(half(), user))).toContain(th('evidence:problem.case-full'));
    });
  });

  it('holds when two chats send at the same time: one is told, and its words wait to be sent alone', async () => {
    await withCaps({ filesPerCase: 1 }, async () => {
      const phone = await atEvidence('two phones');
      const { code, view } = await fileIt(phone);
      const other = phoneOf(bot.line, () => bot.webhook, 'the other phone', MS);
      await phone.say(code);
      await other.say(code);
      await say(as(words('เครื่องแรก'), 'two phones'));
      await say(as(words('เครื่องที่สอง'), 'the other phone'));
      await other.say('อธิบายรูป');
      expect(await phone.say(th('track:act.send'))).toContain(th('track:done.add'));
      const before = stored();
      const full = await other.say(th('track:act.send'));
      expect(full).toContain(th('track:full'));
      expect(full).toContain(th('track:confirm.add'));
      expect(stored().files).toBe(before.files - 1);
      expect(await other.say(th('track:act.send'))).toContain(th('track:done.add'));
      const { dialogue } = await bot.server.deps.cases.casework.open(officer, view.facts.id);
      expect(dialogue.at(-1)).toMatchObject({ text: 'อธิบายรูป' });
      expect(await evidenceOf(view.facts.id)).toBe(1);
    });
  });
});

it('nothing of a file is on the disk in plain, neither while it comes nor after', async () => {
  const user = 'on the disk';
  const phone = await atEvidence(user);
  const needle = 'เข็มในมหาสมุทร-4417';
  const large = Buffer.from(`${needle} `.repeat(40_000));
  const places = [bot.dataDir, tmpdir()];
  const seen = new Set<string>();
  const known = new Set(readdirSync(tmpdir()));
  const look = () => {
    for (const { name, bytes: content } of filesIn(places[0]!)) if (content.includes(needle)) seen.add(name);
    // What others left there before is theirs.
    for (const name of readdirSync(tmpdir())) {
      if (known.has(name)) continue;
      try {
        if (readFileSync(join(tmpdir(), name)).includes(needle)) seen.add(name);
      } catch {
        continue; // a directory, or gone already
      }
    }
  };
  const timer = setInterval(look, 20);
  expect(await say(as(bytes(large), user))).toContain(th('evidence:received.cleaned'));
  clearInterval(timer);
  await phone.say('ข้าม');
  const { view } = await fileIt(phone);
  look();
  expect([...seen]).toEqual([]);
  writeFileSync(join(bot.dataDir, 'control'), needle); // the search would have found it
  look();
  expect([...seen]).toEqual(['control']);
  rmSync(join(bot.dataDir, 'control'));
  expect((await read(view.facts.id, 1)).includes(needle)).toBe(true);
});

it('a failure between receiving and remembering says so, keeps the draft, and the file can be sent again', async () => {
  const user = 'crashing';
  const phone = await atEvidence(user);
  const { sessions } = bot.server.deps.store;
  const save = sessions.save.bind(sessions);
  let crashes = 1;
  Object.assign(sessions, {
    save: (row: Parameters<typeof save>[0]) => {
      if ((crashes -= 1) >= 0) return Promise.reject(new Error('crashed before the session was stored'));
      return save(row);
    },
  });
  const event = as(words('รอดมาได้'), user);
  await bot.line.send(bot.webhook, event);
  const apology = wordsOf((await bot.line.waitForReply(event, MS)).messages);
  Object.assign(sessions, { save });
  expect(apology).not.toContain(th('evidence:received.cleaned'));
  expect(await say(as(words('รอดมาได้'), user))).toContain(th('evidence:received.cleaned'));
  await phone.say('ข้าม');
  const { view } = await fileIt(phone);
  expect(view.evidence).toHaveLength(1);
  expect((await read(view.facts.id, 1)).toString()).toBe('รอดมาได้');
});

it('when the day’s room is used up files are refused in clear words, and the report goes on', async () => {
  const user = 'late in the day';
  const phone = await atEvidence(user);
  const { dayMb } = bot.server.deps.agency.current().policy.evidence;
  const { evidence } = bot.server.deps.store;
  const today = bot.clock.now().toISOString().slice(0, 10);
  while (await evidence.reserve(today, 16 * 1024 * 1024, dayMb * 1024 * 1024)) continue;
  const photo = await hidingJpeg();
  expect(await say(as(bytes(Buffer.concat([photo, Buffer.alloc(17_000_000)])), user, 'image'))).toContain(
    th('evidence:problem.day-full'),
  );
  await phone.say('ข้าม');
  expect((await fileIt(phone)).view.evidence).toEqual([]);
});

it('erasing the cases leaves no chunk', async () => {
  expect(stored().files).toBeGreaterThan(10);
  const { cases } = bot.server.deps.store;
  for (let after: string | undefined; ;) {
    const rows = await cases.withRecipient('recovery', after, 50);
    for (const row of rows) {
      await cases.replace({
        ...row,
        status: 'final',
        outcome: 'substantiated',
        due: '2026-11-30',
        version: row.version + 1,
      });
    }
    after = rows.at(-1)?.id;
    if (!after) break;
  }
  bot.clock.advance(60 * DAY);
  await bot.server.deps.scheduler.runAll();
  expect(await cases.withRecipient('recovery', undefined, 1)).toEqual([]);
  expect(stored()).toEqual({ files: 0, chunks: 0 });
});
