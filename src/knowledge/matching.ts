import type { StaffAnswer } from './answers.ts';

/** A text as people compare it: how that is done belongs to the understanding of questions. */
export type Normalise = (text: string) => string;

export interface Match {
  answer: StaffAnswer;
  /** 0 to 1: how alike the question and the nearest example are. */
  likeness: number;
}

export type Matcher = (question: string) => Match | undefined;

const GRAM = 3;

function gramsOf(text: string): Set<string> {
  const padded = ` ${text} `;
  const grams = new Set<string>();
  for (let at = 0; at + GRAM <= padded.length; at += 1) grams.add(padded.slice(at, at + GRAM));
  return grams;
}

/** Dice's coefficient: shared 3-grams, twice, over all of both. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared += 1;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

/** Prepares the examples once; the matcher then finds the answer whose example is most like a question. */
export function createMatcher(answers: readonly StaffAnswer[], normalise: Normalise): Matcher {
  const examples = answers.flatMap((answer) =>
    answer.examples.map((example) => ({ answer, grams: gramsOf(normalise(example)) })),
  );
  return (question) => {
    const asked = gramsOf(normalise(question));
    let best: Match | undefined;
    for (const { answer, grams } of examples) {
      const alike = likeness(asked, grams);
      if (!best || alike > best.likeness) best = { answer, likeness: alike };
    }
    return best;
  };
}
