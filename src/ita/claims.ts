import type { AskContext } from './ask-context.ts';
import { denied } from './denied.ts';
import type { Reading } from './reading.ts';
import type { Truth } from './questions/question.ts';

/**
 * What a text takes for true ("ได้เกรด A ใช่ไหม", "ทำไมถึงสอบผ่าน"), held against what the data says, so that nobody reads a
 * right figure under a wrong belief as a yes.
 */

/** A number said of a score: beside "points", or right after "got" (folded). */
const AS_SCORE =
  /(?<![\d./])(\d{1,3})(?= ?(?:คะแน|แตม|points?|percent|%|เปอเซน))|(?:ได|รอยละ|คิอ|เปน|อยุทิ|scored?|was|is|got|gets?) ?(?:แค|เพิยง|only|a )?(\d{1,3})(?![\d./])/g;
/** It says how far off the number may be: "more than 80". */
const ABOUT = /กวา|ประมาน|ราว|เกิอบ|over|about|around|almost|more than/;
const DENIED = /ไมผาน|(?<!สอ)บผาน|บอผาน|สอบตก|ตกเกน|ไมถิงเกน|not pass|fail|didnt pass/;
const ASKS_WHETHER_OR = /หริอไม|หริอเปลา|หริอปาว|or not/;

const sameScore = (claimed: number, score: number): boolean =>
  Number.isInteger(claimed)
    ? Math.floor(score) === claimed || Math.round(score) === claimed
    : Math.round(claimed * 100) === Math.round(score * 100);

/** Every statement in the text that the truth can judge: true where it fits. */
function judged(reading: Reading, truth: Truth, sure: boolean): boolean[] {
  const { folded, codes, cues, entities } = reading;
  const named = entities.hits.filter(({ entity }) => entity.kind === 'grade');
  const { grade } = truth;
  // "not grade B" is true of every other grade
  const not = named.length > 0 && named.every(({ spans }) => spans.every(([from]) => denied(folded, from)));
  const verdicts: boolean[] =
    grade === undefined || named.length === 0
      ? []
      : [named.some(({ entity }) => entity.id === grade) !== not];
  if (sure && truth.score !== undefined && !ABOUT.test(folded)) {
    const taken = [...codes.codes.map(({ span }) => span), ...reading.years.spans];
    const whole = [...folded.matchAll(AS_SCORE)]
      .filter((match) => {
        const at = match.index + match[0].length - 1;
        return !taken.some(([from, to]) => from <= at && at < to);
      })
      .map((match) => ({ value: Number(match[1] ?? match[2]), from: match.index }));
    const full = whole.length === 0 ? (cues.get('full')?.spans ?? []) : [];
    const claimed = [
      ...codes.values.map(({ value, span }) => ({ value, from: span[0] })),
      ...whole,
      // "not zero" is heard as full, too, and claims nothing
      ...full.slice(0, 1).flatMap(([from]) => (denied(folded, from) ? [] : [{ value: 100, from }])),
    ];
    for (const { value, from } of claimed)
      verdicts.push(sameScore(value, truth.score) !== denied(folded, from));
  }
  const passing = cues.get('pass');
  if (truth.passes !== undefined && passing !== undefined && !ASKS_WHETHER_OR.test(folded))
    verdicts.push(truth.passes !== DENIED.test(folded));
  const { change } = truth;
  if (sure && change !== undefined && cues.has('up') !== cues.has('down'))
    verdicts.push(cues.has('up') ? change > 0 : change < 0);
  return verdicts;
}

/**
 * The answer's first sentence, with "no" before it when the text takes something untrue for true, and "yes" when it asks
 * for a confirmation that can be given.
 */
export function withVerdict(
  headline: string,
  reading: Reading,
  truth: Truth | undefined,
  t: AskContext['t'],
): string {
  if (truth === undefined) return headline;
  const sure = reading.cues.has('confirm');
  const presumed = sure || reading.cues.has('why') || truth.grade !== undefined;
  if (!presumed) return headline;
  const only = sure || reading.cues.has('why') ? truth : { grade: truth.grade };
  const verdicts = judged(reading, only, sure);
  if (verdicts.includes(false)) return t('ita:claim.no', { headline });
  return sure && verdicts.length > 0 ? t('ita:claim.yes', { headline }) : headline;
}
