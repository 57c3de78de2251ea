import { ExpectedError } from '../../src/errors.ts';

/** The key of the refusal that `work` ends with; anything else, also success, fails the test. */
export async function expectedKey(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ExpectedError) return error.key;
    throw error;
  }
  throw new Error('expected a refusal');
}
