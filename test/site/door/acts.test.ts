import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newCode } from '../../../src/cases/tracking.ts';
import { createTickets } from '../../../src/site/door/ticket.ts';
import { HOUR } from '../../support/clock.ts';
import { startDoor, type TestDoor } from './door-under-test.ts';
import { reviewed, seenOn, ticketOn } from './reviewed.ts';
import { stateOf } from './state.ts';
import { codeOn, REPORT, visitor } from './visitor.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.close());

describe('every act of the forms', () => {
  const ACTS = ['again', 'review', 'show', 'edit', 'discard', 'file'];
  const flip = (text: string) => (text.startsWith('0') ? '1' : '0') + text.slice(1);
  const TAMPERED: Record<string, (key: string, code: string, mac: string) => string> = {
    'no ticket': () => '',
    'an invented ticket': () => `${'x'.repeat(22)}.${newCode()}.${'0'.repeat(32)}`,
    'another key': (key, code, mac) => `${flip(key)}.${code}.${mac}`,
    'another code': (key, _code, mac) => `${key}.${newCode()}.${mac}`,
    'another mac': (key, code, mac) => `${key}.${code}.${flip(mac)}`,
    'a ticket of the other kind': () => {
      const tickets = createTickets(door.doorBox);
      return tickets.write('comment', tickets.issue());
    },
  };

  it.each(ACTS.flatMap((act) => Object.keys(TAMPERED).map((what) => [act, what] as const)))(
    '%s with %s is refused and changes nothing',
    async (act, what) => {
      const { person, review } = await reviewed(door);
      const [key, code, mac] = ticketOn(review).split('.') as [string, string, string];
      const ticket = TAMPERED[what]!(key, code, mac);
      const seen = seenOn(review);
      const before = await stateOf(door);
      const answer = await person.post('/report', { ...REPORT, ticket, seen, do: act });
      expect([answer.status, answer.text.includes('หน้านี้ใช้ต่อไม่ได้แล้ว')]).toEqual([410, true]);
      expect(await stateOf(door)).toEqual(before);
    },
  );

  it('file with the code of somebody else’s case does not tell that it exists', async () => {
    const { person, review } = await reviewed(door);
    await person.press(review, 'file');
    const mine = await reviewed(door);
    const [key, , mac] = ticketOn(mine.review).split('.');
    const before = await stateOf(door);
    const other = await mine.person.post('/report', {
      ticket: `${key}.${codeOn(review)}.${mac}`,
      do: 'file',
    });
    const none = await mine.person.post('/report', { ticket: `${key}.${newCode()}.${mac}`, do: 'file' });
    expect([other.status, other.text]).toEqual([none.status, none.text]);
    expect(await stateOf(door)).toEqual(before);
  });

  it.each(['show', 'edit', 'file'])('%s says that the draft ran out, and files nothing', async (act) => {
    const { person, review } = await reviewed(door);
    const seen = seenOn(review);
    door.clock.advance(6 * HOUR);
    const before = await stateOf(door);
    const answer = await person.post('/report', { ticket: ticketOn(review), seen, do: act });
    expect(answer.status).toBe(410);
    expect(await stateOf(door)).toEqual(before);
    await door.purge();
    expect((await stateOf(door)).sessions).toEqual([]);
    expect((await person.post('/report', { ticket: ticketOn(review), seen, do: act })).status).toBe(410);
  });

  it.each(['', 'nothing', 'constructor', '__proto__'])('an act called "%s" is refused', async (act) => {
    const { person, review } = await reviewed(door);
    const before = await stateOf(door);
    expect((await person.post('/report', { ticket: ticketOn(review), do: act })).status).toBe(410);
    expect(await stateOf(door)).toEqual(before);
  });

  it('file without a draft that was ever read over files nothing', async () => {
    const person = visitor(door.origin);
    const form = await person.get('/report');
    const before = await stateOf(door);
    expect((await person.post('/report', { ...REPORT, ticket: ticketOn(form), do: 'file' })).status).toBe(
      410,
    );
    expect(await stateOf(door)).toEqual(before);
  });

  it.each([
    ['text/plain', 'do=file'],
    ['application/json', '{"do":"file"}'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('a body of %s is refused kindly', async (type, body) => {
    const answer = await fetch(`${door.origin}/report`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(answer.status).toBe(410);
  });
});
