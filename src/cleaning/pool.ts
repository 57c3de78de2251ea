/**
 * Runs at most `atOnce` works at a time, in the order they came. Undefined: it was not begun, since `waiting` stood in line
 * already, or its `signal` was aborted before its turn.
 */
export function createPool(atOnce: number, waiting: number) {
  let running = 0;
  const line: (() => void)[] = [];

  /** True when it is one's turn, false when one left the line before. */
  const turn = (signal?: AbortSignal) =>
    new Promise<boolean>((resolve) => {
      if (signal?.aborted) return resolve(false);
      const leave = () => {
        line.splice(line.indexOf(next), 1);
        resolve(false);
      };
      const next = () => {
        signal?.removeEventListener('abort', leave);
        resolve(true);
      };
      signal?.addEventListener('abort', leave, { once: true });
      line.push(next);
    });

  return {
    async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
      if (running >= atOnce) {
        if (line.length >= waiting || !(await turn(signal))) return undefined;
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        // The place is handed on, never free in between: nobody can slip in before who waited.
        const next = line.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
