import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Topic, Understanding } from '../../src/ita/answer.ts';
import type { AgencyData } from '../../src/ita/dataset.ts';
import { answererOf, asks, mueangPhon, shortly } from '../support/asking.ts';
import { judgeLine, readSet, type Judged, type Line } from '../support/question-sets.ts';

/**
 * The sets written by somebody who had seen neither code nor synonyms. Their first run is in the history; here they keep what
 * was reached since. Shares, not single questions, are held: no question is worth an alias of its own.
 */
let data: AgencyData;
let ask: (text: string, topic?: Topic) => Understanding;
beforeAll(async () => {
  data = await mueangPhon();
  ask = asks(answererOf(data));
});

const judge = (line: Line): Judged[] => judgeLine(line, ask, data.agency.name);
const share = (part: number, all: number) => (100 * part) / all;
/** What failed, to be read in the message of a failing test. */
const told = (judged: readonly Judged[]) =>
  judged.map(({ id, q, meant }) => `${id} ${shortly(meant)} <= ${q}`);

/** Fails with the wrong ones in its message. */
function expectShare(right: number, all: number, least: number, wrong: readonly string[]): void {
  expect({ share: share(right, all) >= least, wrong: share(right, all) >= least ? [] : wrong }).toEqual({
    share: true,
    wrong: [],
  });
}

describe('the fresh set', () => {
  it('is answered right for at least 95 of 100', () => {
    const judged = readSet('fresh').flatMap(judge);
    expect(judged).toHaveLength(60);
    const wrong = judged.filter(({ right }) => !right);
    expectShare(judged.length - wrong.length, judged.length, 95, told(wrong));
  });

  it('says what no question needs to be wrong: an empty answer fails the check', () => {
    const [line] = readSet('fresh');
    const silent = line ? judgeLine(line, () => ({ kind: 'unknown', cue: false }), data.agency.name) : [];
    expect(silent.map(({ right }) => right)).toEqual([false]);
  });
});

describe('the negatives', () => {
  it('get at most 2 of 100 false answers', () => {
    const judged = readSet('negatives').flatMap(judge);
    expect(judged).toHaveLength(60);
    const wrong = judged.filter(({ meant, missing, forbidden }) => {
      const answered = meant.kind === 'answer' || meant.kind === 'ask-back';
      return forbidden || (answered && missing);
    });
    expectShare(judged.length - wrong.length, judged.length, 98, told(wrong));
  });

  it('are told that we have only this municipality when another agency is meant', () => {
    const judged = readSet('negatives')
      .filter(({ group }) => group === 'other_agency')
      .flatMap(judge);
    expect(judged.map(({ meant }) => shortly(meant))).toEqual(judged.map(() => 'not-held other-agency'));
  });

  it('lead to the complaint for at least 75 of 100 stories of a wrong', () => {
    const judged = readSet('negatives')
      .filter(({ group }) => group === 'complaint_like')
      .flatMap(judge);
    expect(judged).toHaveLength(8);
    const wrong = judged.filter(({ meant }) => meant.kind !== 'complaint-like');
    expectShare(judged.length - wrong.length, judged.length, 75, told(wrong));
  });
});

describe('the dialogues', () => {
  it('are right to the last turn for at least 95 of 100', () => {
    const dialogues = readSet('dialogues').map(judge);
    expect(dialogues).toHaveLength(20);
    const wrong = dialogues.filter((turns) => turns.some(({ right }) => !right));
    expectShare(
      dialogues.length - wrong.length,
      dialogues.length,
      95,
      told(wrong.flat().filter(({ right }) => !right)),
    );
  });
});

/** A small generator, the same numbers in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One slip: a letter left out, doubled, or changed round with its neighbour. Digits and codes stay as they are. */
function slip(text: string, next: () => number): string {
  const letters = [...text];
  const places = letters.flatMap((letter, at) =>
    at > 0 && /[ก-๎a-z]/.test(letter) && /[ก-๎a-z]/.test(letters[at + 1] ?? '') ? [at] : [],
  );
  const at = places[Math.floor(next() * places.length)];
  if (at === undefined) return text;
  const [here, there] = [letters[at] ?? '', letters[at + 1] ?? ''];
  const way = Math.floor(next() * 3);
  letters.splice(at, 2, ...(way === 0 ? [there] : way === 1 ? [here, here, there] : [there, here]));
  return letters.join('');
}

describe('typing slips', () => {
  it('cost at most 10 points of 30 questions when there are two in each', () => {
    const next = numbersFrom(2563);
    const lines = readSet('fresh').filter((_line, at) => at % 2 === 0);
    expect(lines).toHaveLength(30);
    const rounds = Array.from({ length: 3 }, () =>
      lines.flatMap((line) =>
        judge({ ...line, turns: line.turns.map((turn) => ({ ...turn, q: slip(slip(turn.q, next), next) })) }),
      ),
    ).flat();
    const clean = lines.flatMap(judge).filter(({ right }) => right).length;
    const wrong = rounds.filter(({ right }) => !right);
    expectShare(rounds.length - wrong.length, rounds.length, share(clean, 30) - 10, told(wrong));
  });
});
