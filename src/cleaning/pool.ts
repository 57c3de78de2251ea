export interface PoolTurn {
  /** Who asks: those of one door stand in one line. */
  door?: string;
  /** Aborted before its turn: it leaves the line. */
  signal?: AbortSignal;
}

interface Waiting {
  door: string;
  begin: () => void;
}

/**
 * Runs at most `atOnce` works at a time. The next turn goes to the door that has fewest at work, and there in the order they
 * came, so that a crowd at one door does not keep another waiting for longer than one work takes. Undefined: it was not
 * begun, since `waiting` stood in line at its door already, or its `signal` was aborted before its turn.
 */
export function createPool(atOnce: number, waiting: number) {
  const running = new Map<string, number>();
  const line: Waiting[] = [];
  const at = (door: string) => running.get(door) ?? 0;
  const add = (door: string, by: 1 | -1) => void running.set(door, at(door) + by);
  const all = () => [...running.values()].reduce((sum, each) => sum + each, 0);

  /** True when it is one's turn, false when one left the line before. */
  const turn = (door: string, signal?: AbortSignal) =>
    new Promise<boolean>((resolve) => {
      if (signal?.aborted) return resolve(false);
      const leave = () => {
        line.splice(line.indexOf(me), 1);
        resolve(false);
      };
      const me: Waiting = {
        door,
        begin: () => {
          signal?.removeEventListener('abort', leave);
          resolve(true);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      line.push(me);
    });

  /** The place is handed on, never free in between: nobody can slip in before who waited. */
  function handOn(door: string): void {
    add(door, -1);
    const next = line.reduce<Waiting | undefined>(
      (best, each) => (best && at(best.door) <= at(each.door) ? best : each),
      undefined,
    );
    if (!next) return;
    line.splice(line.indexOf(next), 1);
    add(next.door, 1);
    next.begin();
  }

  return {
    async run<T>(work: () => Promise<T>, { door = '', signal }: PoolTurn = {}): Promise<T | undefined> {
      if (all() < atOnce) add(door, 1);
      else {
        const before = line.filter((each) => each.door === door).length;
        if (before >= waiting || !(await turn(door, signal))) return undefined;
      }
      try {
        return await work();
      } finally {
        handOn(door);
      }
    },
  };
}
