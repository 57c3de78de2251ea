import { notHeld } from '../wording.ts';
import { question, type QuestionSpec } from './question.ts';

/** Cues that may stand beside any of these without speaking against it. */
const BESIDE: QuestionSpec['cues'] = {
  us: 0.8,
  ita: 0.6,
  score: 0.6,
  result: 0.5,
  whatis: 0.5,
  howmuch: 0.5,
  compare: 0.4,
  highest: 0.3,
  date: 0.3,
  announcement: 0.2,
  grade: 0.3,
};

/** What people ask a town, and no ITA report tells: told plainly, with where to ask instead. */
const NOT_HELD: readonly (Pick<QuestionSpec, 'takes' | 'base'> & {
  id: string;
  needs: NonNullable<QuestionSpec['needs']>;
  cues: QuestionSpec['cues'];
})[] = [
  { id: 'people', takes: [], needs: ['people'], cues: { people: 1, responsible: 0.4 }, base: 1 },
  { id: 'rank', takes: [], needs: ['rank'], cues: { rank: 1 }, base: 0.2 },
  { id: 'money', takes: [], needs: ['money'], cues: { money: 1, services: 0.5 }, base: 0.2 },
  { id: 'respondents', takes: ['part'], needs: ['respondents'], cues: { respondents: 1 }, base: 1 },
  {
    id: 'reporters',
    takes: [],
    needs: ['reporters'],
    cues: { reporters: 1.2, complain: 0.8, list: 0.5, people: 0.5, tellus: 0.3, track: 0 },
    base: 0.8,
  },
  {
    id: 'services',
    takes: [],
    needs: [['services', 'asking'], ['services', 'wish'], ['services', 'money']], // prettier-ignore
    cues: {
      services: 1.2,
      wish: 1,
      money: 0.8,
      date: 1,
      contact: 0.6,
      where: 0.6,
      improve: 0.5,
      law: 0.2,
      list: 0.6,
      people: 0.3,
      duties: 0.3,
      count: 0.5,
      steps: 0.8,
    },
    base: 0.4,
  },
  {
    id: 'counts',
    takes: [],
    needs: ['counts'],
    cues: { counts: 1.1, complain: 1, incident: 0.8, count: 1, rank: 0.3 },
    base: 0.6,
  },
  {
    id: 'forecast',
    takes: ['grade'],
    needs: ['forecast'],
    cues: { forecast: 1.1, grade: 0.8, pass: 1, opportunities: 0.6, date: 0.8, mark: 0.5, scale: 0.5 },
    base: 0.4,
  },
  { id: 'unit-score', takes: [], needs: ['unitscore'], cues: { unitscore: 1.2, responsible: 0.8, highest: 1, lowest: 1, pass: 0.8, which: 0.5 }, base: 0.6 }, // prettier-ignore
];

export const NOT_HELD_QUESTIONS: readonly QuestionSpec[] = [
  question({
    id: 'not-held-orders',
    takes: [],
    needs: ['orders'],
    cues: { orders: 1, order: 0.5, track: 0.5, complain: 0.5, reporters: 0.5, list: 0.5, people: 0.3 },
    base: 0.5,
    free: 'always',
    year: 'any',
    answer: (context) => notHeld(context, 'orders'),
  }),
  ...NOT_HELD.map(({ id, takes, needs, cues, base = 0 }) =>
    question({
      id: `not-held-${id}`,
      takes,
      alone: true,
      needs,
      cues: { ...BESIDE, ...cues },
      base,
      year: 'any',
      answer: (context) => notHeld(context, id),
    }),
  ),
  question({
    id: 'not-held-score-of-unit',
    takes: ['unit'],
    needs: ['score', 'grade'],
    cues: { score: 1.2, grade: 1.2, howmuch: 1, pass: 0.8, result: 0.8, ita: 0.8 },
    year: 'any',
    answer: (context) => notHeld(context, 'unit-score'),
  }),
];
