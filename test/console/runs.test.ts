import { expect, it } from '@jest/globals';
import type { Worker } from '../../src/cases/casework.ts';
import { createRuns } from '../../src/console/access/runs.ts';
import { ExpectedError } from '../../src/errors.ts';
import { createLogger } from '../../src/log.ts';

it.each([
  [
    'somebody whom it was for may not have it any more',
    new ExpectedError('grant-unconfirmed', {}, 409),
    'stopped',
    false,
  ],
  ['something broke', new TypeError('x'), 'failed', true],
  ['something else was refused', new ExpectedError('busy', {}, 503), 'failed', true],
] as const)('long work that ends because %s', async (_why, error, state, isLogged) => {
  let logged = '';
  const runs = createRuns({ log: createLogger('debug', { write: (line) => void (logged += line) }) });
  const worker = { id: 'me' } as Worker;
  const begun = runs.begin(
    worker,
    { kind: 'pass', about: 'them' },
    async () => true,
    async (tell) => {
      await tell({ done: 0, total: 2 }, {});
      await tell({ done: 1, total: 2 }, { given: 1 });
      throw error;
    },
  );
  await runs.idle();
  expect(begun).toBe(true);
  expect(runs.of('me')).toMatchObject({ state, done: 1, total: 2, tally: { given: 1 } });
  expect(logged.includes('broke off')).toBe(isLogged);
});
