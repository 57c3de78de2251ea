import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decryptWith, identityFromSeed } from '../../src/cases/age.ts';
import type { Worker } from '../../src/cases/casework.ts';
import { DURATIONS } from '../../src/cases/durations.ts';
import { CASE_KINDS, CATEGORIES, OUTCOMES_OF_CASES, SPECIAL_UNITS, STATUSES } from '../../src/cases/kinds.ts';
import { formatCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { createSecretBox } from '../../src/secret-box.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { userIdOf } from '../support/fake-line.ts';
import { demoStaff, fillIn, phoneOf, th, type Phone } from './phone.ts';
import { asPlaces, columnsIn, filesIn, leaksOf, valuesIn, type StoredValue } from './stored-values.ts';

/** Everything that a person typed, each findable by a word of its own; short answers would be found by chance. */
const TYPED = {
  who: 'หัวหน้าที่ชื่อว่าสมมติทองคำ',
  what: 'เรียกเงินค่าที่จอดรถทุกแผงโดยไม่ออกใบเสร็จ',
  when: 'ทุกวันพุธหลังตลาดวายประมาณเที่ยง',
  where: 'ลานหน้าศาลเจ้าข้างตลาดสดหลังใหม่',
  money: 'แผงละสามร้อยห้าสิบบาทต่อสัปดาห์',
  witnesses: 'แม่ค้าขายผักแผงที่สิบเจ็ดเห็นด้วยตา',
  how: 'ถูกเรียกเก็บด้วยตัวเองสามครั้ง',
  contact: 'whistle.blower@mailbox.example',
};
const COMMENT = 'ขอให้เพิ่มม้านั่งใต้ต้นก้ามปูหน้าสำนักงาน';
const DRAFT = 'ยังเขียนไม่จบเรื่องรถขยะคันสีเขียว';
const REPLY = 'อยู่หลังห้องน้ำสาธารณะติดรั้วสังกะสี';
const ADDED = 'ได้ยินว่าเงินไปถึงคนชั้นสองของตึก';
const CONTEST = 'ไม่เห็นด้วยเพราะยังเก็บเงินกันอยู่';
/** Sent as files, one of them with a report, one with a later message, one in a draft. */
const FILES = {
  receipt: 'ใบเสร็จปลอมเลขที่เก้าแปดเจ็ดหกห้า',
  later: 'สมุดจดรายรับเล่มสีน้ำเงินหน้าสาม',
  unfinished: 'รูปถ่ายรถขยะที่ยังไม่ได้ส่งจริง',
};
const FILE_NAME = 'ถ่ายโดยคนส่งชื่อจริงนามสกุลจริง.txt';
const QUESTION = 'จุดที่เก็บเงินอยู่ตรงไหนของลาน';
const NOTE = 'ให้ไปดูสถานที่จริงสัปดาห์หน้า';
const CONCLUSION = 'ตรวจแล้วพบการเก็บเงินนอกระบบจริง';

let bot: Bot;
let officer: Worker;
let head: Worker;
const phones: Record<string, Phone> = {};
const codes: Record<string, TrackingCode> = {};
let complaintId = '';

/** A file as LINE brings it: named by its maker, held by LINE. */
async function sendFile(user: string, words: string): Promise<void> {
  const event = bot.line.event.file(user, { fileName: FILE_NAME, fileSize: Buffer.byteLength(words) });
  bot.line.api.setContent(event.message!.id, {
    kind: 'bytes',
    bytes: Buffer.from(words),
    type: 'text/plain',
  });
  phones[user]!.events.push(event);
  const { messages } = await bot.line.ask(bot.webhook, event, 30_000);
  expect(JSON.stringify(messages)).toContain(th('evidence:received.cleaned'));
}

/** One whole story through LINE and the desk: two reports, a comment, a draft; dialogue, review, notification. */
beforeAll(async () => {
  bot = await startBot();
  for (const user of ['reporter', 'second', 'citizen', 'hesitant']) {
    phones[user] = phoneOf(bot.line, () => bot.webhook, user);
  }
  const { reporter, second, citizen, hesitant } = phones;
  codes['reporter'] = await fillIn(reporter!, 'complaint', {
    category: th('cases:field.category.option.bribe'),
    unit: 'งานพัสดุ',
    exclude: 'กองการศึกษา',
    ...TYPED,
  });
  await sendFile('reporter', FILES.receipt);
  await reporter!.tap(th('report:act.file'));
  codes['second'] = await fillIn(second!, 'complaint', {
    category: th('cases:field.category.option.budget'),
    unit: 'กองการศึกษา',
    what: TYPED.what,
  });
  await second!.say(formatCode(codes['second']));
  codes['citizen'] = await fillIn(citizen!, 'comment', { text: COMMENT });
  await citizen!.tap(th('report:act.file'));
  await hesitant!.say('อยากร้องเรียน');
  await hesitant!.tap(th('report:act.agree'));
  await hesitant!.tap(th('cases:field.category.option.bribe'));
  await hesitant!.say('กองการศึกษา');
  await hesitant!.tap(th('report:act.skip'));
  await hesitant!.tap(th('report:act.skip'));
  await hesitant!.say(DRAFT);
  await sendFile('hesitant', FILES.unfinished);

  officer = await demoStaff(bot, 'officer');
  head = await demoStaff(bot, 'head');
  const { desk } = bot.server.deps.cases;
  const casework = bot.server.deps.accounts.audited(bot.server.deps.cases.casework);
  complaintId = (await desk.track(codes['reporter']))!.caseId;
  const act = (worker: Worker, action: string, message?: string) =>
    casework.act(worker, {
      caseId: complaintId,
      action,
      message,
      outcome: 'substantiated',
      assignee: officer.id,
    });
  await casework.queue(officer, { limit: 10 });
  await casework.open(officer, complaintId);
  await act(officer, 'accept');
  await act(officer, 'assign');
  await act(officer, 'note', NOTE);
  await act(officer, 'ask', QUESTION);
  await reporter!.say(formatCode(codes['reporter']));
  await reporter!.tap(th('track:act.notify'));
  await reporter!.tap(th('track:act.confirm'));
  await reporter!.say(REPLY);
  const { notify } = await act(officer, 'answer', CONCLUSION);
  expect(notify).toEqual([{ channel: 'line', address: userIdOf('reporter'), lang: 'th' }]);
  await sendFile('reporter', FILES.later);
  await reporter!.say(ADDED);
  await reporter!.tap(th('track:act.send'));
  await act(officer, 'conclude', CONCLUSION);
  await reporter!.say(formatCode(codes['reporter']));
  await reporter!.tap(th('cases:action.contest.label'));
  await reporter!.say(CONTEST);
  await reporter!.tap(th('track:act.send'));
  await act(head, 'conclude-review', CONCLUSION);
  await second!.say(formatCode(codes['second']));
  await second!.tap(th('cases:action.withdraw.label'));
  await second!.tap(th('track:act.confirm'));
  // A wish to be notified that stands: sealed to the case, and nowhere else.
  await citizen!.say(formatCode(codes['citizen']));
  await citizen!.tap(th('track:act.notify'));
  await citizen!.tap(th('track:act.confirm'));
  expect((await desk.track(codes['reporter']))!.timeline.map(({ action }) => action)).toEqual([
    ...[
      'file',
      'accept',
      'ask',
      'notify',
      'reply',
      'answer',
      'add',
      'conclude',
      'contest',
      'conclude-review',
    ],
  ]);
}, 120_000);
afterAll(() => bot.stop());

/** Everything that must stand nowhere. */
function secrets(): Record<string, string> {
  const found: Record<string, string> = {
    ...TYPED,
    ...FILES,
    FILE_NAME,
    COMMENT,
    DRAFT,
    REPLY,
    ADDED,
    CONTEST,
    QUESTION,
    NOTE,
    CONCLUSION,
  };
  for (const [user, phone] of Object.entries(phones)) {
    found[`user ${user}`] = userIdOf(user);
    phone.events.forEach((event, n) => {
      const { webhookEventId, replyToken, message } = event as unknown as {
        webhookEventId: string;
        replyToken: string;
        message?: { id: string };
      };
      found[`event ${user} ${n}`] = webhookEventId;
      found[`token ${user} ${n}`] = replyToken;
      if (message && message.id.length > 8) found[`message ${user} ${n}`] = message.id;
    });
  }
  for (const [user, code] of Object.entries(codes)) {
    found[`code of ${user}`] = code;
    found[`code of ${user}, written`] = formatCode(code);
    found[`code of ${user}, without its check digit`] = code.slice(0, -1);
  }
  return found;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const hex32 = /^[0-9a-f]{32}$/;
const count = /^\d{1,4}$/;
const flag = /^[01]$/;
const oneOf = (values: readonly string[]) => new RegExp(`^(${values.join('|')})$`);
const word = /^[a-z0-9-]+$/;
/** An `app` box: a version, a nonce, a tag, and what only the server's secret opens. */
const box = (value: Uint8Array) => value[0] === 1 && value.length > 29;
const AGE = Buffer.from('age-encryption.org/v1');

/** JSON with these keys and no others, at any depth. */
const jsonOf =
  (...keys: string[]) =>
  (value: Uint8Array) => {
    const seen = new Set<string>();
    JSON.parse(Buffer.from(value).toString(), (key, inner: unknown) => {
      if (key !== '' && !/^\d+$/.test(key)) seen.add(key);
      return inner;
    });
    return [...seen].every((key) => keys.includes(key));
  };
const b64Of = (value: Uint8Array, key: string): Buffer => {
  const { [key]: field } = JSON.parse(Buffer.from(value).toString()) as Record<string, { b64: string }>;
  return Buffer.from(field!.b64, 'base64');
};
const ageIn = (...keys: string[]) => {
  const shape = jsonOf('b64', 'ciphertext', ...keys);
  return (value: Uint8Array) =>
    shape(value) && b64Of(value, 'ciphertext').subarray(0, AGE.length).equals(AGE);
};
const RING_KEYS = [
  'b64',
  'caseId',
  'ring',
  'generation',
  'recipient',
  'wraps',
  'recipientId',
  'ciphertext',
  'mac',
];

/** Of a batch: bytes that look random, and nothing that depends on an item. */
const BATCH_KEYS = ['salt', 'entered', 'gone', 'more', 'before', 'keep'];

const STEPS = DURATIONS.map(({ id }) => id);

type Rule = [is: RegExp | ((value: never) => boolean), why: string];
const facts: Record<string, Rule> = {
  kind: [oneOf(CASE_KINDS), 'promise 2: kind'],
  category: [oneOf([...CATEGORIES, 'comment']), 'promise 2: category'],
  unit: [word, 'promise 2: unit; checked against the tree below'],
  status: [oneOf(STATUSES), 'promise 2: status'],
  assignee: [/^[0-9a-f]{16,32}$/, 'promise 2: assignee'],
  due: [day, 'promise 2: due day'],
  unread: [flag, 'promise 2: unread flag'],
  shown: [flag, 'whether the release hour has passed; the queue needs it'],
};
/** Every column that the store has, what may stand in it, and why it may. A new one belongs here or nowhere. */
const COLUMNS: Record<string, Rule> = {
  'inbox.id': [hex32, 'keyed hash of the event id, so that a redelivery is known; three days'],
  'inbox.lane': [hex32, 'keyed hash of the chat, until the event is handled'],
  'inbox.place': [count, 'order of arrival, until the event is handled'],
  'inbox.payload': [box, 'sealed under APP_SECRET, until the event is handled'],
  'inbox.owner': [word, 'which process works on it, until the event is handled'],
  'inbox.until': [/^\d+$/, 'lease, until the event is handled'],
  'inbox.attempt': [count, 'how often it was tried'],
  'inbox.mark': [word, 'that an answer was on its way'],
  'inbox.outcome': [word, 'how it ended, from a closed list'],
  'inbox.day': [day, 'for purging'],
  'session.lane': [hex32, 'keyed hash of the chat, while a draft or topic lives'],
  'session.version': [count, 'against two processes writing at once'],
  'session.sealed': [box, 'draft and topic, sealed under APP_SECRET, for hours'],
  'session.day': [day, 'for purging'],
  'counter.name': [/^[a-z0-9.-]+$/, 'content-free counters'],
  'counter.value': [/^\d+$/, 'content-free counters'],
  'case_file.id': [hex32, 'random'],
  'case_file.version': [count, 'against two writers at once'],
  'case_file.locator': [
    /^[0-9a-f]{64}$/,
    'finds the case by its code: a slow, peppered hash of 63 random bits',
  ],
  ...Object.fromEntries(Object.entries(facts).map(([name, rule]) => [`case_file.${name}`, rule])),
  'case_file.outcome': [oneOf(OUTCOMES_OF_CASES), 'retention and statistics follow it, from a closed list'],
  'case_file.answered': [oneOf(STEPS), 'how long the first answer took, in steps'],
  'case_file.took': [oneOf(STEPS), 'how long until it was closed, in steps'],
  'case_file.received': [day, 'promise 2: received day'],
  'case_file.since': [day, 'day of the last change of status: the time to contest runs from it'],
  'case_file.waiting': [flag, 'something waits for the release hour'],
  'case_file.generation': [count, 'of the staff ring'],
  'case_body.case_id': [hex32, 'random'],
  'case_body.staff_ring': [jsonOf(...RING_KEYS), 'public recipient and MAC'],
  'case_body.reporter_ring': [jsonOf(...RING_KEYS), 'public recipient, MAC, the wrap for the reporter'],
  'case_body.items': [
    (value: string) =>
      jsonOf('id', 'ring', 'sequence', 'once', 'pending', 'ahead', 'size')(Buffer.from(value)),
    'promise 2: item count and padded sizes; order inside a case is a sequence number',
  ],
  'case_access.case_id': [hex32, 'random'],
  'case_access.recipient': [/^([0-9a-f]{16,32}|recovery)$/, 'who can open it: a queue is found by it'],
  ...Object.fromEntries(Object.entries(facts).map(([name, rule]) => [`case_access.${name}`, rule])),
  'case_access.wrap': [ageIn('recipientId', 'mac'), 'ring key and title, sealed to one person'],
  ...Object.fromEntries(
    ['kind', 'category', 'unit', 'status'].map((name) => [`case_tally.${name}`, facts[name]!]),
  ),
  'case_tally.outcome': [oneOf(['', ...OUTCOMES_OF_CASES]), 'counters that survive erasure'],
  'case_tally.answered': [oneOf(['', ...STEPS]), 'counters that survive erasure'],
  'case_tally.took': [oneOf(['', ...STEPS]), 'counters that survive erasure'],
  'case_tally.recipient': [/^([0-9a-f]{16,32}|recovery|)$/, 'whom the counter is for; nobody: all'],
  'case_tally.month': [/^\d{4}-\d{2}$/, 'counters that survive erasure'],
  'case_tally.count': [count, 'counters that survive erasure'],
  'item.id': [hex32, 'random'],
  'item.case_id': [hex32, 'random'],
  'item.sealed': [
    ageIn('generation', 'mac'),
    'sealed to the ring of its case; not even its kind stands beside it',
  ],
  'item.day': [day, 'items without a case are purged by it'],
  'loose_item.id': [hex32, 'an item that no case refers to yet'],
  'loose_item.day': [day, 'items without a case are purged by it'],
  'chore.name': [/^scrub$/, 'that the file is to be written anew'],
  'person.id': [/^[0-9a-f]{16,32}$/, 'staff: random'],
  'person.version': [count, 'staff'],
  'person.data': [
    (value: Uint8Array) => value.length > 33,
    'staff: MAC and plain JSON; no reporter is in it',
  ],
  'record.id': [word, 'written by staff, never by the way of a report'],
  'record.version': [count, 'written by staff, never by the way of a report'],
  'record.data': [
    () => true,
    'written by staff, never by the way of a report; searched below like everything',
  ],
  'setting.name': [word, 'of the installation'],
  'setting.value': [() => true, 'of the installation; searched below like everything'],
  'audit.sequence': [
    /^\d+$/,
    'of what staff did, in order, and of one batch of marks a day, with items or without',
  ],
  'audit.day': [day, 'of what staff did; of a batch, never of an item in it'],
  'audit.entry': [
    jsonOf(...['who', 'what', 'subject', 'case', 'detail', 'batch'], ...BATCH_KEYS),
    'who did which action on which case; marks of all items, whoever wrote them, among blanks (ADR 75)',
  ],
  'audit.mac': [(value: Uint8Array) => value.length > 16, 'a MAC'],
  'migration.id': [count, 'of the database'],
  'evidence_file.id': [hex32, 'random'],
  'evidence_file.day': [day, 'files of drafts are purged by it'],
  'evidence_file.owner': [
    /^[0-9a-f]{64}$/,
    'the locator of the case it belongs to: item count and padded size of promise 2',
  ],
  'evidence_file.bytes': [
    count,
    'its padded size, which its chunks show, too; 0 for a second copy and in drafts',
  ],
  'evidence_chunk.file_id': [hex32, 'random'],
  'evidence_chunk.place': [count, 'order inside one file'],
  'evidence_chunk.sealed': [
    (value: Uint8Array) => value.length > 255,
    'sealed to a secret of the file’s own, which stands in the sealed draft or case and nowhere else',
  ],
  'evidence_day.day': [day, 'quota'],
  'evidence_day.bytes': [/^\d+$/, 'quota'],
};
const bare = (column: string) => column.replace(/^[^/]*\//, '');

describe('promise 2: what the store has', () => {
  it('is exactly the columns that are accounted for', () => {
    expect([...new Set(columnsIn(bot.dataDir).map(bare))].sort()).toEqual(Object.keys(COLUMNS).sort());
  });

  it('is, in every row, what may stand there', () => {
    const values = valuesIn(bot.dataDir);
    for (const { table, column, value } of values) {
      if (value === null) continue;
      const [is] = COLUMNS[`${table}.${column}`]!;
      const fits = is instanceof RegExp ? is.test(String(value)) : is(value as never);
      expect([`${table}.${column}`, value, fits]).toEqual([`${table}.${column}`, value, true]);
    }
    const known = [...SPECIAL_UNITS, ...bot.server.deps.agency.current().agency.units.map(({ id }) => id)];
    for (const { column, value } of values) if (column === 'unit') expect(known).toContain(value);
    // The story reached every table that concerns a case.
    const reached = ['case_file', 'case_body', 'case_access', 'item', 'case_tally', 'session', 'audit'];
    for (const table of [...reached, 'evidence_file', 'evidence_chunk', 'evidence_day']) {
      expect([table, values.some((each) => each.table === table)]).toEqual([table, true]);
    }
  });

  it('holds of a handled event its hash, its end and its day', () => {
    const rows = valuesIn(bot.dataDir).filter(
      ({ table, row }) => table === 'inbox' && row['outcome'] !== null,
    );
    expect(rows.length).toBeGreaterThan(100);
    for (const { column, value } of rows) {
      if (!['id', 'attempt', 'outcome', 'day'].includes(column))
        expect([column, value]).toEqual([column, null]);
    }
  });

  it('has sizes in buckets, whatever was typed', () => {
    const sizes = valuesIn(bot.dataDir)
      .filter(({ table, column }) => table === 'case_body' && column === 'items')
      .flatMap(({ value }) => (JSON.parse(String(value)) as { size: number }[]).map(({ size }) => size));
    expect([...new Set(sizes)].sort((a, b) => a - b)).toEqual([0, 256, 1024, 4096]);
    const sealed = valuesIn(bot.dataDir).filter(
      ({ table, column }) => table === 'item' && column === 'sealed',
    );
    const lengths = new Set(sealed.map(({ value }) => b64Of(value as Uint8Array, 'ciphertext').length));
    expect(lengths.size).toBe(3);
  });
});

describe('promises 1 to 3: what stands nowhere', () => {
  it('is all that was typed, who typed it, in which messages, and the codes', () => {
    const places = [...asPlaces(valuesIn(bot.dataDir)), ...filesIn(bot.dataDir)];
    expect(leaksOf(secrets(), places)).toEqual([]);
  });

  it('also in log lines, and in what LINE was asked', () => {
    expect(leaksOf(secrets(), [{ name: 'log', bytes: Buffer.from(bot.logs()) }])).toEqual([]);
    // A file is fetched by its message's name, from LINE, who gave it.
    const fetched = /^\/v2\/bot\/message\/\d+\/content$/;
    const paths = bot.line.api.state.requests.map(({ path }) => path);
    expect(paths.filter((path) => fetched.test(path))).toHaveLength(3);
    const asked = paths.filter((path) => !fetched.test(path)).join('\n');
    expect(leaksOf(secrets(), [{ name: 'addresses', bytes: Buffer.from(asked) }])).toEqual([]);
    expect(asked).not.toContain('profile');
  });

  it('is searched for in a way that finds: each disguise, seeded', () => {
    const disguises: ((text: string) => string | Buffer)[] = [
      (text) => text,
      (text) => JSON.stringify({ at: text }),
      (text) => encodeURIComponent(text),
      (text) => Buffer.from(text).toString('base64'),
      (text) => Buffer.from(`xx${text}`).toString('base64url'),
      (text) => Buffer.from(text).toString('hex').toUpperCase(),
      (text) => Buffer.from(text, 'utf16le'),
      (text) => Buffer.from(JSON.stringify({ b64: Buffer.from(text).toString('base64') })).toString('base64'),
      // No run of signs begins with it: in an address, behind one sign of hex, behind what was written with it.
      (text) => `GET /track/${Buffer.from(text).toString('base64url')}`,
      (text) => `f/${Buffer.from(text).toString('base64')}`,
      (text) => `abc${Buffer.from(`four${text}`).toString('base64')}`,
      (text) => `a${Buffer.from(text).toString('hex')}`,
      (text) => `/${Buffer.from(text, 'utf16le').toString('base64')}`,
      (text) => text.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ];
    for (const secret of [TYPED.what, TYPED.contact, userIdOf('reporter'), codes['reporter']!]) {
      for (const disguise of disguises) {
        const bytes = Buffer.concat([
          Buffer.from('{"v":1,"x":"'),
          Buffer.from(disguise(secret)),
          Buffer.from('"}'),
        ]);
        expect(leaksOf({ secret }, [{ name: 'seeded', bytes }])).toEqual(['secret in seeded']);
      }
    }
  });

  it('in no filed case is linked to the chat it came from', () => {
    const chats = new Set(
      valuesIn(bot.dataDir)
        .filter(({ table, column }) => table === 'session' && column === 'lane')
        .map(({ value }) => String(value)),
    );
    for (const user of Object.keys(phones)) {
      chats.add(
        createSecretBox(bot.server.deps.config.secrets.app, 'line').name(`lane:user:${userIdOf(user)}`),
      );
    }
    const filed = valuesIn(bot.dataDir).filter(({ table }) => /^(case|item|loose|audit)/.test(table));
    const lanes = Object.fromEntries([...chats].map((lane) => [lane, lane]));
    expect(leaksOf(lanes, asPlaces(filed))).toEqual([]);
  });
});

describe('promise 2: what the server’s secrets open', () => {
  /** Every ciphertext of filed cases. */
  const ciphertexts = (values: readonly StoredValue[]) =>
    values.flatMap(({ table, column, value }) => {
      if (table === 'evidence_chunk' && column === 'sealed') return [Buffer.from(value as Uint8Array)];
      if (table === 'item' && column === 'sealed') return [b64Of(value as Uint8Array, 'ciphertext')];
      if (table === 'case_access' && column === 'wrap') return [b64Of(value as Uint8Array, 'ciphertext')];
      if (table === 'case_body' && column === 'reporter_ring') {
        const { wraps } = JSON.parse(Buffer.from(value as Uint8Array).toString()) as {
          wraps: { ciphertext: { b64: string } }[];
        };
        return wraps.map(({ ciphertext }) => Buffer.from(ciphertext.b64, 'base64'));
      }
      return [];
    });

  it('is no item, ring or wrap, in any way that the code uses them', async () => {
    const { secrets: held } = bot.server.deps.config;
    const values = valuesIn(bot.dataDir);
    const all = ciphertexts(values);
    expect(all.length).toBeGreaterThan(30);
    const salts = values.filter(({ table, row }) => table === 'setting' && row['name'] === 'code-salt');
    const salt = Buffer.from(salts.find(({ column }) => column === 'value')!.value as Uint8Array);
    const ids = [
      ...new Set(values.flatMap(({ row }) => (typeof row['case_id'] === 'string' ? [row['case_id']] : []))),
    ];
    const identities = Object.values(held).flatMap((secret) => [
      createHash('sha256').update(secret).digest(),
      createHmac('sha512', secret).update('suetrong tracking code v1\n').digest().subarray(32),
      createHmac('sha512', secret).update('suetrong tracking code v1\n').update(salt).digest().subarray(32),
      ...['integrity/v1/item', 'line/seal'].map((label) =>
        Buffer.from(hkdfSync('sha256', secret, 'suetrong', label, 32)),
      ),
    ]);
    for (const seed of identities) {
      const identity = identityFromSeed(seed);
      for (const ciphertext of all) await expect(decryptWith(identity, ciphertext)).rejects.toThrow();
    }
    const boxes = Object.values(held).flatMap((secret) =>
      ['line', 'staff', 'case', 'session', 'web'].map((purpose) => createSecretBox(secret, purpose)),
    );
    for (const each of boxes) {
      for (const ciphertext of all) {
        for (const place of ['', ...ids]) expect(() => each.open(ciphertext, place)).toThrow();
      }
    }
  }, 120_000);

  it('but a key holder’s key opens it, and the reporter’s code the reporter’s part', async () => {
    const { casework, desk } = bot.server.deps.cases;
    const view = await casework.open(officer, complaintId);
    expect(JSON.stringify(view)).toContain(TYPED.what);
    expect(JSON.stringify(view)).toContain(REPLY);
    expect(JSON.stringify(view)).toContain(NOTE);
    const files: string[] = [];
    for (const { number } of view.evidence) {
      const file = await casework.evidence(officer, { caseId: complaintId, number });
      for await (const part of file.read()) files.push(Buffer.from(part).toString());
    }
    expect(files).toEqual([FILES.receipt, FILES.later]);
    const reporter = JSON.stringify(await desk.track(codes['reporter']!));
    expect(reporter).toContain(QUESTION);
    for (const text of [TYPED.what, REPLY, ADDED, CONTEST, NOTE]) expect(reporter).not.toContain(text);
  });
});

it('a column added without being accounted for is noticed', () => {
  const db = new DatabaseSync(join(bot.dataDir, 'suetrong.sqlite'));
  db.exec('CREATE TABLE stray (note TEXT)');
  try {
    const unknown = columnsIn(bot.dataDir)
      .map(bare)
      .filter((column) => !(column in COLUMNS));
    expect(unknown).toEqual(['stray.note', 'stray.rowid']);
  } finally {
    db.exec('DROP TABLE stray');
    db.close();
  }
});
