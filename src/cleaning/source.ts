import { MAX_FRAME } from './frames.ts';

/** What a cleaner has of the file and where it puts the cleaned one. */
export interface Job {
  size: number;
  maxPixels?: number;
  /** The bytes from `start` up to `end`, any length. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Appends to the cleaned file, any length. */
  write(bytes: Uint8Array): Promise<void>;
}

/** The whole file. Only for types with a small cap. */
export const readAll = (job: Job): Promise<Uint8Array> => job.read(0, job.size);

/** Cuts a range into frames' worth. */
export function* pieces(start: number, end: number): Generator<[number, number]> {
  for (let from = start; from < end; from += MAX_FRAME) yield [from, Math.min(end, from + MAX_FRAME)];
}
