import express, { type Express } from 'express';
import { describe, expect, it } from '@jest/globals';
import { fuzz } from './fuzz.ts';
import { smaller } from './minimise.ts';
import { spentInWords } from './pace.ts';

/** `npm run fuzz -- --runs 1000000` tries more. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
const SEED = process.env['FUZZ_SEED'] === undefined ? undefined : Number(process.env['FUZZ_SEED']);

it(
  `${RUNS} hostile inputs: no crash, no hang, no failure, and every form is reached`,
  async () => {
    const { seed, tried, problems, posts, answered, lost, spent } = await fuzz(RUNS, { seed: SEED });
    process.stdout.write(`  seed ${seed}: ${JSON.stringify(tried)}\n${spentInWords(spent)}\n`);
    expect({ seed, problems, lost }).toEqual({ seed, problems: [], lost: [] });
    expect(posts.length).toBeGreaterThan(40);
    const never = posts.filter((name) => !answered.includes(name));
    expect({ seed, never }).toEqual({ seed, never: [] });
  },
  120_000 + RUNS * 60,
);

describe('a page that somebody adds', () => {
  /** A page with a form, added like any other; the test knows nothing more of it than the routers do. */
  const page = (act: (typed: string) => string) => (app: Express) => {
    const router = express.Router();
    const form =
      '<form method="post" action="/planted"><input name="amount" value="1"><button>ok</button></form>';
    router.get('/', (_req, res) => void res.type('html').send(form));
    router.post('/', express.urlencoded({ extended: false }), (req, res) => {
      const { amount } = (req.body ?? {}) as { amount?: unknown };
      res.type('html').send(act(String(amount)));
    });
    app.use('/planted', router);
  };

  it('is tried without being listed: its failure is found, with the smallest input, and what it gives back unescaped', async () => {
    const plant = page((typed) => {
      if (typed.includes('%')) throw new RangeError('planted');
      return typed;
    });
    const { problems, posts, answered } = await fuzz(600, { seed: 7, plant, only: '/planted' });
    expect([posts, answered]).toEqual([
      expect.arrayContaining(['post /planted']),
      expect.arrayContaining(['post /planted']),
    ]);
    const failure = problems.find((problem) => problem.includes('post /planted: answered 500, logged'));
    expect(failure).toContain('"fields":[["amount","%"]]');
    const tag = problems.find((problem) => problem.includes('stands in the page as a tag'));
    expect(tag).toContain('"fields":[["amount","<x-fuzz>"]]');
  }, 240_000);
});

it('makes inputs smaller, never other in shape', () => {
  expect([...smaller('ab')]).toEqual(['', 'b', 'a']);
  expect([...smaller([['n', 'v']])]).toContainEqual([['n', '']]);
  expect([...smaller({ as: 1, text: 'x' })]).toEqual([{ as: 1, text: '' }]);
});
