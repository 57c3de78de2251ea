import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { formatCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { filesIn, leaksOf } from '../cases/stored-values.ts';
import { fillIn, phoneOf, th, type Phone } from '../cases/phone.ts';
import { startBot, type Bot } from '../support/bot.ts';

/** When sealing cannot be done, nothing is kept in its place and nobody is told that something was. */
const FIRST = 'รับของกำนัลนกขุนทองตัวแรก';
const SECOND = 'เขียนเพิ่มเรื่องนกขุนทองตัวที่สอง';

let bot: Bot;
let reporter: Phone;
beforeEach(async () => {
  bot = await startBot();
  reporter = phoneOf(bot.line, () => bot.webhook, 'reporter');
});
afterEach(() => bot.stop());

const store = () => bot.server.deps.store;
const fill = () =>
  fillIn(reporter, 'complaint', {
    category: th('cases:field.category.option.bribe'),
    unit: 'งานพัสดุ',
    what: FIRST,
  });
const leaks = (codes: readonly TrackingCode[]) =>
  leaksOf({ FIRST, SECOND, ...Object.fromEntries(codes.map((code, n) => [`code ${n}`, code])) }, [
    ...filesIn(bot.dataDir),
    { name: 'log', bytes: Buffer.from(bot.logs()) },
  ]);
const count = async () => (await store().cases.tally()).reduce((sum, { count: cases }) => sum + cases, 0);

/** The same with another last sign. */
const otherwise = (text: string) => text.slice(0, -1) + (text.endsWith('q') ? 'p' : 'q');

/** Puts another staff ring into the only case. */
async function spoilRing(change: (ring: Record<string, unknown>) => unknown): Promise<void> {
  const [row] = await store().cases.withRecipient('recovery', undefined, 10);
  const ring = JSON.parse(Buffer.from(row!.staffRing).toString()) as Record<string, unknown>;
  const staffRing = Buffer.from(JSON.stringify(change(ring)));
  expect(await store().cases.replace({ ...row!, version: row!.version + 1, staffRing })).toBe(true);
}

const SPOILED: [string, (ring: Record<string, unknown>) => unknown][] = [
  ['is no ring any more', () => 'spoiled'],
  ['is sealed to somebody else', (ring) => ({ ...ring, recipient: otherwise(String(ring['recipient'])) })],
  ['is said to be of another generation', (ring) => ({ ...ring, generation: 99 })],
];

it.each(SPOILED)(
  'a case whose ring %s takes no word: its reporter is told so, and nothing is written',
  async (_, change) => {
    const code = await fill();
    await reporter.tap(th('report:act.file'));
    await reporter.say(formatCode(code));
    await spoilRing(change);
    const [before] = await store().cases.withRecipient('recovery', undefined, 10);
    await reporter.say(SECOND);
    const said = reporter.has(th('track:act.send'))
      ? await reporter.tap(th('track:act.send'))
      : reporter.words();
    expect(said).toContain(th('chat:failed').split('{{')[0]!.trim());
    const [after] = await store().cases.withRecipient('recovery', undefined, 10);
    expect(after).toEqual(before);
    expect(leaks([code])).toEqual([]);
  },
);

it('without a recovery key that is the real one nothing is filed; the draft waits, sealed', async () => {
  const code = await fill();
  const foundation = await store().settings.get('foundation');
  const spoiled = JSON.parse(Buffer.from(foundation!).toString()) as { recovery: string };
  await store().settings.set(
    'foundation',
    Buffer.from(JSON.stringify({ ...spoiled, recovery: otherwise(spoiled.recovery) })),
  );
  const said = await reporter.tap(th('report:act.file'));
  expect(said).not.toContain(th('report:receipt.title.complaint'));
  expect(await count()).toBe(0);
  expect(leaks([code])).toEqual([]);

  await store().settings.set('foundation', foundation!);
  expect(await reporter.say(formatCode(code))).toContain(th('report:receipt.title.complaint'));
  expect(await count()).toBe(1);
  expect(leaks([code])).toEqual([]);
});
