import { describe, expect, it } from '@jest/globals';
import type { RowPort } from '../../../src/store/ports.ts';
import type { Connections } from './connections.ts';

/** The promises of RowPort, for each small collection. */
export function describeRows(on: Connections): void {
  describe.each(['knowledge', 'questions', 'progress', 'gone'] as const)('%s', (area) => {
    const ports = (): { here: RowPort; there: RowPort } => ({
      here: on.store[area],
      there: on.other[area],
    });
    const row = (id: string, version: number, text: string) => ({ id, version, data: Buffer.from(text) });
    const textOf = (data: Uint8Array | undefined) => data && Buffer.from(data).toString();

    it('saves only over the version it was read at, and removes', async () => {
      const { here, there } = ports();
      expect(await here.save(row('a', 1, 'one'))).toBe(true);
      expect(await there.save(row('a', 1, 'rival'))).toBe(false);
      expect(await there.save(row('a', 2, 'two'))).toBe(true);
      expect(await here.save(row('a', 2, 'rival'))).toBe(false);
      expect(textOf((await here.get('a'))?.data)).toBe('two');
      expect(await here.remove('a')).toBe(true);
      expect(await there.remove('a')).toBe(false);
      expect(await there.get('a')).toBeUndefined();
    });

    it('lists its own rows by id, and nobody else’s', async () => {
      const { here, there } = ports();
      const another = on.store[area === 'knowledge' ? 'questions' : 'knowledge'];
      for (const id of ['c', 'a', 'b']) await here.save(row(id, 1, id));
      await another.save(row('x', 1, 'x'));
      expect((await there.list()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    });
  });
}
