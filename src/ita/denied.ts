import type { CueId } from './cues.ts';
import type { EntityHit } from './entity.ts';
import type { Span } from './lexicon.ts';

/** "Did not fall" asks for the other half of what "fell" asks for. */
const OPPOSITE: readonly (readonly [CueId, CueId])[] = [
  ['up', 'down'],
  ['zero', 'full'],
];
/** "Not full" is zero only of an item, which has one or the other. */
const OF_ITEMS: readonly CueId[] = ['items', 'count', 'eachq'];

/** Right before a word (folded): it is denied. Not ทำไม ("why"), nor a ไม that begins the text, which is short for it. */
const NOT =
  /(?:(?<!ทำ|หริอ|^)ไม(?:ได|เคย|ไช|มิ)?|(?<![a-z])(?:not|never|didnt|doesnt|wasnt|isnt) ?(?:get|got|been|be|go|gone)?) ?$/;
/** "Why did it get" in chat, and "did not get": one when folded, told apart by the tone mark. */
const NOT_OR_WHY = /^ไม(?:ถิง)?ได/;
const CHAT_WHY = /ไม(?!\u0e48)/;

interface Heard {
  spans: readonly Span[];
}

/** Whether what begins at `from` is denied. */
export const denied = (folded: string, from: number): boolean => NOT.test(folded.slice(0, from));

const everywhere = (spans: readonly Span[], test: (span: Span) => boolean): boolean =>
  spans.length > 0 && spans.every(test);

/** Turns cues that are denied wherever they stand into their opposites, and hears no "why" in "did not get". */
export function turnDenied<Hit extends Heard>(tidied: string, folded: string, cues: Map<CueId, Hit>): void {
  for (const pair of OPPOSITE) {
    const [one, other] = pair.filter((id) => cues.has(id));
    if (one === undefined || other !== undefined) continue;
    if (one === 'full' && !OF_ITEMS.some((id) => cues.has(id))) continue;
    const hit = cues.get(one);
    const opposite = pair.find((id) => id !== one);
    if (!hit || !opposite || !everywhere(hit.spans, ([from]) => denied(folded, from))) continue;
    cues.delete(one);
    cues.set(opposite, hit);
  }
  const notWhy = ([from, to]: Span) => NOT_OR_WHY.test(folded.slice(from, to));
  if (!CHAT_WHY.test(tidied) && everywhere(cues.get('why')?.spans ?? [], notWhy)) cues.delete('why');
}

/** Leaves out the parts that a text does not mean: "which are not IIT". */
export const withoutDenied = (folded: string, hits: readonly EntityHit[]): EntityHit[] =>
  hits.filter(
    ({ entity, spans }) => entity.kind !== 'part' || !everywhere(spans, ([from]) => denied(folded, from)),
  );
