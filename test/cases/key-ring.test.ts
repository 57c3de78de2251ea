import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decryptWith, encryptTo, newIdentity, recipientOf } from '../../src/cases/age.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import { createKeyRings } from '../../src/cases/key-ring.ts';
import { clipTitle, MAX_TITLE_BYTES, readWrap, WRAP_BYTES, writeWrap } from '../../src/cases/ring-wrap.ts';
import { ringShape, stampRing, stampWrap, verifyRing, type Ring } from '../../src/cases/ring.ts';
import {
  flipped,
  INTEGRITY_KEY,
  integrity,
  makePerson,
  makeRecovery,
  makeReporter,
  rings,
  sealer,
  sealReason,
  text,
  utf8,
  type Person,
} from './people.ts';

const TITLE = 'ร้องเรียน: เรียกรับเงินที่ตลาดสด';
const at = { caseId: 'case_A', ring: 'staff' } as const;

let first: Person;
let second: Person;
let recovery: Person;
let stranger: Person;
let ring: Ring;

beforeAll(async () => {
  [first, second, stranger] = [
    await makePerson('first'),
    await makePerson('second'),
    await makePerson('stranger'),
  ];
  recovery = await makeRecovery();
  ring = await rings.createStaffRing({
    caseId: 'case_A',
    title: TITLE,
    recipients: [second.recipient, recovery.recipient, first.recipient],
  });
});

const openReason = (
  changed: Ring,
  person = first,
  where: { caseId: string; ring: 'staff' | 'reporter' } = at,
) => sealReason(() => rings.openRing(changed, where, person.key));

describe('a staff ring', () => {
  it('opens for each of its recipients, with the title, and for nobody else', async () => {
    const opened = await Promise.all(
      [first, second, recovery].map((person) => rings.openRing(ring, at, person.key)),
    );
    for (const open of opened)
      expect(open).toEqual({ ...at, generation: 1, title: TITLE, identity: opened[0]?.identity });
    expect(await recipientOf(opened[0]?.identity ?? '')).toBe(ring.recipient);
    expect(await openReason(ring, stranger)).toBe('wrong-key');
    expect(await sealReason(() => rings.openRing(ring, at, { ...stranger.key, id: 'first' }))).toBe(
      'wrong-key',
    );
  });

  it('is a new key every time', async () => {
    const again = await rings.createStaffRing({
      caseId: 'case_A',
      title: TITLE,
      recipients: [first.recipient],
    });
    expect(again.recipient).not.toBe(ring.recipient);
  });

  it('stores no title and no secret in the clear, and says nothing by the size of a wrap', async () => {
    const { identity } = await rings.openRing(ring, at, first.key);
    const empty = await rings.createStaffRing({ caseId: 'case_A', title: '', recipients: [first.recipient] });
    expect(new Set([...ring.wraps, ...empty.wraps].map(({ ciphertext }) => ciphertext.length)).size).toBe(1);
    for (const { ciphertext } of ring.wraps) {
      expect(Buffer.from(ciphertext).includes(identity)).toBe(false);
      expect(Buffer.from(ciphertext).includes(TITLE)).toBe(false);
    }
    expect(ringShape.parse(ring)).toEqual(ring);
    expect(Object.keys(ring).sort()).toEqual(['caseId', 'generation', 'mac', 'recipient', 'ring', 'wraps']);
  });

  it('needs a recipient, each once, and an id for its case', async () => {
    const make = (recipients: (typeof first.recipient)[], caseId = 'case_A') =>
      rings.createStaffRing({ caseId, title: '', recipients });
    await expect(make([])).rejects.toThrow(RangeError);
    await expect(make([first.recipient, first.recipient])).rejects.toThrow(RangeError);
    for (const id of ['', 'a b', 'a\n', 'x'.repeat(65)])
      await expect(make([first.recipient], id)).rejects.toThrow(RangeError);
  });

  it('lets others work between two wraps', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await rings.createStaffRing({
      caseId: 'c',
      title: '',
      recipients: [first.recipient, second.recipient, recovery.recipient],
    });
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(2);
  });
});

describe('a reporter ring', () => {
  it('opens for the reporter alone, has no title, and never becomes a staff ring', async () => {
    const { key, reporter } = await makeReporter();
    const own = { caseId: 'case_A', ring: 'reporter' } as const;
    const reporterRing = await rings.createReporterRing({ caseId: 'case_A', reporter });
    expect(reporterRing.wraps.map(({ recipientId }) => recipientId)).toEqual(['reporter']);
    expect(await rings.openRing(reporterRing, own, key)).toMatchObject({ title: '', ring: 'reporter' });
    expect(await sealReason(() => rings.openRing(reporterRing, at, key))).toBe('misplaced');
    expect(await sealReason(() => rings.openRing(ring, at, key))).toBe('wrong-key');
    for (const person of [first, recovery]) {
      expect(await sealReason(() => rings.openRing(reporterRing, own, person.key))).toBe('wrong-key');
    }
    expect(await sealReason(() => rings.addRecipients(reporterRing, own, key, [stranger.recipient]))).toBe(
      'misplaced',
    );
    expect(await sealReason(() => rings.rotate(reporterRing, own, key, [stranger.recipient]))).toBe(
      'misplaced',
    );
    expect(() => rings.dropRecipients(reporterRing, own, ['reporter'])).toThrow(RangeError);
    const [wrap] = reporterRing.wraps;
    if (!wrap) throw new Error('no wrap');
    expect(await sealReason(() => rings.openTitle(wrap, { caseId: 'case_A', generation: 1 }, key))).toBe(
      'tampered',
    );
  });
});

describe('titles', () => {
  it('open from one wrap alone', async () => {
    for (const wrap of ring.wraps) {
      const person = [first, second, recovery].find(({ key }) => key.id === wrap.recipientId);
      if (!person) throw new Error('a wrap for nobody');
      const where = { caseId: 'case_A', generation: 1 };
      expect(await rings.openTitle(wrap, where, person.key)).toBe(TITLE);
      expect(await sealReason(() => rings.openTitle(wrap, where, stranger.key))).toBe('wrong-key');
      expect(await sealReason(() => rings.openTitle(wrap, { ...where, caseId: 'case_B' }, person.key))).toBe(
        'tampered',
      );
      expect(await sealReason(() => rings.openTitle(wrap, { ...where, generation: 2 }, person.key))).toBe(
        'tampered',
      );
      for (let index = 0; index < wrap.ciphertext.length; index += 13) {
        const changed = { ...wrap, ciphertext: flipped(wrap.ciphertext, index) };
        expect(await sealReason(() => rings.openTitle(changed, where, person.key))).toBe('tampered');
      }
    }
  });

  it('are clipped to what fits, between signs, on one line', async () => {
    expect(clipTitle('  สั้น\n\tๆ\u0000 ')).toBe('สั้น ๆ');
    const long = clipTitle('น้ำท่วม'.repeat(40));
    expect(long.endsWith('…')).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(long)) - 2).toBeLessThanOrEqual(MAX_TITLE_BYTES);
    expect(Buffer.byteLength(JSON.stringify(long)) - 2).toBeGreaterThan(MAX_TITLE_BYTES - 20);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async (raw) => {
        const title = clipTitle(raw);
        const content = { ...at, generation: 999_999_999, recipientId: 'r'.repeat(64), title };
        const identity = await newIdentity();
        const longest = { ...content, caseId: 'c'.repeat(64), ring: 'reporter' as const, identity };
        expect(readWrap(writeWrap(longest))).toEqual(longest);
      }),
    );
  });

  it('that are too long are refused', async () => {
    const create = rings.createStaffRing({
      caseId: 'c',
      title: 'ก'.repeat(121),
      recipients: [first.recipient],
    });
    await expect(create).rejects.toThrow(RangeError);
  });
});

describe('tampering with a ring', () => {
  it('in any stored field is noticed', async () => {
    const [a, b] = ring.wraps;
    if (!a || !b) throw new Error('two wraps');
    const other = await rings.createStaffRing({
      caseId: 'case_B',
      title: 'x',
      recipients: [first.recipient],
    });
    const changed: Ring[] = [
      { ...ring, generation: 2 },
      { ...ring, recipient: other.recipient },
      { ...ring, wraps: [] },
      { ...ring, wraps: ring.wraps.slice(1) },
      { ...ring, wraps: [...ring.wraps, ...other.wraps] },
      { ...ring, wraps: ring.wraps.toReversed() },
      { ...ring, wraps: [{ ...a, recipientId: b.recipientId }, ...ring.wraps.slice(1)] },
      { ...ring, wraps: [{ ...a, ciphertext: b.ciphertext }, ...ring.wraps.slice(1)] },
      { ...ring, wraps: [{ ...a, ciphertext: a.ciphertext.subarray(0, -1) }, ...ring.wraps.slice(1)] },
      { ...ring, wraps: [{ ...a, mac: b.mac }, ...ring.wraps.slice(1)] },
      { ...ring, mac: other.mac },
      { ...ring, mac: new Uint8Array(0) },
      { ...other, caseId: 'case_A' },
    ];
    for (let index = 0; index < ring.mac.length; index += 1)
      changed.push({ ...ring, mac: flipped(ring.mac, index) });
    for (const candidate of changed) {
      expect(await openReason(candidate)).toBe('tampered');
      expect(await sealReason(() => verifyRing(integrity, candidate, at))).toBe('tampered');
      expect(
        await sealReason(() => rings.addRecipients(candidate, at, first.key, [stranger.recipient])),
      ).toBe('tampered');
      expect(await sealReason(() => rings.rotate(candidate, at, first.key, [stranger.recipient]))).toBe(
        'tampered',
      );
      expect(await sealReason(() => rings.dropRecipients(candidate, at, ['second']))).toBe('tampered');
      expect(await sealReason(() => rings.restamp(candidate, at))).toBe('tampered');
    }
  });

  it('by exchanging it for another case’s or name’s is noticed', async () => {
    expect(await openReason(ring, first, { caseId: 'case_B', ring: 'staff' })).toBe('misplaced');
    expect(await openReason(ring, first, { caseId: 'case_A', ring: 'reporter' })).toBe('misplaced');
    const foreign = createKeyRings(createIntegrity('another integrity key that has enough signs'));
    expect(await sealReason(() => foreign.openRing(ring, at, first.key))).toBe('tampered');
  });

  it.each([
    ['case', { caseId: 'case_B' }],
    ['ring', { ring: 'reporter' }],
    ['generation', { generation: 2 }],
    ['recipient', { recipientId: 'second' }],
  ] as const)('with the integrity key cannot move a wrap to another %s', async (_, difference) => {
    const identity = await newIdentity();
    const content = { ...at, generation: 1, recipientId: 'first', title: '', identity, ...difference };
    const ciphertext = await encryptTo(first.recipient.ageRecipient, writeWrap(content));
    const wrap = stampWrap(integrity, { ...at, generation: 1 }, { recipientId: 'first', ciphertext });
    const recipient = await recipientOf(identity);
    const forged = stampRing(integrity, { ...at, generation: 1, recipient, wraps: [wrap] });
    expect(await openReason(forged)).toBe('misplaced');
  });

  it('with the integrity key cannot make a key holder accept a public recipient that is not the ring’s', async () => {
    const own = await recipientOf(await newIdentity());
    expect(await openReason(stampRing(integrity, { ...ring, recipient: own }))).toBe('tampered');
  });

  it('is no text when a wrap was written otherwise', async () => {
    const identity = await newIdentity();
    const good = text(writeWrap({ ...at, generation: 1, recipientId: 'first', title: 'ก', identity }));
    const bad = [
      '',
      good.slice(0, -1),
      good.replace('version 1', 'version 2'),
      good.replace('# ring: staff', '# ring: other'),
      good.replace('"ก"', '"ก'),
      good.replace(/AGE-SECRET-KEY-PQ-1../, 'AGE-SECRET-KEY-PQ-1QQ'),
      good.replace(/\n\n/, '\nx'),
    ].map(utf8);
    for (const plain of bad) expect(await sealReason(() => readWrap(plain))).toBe('unreadable');
    expect(utf8(good).byteLength).toBe(WRAP_BYTES);
  });
});

describe('changing who may open', () => {
  const place = { caseId: 'case_A', kind: 'report', sequence: 0 } as const;

  it('adds people by a key holder, with the same key and title', async () => {
    const more = await rings.addRecipients(ring, at, second.key, [stranger.recipient]);
    expect(more.wraps.map(({ recipientId }) => recipientId)).toEqual([
      'first',
      'recovery',
      'second',
      'stranger',
    ]);
    expect(more.recipient).toBe(ring.recipient);
    expect(await rings.openRing(more, at, stranger.key)).toEqual(await rings.openRing(ring, at, first.key));
    expect(await sealReason(() => rings.addRecipients(ring, at, stranger.key, [stranger.recipient]))).toBe(
      'wrong-key',
    );
    expect(await openReason(ring, stranger)).toBe('wrong-key');
  });

  it('gives somebody who is in it already a new wrap, once', async () => {
    const again = await rings.addRecipients(ring, at, first.key, [first.recipient]);
    expect(again.wraps.map(({ recipientId }) => recipientId)).toEqual(['first', 'recovery', 'second']);
    expect(await rings.openRing(again, at, first.key)).toEqual(await rings.openRing(ring, at, second.key));
  });

  it('drops people without a key', async () => {
    const fewer = rings.dropRecipients(ring, at, ['second', 'nobody']);
    expect(await openReason(fewer, second)).toBe('wrong-key');
    expect((await rings.openRing(fewer, at, first.key)).title).toBe(TITLE);
    expect(() => rings.dropRecipients(ring, at, ['first', 'second', 'recovery'])).toThrow(RangeError);
  });

  it('rotates: who was left out opens the old items with a kept key, and nothing new', async () => {
    const kept = await rings.openRing(ring, at, second.key);
    const next = await rings.rotate(ring, at, first.key, [first.recipient, recovery.recipient]);
    expect(next).toMatchObject({ generation: 2, caseId: 'case_A', ring: 'staff' });
    expect(await openReason(next, second)).toBe('wrong-key');
    const open = await rings.openRing(next, at, recovery.key);
    expect(open.title).toBe(TITLE);
    expect(open.identity).not.toBe(kept.identity);
    const item = await sealer.sealItem({ ...place, body: utf8('ใหม่') }, next);
    await expect(decryptWith(kept.identity, item.ciphertext)).rejects.toThrow('wrong-key');
    expect(text(await sealer.openItem(item, place, open))).toBe('ใหม่');
    const third = await rings.rotate(next, at, first.key, [first.recipient], 'ชื่อใหม่');
    expect(await rings.openRing(third, at, first.key)).toMatchObject({ generation: 3, title: 'ชื่อใหม่' });
    expect(await sealReason(() => rings.rotate(ring, at, stranger.key, [stranger.recipient]))).toBe(
      'wrong-key',
    );
  });

  it('carries a ring over to a new integrity key', async () => {
    const both = createKeyRings(
      createIntegrity(`2:the next integrity key of these tests,1:${INTEGRITY_KEY}`),
    );
    const newOnly = createKeyRings(createIntegrity('2:the next integrity key of these tests'));
    const stamped = both.restamp(ring, at);
    expect((await newOnly.openRing(stamped, at, first.key)).title).toBe(TITLE);
    expect(await sealReason(() => newOnly.openRing(ring, at, first.key))).toBe('tampered');
  });
});
