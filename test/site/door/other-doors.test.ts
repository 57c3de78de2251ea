import { describe, expect, it } from '@jest/globals';
import { HOUR } from '../../support/clock.ts';
import { atOwnDoor } from './door-under-test.ts';
import { reviewed } from './reviewed.ts';
import { REPORT, STORY, visitor } from './visitor.ts';

describe('other doors', () => {
  it('takes no reports where nobody receives them, and names where to go', async () => {
    await atOwnDoor({ closed: true }, async (closed) => {
      const page = await visitor(closed.origin).get('/report');
      expect([page.status, page.forms.length]).toEqual([503, 0]);
      expect(page.text).toContain('1205');
    });
  });

  it('says so when everybody who could open the case is somebody who should not', async () => {
    await atOwnDoor({}, async (door) => {
      const { person, review } = await reviewed(door, 'complaint', { unit: 'whole' });
      const receipt = await person.press(review, 'file');
      expect(receipt.text).toContain('ขอให้แจ้งหน่วยงานข้างนอกด้วย');
      expect(receipt.text).not.toContain('จะมีคำตอบแรกภายใน');
    });
  });

  it('asks to wait when too much comes from one address, without losing a word, and only for a while', async () => {
    await atOwnDoor(
      {
        limits: { windowMinutes: 10, perSource: 2, overall: 100 },
        trustProxy: 1,
      },
      async (small) => {
        const from = (address: string) => visitor(small.origin, { 'x-forwarded-for': address });
        const person = from('198.51.100.7');
        const form = await person.get('/report');
        const review = await person.press(form, 'review', REPORT);
        await person.press(review, 'show');
        const full = await person.press(form, 'review', REPORT);
        expect([full.status, full.forms[0]!.values.some(([, value]) => value === STORY)]).toEqual([
          503,
          true,
        ]);
        expect((await from('198.51.100.8').press(form, 'review', REPORT)).status).toBe(200);
        small.clock.advance(HOUR / 6);
        expect((await person.press(full, 'review')).status).toBe(200);
      },
    );
  });

  it('gives the visitors of an onion service, who come by one address, the share of many', async () => {
    await atOwnDoor(
      {
        limits: { windowMinutes: 10, perSource: 1, perCrowd: 3, overall: 100 },
        trustProxy: 1,
      },
      async (small) => {
        const seen: number[] = [];
        for (let n = 0; n < 4; n += 1) {
          const person = visitor(small.origin, { 'x-forwarded-for': '127.0.0.1' });
          seen.push((await person.press(await person.get('/report'), 'review', REPORT)).status);
        }
        expect(seen).toEqual([200, 200, 200, 503]);
      },
    );
  });

  it('does not believe an address that no trusted proxy gave', async () => {
    await atOwnDoor({ limits: { windowMinutes: 10, perSource: 1, overall: 100 } }, async (small) => {
      const person = visitor(small.origin, { 'x-forwarded-for': '198.51.100.7' });
      const form = await person.get('/report');
      expect((await person.press(form, 'review', REPORT)).status).toBe(200);
      const other = visitor(small.origin, { 'x-forwarded-for': '198.51.100.8' });
      expect((await other.press(form, 'review', REPORT)).status).toBe(503);
    });
  });
});
