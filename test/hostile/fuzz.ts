import { randomInt } from 'node:crypto';
import type { Express } from 'express';
import { code, postback, webhook, yaml, type Attack } from './attacks.ts';
import { createFormAttack, type Reach } from './form-attack.ts';
import { luckOf, type Luck } from './luck.ts';
import { minimise } from './minimise.ts';
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
}

export interface FuzzOptions {
  seed?: number;
  plant?: (app: Express) => void;
  only?: string;
}

const SHARES = { postback: 25, code: 20, webhook: 20, form: 25, yaml: 10 };
const MOST_PROBLEMS = 20;
/** Events are worked off after so many, so that a failing one can be found among them. */
const BATCH = 500;
/** Forms change who may sign in and which cases are open: a new town after so many. */
const TOWN_LASTS = 4000;
/** Of this clock, so that no limit of the web door is what answers. */
const WINDOW_MS = 10 * 60_000;

/**
 * Tries `runs` inputs on a whole server, the same choices again for the same seed (the server's own ids and keys stay
 * random). `only`: nothing but forms and pages below this address. Stops early when it finds a lot.
 */
export async function fuzz(
  runs: number,
  { seed = randomInt(2 ** 31), plant, only }: FuzzOptions = {},
): Promise<FuzzReport> {
  const reach: Reach = { tried: new Map(), answered: new Set() };
  const form = createFormAttack(reach, only);
  const report: FuzzReport = { seed, tried: {}, problems: [], posts: [], answered: [], lost: [] };
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
  async function run<Input>(
    name: keyof typeof SHARES,
    attack: Attack<Input>,
    between: (n: number, luck: Luck, input: Input) => Promise<void> = async () => undefined,
  ) {
    const luck = luckOf(seed);
    const share = only === undefined ? SHARES[name] : name === 'form' ? 100 : 0;
    const times = Math.ceil((runs * share) / 100);
    for (let n = 0; n < times && report.problems.length < MOST_PROBLEMS; n += 1) {
      const input = attack.make(luck, town);
      const problem = await attack.send(input, town);
      report.tried[name] = n + 1;
      if (problem) await found(name, attack, n, input, problem);
      await between(n, luck, input);
    }
  }

  try {
    await form.open(town);
    await form.sweep(town);
    await town.stop(); // the sweep sends people away
    town = await startTown(plant);
    await run('postback', postback);
    await run('code', code);
    await run('yaml', yaml);
    let bodies: string[] = [];
    await run('webhook', webhook, async (n, _luck, body) => {
      bodies.push(body);
      if (bodies.length < BATCH) return;
      const problem = await failedEvents(town);
      if (problem) await found('webhook', eventAttack, n, await culprit(bodies, town), problem);
      bodies = [];
    });
    await form.open(town);
    await run('form', form, async (n) => {
      if (n % 200 === 199) town.bot.clock.advance(WINDOW_MS);
      if (n % TOWN_LASTS === TOWN_LASTS - 1) {
        report.problems.push(...(await lastWords(town)));
        await town.stop();
        town = await startTown(plant);
        await form.open(town);
      }
      await town.signInAgain();
    });
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

/** Works off all events; says how many failed since it was last asked. */
async function failedEvents({ bot }: FuzzTown): Promise<string | undefined> {
  const failed = async () => (await bot.server.deps.store.inbox.tally()).finished.failed;
  const before = await failed();
  await bot.server.deps.dispatcher.processAll();
  return (await failed()) > before ? 'an event failed' : undefined;
}
const eventAttack: Attack<string> = {
  make: () => '',
  send: async (body, town) => (await webhook.send(body, town)) ?? failedEvents(town),
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
