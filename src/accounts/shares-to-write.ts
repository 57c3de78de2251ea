import { z } from 'zod';
import type { RecoveryShare } from '../cases/recovery.ts';
import { saysLine } from './proof.ts';

/** The three shares of one splitting while they go onto paper, one after the other. */
export const sharesToWriteShape = z.array(
  z.object({
    number: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    set: z.string(),
    /** Until it is on paper. */
    text: z.string().optional(),
  }),
);
export type SharesToWrite = z.infer<typeof sharesToWriteShape>;

/** The share to be shown now, alone; undefined when all are on paper. */
export function shareToShow(shares: SharesToWrite): RecoveryShare | undefined {
  for (const { number, set, text } of shares) if (text !== undefined) return { number, set, text };
  return undefined;
}

/** What is left once the share shown now is on paper, proved by its asked line. Undefined when that was typed wrong. */
export function shareWritten(shares: SharesToWrite, typed: string): SharesToWrite | undefined {
  const shown = shareToShow(shares);
  if (!shown || !saysLine(shown.text, typed)) return undefined;
  return shares.map((share) =>
    share.number === shown.number ? { number: share.number, set: share.set } : share,
  );
}
