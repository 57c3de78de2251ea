import { ExpectedError } from '../errors.ts';
import type { Lang } from '../i18n.ts';
import { holdsKeys } from './duties.ts';
import { foldName, viewOf, type PersonView } from './person.ts';
import type { People } from './people.ts';
import type { NewPerson } from './person.ts';
import type { Recorder } from './recorder.ts';
import type { NewRecovery, RecoverySetup } from './recovery-setup.ts';

/** What set-up hands out, once. */
export interface Foundations {
  recovery: NewRecovery;
  people: readonly { person: PersonView; passphrase: string }[];
  /**
   * Makes it so. To be called only after shares and passphrases have reached paper: before, breaking off leaves nothing
   * behind and set-up can be begun again. Throws ExpectedError `already-set-up`.
   */
  commit(): Promise<void>;
}

/** Why a list of first people does not make a working installation; wording under `errors:<problem>`. */
export type FirstPeopleProblem = 'first-no-intake' | 'first-no-head' | 'first-one-key' | 'first-name-twice';

/** Somebody must receive, somebody decide, and a second key holder confirm whoever comes later. */
export function firstPeopleProblem(people: readonly NewPerson[]): FirstPeopleProblem | undefined {
  const names = people.map(({ name }) => foldName(name));
  if (new Set(names).size < names.length) return 'first-name-twice';
  const holders = people.filter(({ role }) => holdsKeys(role));
  if (!holders.some(({ intake }) => intake)) return 'first-no-intake';
  if (!holders.some(({ role }) => role === 'head')) return 'first-no-head';
  return holders.length < 2 ? 'first-one-key' : undefined;
}

/** Makes recovery shares and the first people. Throws ExpectedError `already-set-up`, a FirstPeopleProblem, or as `People.add`. */
export async function prepareSetUp(
  deps: { recovery: RecoverySetup; people: People; record: Recorder },
  first: readonly NewPerson[],
  lang: Lang,
): Promise<Foundations> {
  const already = () => new ExpectedError('already-set-up', {}, 409);
  if (await deps.recovery.exists()) throw already();
  const problem = firstPeopleProblem(first);
  if (problem) throw new ExpectedError(problem);
  const made: Awaited<ReturnType<People['founder']>>[] = [];
  for (const person of first) made.push(await deps.people.founder(person, lang));
  const recovery = await deps.recovery.prepare();
  return {
    recovery,
    people: made.map(({ stored, passphrase }) => ({ person: viewOf(stored), passphrase })),
    async commit() {
      const done = await deps.recovery.found(
        recovery,
        made.map(({ stored }) => stored),
      );
      if (!done) throw already();
      await deps.record({ what: 'set-up' });
    },
  };
}
