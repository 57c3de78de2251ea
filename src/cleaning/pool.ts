/** Runs at most `atOnce` works at a time, in the order they came; one more than `waiting` in line is sent away (undefined). */
export function createPool(atOnce: number, waiting: number) {
  let running = 0;
  const line: (() => void)[] = [];
  return {
    async run<T>(work: () => Promise<T>): Promise<T | undefined> {
      if (running >= atOnce) {
        if (line.length >= waiting) return undefined;
        await new Promise<void>((resolve) => line.push(resolve));
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
