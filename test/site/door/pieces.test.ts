import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FIELDS, fieldsOf } from '../../../src/cases/fields.ts';
import { CASE_KINDS } from '../../../src/cases/kinds.ts';
import { newCode } from '../../../src/cases/tracking.ts';
import { createSecretBox } from '../../../src/secret-box.ts';
import { createCapacity } from '../../../src/site/door/capacity.ts';
import { createCasePasses, PASS_MINUTES } from '../../../src/site/door/case-pass.ts';
import { failureName } from '../../../src/site/door/fail.ts';
import { rawFrom, readAnswers, WEB_INPUTS, webFields } from '../../../src/site/door/inputs.ts';
import { readPosted } from '../../../src/site/door/posted.ts';
import { SECTIONS, sectionsOf } from '../../../src/site/door/sections.ts';
import { createTickets } from '../../../src/site/door/ticket.ts';
import { MINUTE, TestClock } from '../../support/clock.ts';
import { agencyData } from '../site-under-test.ts';

const { agency } = agencyData;
const box = createSecretBox('a secret of the tests, long enough', 'door');

describe('a ticket', () => {
  const tickets = createTickets(box);
  const ticket = tickets.issue();
  const text = tickets.write('complaint', ticket);

  it('comes back whole, for its own kind only', () => {
    expect(tickets.read('complaint', text)).toEqual(ticket);
    expect(tickets.read('comment', text)).toBeUndefined();
  });

  it('is refused with any sign changed', () => {
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === '7' ? '3' : '7';
      expect([at, tickets.read('complaint', text.slice(0, at) + other + text.slice(at + 1))]).toEqual([
        at,
        undefined,
      ]);
    }
  });

  it('is refused with a code of somebody’s own choosing, and from another installation', () => {
    const [key, , mac] = text.split('.');
    expect(tickets.read('complaint', `${key}.${newCode()}.${mac}`)).toBeUndefined();
    const elsewhere = createTickets(createSecretBox('another secret of the tests', 'door'));
    expect(elsewhere.read('complaint', text)).toBeUndefined();
  });

  it('gives every visitor another key and code', () => {
    const many = Array.from({ length: 200 }, () => tickets.issue());
    expect(new Set(many.map(({ key }) => key)).size).toBe(200);
    expect(new Set(many.map(({ code }) => code)).size).toBe(200);
  });
});

describe('a case pass', () => {
  const clock = new TestClock();
  const passes = createCasePasses(box, clock);

  it('says nothing by itself and runs out', () => {
    const text = passes.write({ caseId: 'abc123', notify: 'n1' });
    expect(Buffer.from(text, 'base64url').toString('latin1')).not.toContain('abc123');
    clock.advance(PASS_MINUTES * MINUTE - 1);
    expect(passes.read(text)).toEqual({ caseId: 'abc123', notify: 'n1' });
    clock.advance(1);
    expect(passes.read(text)).toBeUndefined();
  });

  it('is refused when changed, empty, or sealed for something else', () => {
    const text = passes.write({ caseId: 'abc123' });
    const bytes = Buffer.from(text, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ 1;
      expect(passes.read(changed.toString('base64url'))).toBeUndefined();
    }
    const other = box.seal(Buffer.from(JSON.stringify({ caseId: 'x', until: 9e15 })), 'elsewhere');
    for (const wrong of ['', 'x', other.toString('base64url')]) expect(passes.read(wrong)).toBeUndefined();
  });
});

describe('capacity', () => {
  const limits = { windowMinutes: 10, perSource: 3, overall: 5 };

  it('bounds each address and all together, and forgets both with the window', () => {
    const clock = new TestClock();
    const capacity = createCapacity(clock, limits);
    for (let i = 0; i < 3; i += 1) capacity.spend('198.51.100.7', 1);
    expect(() => capacity.spend('198.51.100.7', 1)).toThrow('busy');
    capacity.spend('198.51.100.8', 2);
    expect(() => capacity.spend('198.51.100.9', 1)).toThrow('busy');
    clock.advance(10 * MINUTE);
    expect(() => capacity.spend('198.51.100.7', 3)).not.toThrow();
  });

  it('names an address alike within a window, otherwise in the next and in another process', () => {
    const clock = new TestClock();
    const capacity = createCapacity(clock, limits);
    const name = capacity.spend('198.51.100.7', 1);
    expect(capacity.spend('198.51.100.7', 1)).toBe(name);
    expect(capacity.spend('198.51.100.8', 1)).not.toBe(name);
    expect(createCapacity(clock, limits).spend('198.51.100.7', 1)).not.toBe(name);
    clock.advance(10 * MINUTE);
    expect(capacity.spend('198.51.100.7', 1)).not.toBe(name);
  });

  it('throws the key away when its time is over, also when nobody comes', async () => {
    const short = createCapacity(new TestClock(), { ...limits, windowMinutes: 0.001 });
    const name = short.spend('198.51.100.7', 1);
    await wait(200);
    expect(short.spend('198.51.100.7', 1)).not.toBe(name); // the clock stands still
  });

  it.each([
    ['the addresses of one home', '2001:db8:1:2::1', '2001:DB8:0001:2:aaaa:bbbb:cccc:dddd', true],
    ['two homes', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['an address with its interface', 'fe80::1%eth0', 'fe80::2', true],
    ['IPv4 dressed as IPv6', '::ffff:198.51.100.7', '198.51.100.7', true],
    ['two of IPv4 dressed as IPv6', '::ffff:198.51.100.7', '::ffff:198.51.100.8', false],
    ['IPv4 at the end of another IPv6', '64:ff9b::198.51.100.7', '64:ff9b::1', true],
    ['this machine and an address of zeros', '::1', '::', true],
    ['neighbours of IPv4', '198.51.100.7', '198.51.100.8', false],
  ])('%s', (_what, one, other, alike) => {
    const capacity = createCapacity(new TestClock(), limits);
    expect(capacity.spend(one, 1) === capacity.spend(other, 1)).toBe(alike);
  });
});

describe('the fields of the registry', () => {
  /** What pages send beside the fields. */
  const RESERVED = ['do', 'ticket', 'seen', 'pass', 'once', 'action', 'code', 'lang', 'had', 'bag', 'files'];

  it('are all asked on the web', () => {
    expect(FIELDS.filter(({ input }) => !WEB_INPUTS[input]).map(({ id }) => id)).toEqual([]);
  });

  it.each(CASE_KINDS)(
    '%s: each stands in one section, in order, under a name that means nothing else',
    (kind) => {
      const shown = sectionsOf(kind).flatMap(({ fields }) => fields.map(({ id }) => id));
      expect(shown).toEqual(webFields(kind).map(({ field }) => field.id));
      const named = SECTIONS[kind].flatMap(({ fields }): readonly string[] => fields);
      expect([...named].sort()).toEqual(
        fieldsOf(kind)
          .map(({ id }) => id)
          .sort(),
      );
      expect(shown.filter((id) => RESERVED.includes(id))).toEqual([]);
    },
  );

  it('come back into the form as they were answered', () => {
    const units = agency.units.map(({ id }) => id);
    const line = fc.string({ maxLength: 80 }).map((text) => text.replace(/[\r\d]/g, ''));
    const raw = fc.record({
      category: fc.constantFrom('bribe', 'other').map((value) => [value]),
      unit: fc.constantFrom(...units, 'whole', 'unknown', 'other').map((value) => [value]),
      exclude: fc.subarray([...units, 'whole']),
      who: line.map((text) => [text]),
      what: line.map((text) => [`ก${text}`]),
    });
    fc.assert(
      fc.property(raw, (given) => {
        const { answers, problems } = readAnswers('complaint', given, agency);
        expect(problems).toEqual({});
        const again = readAnswers('complaint', rawFrom('complaint', answers), agency);
        expect(again).toEqual({ answers, problems: {} });
      }),
    );
  });

  it.each([
    { title: 'a category that is none', field: 'category', values: ['no-such'], problem: 'not-an-option' },
    { title: 'no category', field: 'category', values: [], problem: 'empty' },
    { title: 'a unit that is none', field: 'unit', values: ['no-such'], problem: 'not-an-option' },
    { title: 'one of several', field: 'exclude', values: ['finance', 'no-such'], problem: 'not-an-option' },
    { title: 'blanks', field: 'what', values: [' \n '], problem: 'empty' },
    { title: 'a long story', field: 'what', values: ['ก'.repeat(20_001)], problem: 'too-long' },
    { title: 'a long line', field: 'who', values: ['ก'.repeat(501)], problem: 'too-long' },
    { title: 'a tracking code', field: 'who', values: [`ดู ${newCode()}`], problem: 'code' },
  ])('refuse $title in $field: $problem', ({ field, values, problem }) => {
    const fine = { category: ['bribe'], unit: ['finance'], what: ['เรื่อง'] };
    expect(readAnswers('complaint', { ...fine, [field]: values }, agency).problems).toEqual({
      [field]: problem,
    });
  });

  it.each(['0', '6', '1.5', 'x', '1e9'])('refuse a satisfaction of %s', (value) => {
    const given = { text: ['ดี'], satisfaction: [value] };
    expect(readAnswers('comment', given, agency).problems).toEqual({ satisfaction: 'not-an-option' });
  });
});

describe('a sent form', () => {
  it('counts a line end as one sign', () => {
    expect(readPosted({ what: 'a\r\nb\rc' }).one('what')).toBe('a\nb\nc');
  });

  it.each([undefined, null, 'text', 7, [], { a: { b: 'c' } }, { a: 7 }])(
    'of another shape (%j) is empty',
    (body) => {
      const posted = readPosted(body);
      expect([posted.one('a'), posted.all('a'), posted.one('constructor')]).toEqual(['', [], '']);
    },
  );
});

it('a failure is named by kind and place, never by what was said', () => {
  const secret = new TypeError('ลับมาก 0812345678');
  expect(failureName(secret)).toMatch(/^door\.failed\.TypeError\.[\w-]+-\d+$/);
  expect(failureName('text')).toBe('door.failed.unknown');
});
