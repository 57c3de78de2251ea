import { describe, expect, it } from '@jest/globals';
import { recipientOf } from '../../../src/cases/age.ts';
import { ringShape } from '../../../src/cases/ring.ts';
import { makeReporter, rings, sealReason } from '../people.ts';
import { at, first, openReason, recovery, ring, second, stranger, TITLE } from './shared-ring.ts';

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
