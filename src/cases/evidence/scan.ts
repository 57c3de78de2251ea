import { z } from 'zod';

/** What a virus scanner said of a file. `unknown`: it could not be asked, or did not take the file. */
export const scanShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clean') }),
  z.object({ kind: z.literal('infected'), name: z.string() }),
  z.object({ kind: z.literal('unknown') }),
]);
export type Scan = z.infer<typeof scanShape>;

/** Asks a virus scanner. Rejects only as `bytes` does. */
export type ScanBytes = (bytes: AsyncIterable<Uint8Array>) => Promise<Scan>;
