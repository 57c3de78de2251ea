import type { FieldInput } from '../../../cases/fields.ts';
import type { Way } from '../way.ts';
import { evidenceWay } from './evidence.ts';
import { pickWay } from './pick.ts';
import { lineWay, storyWay } from './text.ts';
import { unitWay } from './unit.ts';

/** How each kind of field is asked in a chat. A kind without an entry is not asked here. */
export const WAYS: Partial<Record<FieldInput, Way>> = {
  option: pickWay,
  scale: pickWay,
  unit: unitWay,
  // Whom a report is kept from is taken out by tapping again: “skip” would let them in who were just kept out.
  units: { ...unitWay, keepsOnSkip: true },
  line: lineWay,
  story: storyWay,
  evidence: evidenceWay,
};
