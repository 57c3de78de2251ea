import { describe, expect, it } from '@jest/globals';
import { either, type Connections } from './connections.ts';

const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

/** The promises of SettingPort. */
export function describeSettings(on: Connections): void {
  describe('settings', () => {
    it('are made once: every one of many simultaneous makers gets the same value', async () => {
      const made = await Promise.all(
        Array.from({ length: 20 }, async (_, n) =>
          text(await either(on, n).settings.make('salt', Buffer.from(`value ${n}`))),
        ),
      );
      expect(new Set(made).size).toBe(1);
      expect(made[0]).toMatch(/^value \d+$/);
      expect(text(await on.other.settings.get('salt'))).toBe(made[0]);
      expect(text(await on.store.settings.make('salt', Buffer.from('late')))).toBe(made[0]);
    });

    it('are set over what is there, each name by itself', async () => {
      expect(await on.store.settings.get('a')).toBeUndefined();
      await on.store.settings.set('a', Buffer.from('one'));
      await on.other.settings.set('a', Buffer.from('two'));
      await on.other.settings.make('b', Buffer.from([0, 255, 128]));
      expect(text(await on.store.settings.get('a'))).toBe('two');
      expect(text(await on.store.settings.make('a', Buffer.from('three')))).toBe('two');
      expect([...(await on.store.settings.get('b'))!]).toEqual([0, 255, 128]);
    });

    it('are replaced by one of many who saw the same, and not where something else stands', async () => {
      await on.store.settings.set('c', Buffer.from('seen'));
      const won = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          either(on, n).settings.replace('c', Buffer.from('seen'), Buffer.from(`by ${n}`)),
        ),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(text(await on.other.settings.get('c'))).toBe(`by ${won.indexOf(true)}`);
      expect(await on.store.settings.replace('c', Buffer.from('seen'), Buffer.from('late'))).toBe(false);
      expect(await on.store.settings.replace('no such', Buffer.alloc(0), Buffer.from('x'))).toBe(false);
      expect(await on.store.settings.get('no such')).toBeUndefined();
    });
  });
}
