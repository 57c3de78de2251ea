import { expect, it } from '@jest/globals';
import { fuzz } from './fuzz.ts';

/** `npm run fuzz -- --runs 1000000` tries more. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
const SEED = process.env['FUZZ_SEED'] === undefined ? undefined : Number(process.env['FUZZ_SEED']);

it(
  `${RUNS} hostile inputs: no crash, no hang, no failure`,
  async () => {
    const { seed, tried, problems } = await fuzz(RUNS, SEED);
    process.stdout.write(`  seed ${seed}: ${JSON.stringify(tried)}\n`);
    expect({ seed, problems }).toEqual({ seed, problems: [] });
  },
  60_000 + RUNS * 60,
);
