import { describe, expect, it } from '@jest/globals';
import { either, type Connections } from './connections.ts';

const person = (id: string, version: number, text: string) => ({ id, version, data: Buffer.from(text) });

/** The promises of PeoplePort. */
export function describePeople(on: Connections): void {
  describe('people', () => {
    it('saves only over the version it was read at', async () => {
      expect(await on.store.people.save(person('p', 2, 'too early'))).toBe(false);
      expect(await on.store.people.save(person('p', 1, 'one'))).toBe(true);
      expect(await on.other.people.save(person('p', 1, 'rival'))).toBe(false);
      expect(await on.other.people.save(person('p', 2, 'two'))).toBe(true);
      expect(await on.store.people.save(person('p', 2, 'rival'))).toBe(false);
      expect(await on.store.people.save(person('p', 4, 'rival'))).toBe(false);
      const stored = await on.store.people.get('p');
      expect(stored).toMatchObject({ id: 'p', version: 2 });
      expect(Buffer.from(stored!.data).toString()).toBe('two');
      expect(await on.other.people.get('nobody')).toBeUndefined();
    });

    it.each([1, 2])('lets exactly one of many simultaneous saves of version %i win', async (version) => {
      if (version === 2) await on.store.people.save(person('p', 1, 'one'));
      const wins = await Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const won = await either(on, n).people.save(person('p', version, `${n}`));
          return won ? [`${n}`] : [];
        }),
      );
      expect(wins.flat()).toHaveLength(1);
      expect(Buffer.from((await on.other.people.get('p'))!.data).toString()).toBe(wins.flat()[0]);
    });

    it('lists all, by id', async () => {
      expect(await on.store.people.list()).toEqual([]);
      for (const id of ['c', 'a', 'b']) await on.store.people.save(person(id, 1, `data ${id}`));
      const found = await on.other.people.list();
      expect(found.map(({ id, version, data }) => [id, version, Buffer.from(data).toString()])).toEqual([
        ['a', 1, 'data a'],
        ['b', 1, 'data b'],
        ['c', 1, 'data c'],
      ]);
    });
  });
}
