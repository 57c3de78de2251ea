import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newCode } from '../../../src/cases/tracking.ts';
import { createBags, createTickets } from '../../../src/site/door/ticket.ts';
import { HOUR } from '../../support/clock.ts';
import { startDoor, type TestDoor } from './door-under-test.ts';
import { stateOf, type State } from './state.ts';
import { codeOn, REPORT, visitor, type Page, type Typed } from './visitor.ts';

/**
 * Every address that takes a form × every act × who holds what, sent as a plain form and as one with a file: what the
 * store holds before and after.
 */
let door: TestDoor;
beforeAll(async () => {
  door = await startDoor({ limits: { windowMinutes: 10, perSource: 1e6, overall: 1e6 } });
});
afterAll(() => door.close());

const person = () => visitor(door.origin);
const hidden = (page: Page, name: string): string =>
  page.forms.flatMap(({ values }) => values).find(([key]) => key === name)?.[1] ?? '';
const file = () => new File(['มีไฟล์มาด้วย'], 'ไฟล์.txt');
const flip = (text: string, at = 0) =>
  text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1);
/** The piece on a page and what the page says of it. */
const pieceOn = (page: Page): Typed => {
  const had = hidden(page, 'had');
  return { had, [`name-${had}`]: hidden(page, `name-${had}`) };
};
const WAYS = [
  ['/report', 'complaint', 'evidence', REPORT],
  ['/comment', 'comment', 'pictures', { text: 'ถนนเป็นหลุม', satisfaction: '3' }],
] as const;
const ENCODINGS = [false, true] as const;

describe.each(WAYS)('%s', (path, kind, filesField, typed) => {
  interface Draft {
    ticket: string;
    review: Page;
    /** All that the review and the form carry, without ticket and act. */
    carried: Typed;
  }
  const drafted = async (): Promise<Draft> => {
    const who = person();
    const form = await who.press(await who.get(path), 'upload', { ...typed, [filesField]: file() });
    const review = await who.press(form, 'review');
    const carried = { ...typed, ...pieceOn(review), seen: hidden(review, 'seen') };
    return { ticket: hidden(review, 'ticket'), review, carried };
  };

  let draft: Draft;
  let before: State;
  const begin = async () => {
    draft = await drafted();
    before = await stateOf(door);
  };
  const end = async () => {
    await person().post(path, { ticket: draft.ticket, do: 'discard' });
  };

  const send = (ticket: string, act: string, multipart: boolean) => {
    const pick: Typed = multipart ? { [filesField]: file() } : {};
    // The ticket first, as in the page: a file is taken by what stands before it.
    return person().post(path, { ticket, ...draft.carried, ...pick, do: act }, multipart);
  };

  const NOBODY: Record<string, () => string> = {
    'no ticket': () => '',
    'an invented ticket': () => `${'x'.repeat(22)}.${newCode()}.${'0'.repeat(32)}`,
    'a tampered key': () => flip(draft.ticket),
    'a tampered code': () => flip(draft.ticket, 23),
    'a tampered mac': () => flip(draft.ticket, draft.ticket.length - 1),
    'a ticket of the other kind': () => {
      const tickets = createTickets(door.doorBox);
      return tickets.write(kind === 'comment' ? 'complaint' : 'comment', tickets.issue());
    },
    'the bag of a message': () => createBags(door.doorBox).issue(),
  };
  const ACTS = ['again', 'upload', 'review', 'show', 'edit', 'file', 'discard', 'remove', '', '__proto__'];
  const actOf = (act: string) => (act === 'remove' ? `remove:${hidden(draft.review, 'had')}` : act);

  describe('without a ticket of one’s own', () => {
    beforeAll(begin);
    afterAll(end);
    it.each(ACTS.flatMap((act) => Object.keys(NOBODY).map((what) => [act, what] as const)))(
      '"%s" with %s: refused, and nothing changes',
      async (act, what) => {
        for (const multipart of ENCODINGS) {
          const answer = await send(NOBODY[what]!(), actOf(act), multipart);
          expect([multipart, answer.status]).toEqual([multipart, 410]);
          expect(await stateOf(door)).toEqual(before);
        }
      },
    );
  });

  describe('with a ticket', () => {
    beforeEach(begin);
    afterEach(end);
    it.each(ACTS)('"%s" with somebody else’s own ticket reaches nothing of this draft', async (act) => {
      const tickets = createTickets(door.doorBox);
      for (const multipart of ENCODINGS) {
        const own = tickets.issue();
        const ticket = tickets.write(kind, own);
        const answer = await send(ticket, actOf(act), multipart);
        expect(answer.text).not.toContain(codeOn(draft.review));
        expect((await stateOf(door)).sessions).toEqual(expect.arrayContaining(before.sessions));
        expect((await stateOf(door)).total).toBe(before.total);
        await person().post(path, { ticket, do: 'discard' });
        expect((await stateOf(door)).files).toEqual(before.files);
      }
    });

    it.each([
      ['show', 410],
      ['edit', 410],
      ['file', 410],
      ['discard', 200],
      ['again', 422],
      ['upload', 422],
      ['review', 422],
      ['remove', 200],
    ])('"%s" of a draft that ran out files nothing, and says so: %i', async (act, status) => {
      door.clock.advance(7 * HOUR);
      for (const purged of [false, true]) {
        if (purged) await door.purge();
        const answer = await send(draft.ticket, actOf(act), false);
        expect([purged, answer.status]).toEqual([purged, status]);
        if (status === 422) expect(answer.text).toContain('หมดเวลาและถูกลบแล้ว');
        expect((await stateOf(door)).total).toBe(before.total);
      }
    });

    it.each([
      ['again', 0, 1],
      ['upload', 0, 1],
      ['review', 0, 1],
      ['show', 0, 1],
      ['edit', 0, 1],
      ['remove', 0, 0],
      ['discard', 0, 0],
      ['file', 1, 0],
    ])('"%s" with the right ticket: %i more cases, %i files in the draft', async (act, cases, files) => {
      // Plain first: after "discard" or "remove" the form with a file would keep one again.
      for (const multipart of act === 'discard' || act === 'remove' ? [false] : ENCODINGS) {
        expect((await send(draft.ticket, actOf(act), multipart)).status).toBe(200);
      }
      const after = await stateOf(door);
      expect(after.total - before.total).toBe(cases);
      // The same file once more is the same file; taking it away and sending it again keeps it.
      const again =
        act === 'remove' || act === 'discard' ? after.files.drafts : files + before.files.drafts - 1;
      expect(after.files.drafts).toBe(again);
    });

    it.each([
      ['a file that is not on the page', { had: 'f'.repeat(32) }],
      ['a choice over a file that waits for none', { decide: 'drop' }],
      ['another mark of what was seen', { seen: 'x' }],
      ['a piece of another draft', { other: true }],
    ])(
      'tampered hidden field, %s: nothing of others is reached, nothing unseen is filed',
      async (_what, how) => {
        const other = await drafted();
        const id = hidden(draft.review, 'had');
        const body: Typed = { ...draft.carried };
        if ('had' in how) body['had'] = how.had!;
        if ('seen' in how) body['seen'] = how.seen!;
        if ('decide' in how) body[`decide-${id}`] = 'drop';
        const act =
          'other' in how ? `remove:${hidden(other.review, 'had')}` : 'seen' in how ? 'file' : 'review';
        const state = await stateOf(door);
        const answer = await person().post(path, { ...body, ticket: draft.ticket, do: act });
        expect(answer.status).toBe('had' in how ? 422 : 200);
        const after = await stateOf(door);
        expect([after.total, after.files]).toEqual([state.total, state.files]);
        await person().post(path, { ticket: other.ticket, do: 'discard' });
      },
    );
  });
});

describe('/track', () => {
  interface Opened {
    id: string;
    code: string;
    pass: string;
    bag: string;
    once: string;
  }
  async function opened(): Promise<Opened> {
    const who = person();
    const known = new Set((await stateOf(door)).cases.map((line) => line.split(' ')[0]));
    const review = await who.press(await who.get('/report'), 'review', REPORT);
    const code = codeOn(await who.press(review, 'file'));
    const page = await who.press(await who.get('/track'), 'open', { code });
    const id = (await stateOf(door)).cases
      .map((line) => line.split(' ')[0]!)
      .find((each) => !known.has(each))!;
    return { id, code, pass: hidden(page, 'pass'), bag: hidden(page, 'bag'), once: hidden(page, 'once') };
  }
  const lineOf = (state: State, id: string) => state.cases.find((line) => line.startsWith(id))!;

  let mine: Opened;
  let other: Opened;
  let before: State;
  const begin = async () => {
    [mine, other] = [await opened(), await opened()];
    before = await stateOf(door);
  };

  const send = (act: string, holding: Typed, multipart: boolean) =>
    person().post(
      '/track',
      {
        action: 'add',
        once: mine.once,
        bag: mine.bag,
        text: 'ข้อความ',
        ...holding,
        ...(multipart && { files: file() }),
        do: act,
      },
      multipart,
    );

  const NOBODY: Record<string, () => Typed> = {
    'neither code nor pass': () => ({}),
    'a mistyped code': () => ({ code: flip(mine.code, 5), pass: mine.pass }),
    'a code without a case': () => ({ code: newCode(), pass: mine.pass }),
    'a tampered pass': () => ({ pass: flip(mine.pass, 9) }),
    'a ticket for a pass': () => {
      const tickets = createTickets(door.doorBox);
      return { pass: tickets.write('complaint', tickets.issue()) };
    },
  };
  const ACTS = ['open', 'write', 'again', 'upload', 'stop', 'remove:x', '', '__proto__'];

  describe('without a code or pass', () => {
    beforeAll(begin);
    it.each(ACTS.flatMap((act) => Object.keys(NOBODY).map((what) => [act, what] as const)))(
      '"%s" with %s: no case is opened or changed',
      async (act, what) => {
        for (const multipart of ENCODINGS) {
          const answer = await send(act, NOBODY[what]!(), multipart);
          expect([200, 422]).toContain(answer.status);
          expect(answer.text).not.toContain('คุณส่งเรื่อง');
          const after = await stateOf(door);
          expect([after.cases, after.total, after.files.cases]).toEqual([
            before.cases,
            before.total,
            before.files.cases,
          ]);
        }
      },
    );
  });

  describe('with a code or pass', () => {
    beforeEach(begin);
    it('another case’s code opens and writes to that case, whatever pass came with it; this one is not touched', async () => {
      const answer = await send('open', { code: other.code, pass: mine.pass }, false);
      expect(answer.text).toContain('คุณส่งเรื่อง');
      await send('write', { code: other.code, pass: mine.pass }, true);
      const after = await stateOf(door);
      expect(lineOf(after, mine.id)).toBe(lineOf(before, mine.id));
      expect(lineOf(after, other.id)).not.toBe(lineOf(before, other.id));
      expect(after.files.cases - before.files.cases).toBe(1);
    });

    it.each(ENCODINGS.map((each) => [each ? 'with a file' : 'plain', each] as const))(
      'the right code or pass writes once, however often it is sent: %s',
      async (_how, multipart) => {
        const holdings: Typed[] = [{ pass: mine.pass }, { code: mine.code }, { pass: mine.pass }];
        for (const holding of holdings) expect((await send('write', holding, multipart)).status).toBe(200);
        const after = await stateOf(door);
        expect(lineOf(after, other.id)).toBe(lineOf(before, other.id));
        const { dialogue, evidence } = await door.cases.casework.open(door.officer, mine.id);
        expect([dialogue.length, evidence.length]).toEqual([1, multipart ? 1 : 0]);
        expect(after.files.drafts).toBe(before.files.drafts);
      },
    );

    it('a pass that ran out writes nothing, and the files wait in their bag', async () => {
      door.clock.advance(HOUR);
      const answer = await send('write', { pass: mine.pass }, true);
      const after = await stateOf(door);
      expect([answer.text.includes('ขอรหัสติดตามอีกครั้ง'), lineOf(after, mine.id)]).toEqual([
        true,
        lineOf(before, mine.id),
      ]);
      expect(after.files).toEqual({ ...before.files, drafts: before.files.drafts + 1 });
    });

    it.each([
      ['no bag', () => ''],
      ['an invented bag', () => `${'x'.repeat(22)}.${'0'.repeat(32)}`],
      ['a tampered bag', () => flip(mine.bag)],
      [
        'a ticket for a bag',
        () => createTickets(door.doorBox).write('complaint', createTickets(door.doorBox).issue()),
      ],
    ])('%s: the file is not taken, and nothing is stored', async (_what, bag) => {
      await send('upload', { pass: mine.pass, bag: bag() }, true);
      expect(await stateOf(door)).toEqual(before);
    });

    it('a bag with files for another case’s page goes to the case whose code is given, once', async () => {
      await send('upload', { pass: mine.pass }, true);
      await send('write', { pass: other.pass, once: other.once }, false);
      await send('write', { pass: mine.pass }, false);
      const counts = await Promise.all(
        [mine.id, other.id].map(
          async (id) => (await door.cases.casework.open(door.officer, id)).evidence.length,
        ),
      );
      expect(counts).toEqual([0, 1]);
    });
  });
});
