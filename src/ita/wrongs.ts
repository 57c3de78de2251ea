import { withoutIndefinite } from './indefinite.ts';
import type { Span } from './lexicon.ts';
import { ruleIn, soundsAggrieved, toldIn } from './wrongs/rules.ts';
import { storyStrength } from './wrongs/strength.ts';

/**
 * Tells a story of something wrong ("the boss makes me wash his car") from a question about it ("the score of the item on
 * private errands"). Both have the same words; a story says who did what and when, and does not ask for what the report
 * holds. Two ways find one: groups of words that belong together (`wrongs/rules.ts`), and meanings that add up
 * (`wrongs/strength.ts`), so that a story nobody has told yet is understood too.
 */

/** What the report holds: whoever names it asks a question, whatever stands beside it. */
const OF_REPORT =
  /คะแน|แตม|เกรด|ตัวชิวัด|(?<![a-z])(?:ita|iit|eit|oit)(?![a-z])|ไอทิเอ|รอยละ|เปอเซน|มาตรการ|นโยบาย|แนวทาง|แนวปติบัติ|คุมิอ|แบบสอบถาม|ขอคำถาม|ขอที|ขอทิ|ขอนิ|ขอไหน|จุดออน|จุดแขง|อุปสัก|อุปสรค|ไดเตม|ประเมิน|รายงานผล|(?<![a-z])(?:[oi]|โอ|ไอ)\d|(?<![a-z])(?:score|scored|scores|grade|points?|indicators?|questions?|items?|survey|report says|percent|assessment|measures?|policy|result|results)(?![a-z])/;
/** A plain question; a story may end in one ("is that right?"). */
const ASKS =
  /(?:(?<!มา|ทำ|ซิอ)ไหม|มัย|บอ|หริอไม|หริอเปลา|หริอปาว|รึเปลา|ปาว|ไชปะ)(?:คะ|คา|คับ|ครับ|จา|จะ|นอ|น)*$|เพิยงได|เทาไห?ร|เทาได|เทาไร|กิ(?!น)(?:ขอ|ตัว|ครัง|คน|บาท|วัน|โมง)|อะไรบาง|คิออะไร|หมายถิง|มิใคร|ถามใคร|^(?:การ|เริอง|ดาน|หัวขอ|ประเดน|what|which|when|where|who|how|is|are|does|do|did|can|could|should|has|have|tell me|explain)/;

/** With a word of the report, also these ask. */
const ASKS_OF_REPORT = /ไหม|มัย|ยังไง|อยางไร|จังได/;

/** Praise; with nothing wrong beside it there is nothing to complain about. */
const PRAISES =
  /ไมมิ(?:การ)?(?:ทุจริต|โกง|คอรัปชัน)|สวย|ดิมาก|ไจดิ|ดิจัง|ประทับไจ|ขอชม|ชอบ|ขยัน|เยิยม|ขอบคุน|น่ารัก|นารัก|ทำงานดิ|บริการดิ|เรวดิ|สะดวกดิ|สะอาดดิ|ดิ(?:คะ|คับ|ครับ)?$|(?<![a-z])(?:kind|nice|great|lovely|good job|helpful|thank|thanks|love)(?![a-z])/;

/** From here on a text is a story, whatever else is in it. */
const STRONG = 2.3;
/** More is needed beside praise. */
const PRAISED = 0.7;
/** From here on it may be one, when nobody knows what else it is. */
const FAINT = 1.6;
const SHORTEST_STORY = 15;
/** A text this long that asks nothing is told, not asked. */
const SHORTEST_STATEMENT = 25;
/** Commands that ask without a question word. */
const COMMANDS =
  /^(?:ขอ(?!รองเริยน|แจง|อนุยาต)|ตอบ|บอก|แสดง|สรุป|อธิบาย|answer|list|show|tell|give|explain|compare|describe)/;

const asksPlainly = (folded: string): boolean => ASKS.test(withoutIndefinite(folded));

/** Whether a text only asks, and tells of nothing that happened. */
export const asksOnly = (folded: string): boolean =>
  (asksPlainly(folded) || (OF_REPORT.test(folded) && ASKS_OF_REPORT.test(folded))) &&
  toldIn(folded).length === 0;

/**
 * Where the words of a told wrong stand in a folded text; empty when it tells of none or asks about the report.
 */
export function wrongsTold(folded: string): Span[] {
  if (OF_REPORT.test(folded) || asksOnly(folded)) return [];
  const told = toldIn(folded);
  const rule = ruleIn(folded, told.length > 0);
  if (rule.length > 0) return [...rule, ...told];
  const { strength, spans } = storyStrength(folded);
  return strength >= (PRAISES.test(folded) ? STRONG + PRAISED : STRONG) ? [...spans, ...told] : [];
}

/**
 * Whether a text nobody understands may be such a story all the same. Weaker than `wrongsTold`; only for what would be left
 * without an answer.
 */
export function mayTellOfWrong(folded: string): boolean {
  if (folded.length < SHORTEST_STORY || OF_REPORT.test(folded) || asksPlainly(folded)) return false;
  const { strength } = storyStrength(folded);
  return strength >= FAINT || (!(strength === 0 && PRAISES.test(folded)) && soundsAggrieved(folded));
}

/** Whether it is such a story rather than a question without a question word: told at some length, asking for nothing. */
export const statesAWrong = (folded: string): boolean =>
  folded.length >= SHORTEST_STATEMENT && !COMMANDS.test(folded) && mayTellOfWrong(folded);

/** Whether anything in a text points to a wrong, asked or told. Such a text is not kept for others to read. */
export const hintsAtWrong = (folded: string): boolean =>
  storyStrength(folded).strength > 0 || ruleIn(folded, true).length > 0 || soundsAggrieved(folded);
