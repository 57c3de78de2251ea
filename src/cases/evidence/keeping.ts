import { addDays, dayOf, type Clock } from '../../clock.ts';
import type { EvidencePort } from '../../store/ports.ts';
import { copiesOf, type EvidenceContent } from './contents.ts';
import { ownedFiles } from './counting.ts';
import type { EvidenceLimits } from './limits.ts';

/** Whose files are: of a draft until they are given to a case, and how long they live. */
export interface Keeping {
  /** Deletes the files of contents that are not wanted any more. Nothing happens to those that are gone. */
  drop(contents: readonly EvidenceContent[]): Promise<void>;
  /**
   * Gives the files to a case, before the case refers to them: from now on they live as long as it does. `owner` must
   * be the same whenever the same report is filed again: the locator of the case. `gone`: not all were there. `full`: the
   * case would have more than it may, and nothing was given.
   */
  adopt(contents: readonly EvidenceContent[], owner: string): Promise<'adopted' | 'gone' | 'full'>;
  /** Deletes all files of a case that was erased; their secrets went with it. What a crash leaves, `sweep` takes. */
  erase(owner: string): Promise<void>;
  /** Deletes the files of drafts that were left, and of cases that `isThere` does not know. Resolves to how many. */
  sweep(isThere: (owner: string) => Promise<boolean>): Promise<number>;
}

const OWNERS_AT_ONCE = 200;

export function createKeeping(deps: {
  port: EvidencePort;
  clock: Clock;
  limits: () => EvidenceLimits;
}): Keeping {
  const { port, clock, limits } = deps;
  return {
    async drop(contents) {
      for (const content of contents) for (const { file } of copiesOf(content)) await port.remove(file.id);
    },

    async adopt(contents, owner) {
      const files = contents.flatMap(ownedFiles);
      if (files.length === 0) return 'adopted';
      const { files: most, caseBytes } = limits();
      const there = await port.adopt(files, owner, { files: most, bytes: caseBytes });
      if (!there) return 'full';
      return there.length === files.length ? 'adopted' : 'gone';
    },

    async erase(owner) {
      await port.removeOwned(owner);
    },

    async sweep(isThere) {
      const before = addDays(dayOf(clock.now()), -limits().draftDays);
      let gone = await port.purgeDrafts(before);
      for (let after: string | undefined; ;) {
        const owners = await port.owners(before, after, OWNERS_AT_ONCE);
        for (const owner of owners) if (!(await isThere(owner))) gone += await port.removeOwned(owner);
        after = owners.at(-1);
        if (owners.length < OWNERS_AT_ONCE) return gone;
      }
    },
  };
}
