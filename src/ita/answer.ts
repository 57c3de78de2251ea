import type { ChannelAsked } from './channel/asked.ts';
import type { MeasureProgress } from './progress.ts';

/** One bar of an answer's comparison; scale 0 to 100. */
export interface AnswerBar {
  label: string;
  value: number;
  /** The exact figure as printed, for example `60.88`. */
  display: string;
  tone: 'good' | 'bad' | 'plain';
  mark?: number;
}

/**
 * What a question is about, kept for follow-ups ("แล้วปี 62 ล่ะ"). Serialisable and small; ids only, never the
 * citizen's words. `intent` is an id of `questions/index.ts`, `entity` for example `indicator:9` or `item:O31`.
 */
export interface Topic {
  intent: string;
  entity?: string;
  year?: number;
}

/** A true answer in the language asked for, from validated data. */
export interface ItaAnswer {
  /** The answer in one sentence, with number and year. */
  headline: string;
  /** One or two lines of meaning in plain words; may be empty. */
  meaning: string[];
  /** Longer enumerations, one line each; then the 900-character limit does not apply. */
  list: string[];
  /** Figures side by side; empty when nothing is compared. */
  bars: AnswerBar[];
  /** Contradictions inside the source that touch this answer, in plain words. */
  findings: string[];
  /** Where it stands, for example `รายงานผล ITA ปี 2563 ข้อ 3`. */
  source: string;
  /** Next questions; `say` also works typed. At most four. */
  suggestions: { label: string; say: string }[];
  topic: Topic;
}

/** What the bot made of a text. */
export type Understanding =
  | { kind: 'answer'; answer: ItaAnswer }
  /** Two readings are close: ask which one is meant. */
  | { kind: 'ask-back'; readings: { label: string; say: string }[] }
  /** Not in the data: another agency, another year, an item that does not exist. `key` is a text of `ask.json`. */
  | { kind: 'not-held'; key: string; params: Record<string, string | number> }
  /** The wish for another part of the bot. */
  | { kind: 'go'; to: 'menu' | 'help' | 'complaint' | 'comment' | 'track' | 'language-th' | 'language-en' }
  | { kind: 'greeting' }
  | { kind: 'thanks' }
  /** About the reporting channel itself; `also`: the result that the same words could ask for. */
  | { kind: 'channel'; asked: ChannelAsked; also?: { label: string; say: string } }
  /** It tells of something that happened: offer the complaint, with the text in it. */
  | { kind: 'complaint-like' }
  /** `cue`: it has a word of the ITA domain, so it may be kept (masked) for staff to answer. */
  | { kind: 'unknown'; cue: boolean };

/** What an answer depends on besides the text and the data. */
export interface Asking {
  lang: 'th' | 'en';
  /** That of the last answer, if it is fresh (ten minutes; the caller judges that). */
  topic?: Topic;
  /** What was reported about the measures; left out: nothing. */
  progress?: readonly MeasureProgress[];
}

export interface Answerer {
  /** Understands one text. Pure: same text and asking give the same result; under 5 ms. */
  ask(text: string, asking: Asking): Understanding;
}
