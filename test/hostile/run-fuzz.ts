import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

/** `npm run fuzz -- --runs 1000000 [--seed N]`: for a night. Ends with 1 when something was found. */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string' } },
});
const begun = performance.now();
const { seed, tried, problems } = await fuzz(
  Number(values.runs),
  values.seed === undefined ? undefined : Number(values.seed),
);
process.stdout.write(
  `seed ${seed}: ${JSON.stringify(tried)} in ${Math.round((performance.now() - begun) / 1000)} s\n`,
);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
