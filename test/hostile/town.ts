import type { Express } from 'express';
import { createApp } from '../../src/app.ts';
import type { Answers } from '../../src/cases/fields.ts';
import { newCode } from '../../src/cases/tracking.ts';
import type { Deps } from '../../src/deps/deps.ts';
import { createSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import { SERVER_LIMITS } from '../../src/web/server-limits.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { serve } from '../support/served.ts';
import { trialPeople, type TrialPerson } from '../support/trial-people.ts';

/** Stands in every filed case: no page that fails, and none of a stranger, may show it. */
export const CANARY = 'คานารีในเรื่องที่ยื่นแล้ว';

/** A whole server with people and cases, and its routers to be read. */
export interface FuzzTown {
  bot: Bot;
  app: Express;
  origin: string;
  people: TrialPerson[];
  /** Addresses that no page shows any more, and somebody has: the link of an invitation. */
  links: string[];
  /** What no page may show. */
  secrets: string[];
  /** Cookies of those who are signed in, by name. */
  cookies: Map<string, string>;
  /** What their forms must carry, by name. */
  tokens: Map<string, string>;
  /** Signs somebody in; false when the person cannot any more. */
  signIn(person: TrialPerson): Promise<boolean>;
  /** Signs in whoever was signed out meanwhile and still can. */
  signInAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** `plant` may add an entrance of its own, as somebody who adds a page would. */
export async function startTown(plant?: (app: Express) => void): Promise<FuzzTown> {
  const bot = await startBot({ logLevel: 'warn' });
  const { deps } = bot.server;
  const simulator: Simulator = createSimulator({
    ...{ clock: bot.clock, log: deps.log, t: deps.i18n.t },
    ...{ channelSecret: bot.line.channelSecret, channelAccessToken: bot.line.channelAccessToken },
    webhookUrl: () => bot.webhook,
  });
  const { channelSecret } = bot.line;
  const app = createApp(deps, { channelSecret, limits: SERVER_LIMITS, simulator: simulator.router });
  // So that forms come from many addresses, as the limits for one address are not what is tried here.
  app.set('trust proxy', 1);
  if (plant) {
    plant(app);
    const { stack } = app.router as unknown as { stack: unknown[] };
    stack.unshift(stack.pop()); // ahead of "not found", as `app.ts` would have it
  }
  const served = await serve(app);
  const { origin } = served;

  for (const unit of ['finance', 'education', 'service-and-publishing', 'executive']) {
    const answers: Answers = {
      category: { of: 'option', value: 'bribe' },
      unit: { of: 'unit', value: unit },
      what: { of: 'story', parts: [{ text: `${CANARY} ${unit}` }] },
    };
    await deps.cases.desk.file({ kind: 'complaint', answers, lang: 'th', code: newCode() });
  }
  const people = trialPeople(bot.dataDir);
  const links = await latecomers(deps, people);
  await deps.staffAnswers.add({ examples: ['ถามว่า'], answer: { th: 'ตอบว่า', en: '' } }, 'somebody');
  await deps.unanswered.keep('คำถาม ITA ที่รออยู่', 'th');

  const town: FuzzTown = {
    ...{
      bot,
      app,
      origin,
      people,
      links,
      cookies: new Map<string, string>(),
      tokens: new Map<string, string>(),
    },
    secrets: secretsIn(deps.config.secrets).concat(
      bot.line.channelSecret,
      bot.line.channelAccessToken,
      people.map(({ passphrase }) => passphrase),
    ),
    async signIn({ name, passphrase }) {
      bot.clock.advance(61_000); // tries of before
      const response = await fetch(`${origin}/console/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ name, passphrase }),
        headers: { origin },
        redirect: 'manual',
      });
      await response.arrayBuffer();
      const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
      town.tokens.delete(name);
      if (response.status !== 303 || cookie === undefined) return false;
      town.cookies.set(name, cookie);
      const me = await fetch(`${origin}/console/me`, { headers: { cookie } });
      const [, token] = /name="csrf" value="([^"]+)"/.exec(await me.text()) ?? [];
      if (token === undefined) return false; // asks for a second factor first
      town.tokens.set(name, token);
      return true;
    },
    async signInAgain() {
      for (const person of people) {
        if (!town.cookies.has(person.name) && !(await town.signIn(person)))
          town.cookies.set(person.name, 'gone=1');
      }
    },
    async stop() {
      simulator.stop();
      await served.close();
      await bot.stop();
    },
  };
  return town;
}

/**
 * Somebody who came when the cases were filed: opens none of them yet, and may. And somebody who is invited and did not come
 * yet; resolves to the address of that invitation.
 */
async function latecomers({ accounts }: Deps, trial: readonly TrialPerson[]): Promise<string[]> {
  const worker = async (of: string) => {
    const { name, passphrase } = trial.find(({ role }) => role === of)!;
    return (await accounts.signIn.signIn(name, passphrase)).worker;
  };
  const { unit } = (await accounts.people.list()).find(({ role }) => role === 'officer')!;
  const admin = await worker('administrator');
  const post = { post: '', role: 'officer', unit } as const;
  const { person } = await accounts.people.add(admin, { ...post, name: 'ผู้มาใหม่' }, 'th');
  await accounts.people.confirm(await worker('head'), person.id, person.fingerprint);
  const { token } = await accounts.people.invite(admin, { ...post, name: 'ผู้ได้รับเชิญ' });
  return [`/console/invite/${token}`];
}

/** Every text in the configuration's secrets, in any depth, as long as a secret is. */
function secretsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 16 ? [value] : [];
  if (value instanceof Uint8Array)
    return [Buffer.from(value).toString('base64'), Buffer.from(value).toString('hex')];
  if (typeof value !== 'object' || value === null) return [];
  return (value instanceof Map ? [...value.values()] : Object.values(value)).flatMap(secretsIn);
}
