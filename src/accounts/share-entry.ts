import type { Key } from '../cases/key-ring.ts';
import { SealError } from '../cases/seal-error.ts';
import { ShareError } from '../cases/share-text.ts';
import type { Clock } from '../clock.ts';
import type { SettingPort } from '../store/ports.ts';
import type { Recorder } from './recorder.ts';
import type { RecoverySetup } from './recovery-setup.ts';
import { addTry } from './throttle.ts';

const TRIES = 'recovery-tries';

/** What was typed as shares, looked at with the tries of strangers counted (ADR 84). */
export interface ShareEntry {
  /**
   * The recovery key out of two shares in force, or `one` for a single one. A failed try is counted and recorded, with `who`
   * where somebody is signed in; what is mistyped is neither. Throws ShareError; ExpectedError `too-many-tries`.
   */
  enter(texts: readonly string[], who?: string): Promise<Key | 'one'>;
}

export function createShareEntry(deps: {
  recovery: Pick<RecoverySetup, 'lookAtShare' | 'open'>;
  settings: Pick<SettingPort, 'get' | 'set'>;
  clock: Clock;
  record: Recorder;
}): ShareEntry {
  const { recovery, settings, clock, record } = deps;

  /** Counted in the store, for all who try with what is no share of ours. Throws ExpectedError `too-many-tries`. */
  async function count(): Promise<void> {
    const kept = await settings.get(TRIES);
    const tries = kept && kept.length > 0 ? (JSON.parse(Buffer.from(kept).toString()) as number[]) : [];
    await settings.set(TRIES, Buffer.from(JSON.stringify(addTry(tries, clock.now()))));
  }

  async function open(texts: readonly string[]): Promise<Key> {
    try {
      const key = await recovery.open(texts);
      await settings.set(TRIES, new Uint8Array());
      return key;
    } catch (error) {
      // Two shares of another key: to those who typed them, as wrong as one of them would be.
      if (error instanceof SealError && error.reason === 'tampered') throw new ShareError('mismatch');
      throw error;
    }
  }

  return {
    async enter(texts, who) {
      const typed = texts.filter((text) => text.trim());
      // A share is its own proof: whoever has one is not kept waiting by strangers who try. What is mistyped fails by
      // its own check digits, which says nothing of ours, so it is told and not counted (ADR 84).
      const standings = await Promise.all(
        (typed.length > 0 ? typed : ['']).map((text) => recovery.lookAtShare(text)),
      );
      const counted = standings.some((standing) => standing !== 'in-force');
      if (counted) await count();
      try {
        if (typed.length >= 2) return await open(typed);
        if (counted) throw new ShareError(standings[0] === 'old' ? 'old' : 'mismatch');
        return 'one';
      } catch (error) {
        if (error instanceof ShareError && counted) await record({ who, what: 'recovery-failed' });
        throw error;
      }
    },
  };
}
