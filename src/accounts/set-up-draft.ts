import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { crockfordSigns } from '../cases/typed-text.ts';
import { ExpectedError } from '../errors.ts';
import type { Lang } from '../i18n.ts';
import { BoxError, createSecretBox } from '../secret-box.ts';
import type { SettingPort } from '../store/ports.ts';
import { viewOf, type PersonView } from './person.ts';
import type { People } from './people.ts';
import type { NewPerson } from './person.ts';
import type { PersonStore } from './person-store.ts';
import { saysWords } from './proof.ts';
import type { Recorder } from './recorder.ts';
import type { RecoverySetup } from './recovery-setup.ts';
import { firstPeopleProblem } from './set-up.ts';
import { sharesToWriteShape, shareToShow, shareWritten } from './shares-to-write.ts';

const SALT = 'set-up-salt';
const DRAFT = 'set-up-draft';
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TOKEN_SIGNS = 25;

const draftShape = z.object({
  v: z.literal(1),
  /** Rows as the store keeps them, in base64; the passphrase until its owner proved to have it on paper. */
  people: z.array(z.object({ id: z.string(), row: z.string(), passphrase: z.string().optional() })),
  recovery: z.object({
    recipient: z.string(),
    fingerprint: z.string(),
    shares: sharesToWriteShape,
    marks: z.array(z.string()),
  }),
});
type Draft = z.infer<typeof draftShape>;

/** What set-up in the browser waits for. */
export type SetUpStep =
  | { at: 'people' }
  | { at: 'passphrase'; person: PersonView; passphrase: string }
  | { at: 'share'; number: number; set: string; text: string }
  | { at: 'ready'; fingerprint: string };

/** Set-up as somebody with the token goes through it. Steps may be repeated, broken off and taken up again. */
export interface SetUpRun {
  step(): Promise<SetUpStep>;
  /**
   * Makes the first people and the recovery key, in the draft alone. Throws ExpectedError: a FirstPeopleProblem, or as
   * `People.add`, with `who` (from 0) where it is about one of them. Does nothing when that was done already.
   */
  begin(people: readonly NewPerson[], lang: Lang): Promise<void>;
  /** Another passphrase for whom one is shown now. */
  another(lang: Lang): Promise<void>;
  /** What is shown now is on paper, proved by its asked parts. False when they are wrong. */
  written(typed: readonly string[]): Promise<boolean>;
  /** Throws the draft away. */
  restart(): Promise<void>;
  /** Makes it so, once; resolves to the recovery key's fingerprint. Throws ExpectedError `already-set-up`, `set-up-open`. */
  finish(): Promise<string>;
}

/**
 * Set-up in the browser. The token is printed where the server runs and is the same until set-up is done, also after a restart
 * and in each process: it comes out of APP_SECRET and a salt in the database. The draft is sealed under it, so neither the
 * database nor whoever finds the page holds what was shown and not confirmed yet. Afterwards both are worth nothing.
 */
export interface SetUpDraft {
  /** Undefined once the installation was set up. */
  token(): Promise<string | undefined>;
  /** Undefined for a wrong token, and when the installation was set up. */
  enter(typed: string): Promise<SetUpRun | undefined>;
}

export function createSetUpDraft(deps: {
  settings: SettingPort;
  people: People;
  store: Pick<PersonStore, 'encode' | 'decode'>;
  recovery: RecoverySetup;
  record: Recorder;
  appSecret: string;
}): SetUpDraft {
  const { settings, people, store, recovery, record, appSecret } = deps;

  async function token(): Promise<string | undefined> {
    if (await recovery.exists()) return undefined;
    const salt = await settings.make(SALT, randomBytes(32));
    const bits = createHmac('sha256', appSecret).update('suetrong set-up token\n').update(salt).digest();
    const signs = [...bits.subarray(0, TOKEN_SIGNS)].map((byte) => SIGNS[byte & 31]).join('');
    return (signs.match(/.{5}/g) ?? []).join('-');
  }

  function runOf(secret: string): SetUpRun {
    const box = createSecretBox(`${secret}\n${appSecret}`, 'set-up-draft');

    async function load(): Promise<Draft | undefined> {
      const sealed = await settings.get(DRAFT);
      if (!sealed || sealed.length === 0) return undefined;
      try {
        return draftShape.parse(JSON.parse(box.open(sealed, DRAFT).toString('utf8')));
      } catch (error) {
        if (error instanceof BoxError) return undefined; // sealed under another APP_SECRET: begun anew
        throw error;
      }
    }
    const save = (draft: Draft) => settings.set(DRAFT, box.seal(Buffer.from(JSON.stringify(draft)), DRAFT));
    const clear = () => settings.set(DRAFT, new Uint8Array());
    const rowOf = ({ id, row }: Draft['people'][number]) => store.decode(id, Buffer.from(row, 'base64'));

    async function made(person: NewPerson, lang: Lang): Promise<Draft['people'][number]> {
      const { stored, passphrase } = await people.founder(person, lang);
      return { id: stored.id, row: Buffer.from(store.encode(stored)).toString('base64'), passphrase };
    }

    function stepOf(draft: Draft | undefined): SetUpStep {
      if (!draft) return { at: 'people' };
      const next = draft.people.find(({ passphrase }) => passphrase !== undefined);
      if (next?.passphrase !== undefined) {
        return { at: 'passphrase', person: viewOf(rowOf(next)), passphrase: next.passphrase };
      }
      const share = shareToShow(draft.recovery.shares);
      if (share) return { at: 'share', ...share };
      return { at: 'ready', fingerprint: draft.recovery.fingerprint };
    }

    return {
      step: async () => stepOf(await load()),
      async begin(first, lang) {
        if (await load()) return;
        const entries: Draft['people'] = [];
        for (const [who, person] of first.entries()) {
          try {
            entries.push(await made(person, lang));
          } catch (error) {
            if (error instanceof ExpectedError) throw new ExpectedError(error.key, { who });
            throw error;
          }
        }
        const problem = firstPeopleProblem(first);
        if (problem) throw new ExpectedError(problem);
        const { shares, marks, ...fresh } = await recovery.prepare();
        await save({
          v: 1,
          people: entries,
          recovery: { ...fresh, shares: [...shares], marks: [...marks] },
        });
      },
      async another(lang) {
        const draft = await load();
        const at = draft?.people.findIndex(({ passphrase }) => passphrase !== undefined) ?? -1;
        const entry = draft?.people[at];
        if (!draft || !entry) return;
        const { name, post, role, unit, outside, intake } = rowOf(entry);
        const next = await made({ name, post, role, unit, outside, intake }, lang);
        await save({ ...draft, people: draft.people.with(at, next) });
      },
      async written(typed) {
        const draft = await load();
        const step = stepOf(draft);
        if (!draft) return false;
        if (step.at === 'passphrase') {
          if (!saysWords(step.passphrase, typed)) return false;
          const done = draft.people.map(({ id, row, passphrase }) =>
            id === step.person.id ? { id, row } : { id, row, passphrase },
          );
          await save({ ...draft, people: done });
        } else if (step.at === 'share') {
          const shares = shareWritten(draft.recovery.shares, typed[0] ?? '');
          if (!shares) return false;
          await save({ ...draft, recovery: { ...draft.recovery, shares } });
        }
        return true;
      },
      restart: clear,
      async finish() {
        const draft = await load();
        if (!draft || stepOf(draft).at !== 'ready') throw new ExpectedError('set-up-open', {}, 409);
        if (!(await recovery.found(draft.recovery, draft.people.map(rowOf)))) {
          throw new ExpectedError('already-set-up', {}, 409);
        }
        await record({ what: 'set-up' });
        await clear();
        return draft.recovery.fingerprint;
      },
    };
  }

  return {
    token,
    async enter(typed) {
      const right = await token();
      if (right === undefined) return undefined;
      const [a, b] = [Buffer.from(crockfordSigns(typed)), Buffer.from(crockfordSigns(right))];
      return a.length === b.length && timingSafeEqual(a, b) ? runOf(right) : undefined;
    },
  };
}
