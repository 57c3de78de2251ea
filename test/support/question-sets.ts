import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic, Understanding } from '../../src/ita/answer.ts';
import { createI18n } from '../../src/i18n.ts';
import { languageOf } from '../../src/conversation/language.ts';
import { textOf } from './asking.ts';

const { t } = createI18n();
const FOLDER = join(import.meta.dirname, '..', 'questions');

export interface Turn {
  q: string;
  mustContainAny: string[][];
  mustNotContain: string[];
}
export interface Line {
  id: string;
  group: string;
  turns: Turn[];
}

/** The lines of `test/questions/<name>.jsonl`; a single question is a dialogue of one turn. */
export const readSet = (name: string): Line[] =>
  readFileSync(join(FOLDER, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Partial<Line> & Turn & { id: string })
    .map(({ id, group = 'dialogue', turns, ...turn }) => ({ id, group, turns: turns ?? [turn] }));

/** Arabic digits, no invisible signs, one form of ำ, lower case. */
const comparable = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/\u0e4d\u0e32/g, '\u0e33')
    .toLowerCase();

/** The first words of the door somebody is led to: its label in the menu, or the whole text of help. */
const doorText = (lang: 'th' | 'en', to: string, municipality: string): string =>
  to === 'help'
    ? t(lang, 'chat:help')
    : ['complaint', 'track', 'comment'].includes(to)
      ? t(lang, `chat:menu.${to}.label`)
      : t(lang, 'chat:menu.text', { municipality });

/** What the person reads, without the bot around it. */
export function replyText(meant: Understanding, lang: 'th' | 'en', municipality: string): string {
  switch (meant.kind) {
    case 'answer':
      return textOf({ ...meant.answer, suggestions: [] });
    case 'not-held':
      return t(lang, meant.key, meant.params);
    case 'go':
      return doorText(lang, meant.to, municipality);
    case 'complaint-like':
      return doorText(lang, 'complaint', municipality);
    case 'ask-back':
      return meant.readings.map(({ label }) => label).join('\n');
    case 'channel':
      return t(lang, `channel:${meant.asked.about}.text`);
    case 'unknown':
      return t(lang, 'ask:unknown', { municipality });
    default:
      return t(lang, `chat:${meant.kind}`, { municipality });
  }
}

export interface Judged {
  id: string;
  group: string;
  q: string;
  meant: Understanding;
  /** No required string is missing and no forbidden one is there. */
  right: boolean;
  missing: boolean;
  forbidden: boolean;
}

/** Asks every turn in order, the topic of the last answer kept, and judges what is said. */
export function judgeLine(
  line: Line,
  ask: (text: string, topic?: Topic) => Understanding,
  municipality: { th: string; en: string },
): Judged[] {
  let topic: Topic | undefined;
  let lang: 'th' | 'en' = 'th';
  return line.turns.map((turn) => {
    const meant = ask(turn.q, topic);
    if (meant.kind === 'answer') topic = meant.answer.topic;
    lang = languageOf(turn.q) ?? lang;
    const said = comparable(replyText(meant, lang, municipality[lang]));
    const missing = !turn.mustContainAny.every((any) => any.some((part) => said.includes(part)));
    const forbidden = turn.mustNotContain.some((part) => said.includes(part));
    return {
      id: line.id,
      group: line.group,
      q: turn.q,
      meant,
      right: !missing && !forbidden,
      missing,
      forbidden,
    };
  });
}
