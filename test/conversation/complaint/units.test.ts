import { describe, expect, it } from '@jest/globals';
import { draftOf, startChat, type Chat } from '../chat-driver.ts';
import { choicesIn } from '../reading.ts';
import { data, t } from '../town.ts';
import { begin } from './complaint-chat.ts';

async function atUnit(field: 'unit' | 'exclude' = 'unit') {
  const chat = startChat();
  await begin(chat);
  await chat.tap('เรื่องอื่น');
  if (field === 'exclude') await chat.tap('ทั้งเทศบาล');
  return chat;
}

describe('the unit that is accused', () => {
  const unitOf = (chat: Chat) => draftOf(chat).answers['unit'];

  it('is every unit of the tree, walked or typed by any of its names', async () => {
    for (const unit of data.agency.units) {
      for (const name of [unit.name.th, unit.name.en, ...unit.aliases]) {
        const chat = await atUnit();
        await chat.say(name);
        const walked = draftOf(chat).walk;
        if (walked?.in) await chat.say('1');
        expect([name, unitOf(chat)]).toEqual([name, { of: 'unit', value: unit.id }]);
      }
    }
    const reached = new Set<string>();
    const walk = async (path: string[]) => {
      const chat = await atUnit();
      for (const label of path) await chat.tap(label);
      for (const { label, does } of choicesIn(chat.answer)) {
        if (does.kind !== 'press') continue;
        if (does.press.act === 'choose') reached.add(does.press.value!);
        if (does.press.act === 'into') await walk([...path, label]);
      }
    };
    await walk([]);
    for (const { id } of data.agency.units) expect([id, reached.has(id)]).toEqual([id, true]);
    for (const special of ['whole', 'unknown', 'other']) expect(reached.has(special)).toBe(true);
  });

  it('goes up one level before it goes back a question', async () => {
    const chat = await atUnit();
    await chat.tap('กองวิชาการและแผนงาน');
    await chat.tap('ฝ่ายแผนงานและงบประมาณ');
    await chat.tap('ย้อนกลับ');
    expect(draftOf(chat).walk).toEqual({ in: 'academic-and-planning' });
    await chat.tap('ย้อนกลับ');
    await chat.tap('ย้อนกลับ');
    expect(draftOf(chat).at).toBe('category');
  });

  it('asks which one when a text names several, and is never guessed', async () => {
    const chat = await atUnit();
    expect(await chat.say('เจ้าหน้าที่ฝ่ายแผนงานและงบประมาณที่กองวิชาการ')).toContain(t('report:unit.which'));
    expect(unitOf(chat)).toBeUndefined();
    await chat.tap('ฝ่ายแผนงานและงบประมาณ');
    expect(unitOf(chat)).toEqual({ of: 'unit', value: 'planning-and-budget' });
  });

  it('of a big agency comes in pages that show every unit', async () => {
    const units = Array.from({ length: 40 }, (_, n) => ({
      id: `u${n}`,
      kind: 'office' as const,
      name: { th: `กองที่ ${n} กอง`, en: `Office no. ${n}` },
      aliases: [],
      intake: false,
    }));
    const chat = startChat();
    const context = chat.context;
    chat.context = () => ({ ...context(), data: { ...data, agency: { ...data.agency, units } } });
    await begin(chat);
    await chat.tap('เรื่องอื่น');
    const seen = new Set<string>();
    for (let page = 0; page < 10; page += 1) {
      expect(chat.labels().length).toBeLessThanOrEqual(13);
      chat.labels().forEach((label) => seen.add(label));
      await chat.tap(t('report:unit.more'));
    }
    for (const { name } of units) expect(seen.has(name.th)).toBe(true);
    const third = chat.labels()[2]!;
    await chat.say('3');
    expect(unitOf(chat)).toEqual({ of: 'unit', value: units.find(({ name }) => name.th === third)!.id });
  });

  it('others to keep out are chosen one by one, and taken out again', async () => {
    const chat = await atUnit('exclude');
    const excluded = () => draftOf(chat).answers['exclude'];
    await chat.tap('กองการศึกษา');
    await chat.say('ปลัดเทศบาล');
    expect(excluded()).toEqual({ of: 'units', values: ['education', 'municipal-clerk'] });
    await chat.tap('✓ กองการศึกษา');
    expect(excluded()).toEqual({ of: 'units', values: ['municipal-clerk'] });
    expect(chat.labels()).not.toContain('ไม่รู้ว่าหน่วยไหน');
    await chat.tap('เสร็จแล้ว');
    expect(draftOf(chat).at).toBe('who');
  });
});

describe('“none” to a question whether there is something', () => {
  it('goes on as “skip” does, and no such word is kept as an answer', async () => {
    const chat = await atUnit('exclude');
    const draft = () => draftOf(chat);
    await chat.say('ไม่มีค่ะ');
    expect(draft().at).toBe('who');
    expect(draft().answers['exclude']).toBeUndefined();
    await chat.say('ไม่มี');
    await chat.say('เรียกเงินหน้าห้อง');
    await chat.tap('เสร็จแล้ว');
    // A question for a text keeps it: that nobody is known by name is worth knowing.
    expect(draft().answers['who']).toMatchObject({ text: 'ไม่มี' });
    while (draft().at !== 'evidence') await chat.say('ไม่มี');
    await chat.say('ไม่มี');
    expect(draft().at).toBe('contact');
    await chat.say('ไม่');
    expect([draft().at, draft().answers['contact']]).toEqual(['review', undefined]);
  });
  it('keeps what was chosen when it means “no more”', async () => {
    const chat = await atUnit('exclude');
    await chat.tap('กองการศึกษา');
    await chat.say('ไม่มีแล้ว');
    const { at, answers } = draftOf(chat);
    expect([at, answers['exclude']]).toEqual(['who', { of: 'units', values: ['education'] }]);
  });
  it('a name that is no unit is answered with the way on', async () => {
    const chat = await atUnit('exclude');
    expect(await chat.say('กองบินเจ็ด')).toContain('ถ้าไม่มีหน่วยไหนต้องห้าม');
  });
});
