import type { Clock } from '../../clock.ts';
import { BASIC_OPTIONS, type ValuesOf } from '../program/arguments.ts';
import type { CommandIo } from '../program/io.ts';

export const OPTIONS = {
  ...BASIC_OPTIONS,
  json: { type: 'boolean', default: false },
  to: { type: 'string' },
  list: { type: 'string' },
  'without-list': { type: 'boolean', default: false },
  'identity-file': { type: 'string' },
} as const;
export type Given = ValuesOf<typeof OPTIONS>;

/** What every command of `backup` works with. They throw BackupProblem. */
export interface Bench {
  io: CommandIo;
  given: Given;
  clock: Clock;
  say: (key: string, params?: Record<string, string | number>) => string;
}
