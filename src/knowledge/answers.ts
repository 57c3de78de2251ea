import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { dayOf, type Clock } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { RowPort } from '../store/ports.ts';

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
}

export interface Draft {
  examples: readonly string[];
  answer: { th: string; en: string };
}

/** Answers that staff wrote themselves. A new or changed one is used by the bot at once, in every process within a second. */
export interface StaffAnswers {
  list(): Promise<StaffAnswer[]>;
  /** Throws ExpectedError `answer-incomplete` without an example or a Thai answer. */
  add(draft: Draft, by: string): Promise<string>;
  /** Throws ExpectedError `answer-gone`, `answer-incomplete`, `changed-meanwhile`. */
  change(id: string, draft: Draft, by: string): Promise<void>;
  /** Back to the version before; of a first version: taken out of use. Throws as `change`. */
  undo(id: string): Promise<void>;
  /** Taken out of use; `undo` brings it back. */
  remove(id: string): Promise<void>;
}

type Entry = z.infer<typeof entryShape>;

export function createStaffAnswers({ port, clock }: { port: RowPort; clock: Clock }): StaffAnswers {
  const read = (data: Uint8Array): Entry => entryShape.parse(JSON.parse(Buffer.from(data).toString('utf8')));
  const write = (entry: Entry) => Buffer.from(JSON.stringify(entry));

  function versionOf({ examples, answer }: Draft, by: string): AnswerVersion {
    const asked = examples.map((example) => example.trim()).filter(Boolean);
    const th = answer.th.trim();
    if (asked.length === 0 || th === '') throw new ExpectedError('answer-incomplete');
    return { day: dayOf(clock.now()), by, examples: asked, answer: { th, en: answer.en.trim() || th } };
  }

  async function edit(id: string, change: (entry: Entry) => Entry): Promise<void> {
    const row = await port.get(id);
    if (!row) throw new ExpectedError('answer-gone', {}, 404);
    const saved = await port.save({ id, version: row.version + 1, data: write(change(read(row.data))) });
    if (!saved) throw new ExpectedError('changed-meanwhile', {}, 409);
  }

  return {
    async list() {
      return (await port.list()).flatMap(({ id, data }) => {
        const { versions, removed } = read(data);
        const last = versions.at(-1);
        return removed || !last ? [] : [{ id, ...last, history: versions.slice(0, -1) }];
      });
    },
    async add(draft, by) {
      const id = randomBytes(8).toString('hex');
      await port.save({ id, version: 1, data: write({ versions: [versionOf(draft, by)], removed: false }) });
      return id;
    },
    change: (id, draft, by) =>
      edit(id, ({ versions }) => ({ versions: [...versions, versionOf(draft, by)], removed: false })),
    undo: (id) =>
      edit(id, ({ versions, removed }) => {
        if (removed) return { versions, removed: false };
        return versions.length > 1
          ? { versions: versions.slice(0, -1), removed: false }
          : { versions, removed: true };
      }),
    remove: (id) => edit(id, ({ versions }) => ({ versions, removed: true })),
  };
}
