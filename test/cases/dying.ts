/** The process died. */
export class Crash extends Error {}

/**
 * Wraps the ports of one process that dies at the `n`-th of their calls, before or after that call has done its work.
 * With `only`, calls of these names count and the others go through.
 */
export function dyingAt(n: number, when: 'before' | 'after', only?: readonly string[]) {
  let calls = 0;
  return <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const work = Reflect.get(target, name, target) as unknown;
        if (typeof work !== 'function' || (only && !only.includes(String(name)))) return work;
        return async (...args: unknown[]) => {
          const call = (calls += 1);
          if (call > n) throw new Crash(); // nothing happens in a dead process
          if (call === n && when === 'before') throw new Crash();
          const result = await (work as (...args: unknown[]) => unknown).apply(target, args);
          if (call === n) throw new Crash();
          return result;
        };
      },
    });
}

/** What came of the work; undefined when the process died over it. Any other failure is the test's. */
export async function unlessDead<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Crash) return undefined;
    throw error;
  }
}
