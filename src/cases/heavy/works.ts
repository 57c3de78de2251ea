/** Work that takes milliseconds of computing, each loaded by the thread that does it. To add one: a function, and a line here. */
export const WORKS = {
  stretch: async () => (await import('./stretch-here.ts')).stretchHere,
  encrypt: async () => (await import('./age-here.ts')).encryptHere,
  keyPair: async () => (await import('./age-here.ts')).keyPairHere,
  emptyFile: async () => (await import('./age-here.ts')).emptyFileHere,
  fileKey: async () => (await import('./age-here.ts')).fileKeyHere,
};

export type WorkName = keyof typeof WORKS;
type Work<Name extends WorkName> = Awaited<ReturnType<(typeof WORKS)[Name]>>;
export type InputOf<Name extends WorkName> = Parameters<Work<Name>>[0];
export type OutputOf<Name extends WorkName> = Awaited<ReturnType<Work<Name>>>;

/** What a thread is asked. */
export interface Asked {
  work: WorkName;
  input: unknown;
}

/** What it sends back. */
export type Told = { output: unknown } | { failed: string };
