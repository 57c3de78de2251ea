import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { unpackMarks } from '../../src/audit/batches.ts';
import type { Batch } from '../../src/audit/entry.ts';
import type { CaseDeps } from '../../src/deps/cases.ts';
import { createMarks, type Marks } from '../../src/cases/marks.ts';
import { formatCode, parseCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { runAudit } from '../../src/cli/audit.ts';
import { demoStaff, fillIn, phoneOf, th } from '../cases/phone.ts';
import { codeOn, REPORT, visitor } from '../site/door/visitor.ts';
import { DAY } from '../support/clock.ts';
import type { Bot } from '../support/bot.ts';
import { memoryIo } from '../cli/memory-io.ts';

export interface Stories {
  /** Filed in the chat: asked, answered, concluded, contested. */
  chat: { id: string; code: TrackingCode };
  /** Filed on the web, with a message later. */
  web: { id: string; code: TrackingCode };
  act(caseId: string, action: string): Promise<void>;
}

/** Two reports through the front doors, with everything that reporters can write later. All of it on one day. */
export async function tellStories(bot: Bot): Promise<Stories> {
  const head = await demoStaff(bot, 'head');
  const act = async (caseId: string, action: string) => {
    const { cases, accounts } = bot.server.deps;
    const doing = { caseId, action, message: 'x', outcome: 'substantiated' } as const;
    await accounts.audited(cases.casework).act(head, doing);
  };
  const idOf = async (code: TrackingCode) => (await bot.server.deps.cases.desk.track(code))!.caseId;

  const reporter = phoneOf(bot.line, () => bot.webhook, 'reporter');
  const code = await fillIn(reporter, 'complaint', {
    category: th('cases:field.category.option.bribe'),
    unit: 'งานพัสดุ',
    what: 'เรียกเงินค่าที่จอดรถ',
  });
  await reporter.tap(th('report:act.file'));
  const chat = { id: await idOf(code), code };
  await act(chat.id, 'ask');
  await reporter.say(formatCode(code));
  await reporter.say('อยู่หลังห้องน้ำ');
  await act(chat.id, 'answer');
  await act(chat.id, 'conclude');
  await reporter.say(formatCode(code));
  await reporter.tap(th('cases:action.contest.label'));
  await reporter.say('ไม่เห็นด้วย');
  await reporter.tap(th('track:act.send'));
  await reporter.say(formatCode(code));
  await reporter.tap(th('track:act.notify'));
  await reporter.tap(th('track:act.confirm'));

  const person = visitor(bot.url);
  const review = await person.press(await person.get('/report'), 'review', REPORT);
  const webCode = parseCode(codeOn(review)).code!;
  await person.press(review, 'file');
  const mine = await person.press(await person.get('/track'), 'open', { code: webCode });
  await person.press(mine, 'write', { text: 'เพิ่มเติม' }, { action: 'add' });
  return { chat, web: { id: await idOf(webCode), code: webCode }, act };
}

/** The day after, with everything done that is done by the clock. */
export async function nextDay(bot: Bot, days = 1): Promise<void> {
  bot.clock.advance(days * DAY);
  await bot.server.deps.scheduler.runAll();
}

export async function verifyByCommand(
  bot: Bot,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const { io, said } = memoryIo({ DATA_DIR: bot.dataDir, LOG_LEVEL: 'error' });
  const code = await runAudit(['verify', '--lang', 'en', ...args], io);
  return { code, ...said };
}

/** Every batch in the log, as it lies in the database. */
export function batchesIn(dataDir: string): { sequence: number; day: string; batch: Batch }[] {
  return query(dataDir, 'SELECT sequence, day, entry FROM audit ORDER BY sequence').flatMap((row) => {
    const { batch } = JSON.parse(Buffer.from(row['entry'] as Uint8Array).toString()) as { batch?: Batch };
    return batch ? [{ sequence: row['sequence'] as number, day: row['day'] as string, batch }] : [];
  });
}

/** Sizes of the two lists of a batch: what anybody can see of it. */
export const sizesOf = ({ batch }: ReturnType<typeof batchesIn>[number]) => [
  unpackMarks(batch.entered).length,
  unpackMarks(batch.gone).length,
];

/** The marks in the log that are no blanks, as only who has the key can tell. */
export const realMarks = (bot: Bot, list?: 'entered' | 'gone') =>
  realMarksOf(bot.server.deps, bot.dataDir, list);

export function realMarksOf(
  { cases }: { cases: Pick<CaseDeps, 'integrity'> },
  dataDir: string,
  list: 'entered' | 'gone' = 'entered',
): string[] {
  const marks = createMarks(cases.integrity);
  return batchesIn(dataDir).flatMap(({ batch }) => {
    const blanks = blanksOf(marks, batch);
    return unpackMarks(batch[list]).filter((mark) => !blanks.has(mark));
  });
}

/** More blanks than a batch can have. */
export const blanksOf = (marks: Marks, { salt }: Batch, count = 2048): Set<string> =>
  new Set(Array.from({ length: count }, (_, n) => marks.blank(salt, n)).flat());

export function query(dataDir: string, sql: string, ...values: string[]): Record<string, unknown>[] {
  const db = new DatabaseSync(join(dataDir, 'suetrong.sqlite'));
  try {
    return db.prepare(sql).all(...values);
  } finally {
    db.close();
  }
}

/** What somebody does who has the database and no secret. Foreign keys hold, as in the program. */
export function edit(dataDir: string, sql: string, ...values: string[]): number {
  const db = new DatabaseSync(join(dataDir, 'suetrong.sqlite'));
  try {
    return Number(db.prepare(sql).run(...values).changes);
  } finally {
    db.close();
  }
}
