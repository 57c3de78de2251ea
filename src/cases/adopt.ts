import { ExpectedError } from '../errors.ts';
import type { EvidenceContent } from './evidence/contents.ts';
import type { Evidence } from './evidence/evidence.ts';

/**
 * Gives the files of a draft to the case of `locator`, before the case refers to them; again, after a crash, is the same.
 * Throws ExpectedError `evidence-gone`, `evidence-full`.
 */
export async function adopt(
  evidence: Pick<Evidence, 'adopt'>,
  files: readonly EvidenceContent[],
  locator: string,
): Promise<void> {
  const done = await evidence.adopt(files, locator);
  if (done !== 'adopted') throw new ExpectedError(`evidence-${done}`);
}
