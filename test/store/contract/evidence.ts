import { describe, expect, it } from '@jest/globals';
import { EVIDENCE_CHUNK_LIMIT, type EvidencePort } from '../../../src/store/ports.ts';
import { expectSame } from './case-rows.ts';

/** Two connections to one store that keeps evidence. */
export interface EvidenceConnections {
  store: { evidence: EvidencePort };
  other: { evidence: EvidencePort };
}

const DAY = '2026-11-22';
const chunk = (text: string) => Buffer.from(text);
const own = (...ids: string[]) => ids.map((id) => ({ id, counts: 1024 }));
const ROOM = { files: 100, bytes: 1_000_000 };

/** The promises of EvidencePort. */
export function describeEvidence(on: EvidenceConnections): void {
  describe('evidence', () => {
    const text = async (id: string, index: number) => {
      const bytes = await on.other.evidence.readChunk(id, index);
      return bytes && Buffer.from(bytes).toString();
    };
    const file = async (id: string, day = DAY, chunks = 2) => {
      await on.store.evidence.begin(id, day);
      for (let n = 0; n < chunks; n += 1) await on.store.evidence.putChunk(id, n, chunk(`${id} ${n}`));
    };

    it('keeps chunks by file and place, whole', async () => {
      const large = Buffer.alloc(EVIDENCE_CHUNK_LIMIT, 7);
      await file('a');
      await file('b');
      expect(await on.other.evidence.putChunk('a', 2, large)).toBe(true);
      expect([await text('a', 0), await text('a', 1), await text('b', 1)]).toEqual(['a 0', 'a 1', 'b 1']);
      expectSame(Buffer.from((await on.store.evidence.readChunk('a', 2))!), large);
      expect(await text('a', 3)).toBeUndefined();
      expect(await text('c', 0)).toBeUndefined();
    });

    it('gives a chunk in memory of its own', async () => {
      await file('a');
      for (const store of [on.store, on.other]) (await store.evidence.readChunk('a', 1))!.fill(0);
      expect(await text('a', 1)).toBe('a 1');
    });

    it('leaves a chunk and a file that are there as they are', async () => {
      await file('a', '2026-11-01');
      await on.other.evidence.begin('a', DAY);
      expect(await on.other.evidence.putChunk('a', 0, chunk('rival'))).toBe(true);
      expect(await text('a', 0)).toBe('a 0');
      expect(await on.store.evidence.purgeDrafts('2026-11-02')).toBe(1);
    });

    it('takes no chunk that is too large, and none of a file that is not there', async () => {
      expect(await on.store.evidence.putChunk('a', 0, chunk('x'))).toBe(false);
      await file('a');
      await on.other.evidence.remove('a');
      expect(await on.store.evidence.putChunk('a', 2, chunk('late'))).toBe(false);
      expect([await text('a', 0), await text('a', 1), await text('a', 2)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      await on.store.evidence.begin('b', DAY);
      await expect(
        on.store.evidence.putChunk('b', 0, Buffer.alloc(EVIDENCE_CHUNK_LIMIT + 1)),
      ).rejects.toThrow(RangeError);
    });

    it('removes a file of any length and no other', async () => {
      await file('a', DAY, 30);
      await file('b');
      await on.other.evidence.remove('a');
      await on.other.evidence.remove('never there');
      for (let n = 0; n < 30; n += 1) expect(await text('a', n)).toBeUndefined();
      expect(await text('b', 0)).toBe('b 0');
      await file('a'); // the name is free again
      expect(await text('a', 0)).toBe('a 0');
    });

    it('removes no file that has an owner', async () => {
      await file('a');
      await on.store.evidence.adopt(own('a'), 'owner', ROOM);
      await on.other.evidence.remove('a');
      expect([await text('a', 0), await text('a', 1)]).toEqual(['a 0', 'a 1']);
      expect(await on.store.evidence.removeOwned('owner')).toBe(1);
      expect(await text('a', 0)).toBeUndefined();
    });

    it('keeps adopted files until their owner goes, and says which were there', async () => {
      for (const id of ['a', 'b', 'c']) await file(id, '2026-11-01');
      expect(await on.store.evidence.adopt(own('a', 'missing', 'b'), 'owner', ROOM)).toEqual(['a', 'b']);
      expect(await on.other.evidence.adopt(own('a', 'b'), 'owner', ROOM)).toEqual(['a', 'b']);
      expect(await on.other.evidence.purgeDrafts(DAY)).toBe(1); // only `c`
      expect([await text('a', 1), await text('c', 0)]).toEqual(['a 1', undefined]);
      expect(await on.store.evidence.removeOwned('nobody')).toBe(0);
      expect(await on.store.evidence.removeOwned('owner')).toBe(2);
      expect(await on.store.evidence.removeOwned('owner')).toBe(0);
      expect([await text('a', 0), await text('b', 1)]).toEqual([undefined, undefined]);
    });

    it('gives a file to the last who adopts it', async () => {
      await file('a');
      await on.store.evidence.adopt(own('a'), 'first', ROOM);
      await on.other.evidence.adopt(own('a'), 'second', ROOM);
      expect(await on.store.evidence.removeOwned('first')).toBe(0);
      expect(await text('a', 0)).toBe('a 0');
      expect(await on.store.evidence.removeOwned('second')).toBe(1);
    });

    it('counts what an owner holds, each file once, other copies for nothing', async () => {
      for (const id of ['a', 'b', 'c']) await file(id);
      const given = [{ id: 'a', counts: 300 }, { id: 'b', counts: 0 }, ...own('missing')];
      expect(await on.store.evidence.held('owner')).toEqual({ files: 0, bytes: 0 });
      for (const { evidence } of [on.store, on.other, on.store])
        expect(await evidence.adopt(given, 'owner', ROOM)).toEqual(['a', 'b']);
      expect(await on.other.evidence.held('owner')).toEqual({ files: 1, bytes: 300 });
      await on.other.evidence.adopt(own('c'), 'owner', ROOM);
      expect(await on.store.evidence.held('owner')).toEqual({ files: 2, bytes: 1324 });
      expect(await on.store.evidence.held('another')).toEqual({ files: 0, bytes: 0 });
      await on.store.evidence.removeOwned('owner');
      expect(await on.other.evidence.held('owner')).toEqual({ files: 0, bytes: 0 });
    });

    it('gives an owner no more than there is room for, all or nothing, and what it has again', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await file(id, '2026-11-01');
      const { evidence } = on.store;
      const room = { files: 3, bytes: 3000 };
      expect(await evidence.adopt(own('a', 'b'), 'owner', room)).toEqual(['a', 'b']);
      expect(await evidence.adopt(own('c', 'd'), 'owner', { ...ROOM, files: 3 })).toBeUndefined();
      expect(await evidence.adopt(own('c'), 'owner', room)).toBeUndefined(); // 3072 bytes
      expect(await evidence.adopt(own('b', 'a'), 'owner', { files: 1, bytes: 1 })).toEqual(['b', 'a']);
      expect(await evidence.adopt(own('c'), 'owner', { files: 3, bytes: 3072 })).toEqual(['c']);
      expect(await evidence.adopt(own('d'), 'owner', { ...ROOM, files: 3 })).toBeUndefined();
      expect(await evidence.held('owner')).toEqual({ files: 3, bytes: 3072 });
      expect(await on.other.evidence.purgeDrafts(DAY)).toBe(1); // `d` stayed a draft's
      expect(await text('c', 0)).toBe('c 0');
    });

    it('holds the room however many give at once', async () => {
      const ids = Array.from({ length: 12 }, (_, n) => `f${n}`);
      for (const id of ids) await file(id, '2026-11-01', 1);
      const given = await Promise.all(
        ids.map((id, n) =>
          (n % 2 ? on.store : on.other).evidence.adopt(own(id), 'owner', { files: 5, bytes: 1_000_000 }),
        ),
      );
      expect(given.filter((each) => each !== undefined)).toHaveLength(5);
      expect(await on.store.evidence.held('owner')).toEqual({ files: 5, bytes: 5120 });
      expect(await on.store.evidence.purgeDrafts(DAY)).toBe(7);
    });

    it('lists owners once, in order, page by page, of files of earlier days', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await file(id, '2026-11-01', 1);
      await file('young', '2026-11-02', 1);
      await file('draft', '2026-11-01', 1);
      await on.store.evidence.adopt(own('a', 'c'), 'y', ROOM);
      await on.store.evidence.adopt(own('b'), 'x', ROOM);
      await on.store.evidence.adopt(own('d'), 'z', ROOM);
      await on.store.evidence.adopt(own('young'), 'w', ROOM);
      const { evidence } = on.other;
      expect(await evidence.owners('2026-11-02', undefined, 10)).toEqual(['x', 'y', 'z']);
      expect(await evidence.owners('2026-11-02', undefined, 2)).toEqual(['x', 'y']);
      expect(await evidence.owners('2026-11-02', 'y', 2)).toEqual(['z']);
      expect(await evidence.owners('2026-11-03', undefined, 1)).toEqual(['w']);
      expect(await evidence.owners('2026-11-01', undefined, 10)).toEqual([]);
    });

    it('purges drafts by day, with what was begun and got no chunk', async () => {
      await file('old', '2026-11-01', 10);
      await file('empty', '2026-11-01', 0);
      await file('young', '2026-11-02');
      expect(await on.store.evidence.purgeDrafts('2026-11-01')).toBe(0);
      expect(await on.other.evidence.purgeDrafts('2026-11-02')).toBe(2);
      expect([await text('old', 9), await text('young', 0)]).toEqual([undefined, 'young 0']);
      expect(await on.store.evidence.adopt(own('old', 'empty', 'young'), 'x', ROOM)).toEqual(['young']);
    });

    it('counts each day up to its limit and not beyond, from everywhere', async () => {
      const asked = await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 ? on.store : on.other).evidence.reserve(DAY, 10, 105)),
      );
      expect(asked.filter(Boolean)).toHaveLength(10);
      expect(await on.store.evidence.reserve(DAY, 6, 105)).toBe(false);
      expect(await on.other.evidence.reserve(DAY, 5, 105)).toBe(true);
      expect(await on.other.evidence.reserve(DAY, 1, 105)).toBe(false);
      expect(await on.store.evidence.reserve('2026-11-23', 105, 105)).toBe(true);
      await on.store.evidence.purgeDrafts('2026-11-23');
      expect(await on.store.evidence.reserve(DAY, 105, 105)).toBe(true);
      expect(await on.store.evidence.reserve('2026-11-23', 1, 105)).toBe(false);
    });
  });
}
