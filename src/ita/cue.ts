/** One thing people can express, however they word it. */
export interface CueSpec {
  /** How telling it is: a question that ignores this cue loses half of it. */
  weight: number;
  /** 0 to 1: how sure it makes us that somebody speaks of ITA at all. */
  domain?: number;
  /** Wordings between `|`; `+` joins pieces in any order; `{mark}` is the pass mark. */
  says: string;
}

/** The wordings of a list written with `|` between them. */
export const wordingsOf = (list: string): string[] =>
  list
    .split('|')
    .map((one) => one.trim())
    .filter((one) => one !== '');
