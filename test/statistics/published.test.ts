import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express, { type Express } from 'express';
import request from 'supertest';
import { createReleaseJob } from '../../src/jobs/release.ts';
import { statisticsRoutes } from '../../src/site/statistics/routes.ts';
import { createStatistics, type Statistics } from '../../src/statistics/statistics.ts';
import { aComment, complaintOn, openCaseOffice, type CaseOffice } from '../cases/case-office.ts';
import { DAY } from '../support/clock.ts';
import { i18n } from '../site/site-under-test.ts';
import { html } from '../../src/web/html.ts';

let office: CaseOffice;
let statistics: Statistics;
let app: Express;
/** How many texts the pages asked for. */
let said = 0;
const UNITS = ['finance', 'education'];

/** Everything that the public can read, in words. */
const page = async (query = '') => (await request(app).get(`/statistics${query}`).expect(200)).text;
const csv = async (query = '') => (await request(app).get(`/statistics.csv${query}`).expect(200)).text;
const hour = () =>
  createReleaseJob({
    cases: office.port,
    settings: office.store.settings,
    writer: office.writer,
    clock: office.clock,
    hours: () => ['09:00', '15:00'],
    afterwards: (day) => statistics.publish(day),
  }).run();

beforeAll(async () => {
  office = await openCaseOffice();
  statistics = createStatistics({
    cases: office.port,
    settings: office.store.settings,
    clock: office.clock,
    legalClock: () => office.casePolicy().legalClock,
    below: () => 5,
    live: false,
  });
  app = express();
  app.set('query parser', 'simple');
  app.use(
    statisticsRoutes({
      t: (...asked) => {
        said += 1;
        return i18n.t(...asked);
      },
      statistics,
      below: () => 5,
      mode: 'production',
      renderPage: ({ title, body }) => html`<!doctype html><title>${title}</title>${body}`,
    }),
  );
  await statistics.since();
}, 60_000);
afterAll(() => office.close());

describe('what the public sees', () => {
  it('is nothing before the first quarter was over, in words', async () => {
    expect(await page()).toContain(i18n.t('th', 'statistics:empty'));
    await request(app).get('/statistics.csv').expect(404);
    await hour();
    expect(await page()).toContain(i18n.t('th', 'statistics:empty'));
  });

  it('does not change within a quarter, whatever comes in', async () => {
    for (let n = 0; n < 7; n += 1) await office.file({ answers: complaintOn(UNITS[n % 2]!) });
    await office.file({ kind: 'comment', answers: aComment });
    const waiting = (await statistics.all()).cases;
    expect(waiting).toEqual([]); // before the release hour nobody counts them
    office.clock.set('2026-11-23T09:01:00+07:00');
    await hour();
    expect((await statistics.all()).cases.reduce((sum, { count }) => sum + count, 0)).toBe(8);
    expect(await page()).toContain(i18n.t('th', 'statistics:empty'));
  });

  it('comes with the first release hour of the next quarter: totals, nothing divided before the year is over, no units', async () => {
    office.clock.set('2027-01-01T08:00:00+07:00');
    await hour();
    expect(await page()).toContain(i18n.t('th', 'statistics:empty'));
    office.clock.set('2027-01-01T09:01:00+07:00');
    await hour();
    const seen = await csv('?lang=en');
    expect(seen).toContain('7 corruption complaints');
    expect(seen).toContain('fewer than 5 comments, or none');
    expect(seen).not.toMatch(/\b1 comment|,1\r\n/);
    expect(seen).not.toMatch(/Bribes or demands|Nov 2026,/);
    expect(seen).toMatch(/In progress, overdue",7/);
    const shown = await page();
    for (const { id, name } of office.agency.current().agency.units.filter(({ id }) => UNITS.includes(id))) {
      expect([id, shown.includes(name.th)]).toEqual([id, false]);
    }
    expect(shown).not.toMatch(/\sstyle=|<style|<script|class="zr/);
    expect(shown).toMatch(/<svg\s+role="img" aria-label="[^"]+"/);
  });

  it('stays as it was published when cases go on, and follows with the next quarter', async () => {
    const before = await csv();
    const rows = await office.port.withRecipient('key-of-officer', undefined, 10);
    const row = rows.find(({ kind }) => kind === 'complaint');
    await office.casework.act(office.worker('citizen', 'head'), {
      ...{ caseId: row!.id, action: 'decline', message: 'ไม่ใช่เรื่องของเทศบาล' },
    });
    office.clock.advance(DAY);
    await hour();
    expect(await csv()).toBe(before);
    office.clock.set('2027-04-01T09:01:00+07:00');
    await hour();
    // One is finished: neither that, nor what is left, may be told apart.
    const after = await csv('?lang=en');
    expect(after).toContain('7 corruption complaints');
    expect(after).toContain('Finished,not shown');
    expect(after).toContain('"In progress, overdue",not shown');
    expect(after).not.toContain('what came of the finished ones');
  });

  it('does not tell that two came in, but tells it once five did, and everything when the year is over', async () => {
    const file = (count: number) =>
      Promise.all(Array.from({ length: count }, () => office.file({ answers: complaintOn('finance') })));
    office.clock.set('2027-05-03T10:00:00+07:00');
    const before = await csv();
    await file(2);
    office.clock.set('2027-07-01T09:01:00+07:00');
    await hour();
    expect(await csv()).toBe(before);
    expect(await csv('?lang=en')).toContain('As of 1 Apr 2027');
    await file(1);
    office.clock.set('2027-10-01T09:01:00+07:00');
    await hour();
    const whole = await csv('?year=2570&lang=en');
    expect(whole).toContain('10 corruption complaints');
    expect(whole).toContain('As of 1 Oct 2027');
    expect(whole).toMatch(/Bribes or demands,10\r\n/);
    expect(whole).toContain('Nov 2026,not shown'); // 7, beside 2 and 1
  });

  it('says for each fiscal year that there were no complaints, in so many words', async () => {
    office.clock.set('2028-10-01T09:01:00+07:00');
    await hour();
    const th = await page('?year=2571');
    expect(th).toContain('ปีงบประมาณ 2571 ไม่มีเรื่องร้องเรียนการทุจริต');
    expect(await csv('?year=2571&lang=en')).toContain('Fiscal year 2571 (2028): no corruption complaints');
    expect(await csv('?year=2570&lang=en')).toContain('10 corruption complaints');
  });

  it('is a spreadsheet, too', async () => {
    const { body, headers } = await request(app)
      .get('/statistics.xlsx')
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect((body as Buffer).subarray(0, 2).toString()).toBe('PK');
    expect(headers['content-disposition']).toContain('.xlsx');
  });
});

it('is drawn once for all who ask, in each language and for each year, until the numbers change', async () => {
  const costs = async (path: string) => {
    said = 0;
    const { text, body } = await request(app).get(path).buffer().expect(200);
    return { said, seen: text ?? String(body) };
  };
  for (const path of ['/statistics', '/statistics?lang=en', '/statistics.csv']) {
    const [first, again] = [await costs(path), await costs(path)];
    expect(again.seen).toBe(first.seen);
    expect([path, again.said < 3]).toEqual([path, true]);
  }
  const before = await page();
  office.clock.set('2029-01-02T09:01:00+07:00');
  await office.file({ answers: complaintOn('finance') });
  await hour();
  const after = await costs('/statistics');
  expect(after.said).toBeGreaterThan(5);
  expect(after.seen).not.toBe(before);
});
