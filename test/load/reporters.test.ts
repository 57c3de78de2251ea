import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { caseReference } from '../../src/cases/reference.ts';
import { formatCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { wordsOf } from '../../src/cli/words.ts';
import { fillIn, phoneOf, type Phone } from '../cases/phone.ts';
import { onEachDatabase } from './place.ts';
import { pressUntilFiled } from './reporting.ts';
import { median, p95 } from './times.ts';

/**
 * Many people file at the same moment, at the real cost of a code, while the server is killed. LOAD_REPORTERS=200 is
 * the whole of it: there the slow derivation alone takes longer than a reply token lives, so it takes minutes.
 */
const REPORTERS = Number(process.env['LOAD_REPORTERS'] ?? 30);
/** The server dies when this share of all has a receipt. */
const KILLS = [0.2, 0.6];
/** So many idle: of fewer, the p95 would be chance. */
const QUESTIONS = 200;
/** So many first questions of each process are not counted, idle or not: they wait for the code to be compiled. */
const WARM = 15;
const QUESTION = 'ปี 63 เทศบาลได้เกรดอะไร';
/** How long somebody waits before pressing again. With so many, pressing before the token ran out only adds to the queue. */
const PATIENCE_MS = REPORTERS > 100 ? 65_000 : 20_000;

interface Reporter {
  phone: Phone;
  code: TrackingCode;
  /** References on receipts, one each time a receipt was shown. */
  receipts: string[];
}

onEachDatabase((name, place) => {
  /** When receipts came, by `performance.now()`. */
  const receiptsAt: number[] = [];

  /** Milliseconds until the answer to a question; undefined when the server died or was dead meanwhile. */
  async function timeOfQuestion(user: string): Promise<number | undefined> {
    const { line, server: before } = place;
    if (!before) return undefined;
    const event = line.event.text(user, QUESTION);
    const begun = performance.now();
    try {
      // Longer than a lease: what the asker had sent when the server died is finished first.
      const { messages } = await line.ask(before.webhook, event, 20_000);
      expect(wordsOf(messages)).toContain('60.88');
      return place.server === before ? performance.now() - begun : undefined;
    } catch (error) {
      if (place.server === before) throw error;
      return undefined;
    }
  }

  async function file(reporter: Reporter): Promise<void> {
    const { phone, code, receipts } = reporter;
    const receipt = await pressUntilFiled(place, phone, { kind: 'comment', code, patienceMs: PATIENCE_MS });
    receiptsAt.push(performance.now());
    receipts.push(receipt);
  }

  it(
    `${REPORTERS} people file at once while the server dies ${KILLS.length} times: one case for each code shown as filed`,
    async () => {
      await place.start();
      const { line, webhook } = place;
      const reporters: Reporter[] = [];
      for (let n = 0; n < REPORTERS; n += 10) {
        const some = Array.from({ length: Math.min(10, REPORTERS - n) }, async (_, at) => {
          const phone = phoneOf(line, webhook, `reporter ${n + at}`, 20_000);
          const code = await fillIn(phone, 'comment', { text: `เรื่องที่ ${n + at}` });
          reporters.push({ phone, code, receipts: [] });
        });
        await Promise.all(some);
      }
      const idle: number[] = [];
      for (let n = 0; n < WARM + QUESTIONS; n += 1) {
        const time = await timeOfQuestion('asker');
        if (n >= WARM) idle.push(time!);
      }

      const asked: { at: number; time: number }[] = [];
      const done = () => reporters.filter(({ receipts }) => receipts.length > 0).length;
      let filing = true;
      const all = Promise.all(reporters.map(file)).finally(() => (filing = false));
      const asking = (async () => {
        const answered = new Map([[place.lives, WARM]]);
        while (filing) {
          const time = await timeOfQuestion('asker');
          const before = answered.get(place.lives) ?? 0;
          answered.set(place.lives, before + 1);
          if (time === undefined) await sleep(50);
          else if (filing && before >= WARM) asked.push({ at: performance.now(), time });
        }
      })();
      for (const share of KILLS) {
        while (filing && done() < share * REPORTERS) await sleep(5);
        await place.end();
        await place.start();
      }
      await Promise.all([all, asking]);

      // Once more for some who have their receipt: the same one.
      for (const reporter of reporters.slice(0, 3)) {
        const first = reporter.receipts.splice(0);
        await file(reporter);
        expect(reporter.receipts).toEqual(first);
      }
      // And a code opens the case that its receipt names.
      for (const { code, receipts } of reporters.slice(-3)) {
        const { messages } = await line.ask(webhook(), line.event.text('anybody', formatCode(code)), 20_000);
        expect(wordsOf(messages)).toContain(receipts[0]);
      }
      await place.end();

      const store = await place.database.open();
      const rows = await store.cases.withRecipient('recovery', undefined, 10_000);
      const tally = await store.cases.tally();
      const { finished } = await store.inbox.tally();
      await store.close();
      expect(rows.map(({ id }) => caseReference(id)).sort()).toEqual(
        reporters.map(({ receipts }) => receipts[0]!).sort(),
      );
      expect(new Set(rows.map(({ locator }) => locator)).size).toBe(REPORTERS);
      expect(tally.reduce((sum, { count }) => sum + count, 0)).toBe(REPORTERS);
      expect(finished.failed).toBe(0);

      // While filings were really under way, not while somebody waited for a receipt that had died with the server.
      const busy = asked
        .filter(({ at }) => receiptsAt.some((receipt) => Math.abs(receipt - at) < 1000))
        .map(({ time }) => time);
      expect(busy.length).toBeGreaterThan(20);
      process.stdout.write(
        [
          `  ${name}: ${REPORTERS} filed;`,
          `questions idle: ${Math.round(median(idle))} ms, p95 ${Math.round(p95(idle))} ms (${idle.length});`,
          `while filing: ${Math.round(median(busy))} ms, p95 ${Math.round(p95(busy))} ms (${busy.length})\n`,
        ].join(' '),
      );
      expect(p95(busy)).toBeLessThanOrEqual(3 * p95(idle));
    },
    REPORTERS * 6000 + 120_000,
  );
});
