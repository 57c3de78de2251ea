import type { StaffRole } from './kinds.ts';
import type { Key } from './key-ring.ts';

/** A member of staff at work: who, in which role, with which key. */
export interface Worker {
  id: string;
  role: StaffRole;
  key: Key;
}
