import { randomInt } from 'node:crypto';
import type { Express } from 'express';
import { code, postback, webhook, yaml, type Attack } from './attacks.ts';
import { createFormAttack, type Reach } from './form-attack.ts';
import { luckOf } from './luck.ts';
import { minimise } from './minimise.ts';
import { createPace, type Spent } from './pace.ts';
import { entrancesOf, nameOf } from './routes.ts';
import { startTown, type FuzzTown } from './town.ts';

/** What was tried and what went wrong with it; nothing, if all is well. */
export interface FuzzReport {
  seed: number;
  tried: Record<string, number>;
  /** What went wrong, each with the smallest input found that does it. */
  problems: string[];
  /** The entrances that take something, and those of them that a form or request got through to. */
  posts: string[];
  answered: string[];
  /** Forms in pages whose address belongs to no entrance. */
  lost: string[];
  /** Where the time went. */
  spent: Spent;
}

export interface FuzzOptions {
  seed?: number;
  plant?: (app: Express) => void;
  only?: string;
  /** Hears how far it is. */
  say?: (line: string) => void;
}

const SHARES = { postback: 25, code: 20, webhook: 20, form: 25, yaml: 10 };
const MOST_PROBLEMS = 20;
/** All kinds take turns, so that what is left can be told from what is done: so many inputs of them together. */
const TURN = 2000;
/** Forms change who may sign in and which cases are open, and the pretended LINE forgets nothing: a new town after so many turns. */
const TOWN_LASTS = 8;
/** Of this clock, so that no limit of the web door is what answers. */
const WINDOW_MS = 10 * 60_000;

/**
 * Tries `runs` inputs on a whole server, the same choices again for the same seed (the server's own ids and keys stay
 * random). `only`: nothing but forms and pages below this address. Stops early when it finds a lot.
 */
export async function fuzz(
  runs: number,
  { seed = randomInt(2 ** 31), plant, only, say }: FuzzOptions = {},
): Promise<FuzzReport> {
  const reach: Reach = { tried: new Map(), answered: new Set() };
  const form = createFormAttack(reach, only);
  const pace = createPace(say);
  const { spent } = pace;
  const report: FuzzReport = { seed, tried: {}, problems: [], posts: [], answered: [], lost: [], spent };
  const stray = (error: unknown) => void report.problems.push(`nobody caught: ${String(error)}`);
  process.on('uncaughtException', stray).on('unhandledRejection', stray);
  const known = new Set<string>();
  let town = await startTown(plant);

  const found = async <Input>(
    name: string,
    attack: Attack<Input>,
    n: number,
    input: Input,
    problem: string,
  ) => {
    if (known.has(problem)) return; // found before
    known.add(problem);
    const again = async (less: Input) => (await attack.send(less, town)) === problem;
    const { part } = attack;
    const least = part
      ? { ...input, [part]: await minimise(input[part], (less) => again({ ...input, [part]: less })) }
      : await minimise(input, again);
    report.problems.push(`${name} ${n}: ${problem}\n  with ${JSON.stringify(least)}`);
  };
  /** One kind of input, with a luck of its own; tries the next ones of its share each time it is called. */
  function turnsOf<Input>(
    name: keyof typeof SHARES,
    attack: Attack<Input>,
    after: (n: number, input: Input) => Promise<void> = async () => undefined,
  ) {
    const luck = luckOf(seed);
    const share = only === undefined ? SHARES[name] : name === 'form' ? 100 : 0;
    const times = Math.ceil((runs * share) / 100);
    let n = 0;
    return async (upTo: number) => {
      for (; n < times * upTo && report.problems.length < MOST_PROBLEMS; n += 1) {
        const input = attack.make(luck, town);
        const problem = await pace.count(name, () => attack.send(input, town));
        report.tried[name] = n + 1;
        if (problem) await found(name, attack, n, input, problem);
        await after(n, input);
      }
    };
  }
  async function newTown(): Promise<void> {
    await pace.count('town', async () => {
      report.problems.push(...(await lastWords(town)));
      await town.stop();
      town = await startTown(plant);
      failedBefore = 0;
      await form.open(town);
    });
  }

  let bodies: string[] = [];
  let failedBefore = 0;
  const kinds = [
    turnsOf('postback', postback),
    turnsOf('code', code),
    turnsOf('yaml', yaml),
    turnsOf('webhook', webhook, async (_n, body) => void bodies.push(body)),
    turnsOf('form', form, async (n) => {
      if (n % 200 === 199) town.bot.clock.advance(WINDOW_MS);
      await town.signInAgain();
    }),
  ];
  /** What the webhooks of a turn brought is worked off together, and a failing one is looked for among them. */
  async function workOff(): Promise<void> {
    const failed = await pace.count('events', () => failedEvents(town));
    if (failed > failedBefore) {
      const body = await culprit(bodies, town);
      await found('webhook', eventAttack, report.tried['webhook'] ?? 0, body, EVENT_FAILED);
    }
    failedBefore = await failedEvents(town);
    bodies = [];
  }

  try {
    await pace.count('town', async () => {
      await form.open(town);
      await form.sweep(town);
    });
    await newTown(); // the sweep sends people away
    const turns = Math.ceil(runs / TURN);
    for (let turn = 1; turn <= turns; turn += 1) {
      for (const take of kinds) await take(turn / turns);
      await workOff();
      pace.at(turn / turns);
      if (turn % TOWN_LASTS === 0 && turn < turns) await newTown();
    }
    report.posts = entrancesOf(town.app)
      .filter(({ method }) => method === 'post')
      .map(nameOf);
    report.answered = [...reach.answered];
    report.lost = [...form.lost];
    report.problems.push(...(await lastWords(town)));
    return report;
  } finally {
    process.off('uncaughtException', stray).off('unhandledRejection', stray);
    await town.stop();
  }
}

/** Works off all events; how many of this town have failed by then. */
async function failedEvents({ bot }: FuzzTown): Promise<number> {
  await bot.server.deps.dispatcher.processAll();
  return (await bot.server.deps.store.inbox.tally()).finished.failed;
}
const EVENT_FAILED = 'an event failed';
const eventAttack: Attack<string> = {
  make: () => '',
  async send(body, town) {
    const before = await failedEvents(town);
    const problem = await webhook.send(body, town);
    return problem ?? ((await failedEvents(town)) > before ? EVENT_FAILED : undefined);
  },
};
/** The one of many bodies that fails by itself; the last where none does any more. */
async function culprit(bodies: readonly string[], town: FuzzTown): Promise<string> {
  for (const body of bodies) if (await eventAttack.send(body, town)) return body;
  return bodies.at(-1)!;
}

/** What a town has to say at its end. */
async function lastWords({ bot, origin }: FuzzTown): Promise<string[]> {
  const { dispatcher, store } = bot.server.deps;
  const problems: string[] = [];
  await dispatcher.processAll();
  const { waiting, finished } = await store.inbox.tally();
  if (waiting > 0) problems.push(`${waiting} events were left`);
  if (finished.failed > 0) problems.push(`${finished.failed} events failed`);
  for (const line of bot.logs().split('\n')) {
    if (/"level":(50|60)/.test(line) && !line.includes('webhook points')) problems.push(line.slice(0, 600));
  }
  for (const [name, times] of Object.entries(await store.counters.read())) {
    if (name.startsWith('door.failed.')) problems.push(`${name}: ${times}`);
  }
  if ((await fetch(`${origin}/readyz`)).status !== 200) problems.push('the server is not ready any more');
  return problems;
}
