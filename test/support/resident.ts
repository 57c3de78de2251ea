import { readFileSync } from 'node:fs';

/** Resident memory of a process now, in MiB. Linux alone can be asked like this. */
export const residentMib = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** By how many MiB a process grew at most while `work` ran. */
export async function grownDuring(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = residentMib(pid);
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, residentMib(pid))), 10);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return peak - before;
}
