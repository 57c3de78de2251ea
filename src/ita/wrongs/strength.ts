import { createLexicon, type Span } from '../lexicon.ts';
import { MEANINGS, type Meaning } from './meanings.ts';

/** How much a text sounds like the story of a wrong. */
export interface StoryStrength {
  /** Weights of all meanings found, each once; 0 when nothing in it is wrong in itself. */
  strength: number;
  spans: Span[];
}

/** A mistyped wording below this is another word. */
const SURE = 0.7;
const NONE: StoryStrength = { strength: 0, spans: [] };

const lexicon = createLexicon(
  Object.values(MEANINGS as Record<string, Meaning>).flatMap((meaning) =>
    meaning.says.split('|').map((text) => ({ owner: meaning, text })),
  ),
);

/** Adds up what a folded text tells. */
export function storyStrength(folded: string): StoryStrength {
  const found = new Map<Meaning, number>();
  const spans: Span[] = [];
  for (const { owner, quality, spans: at } of lexicon.match(folded)) {
    if (quality < SURE) continue;
    found.set(owner, Math.max(found.get(owner) ?? 0, quality));
    spans.push(...at);
  }
  if (![...found.keys()].some(({ wrong }) => wrong)) return NONE;
  const strength = [...found].reduce((sum, [{ weight }, quality]) => sum + weight * quality, 0);
  return { strength, spans };
}
