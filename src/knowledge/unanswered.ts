import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Lang } from '../i18n.ts';
import { LANGS } from '../i18n.ts';
import type { RowPort } from '../store/ports.ts';
import { maskQuestion } from './mask.ts';

/** At most so many wait for an answer; more tell staff nothing new. */
const MOST = 500;

const shape = z.object({ text: z.string(), lang: z.enum(LANGS) });
export type UnansweredQuestion = z.infer<typeof shape> & { id: string };

/** Questions of the ITA domain that the bot could not answer, for staff to answer. Without user, time, or count. */
export interface Unanswered {
  /** Keeps a question, masked; one that is kept already stays as it is. */
  keep(text: string, lang: Lang): Promise<void>;
  /** In the order of their random-looking ids, which says nothing about when they came. */
  list(): Promise<UnansweredQuestion[]>;
  /** Takes one off the list, because it was answered or will not be. */
  drop(id: string): Promise<void>;
}

export function createUnanswered(port: RowPort): Unanswered {
  return {
    async keep(text, lang) {
      const masked = maskQuestion(text);
      if (masked === '' || (await port.list()).length >= MOST) return;
      const id = createHash('sha256').update(masked.toLowerCase()).digest('hex').slice(0, 32);
      await port.save({ id, version: 1, data: Buffer.from(JSON.stringify({ text: masked, lang })) });
    },
    async list() {
      return (await port.list()).map(({ id, data }) => ({
        id,
        ...shape.parse(JSON.parse(Buffer.from(data).toString('utf8'))),
      }));
    },
    async drop(id) {
      await port.remove(id);
    },
  };
}
