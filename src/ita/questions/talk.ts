import type { Understanding } from '../answer.ts';
import { question, type QuestionSpec } from './question.ts';

type Door = Extract<Understanding, { kind: 'go' }>['to'];

/** Wishes for another part of the bot: the cue that asks for it, and what may stand beside it. */
const DOORS: readonly {
  to: Door;
  cue: keyof QuestionSpec['cues'];
  beside?: QuestionSpec['cues'];
  base?: number;
  free: 'always' | 'short';
}[] = [
  {
    to: 'complaint',
    cue: 'complain',
    free: 'always',
    base: 0.3,
    beside: {
      tellus: 0.5,
      misdeed: 1,
      wish: 1.5,
      incident: 0.5,
      us: 0.4,
      steps: 0.8,
      publish: 0.7,
      contact: 0.4,
      where: 0.4,
      list: 0.4,
      improve: 0.4,
      duties: 0.4,
      track: -0.5,
      help: 0.3,
    },
  },
  {
    to: 'comment',
    cue: 'comment',
    free: 'always',
    base: 0.2,
    beside: {
      misdeed: 1,
      tellus: 1,
      wish: 1.5,
      us: 0.5,
      improve: 0.6,
      publish: 0.6,
      complain: 0.2,
      result: 0.3,
    },
  },
  {
    to: 'track',
    cue: 'track',
    free: 'always',
    base: 0.3,
    beside: {
      misdeed: 1,
      incident: 1,
      tellus: 0.5,
      complain: 0.8,
      wish: 1,
      monitoring: 0.4,
      result: 0.3,
      steps: 0.3,
      publish: 0.3,
    },
  },
  {
    to: 'help',
    cue: 'help',
    free: 'short',
    beside: { duties: 0.8, list: 0.5, ita: 0.3, us: 0.3, whatis: 0.4, greet: 0.5, thai: -0.5, english: -0.5 },
  },
  // nothing yet says whether it is a complaint or an opinion: a complaint is what must not get lost
  {
    to: 'complaint',
    cue: 'tellus',
    free: 'short',
    beside: { wish: 1, us: 0.8, steps: 0.5, publish: 0.4, contact: 0.3, obstacles: 0.3 },
  },
  { to: 'menu', cue: 'menu', free: 'short', beside: { list: 0.2, help: 0.2 } },
  { to: 'language-th', cue: 'thai', free: 'short', beside: { wish: 0.5, help: 0.2 } },
  { to: 'language-en', cue: 'english', free: 'short', beside: { wish: 0.5, help: 0.2 } },
];

/** Everything that is not a question about the result. */
export const TALK: readonly QuestionSpec[] = [
  ...DOORS.map(({ to, cue, beside = {}, base = 0, free }) =>
    question({
      id: cue === 'tellus' ? 'tell-us' : `go-${to}`,
      takes: [],
      needs: [cue],
      cues: { ...beside, [cue]: 1 },
      base,
      free,
      year: 'any',
      answer: () => ({ kind: 'go', to }),
    }),
  ),
  question({
    id: 'greeting',
    takes: [],
    needs: ['greet'],
    cues: { greet: 1, help: 0.2, us: 0.2 },
    free: 'short',
    year: 'any',
    answer: () => ({ kind: 'greeting' }),
  }),
  question({
    id: 'thanks',
    takes: [],
    needs: ['thanks'],
    cues: { thanks: 1, greet: 0.2, us: 0.2 },
    free: 'short',
    year: 'any',
    answer: () => ({ kind: 'thanks' }),
  }),
  question({
    id: 'incident',
    takes: [],
    needs: ['incident', 'misdeed'],
    cues: {
      misdeed: 1.2,
      track: -2,
      comment: 0,
      incident: 1,
      us: 0.3,
      complain: 0.5,
      money: 0.6,
      people: 0.2,
      publish: 0,
    },
    base: 0.6,
    free: 'always',
    year: 'any',
    answer: () => ({ kind: 'complaint-like' }),
  }),
];
