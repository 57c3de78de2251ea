import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decryptWith, encryptTo } from '../../src/cases/age.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import type { OpenRing } from '../../src/cases/key-ring.ts';
import { pad } from '../../src/cases/padding.ts';
import type { Ring } from '../../src/cases/ring.ts';
import {
  createSealer,
  ITEM_KINDS,
  itemSize,
  type ItemKind,
  type ItemPlace,
  type SealedItem,
} from '../../src/cases/seal.ts';
import {
  flipped,
  integrity,
  INTEGRITY_KEY,
  makePerson,
  makeReporter,
  rings,
  sealer,
  sealReason,
  text,
  utf8,
  type Person,
} from './people.ts';

const SECRET = 'นายช่างเรียกเงินห้าร้อยบาท';
const place: ItemPlace = { caseId: 'case_A', kind: 'report', sequence: 0 };

let officer: Person;
let staffRing: Ring;
let reporterRing: Ring;
let staff: OpenRing;
let reporter: OpenRing;
let otherCase: { ring: Ring; open: OpenRing };

beforeAll(async () => {
  officer = await makePerson('officer');
  const whistleblower = await makeReporter();
  staffRing = await rings.createStaffRing({ caseId: 'case_A', title: 'ก', recipients: [officer.recipient] });
  reporterRing = await rings.createReporterRing({ caseId: 'case_A', reporter: whistleblower.reporter });
  const ring = await rings.createStaffRing({ caseId: 'case_B', title: 'ข', recipients: [officer.recipient] });
  staff = await rings.openRing(staffRing, { caseId: 'case_A', ring: 'staff' }, officer.key);
  reporter = await rings.openRing(reporterRing, { caseId: 'case_A', ring: 'reporter' }, whistleblower.key);
  otherCase = { ring, open: await rings.openRing(ring, { caseId: 'case_B', ring: 'staff' }, officer.key) };
});

const sealAt = (where: ItemPlace, body = SECRET) =>
  sealer.sealItem(
    { ...where, body: utf8(body) },
    ITEM_KINDS[where.kind] === 'staff' ? staffRing : reporterRing,
  );

/** What a holder of the integrity key could write: `plain` under a MAC that holds. */
async function forged(plain: Uint8Array, where: ItemPlace = place): Promise<SealedItem> {
  return remac({
    ...where,
    generation: 1,
    ciphertext: await encryptTo(staffRing.recipient, plain),
    mac: plain,
  });
}
function remac(item: SealedItem): SealedItem {
  const fields = [item.caseId, item.kind, item.sequence, item.generation, item.ciphertext];
  return { ...item, mac: integrity.mac('item', fields) };
}

describe('sealing', () => {
  it.each(Object.keys(ITEM_KINDS) as ItemKind[])('opens a %s with its ring and no other', async (kind) => {
    const where: ItemPlace = { caseId: 'case_A', kind, sequence: 7 };
    const [right, wrong] = ITEM_KINDS[kind] === 'staff' ? [staff, reporter] : [reporter, staff];
    const item = await sealAt(where);
    expect(text(await sealer.openItem(item, where, right))).toBe(SECRET);
    expect(await sealReason(() => sealer.openItem(item, where, wrong))).toBe('wrong-key');
    // Also with the ring's name filled in falsely, so that only the cryptography is left to refuse.
    const disguised = { ...right, identity: wrong.identity };
    expect(await sealReason(() => sealer.openItem(item, where, disguised))).toBe('wrong-key');
  });

  it('gives back any body, and stores none of it in the clear', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.nat(2 ** 32 - 1), async (body, sequence) => {
        const where: ItemPlace = { caseId: 'case_A', kind: 'dialogue', sequence };
        const item = await sealer.sealItem({ ...where, body }, staffRing);
        expect(Buffer.from(await sealer.openItem(item, where, staff)).equals(body)).toBe(true);
        if (body.length > 8) expect(Buffer.from(item.ciphertext).includes(Buffer.from(body))).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it('shows the bucket of a size and not the size', async () => {
    const sizes = new Set<number>();
    for (const length of [0, 1, 50, 100, 150])
      sizes.add((await sealAt(place, 'a'.repeat(length))).ciphertext.length);
    expect(sizes.size).toBe(1);
  });

  it('tells the padded size of an item from its place and the length of its body', async () => {
    for (const length of [0, 150, 180, 190, 200, 250, 1000, 4090]) {
      const item = await sealer.sealItem({ ...place, body: new Uint8Array(length) }, staffRing);
      expect(itemSize(place, length)).toBe((await decryptWith(staff.identity, item.ciphertext)).byteLength);
    }
  });

  it('refuses a place that is none', async () => {
    for (const wrong of [
      { ...place, sequence: -1 },
      { ...place, sequence: 1.5 },
      { ...place, sequence: 2 ** 32 },
      { ...place, kind: 'anything' as ItemKind },
    ]) {
      await expect(sealer.sealItem({ ...wrong, body: utf8('x') }, staffRing)).rejects.toThrow();
    }
  });
});

describe('writing to the wrong ring', () => {
  it('is refused: a staff item never goes to the reporter’s ring, nor an item to another case', async () => {
    const body = utf8(SECRET);
    expect(await sealReason(() => sealer.sealItem({ ...place, body }, reporterRing))).toBe('misplaced');
    expect(await sealReason(() => sealer.sealItem({ ...place, kind: 'message', body }, staffRing))).toBe(
      'misplaced',
    );
    expect(await sealReason(() => sealer.sealItem({ ...place, body }, otherCase.ring))).toBe('misplaced');
  });

  it('is refused when somebody put his own recipient into the ring', async () => {
    const body = utf8(SECRET);
    const exchanged = { ...staffRing, recipient: otherCase.ring.recipient };
    expect(await sealReason(() => sealer.sealItem({ ...place, body }, exchanged))).toBe('tampered');
    const moved = { ...otherCase.ring, caseId: 'case_A' };
    expect(await sealReason(() => sealer.sealItem({ ...place, body }, moved))).toBe('tampered');
  });
});

describe('tampering', () => {
  it('with any byte of ciphertext or MAC, or a cut anywhere, is noticed before anything is opened', async () => {
    const item = await sealAt(place);
    for (let index = 0; index < item.ciphertext.length; index += 1) {
      const changed = { ...item, ciphertext: flipped(item.ciphertext, index) };
      expect(await sealReason(() => sealer.openItem(changed, place, staff))).toBe('tampered');
    }
    for (let index = 0; index < item.mac.length; index += 1) {
      const changed = { ...item, mac: flipped(item.mac, index) };
      expect(await sealReason(() => sealer.openItem(changed, place, staff))).toBe('tampered');
    }
    for (let end = 0; end < item.ciphertext.length; end += 97) {
      const cut = { ...item, ciphertext: item.ciphertext.subarray(0, end) };
      expect(await sealReason(() => sealer.openItem(cut, place, staff))).toBe('tampered');
    }
    for (const mac of [new Uint8Array(0), item.mac.subarray(1), Uint8Array.from([...item.mac, 0])]) {
      expect(await sealReason(() => sealer.openItem({ ...item, mac }, place, staff))).toBe('tampered');
    }
  });

  it('is noticed by age itself when the writer has the integrity key', async () => {
    const item = await sealAt(place);
    const step = Math.floor(item.ciphertext.length / 40);
    for (let index = 0; index < item.ciphertext.length; index += step) {
      const changed = remac({ ...item, ciphertext: flipped(item.ciphertext, index) });
      expect(['tampered', 'wrong-key']).toContain(
        await sealReason(() => sealer.openItem(changed, place, staff)),
      );
    }
    const cut = remac({ ...item, ciphertext: item.ciphertext.subarray(0, -1) });
    expect(await sealReason(() => sealer.openItem(cut, place, staff))).toBe('tampered');
  });

  it('under another integrity key is noticed', async () => {
    const stranger = createSealer(createIntegrity('quite another key with enough signs in it'));
    const item = await sealAt(place);
    expect(await sealReason(() => stranger.openItem(item, place, staff))).toBe('tampered');
  });
});

describe('swapping', () => {
  const places: ItemPlace[] = [
    { caseId: 'case_A', kind: 'report', sequence: 1 },
    { caseId: 'case_A', kind: 'note', sequence: 0 },
    { caseId: 'case_B', kind: 'report', sequence: 0 },
  ];

  it.each(places)('with $caseId $kind $sequence is noticed, with and without relabelling', async (other) => {
    const item = await sealAt(place);
    const opener = other.caseId === 'case_A' ? staff : otherCase.open;
    expect(await sealReason(() => sealer.openItem(item, other, opener))).toBe('misplaced');
    expect(await sealReason(() => sealer.openItem({ ...item, ...other }, other, opener))).toBe('tampered');
  });

  it.each(places)(
    'with $caseId $kind $sequence is noticed inside even with the integrity key',
    async (other) => {
      const item = await sealAt(place);
      const relabelled = remac({ ...item, ...other });
      // The other case's key cannot open it; with this case's key under that name, the inside tells.
      const opener = { ...staff, caseId: other.caseId };
      expect(await sealReason(() => sealer.openItem(relabelled, other, opener))).toBe('misplaced');
      if (other.caseId !== 'case_A') {
        expect(await sealReason(() => sealer.openItem(relabelled, other, otherCase.open))).toBe('wrong-key');
      }
    },
  );

  it('of generations is noticed', async () => {
    const item = await sealAt(place);
    expect(await sealReason(() => sealer.openItem({ ...item, generation: 2 }, place, staff))).toBe(
      'tampered',
    );
    expect(await sealReason(() => sealer.openItem(item, place, { ...staff, generation: 2 }))).toBe(
      'wrong-key',
    );
    expect(await sealReason(() => sealer.openItem(item, place, otherCase.open))).toBe('wrong-key');
  });

  it('of rings is noticed, even by one that says another name than its key has', async () => {
    const item = await sealAt(place);
    for (const named of [{ caseId: 'case_B' }, { ring: 'reporter' as const }]) {
      expect(await sealReason(() => sealer.openItem(item, place, { ...staff, ...named }))).toBe('wrong-key');
    }
  });
});

describe('what was written otherwise', () => {
  it.each([
    ['no padding', utf8(SECRET)],
    ['nothing', new Uint8Array(0)],
    ['no header', pad(utf8(SECRET))],
    ['an empty header', pad(utf8(`\n${SECRET}`))],
    ['another version', pad(utf8('{"v":2,"case":"case_A","kind":"report","sequence":0}\nx'))],
    ['an unknown kind', pad(utf8('{"v":1,"case":"case_A","kind":"other","sequence":0}\nx'))],
    ['a field too many', pad(utf8('{"v":1,"case":"case_A","kind":"report","sequence":0,"x":1}\nx'))],
  ])('is unreadable: %s', async (_, plain) => {
    const item = await forged(plain);
    expect(await sealReason(() => sealer.openItem(item, place, staff))).toBe('unreadable');
  });

  it('has errors that repeat nothing of it', async () => {
    const item = await forged(utf8(SECRET));
    const error = await sealer.openItem(item, place, staff).catch((caught: unknown) => caught as Error);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('นาย');
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('case_A');
  });
});

describe('re-sealing', () => {
  it('moves an item to the next generation, once, and leaves the old key useless for it', async () => {
    const heir = await makePerson('heir');
    const at = { caseId: 'case_A', ring: 'staff' } as const;
    const next = await rings.rotate(staffRing, at, officer.key, [heir.recipient]);
    const old = await sealAt(place);
    const moved = await sealer.resealItem(old, place, staff, next);
    const open = await rings.openRing(next, at, heir.key);
    expect(moved.generation).toBe(2);
    expect(text(await sealer.openItem(moved, place, open))).toBe(SECRET);
    expect(await sealReason(() => sealer.openItem(moved, place, staff))).toBe('wrong-key');
    expect(await sealReason(() => sealer.openItem(moved, place, { ...staff, generation: 2 }))).toBe(
      'wrong-key',
    );
    expect(await sealer.resealItem(moved, place, staff, next)).toBe(moved);
    expect(await sealReason(() => sealer.resealItem(moved, place, open, staffRing))).toBe('misplaced');
    const changed = { ...old, ciphertext: flipped(old.ciphertext, 9) };
    expect(await sealReason(() => sealer.resealItem(changed, place, staff, next))).toBe('tampered');
    const otherRing = { ...next, recipient: otherCase.ring.recipient };
    expect(await sealReason(() => sealer.resealItem(moved, place, staff, otherRing))).toBe('tampered');
    expect(await sealReason(() => sealer.resealItem(old, place, staff, otherRing))).toBe('tampered');
  });

  it('puts an item under the newest integrity key, and only a genuine one', async () => {
    const rotated = createSealer(
      createIntegrity(`2:the next integrity key of these tests,1:${INTEGRITY_KEY}`),
    );
    const retired = createSealer(createIntegrity('2:the next integrity key of these tests'));
    const item = await sealAt(place);
    const stamped = rotated.restamp(item, place);
    expect(text(await retired.openItem(stamped, place, staff))).toBe(SECRET);
    expect(await sealReason(() => retired.openItem(item, place, staff))).toBe('tampered');
    expect(await sealReason(() => rotated.restamp({ ...item, generation: 9 }, place))).toBe('tampered');
  });
});
