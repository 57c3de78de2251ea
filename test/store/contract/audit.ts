import { describe, expect, it } from '@jest/globals';
import type { AuditRow } from '../../../src/store/ports.ts';
import { either, type Connections } from './connections.ts';

const line = (sequence: number, text = `line ${sequence}`): AuditRow => ({
  sequence,
  day: '2026-11-22',
  entry: Buffer.from(text),
  mac: Buffer.from(`mac of ${text}`),
});
const plain = (row: AuditRow | undefined) =>
  row && { ...row, entry: Buffer.from(row.entry).toString(), mac: Buffer.from(row.mac).toString() };

/** The promises of AuditPort. */
export function describeAudit(on: Connections): void {
  describe('audit', () => {
    it('appends one line a sequence number and knows the last', async () => {
      expect(await on.store.audit.last()).toBeUndefined();
      expect(await on.store.audit.append(line(1))).toBe(true);
      expect(await on.other.audit.append(line(1, 'rival'))).toBe(false);
      expect(await on.other.audit.append(line(2))).toBe(true);
      expect(await on.store.audit.append(line(1, 'rival'))).toBe(false);
      expect(plain(await on.store.audit.last())).toEqual(plain(line(2)));
      expect((await on.other.audit.page(0, 10)).map(plain)).toEqual([line(1), line(2)].map(plain));
    });

    it('leaves no gap', async () => {
      await expect(on.store.audit.append(line(2))).rejects.toThrow(RangeError);
      await on.store.audit.append(line(1));
      await expect(on.other.audit.append(line(3))).rejects.toThrow(RangeError);
      expect((await on.store.audit.last())?.sequence).toBe(1);
    });

    it('lets exactly one of many simultaneous lines have a number', async () => {
      const wins = await Promise.all(
        Array.from({ length: 20 }, async (_, n) =>
          (await either(on, n).audit.append(line(1, `${n}`))) ? [`${n}`] : [],
        ),
      );
      expect(wins.flat()).toHaveLength(1);
      expect(plain(await on.store.audit.last())?.entry).toBe(wins.flat()[0]);
    });

    it('pages in order of the numbers, past nine too', async () => {
      for (let n = 1; n <= 12; n += 1) await on.store.audit.append(line(n));
      const pages: number[][] = [];
      for (let after = 0; ;) {
        const page = await on.other.audit.page(after, 5);
        if (page.length === 0) break;
        pages.push(page.map(({ sequence }) => sequence));
        after = page.at(-1)!.sequence;
      }
      expect(pages).toEqual([
        [1, 2, 3, 4, 5],
        [6, 7, 8, 9, 10],
        [11, 12],
      ]);
    });
  });
}
