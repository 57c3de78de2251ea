/** What one cleaning may use. */
export interface CleaningLimits {
  /** Children at work at once. */
  atOnce: number;
  /** Files of one door that wait for a child; more are refused as `busy`. */
  waiting: number;
  /** From start to end of one child. */
  timeMs: number;
  /** Resident memory of one child in MiB, decoders' included. Watched on Linux; elsewhere only `heapMib` holds. */
  memoryMib: number;
  /** Memory of its JavaScript in MiB. */
  heapMib: number;
}

export const DEFAULT_CLEANING_LIMITS: CleaningLimits = {
  atOnce: 2,
  waiting: 50,
  timeMs: 40_000, // LINE's reply token lives a minute
  memoryMib: 900,
  heapMib: 256,
};

/** More pixels than any phone's camera makes, and still decoded in less than memoryMib. */
export const MAX_PIXELS = 60_000_000;
/** What a document may unpack to, in bytes, and in how many parts. */
export const MAX_UNPACKED = 150 * 1024 * 1024;
export const MAX_PARTS = 5000;
