import type { FoundType } from '../outcome.ts';
import type { Job } from '../source.ts';

/** Rewrites one file and says what it wrote; throws Ended, or anything else for a damaged file. */
export type Way = (job: Job) => Promise<FoundType>;
