import type { CueSpec } from './cue.ts';
import { ASKING } from './cues/asking.ts';
import { COMPARING } from './cues/comparing.ts';
import { SUBJECTS } from './cues/subjects.ts';
import { TALKING } from './cues/talking.ts';

/** Every cue of an intent: what people say when they want something, in Thai, Isan and English. */
export const CUES = { ...ASKING, ...COMPARING, ...SUBJECTS, ...TALKING } as const satisfies Record<
  string,
  CueSpec
>;

export type CueId = keyof typeof CUES;
