import { getPriority, setPriority } from 'node:os';

/** Of 19: with one processor and a flood of questions, what gives way still gets a quarter of it. */
const NICER = 5;
const NICEST = 19;

/**
 * Has everybody else go first where processors are short (ADR 87): the child process `pid`, or the thread that calls when
 * none is named (on Linux alone, elsewhere it would be the whole process). A child that is over already stays so.
 */
export function giveWay(pid = 0): void {
  if (pid === 0 && process.platform !== 'linux') return;
  try {
    setPriority(pid, Math.min(NICEST, getPriority(0) + NICER));
  } catch (error) {
    if ((error as { info?: { code?: unknown } }).info?.code !== 'ESRCH') throw error;
  }
}
