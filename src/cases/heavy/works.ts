/** Work that takes milliseconds of computing, each loaded by the thread that does it. To add one: a file, and a line here. */
export const WORKS = {
  stretch: async () => (await import('./stretch-here.ts')).stretchHere,
  encrypt: async () => (await import('./encrypt-here.ts')).encryptHere,
};

export type WorkName = keyof typeof WORKS;
export type InputOf<Name extends WorkName> = Parameters<Awaited<ReturnType<(typeof WORKS)[Name]>>>[0];

/** What a thread sends back. */
export type Told = { bytes: Uint8Array<ArrayBuffer> } | { failed: string };
