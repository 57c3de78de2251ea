import type { Desk } from '../cases/desk.ts';
import type { EvidenceContent } from '../cases/evidence/contents.ts';
import type { Received } from '../cases/evidence/arrivals.ts';
import { parseCode } from '../cases/tracking.ts';
import { ExpectedError } from '../errors.ts';
import type { Lang } from '../i18n.ts';
import type { Effect, EffectResult } from './effects.ts';

export interface PerformerDeps {
  desk: Desk;
  /** Files of the channel; whatever goes wrong with one is a problem to be told, and no rejection. */
  files: {
    take(
      handle: string,
      about: { has: readonly EvidenceContent[]; caseId?: string; keepOriginal?: boolean },
    ): Promise<Received>;
    drop(contents: readonly EvidenceContent[]): Promise<void>;
  };
  count: (counter: string) => Promise<void>;
  keepQuestion: (text: string, lang: Lang) => Promise<void>;
}

/** What an effect may know of the chat it came from. */
export interface EffectOrigin {
  lang: Lang;
  /** Where this chat can be reached, for the reporter's own wish to be notified. Never stored in plain. */
  address?: string;
  /** A keyed name of the chat, so that nobody fills the slow lanes alone. */
  source: string;
}

type Perform<K extends Effect['kind']> = (
  effect: Extract<Effect, { kind: K }>,
  origin: EffectOrigin,
) => Promise<EffectResult>;

/** Does the effects of flows. Expected failures become results that a flow can explain; others are thrown. */
export function createPerformer({ desk, files, count, keepQuestion }: PerformerDeps) {
  const done: EffectResult = { kind: 'done' };
  const codeOf = (text: string) => {
    const { code } = parseCode(text);
    if (!code) throw new ExpectedError('code-mistyped');
    return code;
  };

  const ways: { [K in Effect['kind']]: Perform<K> } = {
    count: async ({ counter }) => {
      await count(counter);
      return done;
    },
    'keep-question': async ({ text, lang }) => {
      await keepQuestion(text, lang);
      return done;
    },
    file: async ({ case: kind, answers, code }, { lang }) => ({
      kind: 'filed',
      receipt: await desk.file({ kind, answers, lang, code: codeOf(code) }),
    }),
    track: async ({ code }, { source }) => ({
      kind: 'tracked',
      view: await desk.track(codeOf(code), source),
    }),
    'take-in': async ({ handle, has, caseId, original }) => ({
      kind: 'taken',
      received: await files.take(handle, { has, caseId, keepOriginal: original !== undefined }),
    }),
    'drop-files': async ({ contents }) => {
      await files.drop(contents);
      return done;
    },
    write: async ({ kind: _kind, ...writing }) => ({
      kind: 'written',
      status: await desk.write(writing),
    }),
    notify: async ({ caseId, id }, { address, lang }) => {
      if (address === undefined) throw new ExpectedError('notify-not-here');
      return { kind: 'notify-set', item: await desk.notify({ caseId, id, address, lang }) };
    },
    'notify-stop': async ({ caseId, item }) => {
      await desk.stopNotifying(caseId, item);
      return done;
    },
  };

  return async (effect: Effect, origin: EffectOrigin): Promise<EffectResult> => {
    try {
      return await (ways[effect.kind] as Perform<Effect['kind']>)(effect, origin);
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      return { kind: 'failed', key: error.key, params: error.params };
    }
  };
}
