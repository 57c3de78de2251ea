import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CodeKeys } from '../../../src/cases/code-derivation/derive.ts';
import { BusyError, createLane } from '../../../src/cases/code-derivation/lane.ts';
import { createCodeLanes, type Timer } from '../../../src/cases/code-derivation/lanes.ts';
import { newCode } from '../../../src/cases/tracking.ts';

/** Lets everything that waits for nothing but promises go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when the test says so. */
function gates() {
  const open = new Map<string, () => void>();
  const started: string[] = [];
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      started.push(name);
      open.set(name, () => resolve(name));
    });
  return { work, started, open: (name: string) => open.get(name)?.() };
}

describe('a lane', () => {
  it('runs no more at once than it may, in order', async () => {
    const lane = createLane({ concurrency: 2, waiting: 10, waitingPerSource: 10 });
    const { work, started, open } = gates();
    const all = ['a', 'b', 'c', 'd'].map((name) => lane.run(work(name)));
    await settle();
    expect(started).toEqual(['a', 'b']);
    expect(lane.load()).toEqual({ running: 2, waiting: 2 });
    open('b');
    await settle();
    expect(started).toEqual(['a', 'b', 'c']);
    for (const name of ['a', 'c']) open(name);
    await settle();
    open('d');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
    expect(lane.load()).toEqual({ running: 0, waiting: 0 });
  });

  it('refuses at once when too many wait, and takes work again afterwards', async () => {
    const lane = createLane({ concurrency: 1, waiting: 2, waitingPerSource: 9 });
    const { work, open } = gates();
    const kept = ['a', 'b', 'c'].map((name) => lane.run(work(name), name));
    await expect(lane.run(work('d'))).rejects.toBeInstanceOf(BusyError);
    await expect(lane.run(work('d'))).rejects.toMatchObject({ key: 'busy', status: 503 });
    open('a');
    await settle();
    const later = lane.run(work('e'));
    for (const name of ['b', 'c', 'e']) {
      open(name);
      await settle();
    }
    expect(await Promise.all([...kept, later])).toEqual(['a', 'b', 'c', 'e']);
  });

  it('lets sources take turns, so that a flood of one delays another by one turn', async () => {
    const lane = createLane({ concurrency: 1, waiting: 10, waitingPerSource: 3 });
    const { work, started, open } = gates();
    const flood = ['f1', 'f2', 'f3', 'f4'].map((name) => lane.run(work(name), 'flood'));
    await expect(lane.run(work('f5'), 'flood')).rejects.toBeInstanceOf(BusyError);
    const other = lane.run(work('calm'), 'calm');
    for (const name of ['f1', 'f2', 'calm', 'f3', 'f4']) {
      await settle();
      open(name);
    }
    await Promise.all([...flood, other]);
    expect(started).toEqual(['f1', 'f2', 'calm', 'f3', 'f4']);
  });

  it('goes on after work that failed or threw', async () => {
    const lane = createLane({ concurrency: 1, waiting: 5, waitingPerSource: 5 });
    const failing = [
      lane.run(() => Promise.reject(new Error('one'))),
      lane.run(() => {
        throw new Error('two');
      }),
    ];
    const fine = lane.run(async () => 3);
    await expect(failing[0]).rejects.toThrow('one');
    await expect(failing[1]).rejects.toThrow('two');
    expect(await fine).toBe(3);
  });

  it('never loses, doubles or exceeds, whatever comes when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 }),
        fc.integer({ min: 1, max: 3 }),
        async (scheduler, sources, concurrency) => {
          const lane = createLane({ concurrency, waiting: 6, waitingPerSource: 3 });
          let running = 0;
          let ran = 0;
          const outcomes = sources.map((source) =>
            lane
              .run(async () => {
                running += 1;
                ran += 1;
                expect(running).toBeLessThanOrEqual(concurrency);
                await scheduler.schedule(Promise.resolve());
                running -= 1;
                return 'ran';
              }, source)
              .catch((error: unknown) =>
                error instanceof BusyError ? 'busy' : Promise.reject(error as Error),
              ),
          );
          await scheduler.waitFor(Promise.all(outcomes));
          const ended = await Promise.all(outcomes);
          expect(ended.filter((outcome) => outcome === 'ran').length).toBe(ran);
          expect(lane.load()).toEqual({ running: 0, waiting: 0 });
        },
      ),
    );
  });
});

/** A timer whose time passes only in `sleep` and `spend`. */
function testTimer(): Timer & { spend(milliseconds: number): void; slept: number[] } {
  let time = 5000;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    spend: (milliseconds) => (time += milliseconds),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
  };
}

const keys = [{ pepperVersion: 1, locator: 'x', identity: 'y' }] as [CodeKeys];

describe('tracking', () => {
  it('answers right, wrong and failing look-ups after the same time', async () => {
    const timer = testTimer();
    const derive = async () => {
      timer.spend(280);
      return keys;
    };
    const lanes = createCodeLanes({ derive, timer, answerStepMs: 1000 });
    const taken = async (find: () => Promise<unknown>) => {
      const asked = timer.now();
      const answer = await lanes.track(newCode(), find).catch((error: unknown) => String(error));
      return [answer, timer.now() - asked];
    };
    const hit = async () => {
      timer.spend(300);
      return 'case';
    };
    expect(await taken(hit)).toEqual(['case', 1000]);
    expect(await taken(async () => undefined)).toEqual([undefined, 1000]);
    expect(await taken(() => Promise.reject(new Error('database')))).toEqual(['Error: database', 1000]);
    const slow = async () => {
      timer.spend(900);
      return 'case';
    };
    expect(await taken(slow)).toEqual(['case', 2000]);
  });

  it('never holds the lane while an answer is held back', async () => {
    let release: (() => void) | undefined;
    const timer: Timer = { now: () => 0, sleep: () => new Promise((resolve) => (release ??= resolve)) };
    const lanes = createCodeLanes({ derive: async () => keys, timer });
    const first = lanes.track(newCode(), async () => 1);
    await settle();
    expect(release).toBeDefined();
    expect(lanes.load().tracking).toEqual({ running: 0, waiting: 0 });
    release?.();
    expect(await first).toBe(1);
  });

  it('hands over the keys of the code that was asked for', async () => {
    const asked: string[] = [];
    const derive = async (code: string) => {
      asked.push(code);
      return keys;
    };
    const lanes = createCodeLanes({ derive, timer: testTimer() });
    const code = newCode();
    expect(await lanes.track(code, async ([first]) => first.locator)).toBe('x');
    expect(await lanes.keysForFiling(code)).toBe(keys);
    expect(asked).toEqual([code, code]);
  });

  it('never delays filing, however many guess', async () => {
    let guesses = 0;
    const code = newCode();
    const derive = (asked: string) => {
      if (asked === code) return Promise.resolve(keys);
      guesses += 1;
      return new Promise<typeof keys>(() => undefined); // a derivation that never ends
    };
    const size = { concurrency: 1, waiting: 2, waitingPerSource: 2 };
    const lanes = createCodeLanes({ derive, timer: testTimer(), tracking: size });
    const guess = () => lanes.track('0'.repeat(20) as typeof code, async () => undefined, 'guesser');
    void guess();
    void guess();
    void guess();
    await expect(guess()).rejects.toBeInstanceOf(BusyError);
    expect(await lanes.keysForFiling(code)).toBe(keys);
    expect(guesses).toBe(1);
    expect(lanes.load().tracking).toEqual({ running: 1, waiting: 2 });
  });
});
