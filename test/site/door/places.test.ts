import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createPlaces, PLACES } from '../../../src/site/door/places.ts';
import { i18n } from '../site-under-test.ts';
import { startDoor, type TestDoor } from './door-under-test.ts';
import { beginFile, type Sender } from './sender.ts';
import { REPORT, STORY, visitor, type Visitor } from './visitor.ts';

/** Everybody is quick enough for ever, unless a test says otherwise. */
const SMALL = { ...PLACES, total: 4, fromOne: 3, slowest: 200, measureMs: 600_000, patienceMs: 3000 };
const BUSY = i18n.t('th', 'evidence:problem.busy');
const OUTRUN = i18n.t('th', 'evidence:problem.outrun');

let door: TestDoor;
let senders: Sender[];
beforeEach(() => void (senders = []));
afterEach(async () => {
  for (const each of senders) each.leave();
  await door.close();
});

const from = (address: string) => visitor(door.origin, { 'x-forwarded-for': address });
const upload = async (who: Visitor) =>
  who.press(await who.get('/report'), 'upload', { ...REPORT, evidence: [new File(['คำให้การ'], 'b.txt')] });
const attached = ({ html }: { html: string }) => html.match(/class="piece"/g)?.length ?? 0;

/** Files half sent from an address; resolves once they are on their way. */
async function half(address: string, count: number): Promise<Sender[]> {
  const [form] = (await from(address).get('/report')).forms;
  const ticket = form!.values.find(([name]) => name === 'ticket')![1];
  const begun = Array.from({ length: count }, () => beginFile(door.origin, { address, ticket, what: STORY }));
  senders.push(...begun);
  await sleep(150);
  return begun;
}

describe('places for files on their way', () => {
  it('two addresses that fill them all keep nobody else out: the one with most gives way, and keeps what was typed', async () => {
    door = await startDoor({ trustProxy: 1, places: SMALL });
    const first = await half('198.51.100.7', 3);
    await half('198.51.100.8', 3);
    const other = await upload(from('203.0.113.9'));
    expect([other.text.includes(BUSY), attached(other)]).toEqual([false, 1]);
    // What else of it comes is read away, however much that is.
    for (const each of first) each.write('ต่อ '.repeat(200_000));
    const pages = await Promise.all(first.map((each) => each.end()));
    const outrun = pages.filter(({ text }) => text.includes(OUTRUN));
    expect(outrun.length).toBeGreaterThan(0);
    for (const page of outrun) {
      expect(page.html).toContain(STORY);
      expect(page.text).toContain('a.txt');
    }
  });

  it('whoever chose no file needs no place, and goes on while all are taken', async () => {
    door = await startDoor({ places: { ...SMALL, total: 1, fromOne: 1, patienceMs: 100, waiting: 0 } });
    await half('198.51.100.7', 1);
    const who = from('203.0.113.9');
    const form = await who.get('/report');
    const review = await who.press(form, 'review', { ...REPORT, evidence: [new File([], '')] });
    expect([
      review.status,
      review.text.includes(BUSY),
      review.text.includes(REPORT['what'] as string),
    ]).toEqual([200, false, true]);
  });

  it('an address does not become several by coming once in each window of the counts', async () => {
    door = await startDoor({ trustProxy: 1, places: SMALL });
    for (let n = 0; n < SMALL.total; n += 1) {
      await half('198.51.100.7', 1);
      door.clock.advance(10 * 60_000);
    }
    const other = await upload(from('203.0.113.9'));
    expect([other.text.includes(BUSY), attached(other)]).toEqual([false, 1]);
  });

  it('files that are all here, and only looked into, do not shelter another address that has many', async () => {
    door = await startDoor({ places: SMALL });
    const places = createPlaces({ ...SMALL, patienceMs: 100 });
    let close = () => undefined as void;
    const closed = new Promise<void>((resolve) => (close = resolve));
    const outrun: string[] = [];
    async function* pending() {
      yield new Uint8Array(1);
      await closed;
    }
    async function* whole() {
      yield new Uint8Array(1);
    }
    const send = (who: string, bytes: AsyncIterable<Uint8Array>) =>
      places
        .hold({ name: who, isCrowd: false }, bytes, async (read) => {
          for await (const _ of read);
          await closed;
        })
        .catch(() => outrun.push(who));
    const held = [send('a', whole()), send('a', whole()), send('b', pending()), send('b', pending())];
    await sleep(20);
    let entered = false;
    const newcomer = places.hold({ name: 'c', isCrowd: false }, whole(), async () => void (entered = true));
    await sleep(200);
    close();
    await Promise.all([...held, newcomer]);
    expect([entered, outrun]).toEqual([true, ['b']]);
  });

  it('visitors of the onion service count as many: others with two files each give way to several of them', async () => {
    const limits = { ...SMALL, total: 8, fromOne: 8, crowd: 3 };
    door = await startDoor({ trustProxy: 1, places: limits });
    for (let n = 0; n < 4; n += 1) await half(`198.51.100.${n}`, 2);
    await half('127.0.0.1', 3);
    // Each of the others has one left, or two; for the crowd's three one more would be too many to take from one.
    const next = await upload(from('203.0.113.9'));
    expect([next.text.includes(BUSY), attached(next)]).toEqual([false, 1]);
    const pages = await Promise.all(senders.map((each) => each.end()));
    const outrun = pages.map(({ text }) => text.includes(OUTRUN));
    expect(outrun.slice(8)).toEqual([false, false, false]);
    expect(outrun.filter(Boolean)).toHaveLength(4);
  });

  it('among many addresses whoever lets us wait gives way', async () => {
    door = await startDoor({ trustProxy: 1, places: { ...SMALL, measureMs: 200 } });
    for (let n = 0; n < SMALL.total; n += 1) await half(`198.51.100.${n}`, 1);
    await sleep(300);
    const other = await upload(from('203.0.113.9'));
    expect([other.text.includes(BUSY), attached(other)]).toEqual([false, 1]);
  });

  it('who shares an address with somebody slow gets in, too', async () => {
    door = await startDoor({ trustProxy: 1, places: { ...SMALL, measureMs: 200 } });
    await half('198.51.100.7', SMALL.fromOne + 5);
    await sleep(300);
    const neighbour = await upload(from('198.51.100.7'));
    expect([neighbour.text.includes(BUSY), attached(neighbour)]).toEqual([false, 1]);
  });

  it('whoever is quick enough loses nothing; the next waits, and is told when that was too long', async () => {
    door = await startDoor({ trustProxy: 1, places: { ...SMALL, measureMs: 200 } });
    const quick: Sender[] = [];
    for (let n = 0; n < SMALL.total; n += 1) quick.push(...(await half(`198.51.100.${n}`, 1)));
    const writing = setInterval(() => quick.forEach((each) => each.write('x'.repeat(2000))), 50);
    await sleep(300);
    const told = await upload(from('203.0.113.9'));
    expect([told.text.includes(BUSY), attached(told), told.html.includes(STORY)]).toEqual([true, 0, true]);
    const waits = upload(from('203.0.113.9'));
    await sleep(100);
    clearInterval(writing);
    const pages = await Promise.all(quick.map((each) => each.end()));
    expect(pages.map((page) => [attached(page), page.text.includes(OUTRUN)])).toEqual(
      quick.map(() => [1, false]),
    );
    const waited = await waits;
    expect([waited.text.includes(BUSY), attached(waited)]).toEqual([false, 1]);
  });

  it('one address that holds as many as it can leaves room for others, and loses nothing to them', async () => {
    door = await startDoor({ trustProxy: 1, places: { ...SMALL, patienceMs: 300 } });
    const theirs = await half('198.51.100.7', SMALL.fromOne + 2);
    const other = await upload(from('203.0.113.9'));
    expect([other.text.includes(BUSY), attached(other)]).toEqual([false, 1]);
    const pages = await Promise.all(theirs.map((each) => each.end()));
    expect(pages.filter(({ text }) => text.includes(OUTRUN))).toEqual([]);
  });
});
