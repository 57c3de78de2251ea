import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { dayOf, type Clock } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { RowPort } from '../store/ports.ts';

/** What an answer may hold: its text and the rest of a reply fit one message of LINE. */
export const ANSWER_LIMITS = { examples: 30, example: 300, answer: 4000 } as const;

const bilingual = z.object({ th: z.string(), en: z.string() });
const versionShape = z.object({
  day: z.string(),
  /** The id of who wrote it. */
  by: z.string(),
  /** How people ask it, in any language; one or more. */
  examples: z.array(z.string()).min(1),
  answer: bilingual,
});
const entryShape = z.object({ versions: z.array(versionShape).min(1), removed: z.boolean() });

export type AnswerVersion = z.infer<typeof versionShape>;
/** An answer that staff wrote; the last version is in force. */
export interface StaffAnswer extends AnswerVersion {
  id: string;
  history: AnswerVersion[];
  /** Changes with everything that is done to it. */
  mark: number;
}

export interface Draft {
  examples: readonly string[];
  answer: { th: string; en: string };
}

/**
 * Answers that staff wrote themselves. A new or changed one is used by the bot at once, in every process.
 * `seen`, where it is given, is the mark of what the writer had before him: if somebody was faster, nothing is done.
 */
export interface StaffAnswers {
  list(): Promise<StaffAnswer[]>;
  /** Those taken out of use, which `undo` brings back. */
  removed(): Promise<StaffAnswer[]>;
  /**
   * Resolves to its id; what is in use word for word is not added a second time. Throws ExpectedError `answer-incomplete`
   * without an example or a Thai answer, `answer-too-long`.
   */
  add(draft: Draft, by: string): Promise<string>;
  /** Throws ExpectedError `answer-gone`, `answer-incomplete`, `answer-too-long`, `changed-meanwhile`. */
  change(id: string, draft: Draft, by: string, seen?: number): Promise<void>;
  /** Back to the version before; of a first version: taken out of use. Throws as `change`. */
  undo(id: string, seen?: number): Promise<void>;
  /** Taken out of use; `undo` brings it back. */
  remove(id: string, seen?: number): Promise<void>;
}

type Entry = z.infer<typeof entryShape>;

export function createStaffAnswers({ port, clock }: { port: RowPort; clock: Clock }): StaffAnswers {
  const read = (data: Uint8Array): Entry => entryShape.parse(JSON.parse(Buffer.from(data).toString('utf8')));
  const write = (entry: Entry) => Buffer.from(JSON.stringify(entry));

  function versionOf({ examples, answer }: Draft, by: string): AnswerVersion {
    const asked = [...new Set(examples.map((example) => example.trim()).filter(Boolean))];
    const [th, en] = [answer.th.trim(), answer.en.trim()];
    if (asked.length === 0 || th === '') throw new ExpectedError('answer-incomplete');
    const { examples: most, example: longest, answer: whole } = ANSWER_LIMITS;
    if (asked.length > most || [th, en].some((text) => text.length > whole)) {
      throw new ExpectedError('answer-too-long', { ...ANSWER_LIMITS });
    }
    if (asked.some((example) => example.length > longest)) {
      throw new ExpectedError('answer-too-long', { ...ANSWER_LIMITS });
    }
    return { day: dayOf(clock.now()), by, examples: asked, answer: { th, en: en || th } };
  }

  async function edit(id: string, seen: number | undefined, change: (entry: Entry) => Entry): Promise<void> {
    const row = await port.get(id);
    if (!row) throw new ExpectedError('answer-gone', {}, 404);
    const next = { id, version: row.version + 1, data: write(change(read(row.data))) };
    const fresh = seen === undefined || seen === row.version;
    if (!fresh || !(await port.save(next))) throw new ExpectedError('changed-meanwhile', {}, 409);
  }

  async function these(wanted: 'used' | 'removed'): Promise<StaffAnswer[]> {
    return (await port.list()).flatMap(({ id, version, data }) => {
      const { versions, removed } = read(data);
      const last = versions.at(-1);
      return removed !== (wanted === 'removed') || !last
        ? []
        : [{ id, ...last, history: versions.slice(0, -1), mark: version }];
    });
  }

  return {
    list: () => these('used'),
    removed: () => these('removed'),
    async add(draft, by) {
      const version = versionOf(draft, by);
      const words = ({ examples, answer }: AnswerVersion) => JSON.stringify([examples, answer.th, answer.en]);
      const same = (await these('used')).find((each) => words(each) === words(version));
      if (same) return same.id;
      const id = randomBytes(8).toString('hex');
      await port.save({ id, version: 1, data: write({ versions: [version], removed: false }) });
      return id;
    },
    change: (id, draft, by, seen) =>
      edit(id, seen, ({ versions }) => ({ versions: [...versions, versionOf(draft, by)], removed: false })),
    undo: (id, seen) =>
      edit(id, seen, ({ versions, removed }) => {
        if (removed) return { versions, removed: false };
        return versions.length > 1
          ? { versions: versions.slice(0, -1), removed: false }
          : { versions, removed: true };
      }),
    remove: (id, seen) => edit(id, seen, ({ versions }) => ({ versions, removed: true })),
  };
}
