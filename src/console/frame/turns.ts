/** Lets the forms of one session act one after the other, so that a double press finds what the first press did. */
export function createTurns(): <T>(lane: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (lane, work) => {
    const turn = (last.get(lane) ?? Promise.resolve()).then(work);
    const settled = turn
      .catch(() => undefined)
      .then(() => {
        if (last.get(lane) === settled) last.delete(lane);
      });
    last.set(lane, settled);
    return turn;
  };
}
