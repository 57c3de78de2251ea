/** Where the time of a long run went: for each kind of input, and for towns, how many there were and for how long. */
export type Spent = Record<string, { times: number; ms: number }>;

export interface Pace {
  spent: Spent;
  /** Counts the time of some work under a name. */
  count<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** To be called now and then with the share that is done; says how far it is, and how long it still takes. */
  at(share: number): void;
}

const SAY_EVERY_MS = 15_000;

/** `say` gets a line at most every quarter of a minute. */
export function createPace(say?: (line: string) => void): Pace {
  const begun = performance.now();
  const spent: Spent = {};
  let said = begun;
  return {
    spent,
    async count(name, work) {
      const from = performance.now();
      try {
        return await work();
      } finally {
        const entry = (spent[name] ??= { times: 0, ms: 0 });
        entry.times += 1;
        entry.ms += performance.now() - from;
      }
    },
    at(share) {
      const now = performance.now();
      if (!say || share <= 0 || now - said < SAY_EVERY_MS) return;
      said = now;
      const left = Math.ceil(((now - begun) * (1 / share - 1)) / 60_000);
      say(
        `${(share * 100).toFixed(1)} % after ${Math.round((now - begun) / 60_000)} min, about ${left} more`,
      );
    },
  };
}

/** The table of it, the dearest first. */
export const spentInWords = (spent: Spent): string =>
  Object.entries(spent)
    .sort(([, a], [, b]) => b.ms - a.ms)
    .map(([name, { times, ms }]) =>
      [
        name.padEnd(10),
        String(times).padStart(9),
        `${Math.round(ms / 1000)} s`.padStart(9),
        `${(ms / times).toFixed(2)} ms each`.padStart(16),
      ].join(''),
    )
    .join('\n');
