import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatCode, newCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { foldDigits } from '../../src/cases/typed-text.ts';
import { caseReference } from '../../src/cases/reference.ts';
import type { Effect } from '../../src/conversation/effects.ts';
import type { Draft } from '../../src/conversation/form/state.ts';
import type { Press } from '../../src/conversation/reply.ts';
import { choicesIn, codesIn, data, i18n, keepCase, startChat, wordsOf, type Chat } from './chat-driver.ts';
import { HOUR, MINUTE } from '../support/clock.ts';

const STORY = 'ไปขออนุญาตต่อเติมบ้าน เจ้าหน้าที่บอกว่าต้องจ่าย';
const t = (key: string, params?: Record<string, string | number>) => i18n.t('th', key, params);

async function skipToReview(chat: Chat): Promise<Chat> {
  while ((chat.state('complaint') as Draft).at !== 'review') await chat.tap('ข้าม');
  return chat;
}

/** A chat at the review of a complaint with the least it needs. */
async function atReview(chat: Chat = startChat()): Promise<Chat> {
  await chat.press({ flow: 'complaint', act: 'start' });
  await chat.tap('เข้าใจแล้ว เริ่มเลย');
  await chat.tap('เรียกรับเงินหรือสินบน');
  await chat.tap('ไม่รู้ว่าหน่วยไหน');
  await chat.tap('ข้าม');
  await chat.tap('ข้าม');
  await chat.say(STORY, 'story-1');
  await chat.tap('เสร็จแล้ว');
  return skipToReview(chat);
}

const codeOf = (chat: Chat) => {
  const [code] = codesIn(chat.answer);
  if (!code) throw new Error('no code is shown');
  return code;
};

const filePress = (chat: Chat): Press => {
  const { does } = chat.choice('ส่งเรื่อง');
  if (does.kind !== 'press') throw new Error('no press');
  return does.press;
};

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
    expect((chat.state('complaint') as Draft).at).toBe('review');
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

describe('filing once', () => {
  it('whatever is tapped again, redelivered, or pressed when the draft is long gone', async () => {
    const chat = await atReview();
    const [code, press] = [codeOf(chat), filePress(chat)];
    await chat.press(press);
    const again = await chat.again();
    expect(again).toContain(formatCode(code as TrackingCode));
    const twice = await chat.press(press);
    expect(twice).toContain(t('report:receipt.already'));
    expect(twice).toContain(formatCode(code as TrackingCode));
    chat.clock.advance(30 * 24 * HOUR);
    expect(await chat.press(press)).toContain(caseReference(chat.cases.get(code)!.receipt.caseId));
    expect(chat.cases.size).toBe(1);
  });

  it('after a crash between filing and remembering, by button and by typed code', async () => {
    for (const how of ['press', 'typed'] as const) {
      const chat = await atReview();
      const code = codeOf(chat);
      const input =
        how === 'press'
          ? ({ kind: 'press', press: filePress(chat) } as const)
          : ({ kind: 'text', text: code, item: 'c' } as const);
      chat.crash = true;
      await expect(chat.send(input, 'e-file')).rejects.toThrow('crashed');
      expect(chat.cases.size).toBe(1);
      const words = await chat.send(input, 'e-file');
      expect(words).toContain(formatCode(code as TrackingCode));
      expect(words).toContain('รับเรื่องแล้ว');
      expect(chat.cases.size).toBe(1);
    }
  });

  it('the code of an older case, typed at the review, shows that case and does not lose the draft', async () => {
    const chat = startChat();
    const older = newCode();
    keepCase(chat, older);
    await atReview(chat);
    const words = await chat.say(older);
    expect(words).toContain(t('report:other-case'));
    expect(words).toContain(caseReference(chat.cases.get(older)!.receipt.caseId));
    expect((chat.state('complaint') as Draft).answers).toHaveProperty('what');
    await chat.tap(t('report:act.show'));
    await chat.tap('ส่งเรื่อง');
    expect(chat.cases.size).toBe(2);
  });

  it('an old file button does not file the draft that is open now', async () => {
    const chat = await atReview();
    const press = filePress(chat);
    await chat.press(press);
    await chat.press({ flow: 'complaint', act: 'start' });
    await chat.tap('เข้าใจแล้ว เริ่มเลย');
    await chat.tap('เรื่องอื่น');
    expect(await chat.press(press)).toContain(t('report:receipt.already'));
    expect(chat.cases.size).toBe(1);
    expect((chat.state('complaint') as Draft).answers).toEqual({
      category: { of: 'option', value: 'other' },
    });
  });

  it('a file button of a draft that was thrown away says that nothing was filed', async () => {
    const chat = await atReview();
    const press = filePress(chat);
    await chat.tap('ยกเลิก');
    await chat.tap('ลบทิ้งเลย');
    expect(await chat.press(press)).toContain(t('report:not-filed'));
    expect(chat.cases.size).toBe(0);
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

describe('before the first question', () => {
  it('says honestly what is protected, and offers the doors that do not pass through the town', async () => {
    const chat = startChat();
    const words = await chat.press({ flow: 'complaint', act: 'start' });
    for (const key of ['line', 'unsend', 'limits']) expect(words).toContain(t(`report:consent.${key}`));
    for (const { phone } of data.policy.nationalDoors) expect(words).toContain(phone);
    expect(choicesIn(chat.answer).some(({ does }) => does.kind === 'open')).toBe(false);
  });

  it('offers the web form only where there is one', async () => {
    const chat = startChat({ open: { webForm: true } });
    const words = await chat.press({ flow: 'complaint', act: 'start' });
    expect(words).toContain(t('report:consent.web'));
    expect(chat.choice(t('report:act.web')).does).toEqual({
      kind: 'open',
      url: 'https://town.example/report?openExternalBrowser=1',
    });
  });

  it.each([
    [{ filing: false }, 'report:closed.filing'],
    [{ chatReporting: false }, 'report:closed.chat'],
    [{ staffChat: true }, 'report:closed.staff'],
  ])('when closed (%j) says so, names the doors, and keeps nothing', async (open, key) => {
    const chat = startChat({
      open: { ...open, webForm: true },
      understand: () => ({ kind: 'complaint-like' }),
    });
    for (const words of [
      await chat.press({ flow: 'menu', act: 'complaint' }),
      await chat.press({ flow: 'complaint', act: 'start' }),
      await chat.say('เจ้าหน้าที่ขอเงิน 500'),
    ]) {
      expect(words).toContain(t(key));
      expect(words).toContain('1205');
      expect(chat.labels()).toContain(t('report:act.web'));
    }
    expect(chat.state('complaint')).toBeUndefined();
    expect(JSON.stringify(chat.session)).not.toContain('ขอเงิน 500');
  });

  it.each([
    ['says more', async (chat: Chat) => chat.say('เขาขอเงินเพิ่ม')],
    ['presses an old button', async (chat: Chat) => chat.press({ flow: 'complaint', act: 'done' })],
    [
      'had gone to the menu, and begins anew by typing',
      async (chat: Chat) => {
        await chat.press({ flow: 'menu', act: 'start' });
        return chat.say('อยากร้องเรียน');
      },
    ],
  ])(
    'linked to staff with a draft open, and somebody %s: it is dropped with its files',
    async (_how, goOn) => {
      const chat = startChat({ understand: () => ({ kind: 'complaint-like' }) });
      await chat.press({ flow: 'complaint', act: 'start' });
      await chat.tap('เข้าใจแล้ว เริ่มเลย');
      await chat.say('1');
      await chat.send({ kind: 'media', media: 'image', item: 'photo', handle: 'h' });
      expect(JSON.stringify(chat.state('complaint'))).toContain('photo');
      chat.open = { ...chat.open, staffChat: true };
      expect(await goOn(chat)).toContain(t('report:closed.staff'));
      expect(chat.state('complaint')).toBeUndefined();
      expect(chat.effects.filter(({ kind }) => kind === 'drop-files')).toHaveLength(1);
      // Nothing of it comes back when the link is ended.
      chat.open = { ...chat.open, staffChat: false };
      await chat.press({ flow: 'complaint', act: 'start' });
      expect(JSON.stringify(chat.session)).not.toContain('photo');
    },
  );

  it('takes nothing in before the consent', async () => {
    const chat = startChat();
    await chat.press({ flow: 'complaint', act: 'start' });
    expect(await chat.say('เขาขอเงินฉัน')).toContain(t('report:note.consent'));
    expect(JSON.stringify(chat.session)).not.toContain('ขอเงินฉัน');
  });
});

describe('a text that sounds like a complaint', () => {
  const COMPLAINT = 'เจ้าหน้าที่ขอเงิน 500';
  const chatWith = () =>
    startChat({
      understand: (text) =>
        text.includes('ขอเงิน') ? { kind: 'complaint-like' } : { kind: 'unknown', cue: false },
    });

  it('is offered as a report, and becomes the beginning of its story', async () => {
    const chat = chatWith();
    const words = await chat.say(COMPLAINT, 'opening');
    expect(words).toContain('1205');
    await chat.tap('แจ้งเรื่องนี้');
    expect((chat.state('complaint') as Draft).at).toBe('consent');
    await chat.tap('เข้าใจแล้ว เริ่มเลย');
    await chat.say('1');
    await chat.say('พัสดุ');
    await chat.tap('ข้าม');
    await chat.tap('ข้าม');
    expect(wordsOf(chat.answer)).toContain(COMPLAINT);
    await chat.say('จ่ายไปแล้วเมื่อวาน', 'second');
    await chat.say('เสร็จ');
    await skipToReview(chat);
    const code = codeOf(chat);
    await chat.tap('ส่งเรื่อง');
    expect(chat.cases.get(code)?.answers).toMatchObject({
      unit: { value: 'supplies-and-property' },
      what: { parts: [{ text: COMPLAINT }, { text: 'จ่ายไปแล้วเมื่อวาน' }] },
    });
  });

  it('is forgotten when declined, unsent, or after ten minutes', async () => {
    const declined = chatWith();
    await declined.say(COMPLAINT);
    expect(await declined.say('ไม่')).toContain(t('report:declined'));
    expect(JSON.stringify(declined.session)).not.toContain('500');
    const unsent = chatWith();
    await unsent.say(COMPLAINT, 'opening');
    await unsent.send({ kind: 'unsend', item: 'opening' });
    expect(JSON.stringify(unsent.session)).not.toContain('500');
    const late = chatWith();
    await late.say(COMPLAINT);
    late.clock.advance(10 * MINUTE);
    await late.say('เมืองพลได้เกรดอะไร');
    expect(JSON.stringify(late.session)).not.toContain('500');
  });

  it('does not stand in the way of the next question, and can still be taken up', async () => {
    const chat = chatWith();
    await chat.say(COMPLAINT);
    const words = await chat.say('ปี 63 ได้เกรดอะไร');
    expect(words).toBe(t('ask:unknown', { municipality: data.agency.name.th }));
    await chat.press({ flow: 'menu', act: 'complaint' });
    expect(chat.state('complaint')).toMatchObject({ at: 'consent', opening: { text: COMPLAINT } });
  });

  it('is added to a draft that waits, or begins a new one', async () => {
    for (const [choice, parts] of [
      ['ทำต่อ', [STORY, COMPLAINT]],
      ['เริ่มใหม่', undefined],
    ] as const) {
      const chat = chatWith();
      await atReview(chat);
      await chat.press({ flow: 'menu', act: 'help' });
      await chat.say(COMPLAINT);
      await chat.tap('แจ้งเรื่องนี้');
      await chat.tap(choice);
      const { answers, opening, at } = chat.state('complaint') as Draft;
      const what = answers['what'];
      expect(what?.of === 'story' ? what.parts.map(({ text }) => text) : undefined).toEqual(parts);
      expect([at, opening?.text]).toEqual(parts ? ['review', undefined] : ['consent', COMPLAINT]);
    }
  });

  it('with a draft that waits, a declined text leaves the draft as it was', async () => {
    const chat = await atReview(chatWith());
    const before = chat.state('complaint') as Draft;
    await chat.press({ flow: 'menu', act: 'help' });
    await chat.say(COMPLAINT);
    await chat.tap('ไม่ใช่ แค่ถาม');
    expect(chat.state('complaint')).toEqual(before);
  });

  it('with tracking codes in it is not taken in', async () => {
    const chat = chatWith();
    const [one, two] = [newCode(), newCode()];
    expect(await chat.say(`เขาขอเงิน ${one} กับ ${two}`)).toContain(t('report:note.code-inside'));
    expect(JSON.stringify(chat.session)).not.toContain(one);
  });
});

describe('drafts of two kinds', () => {
  it('wait side by side', async () => {
    const chat = await atReview();
    await chat.press({ flow: 'menu', act: 'comment' });
    await chat.tap('เข้าใจแล้ว เริ่มเลย');
    await chat.say('กองคลัง');
    await chat.press({ flow: 'menu', act: 'help' });
    expect(chat.session?.parked?.map(({ name }) => name).sort()).toEqual(['comment', 'complaint']);
    await chat.press({ flow: 'menu', act: 'complaint' });
    await chat.tap('ทำต่อ');
    expect((chat.state('complaint') as Draft).at).toBe('review');
    expect(chat.state('comment')).toBeDefined();
  });
});

async function atUnit(field: 'unit' | 'exclude' = 'unit') {
  const chat = startChat();
  await chat.press({ flow: 'complaint', act: 'start' });
  await chat.tap('เข้าใจแล้ว เริ่มเลย');
  await chat.tap('เรื่องอื่น');
  if (field === 'exclude') await chat.tap('ทั้งเทศบาล');
  return chat;
}

describe('the unit that is accused', () => {
  const unitOf = (chat: Chat) => (chat.state('complaint') as Draft).answers['unit'];

  it('is every unit of the tree, walked or typed by any of its names', async () => {
    for (const unit of data.agency.units) {
      for (const name of [unit.name.th, unit.name.en, ...unit.aliases]) {
        const chat = await atUnit();
        await chat.say(name);
        const walked = (chat.state('complaint') as Draft).walk;
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
    expect((chat.state('complaint') as Draft).walk).toEqual({ in: 'academic-and-planning' });
    await chat.tap('ย้อนกลับ');
    await chat.tap('ย้อนกลับ');
    expect((chat.state('complaint') as Draft).at).toBe('category');
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
    await chat.press({ flow: 'complaint', act: 'start' });
    await chat.tap('เข้าใจแล้ว เริ่มเลย');
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
    const excluded = () => (chat.state('complaint') as Draft).answers['exclude'];
    await chat.tap('กองการศึกษา');
    await chat.say('ปลัดเทศบาล');
    expect(excluded()).toEqual({ of: 'units', values: ['education', 'municipal-clerk'] });
    await chat.tap('✓ กองการศึกษา');
    expect(excluded()).toEqual({ of: 'units', values: ['municipal-clerk'] });
    expect(chat.labels()).not.toContain('ไม่รู้ว่าหน่วยไหน');
    await chat.tap('เสร็จแล้ว');
    expect((chat.state('complaint') as Draft).at).toBe('who');
  });
});

describe('“none” to a question whether there is something', () => {
  it('goes on as “skip” does, and no such word is kept as an answer', async () => {
    const chat = await atUnit('exclude');
    const draft = () => chat.state('complaint') as Draft;
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
    const { at, answers } = chat.state('complaint') as Draft;
    expect([at, answers['exclude']]).toEqual(['who', { of: 'units', values: ['education'] }]);
  });
  it('a name that is no unit is answered with the way on', async () => {
    const chat = await atUnit('exclude');
    expect(await chat.say('กองบินเจ็ด')).toContain('ถ้าไม่มีหน่วยไหนต้องห้าม');
  });
});

it('no state ever holds a code that was shown, whatever is done', async () => {
  const word = fc.constantFrom(
    'เสร็จแล้ว',
    'ข้าม',
    'ย้อนกลับ',
    'ยกเลิก',
    'ทำต่อ',
    'เล่าเรื่อง',
    '1',
    '3',
    'กองคลัง',
    'เมนู',
    'ใช่',
  );
  const act = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('tap' as const), which: fc.nat(30) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('say' as const), word }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('code' as const), which: fc.nat(5), how: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.constant({ do: 'again' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'sticker' as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), key: fc.constantFrom('busy', 'filing-closed') }) },
  ); // prettier-ignore
  let filings = 0;
  let mostShown = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
      const chat = await atReview();
      for (const each of acts) {
        if (each.do === 'tap') {
          const presses = choicesIn(chat.answer).filter(
            ({ does }) => does.kind === 'press' || does.kind === 'say',
          );
          const choice = presses[each.which % Math.max(1, presses.length)];
          if (choice) await chat.tap(choice.label);
        } else if (each.do === 'say') await chat.say(each.word);
        else if (each.do === 'code') {
          const code = [...chat.shown].at(-1 - each.which) ?? newCode();
          const texts = [code, formatCode(code as TrackingCode), `รหัส ${code} ของฉัน`, `${code}\n${code}`];
          await chat.say(texts[each.how] ?? code);
        } else if (each.do === 'again') await chat.again();
        else if (each.do === 'sticker') await chat.send({ kind: 'sticker' });
        else chat.failures.push(each.key);
      }
      const stored = chat.stored.map((json) => foldDigits(json).replace(/[\s-]/g, ''));
      for (const code of chat.shown) expect(stored.some((json) => json.includes(code))).toBe(false);
      filings += chat.cases.size;
      mostShown = Math.max(mostShown, chat.shown.size);
    }),
    { numRuns: 150 },
  );
  // The property says something only if codes were shown and used.
  expect(filings).toBeGreaterThan(20);
  expect(mostShown).toBeGreaterThan(3);
}, 60_000);
