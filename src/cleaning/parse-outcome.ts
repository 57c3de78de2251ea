import { z } from 'zod';
import { CANNOT_REASONS, FOUND_TYPES, OFFICE_TYPES, REFUSALS, type Outcome } from './outcome.ts';

const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cleaned'), found: z.enum(FOUND_TYPES) }),
  z.object({
    kind: z.literal('cannot'),
    why: z.enum(CANNOT_REASONS),
    found: z.enum(OFFICE_TYPES).optional(),
  }),
  z.object({ kind: z.literal('refused'), why: z.enum(REFUSALS) }),
]);

/**
 * What a child says of its end: it has read a stranger's file, so nothing is believed beyond this shape.
 * Undefined for anything else.
 */
export function parseOutcome(payload: Buffer): Outcome | undefined {
  try {
    return shape.safeParse(JSON.parse(payload.toString())).data;
  } catch {
    return undefined;
  }
}
