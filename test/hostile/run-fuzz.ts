import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { spentInWords } from './pace.ts';

/**
 * `npm run fuzz -- --runs 1000000 [--seed N] [--only /console]`: for a night. Says how far it is on standard error, and at
 * the end where the time went. Ends with 1 when something was found. What was broken off begins anew; nothing is resumed.
 */
const USAGE = `npm run fuzz -- [--runs N] [--seed N] [--only PATH]
  --runs N     how many inputs (1000000)
  --seed N     the seed of an earlier run, to have its inputs again
  --only PATH  only forms whose address begins so, such as /console`;
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit();
}
const begun = performance.now();
const { seed, tried, problems, posts, answered, lost, spent } = await fuzz(Number(values.runs), {
  only: values.only,
  say: (line) => process.stderr.write(`${line}\n`),
  seed: values.seed === undefined ? undefined : Number(values.seed),
});
const seconds = Math.round((performance.now() - begun) / 1000);
process.stdout.write(`seed ${seed}: ${JSON.stringify(tried)} in ${seconds} s\n`);
process.stdout.write(`${spentInWords(spent)}\n`);
const unreached = posts.filter((name) => !answered.includes(name));
process.stdout.write(
  `forms: ${posts.length - unreached.length} of ${posts.length} reached${unreached.length > 0 ? `, not ${unreached.join(', ')}` : ''}\n`,
);
for (const problem of [...problems, ...lost.map((form) => `leads nowhere: ${form}`)])
  process.stdout.write(`${problem}\n`);
process.exitCode = problems.length + lost.length > 0 ? 1 : 0;
