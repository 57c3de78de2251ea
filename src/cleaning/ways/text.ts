import { refuse } from '../outcome.ts';
import { readAll } from '../source.ts';
import type { Way } from './way.ts';

/** Text is kept sign by sign, as UTF-8 without a mark in front, and only if nothing in it is other than text. */
export const cleanText: Way = async (job) => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readAll(job));
  } catch {
    return refuse('type-refused');
  }
  if (/[\x00-\x08\x0b\x0e-\x1f\x7f]/.test(text) || text.trim() === '') return refuse('type-refused');
  await job.write(Buffer.from(text));
  return 'text';
};
