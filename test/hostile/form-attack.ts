import type { Attack } from './attacks.ts';
import { addressOf, filled, hostile, requestOf, TOKEN, type FormInput } from './form-input.ts';
import { luckOf } from './luck.ts';
import { formsIn, linksIn, type PageForm } from './page-forms.ts';
import { entranceAt, entrancesOf, nameOf, type Entrance } from './routes.ts';
import { CANARY, type FuzzTown } from './town.ts';

/** How often each entrance was tried, and answered by itself rather than by the gate before it. */
export interface Reach {
  tried: Map<string, number>;
  answered: Set<string>;
}

/** Forms kept for each entrance. */
const KEPT = 12;
/** Pages of one entrance that somebody opens when looking round. */
const PAGES_EACH = 2;

/**
 * Forms and pages: walks all entrances of the routers, with forms as they were last seen in the pages, so that those
 * behind a sign-in carry a token that is valid and states behind states are reached.
 */
export function createFormAttack(
  reach: Reach,
  only = '/',
): Attack<FormInput> & {
  /** Signs everybody in and looks round once. */
  open(town: FuzzTown): Promise<void>;
  /** Sends every form once as it stands, as somebody who may, so that none is left to luck. Throws for a failure. */
  sweep(town: FuzzTown): Promise<void>;
  /** Forms of a page that lead to no entrance. */
  lost: Set<string>;
} {
  let entrances: Entrance[] = [];
  let seen = new Map<string, { who: string; form: PageForm }[]>();
  let addresses = new Map<string, string[]>();
  const lost = new Set<string>();

  const keep = <T>(into: Map<string, T[]>, name: string, one: T) =>
    into.set(name, [...(into.get(name) ?? []).slice(-KEPT + 1), one]);

  function learn(html: string, who: string, path: string): void {
    for (const form of formsIn(html)) {
      for (const action of [form.action || path, ...form.buttons.flatMap((button) => button.action ?? [])]) {
        const entrance = entranceAt(entrances, form.method, action);
        if (entrance) keep(seen, nameOf(entrance), { who, form: { ...form, action } });
        else lost.add(`${form.method} ${action.replace(/[0-9a-f]{32}/g, ':id')}`);
      }
    }
    for (const href of linksIn(html)) {
      const entrance = entranceAt(entrances, 'get', href);
      if (entrance) keep(addresses, nameOf(entrance), href);
    }
  }

  async function send(input: FormInput, town: FuzzTown): Promise<string | undefined> {
    const { method, path, who } = input;
    const entrance = entranceAt(entrances, method, path);
    const name = entrance ? nameOf(entrance) : `${method} (nothing)`;
    reach.tried.set(name, (reach.tried.get(name) ?? 0) + 1);
    const logged = town.bot.logs().length;
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${town.origin}${path}`, requestOf(input, town));
      text = await response.text();
    } catch (error) {
      return `${name}: no answer (${error instanceof Error ? error.name : 'thrown'})`;
    }
    const { status } = response;
    const to = response.headers.get('location') ?? '';
    const stopped = /\/sign-in/.test(to) && (/ended/.test(to) || !town.tokens.has(who));
    if (![403, 404].includes(status) && !stopped) reach.answered.add(name);
    if (/\/sign-in\?ended/.test(to) && who) town.cookies.delete(who);
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      if (who && /^(__Host-)?suetrong-console=$/.test(pair)) town.cookies.delete(who);
    }
    if (status === 500 || status > 503) {
      const said = town.bot
        .logs()
        .slice(logged)
        .split('\n')
        .find((line) => /"level":(50|60)/.test(line));
      return `${name}: answered ${status}, ${said ? `logged ${/"message":"([^"]*)"/.exec(said)?.[1] ?? ''}` : 'and not logged'}`;
    }
    const shown = town.secrets.find(
      (secret) => text.includes(secret) && !JSON.stringify(input).includes(secret),
    );
    if (shown !== undefined) return `${name}: the page of a ${status} shows a secret`;
    if (text.includes(CANARY) && (!who || status >= 500 || [401, 403, 404].includes(status)))
      return `${name}: the page of a ${status} shows a case`;
    if (status >= 400 && / at .{0,200}\.ts:\d/.test(text))
      return `${name}: the page of a ${status} shows a trace`;
    if (!/html/.test(response.headers.get('content-type') ?? '')) return undefined;
    if (text.includes('<x-fuzz>')) return `${name}: what was sent stands in the page as a tag`;
    learn(text, who, path);
    return undefined;
  }

  return {
    lost,
    part: 'fields',
    async open(town) {
      entrances = entrancesOf(town.app);
      [seen, addresses] = [new Map(), new Map()];
      for (const who of ['', ...town.people.map(({ name }) => name)]) {
        const person = town.people.find(({ name }) => name === who);
        if (person && !(await town.signIn(person))) throw new Error(`${who} cannot sign in`);
        const queue = entrances
          .filter(({ method, path }) => method === 'get' && isPlain(path))
          .map(({ path }) => path);
        if (!who) queue.push(...town.links);
        const asked = new Set<string>();
        const opened = new Map<string, number>();
        for (let at = 0; at < queue.length; at += 1) {
          const path = queue[at]!;
          const entrance = entranceAt(entrances, 'get', path)?.path ?? '';
          const before = opened.get(entrance) ?? 0;
          if (asked.has(path) || before >= PAGES_EACH) continue;
          asked.add(path);
          opened.set(entrance, before + 1);
          const problem = await send({ method: 'get', path, who, way: 'none', fields: [] }, town);
          if (problem) throw new Error(problem);
          for (const list of addresses.values()) queue.push(...list.slice(-2));
        }
      }
    },
    async sweep(town) {
      const luck = luckOf(1);
      for (const entrance of entrances.filter(({ method }) => method === 'post')) {
        const name = nameOf(entrance);
        const forms = (seen.get(name) ?? []).map(({ who, form }): FormInput => {
          const way = form.multipart ? 'multipart' : 'form';
          return { method: 'post', path: form.action, who, way, fields: filled(form, luck) };
        });
        const bare = ['', ...town.people.map((person) => person.name)].map((who): FormInput => {
          const path = addressOf(entrance, luck, addresses);
          return { method: 'post', path, who, way: 'form', fields: [['csrf', TOKEN]] };
        });
        for (const input of [...forms.toReversed(), ...bare]) {
          if (reach.answered.has(name)) break;
          const problem = await send(input, town);
          if (problem) throw new Error(`${problem} with ${JSON.stringify(input)}`);
          await town.signInAgain();
        }
      }
    },
    make(luck, town) {
      const method = luck.one(['post', 'post', 'post', 'get', 'put']);
      const own = entrances.filter(
        (each) =>
          each.method === (method === 'put' ? 'post' : method) && !isSlow(each) && each.path.startsWith(only),
      );
      const entrance = luck.one(own);
      const known = seen.get(nameOf(entrance));
      const usable = known?.filter(({ who }) => who === '' || town.tokens.has(who)) ?? [];
      const found = usable.length > 0 && luck.upTo(12) > 0 ? luck.one(usable) : undefined;
      const someone = () => (luck.upTo(5) === 0 ? '' : luck.one(town.people).name);
      const who = found?.who ?? someone();
      const form = found?.form;
      const path = form?.action ?? addressOf(entrance, luck, addresses);
      const fields = hostile(form ? filled(form, luck) : [['csrf', TOKEN]], luck);
      const usual = form?.multipart ? 'multipart' : 'form';
      const way =
        method === 'get'
          ? 'none'
          : luck.upTo(10) > 0
            ? usual
            : luck.one(['form', 'multipart', 'raw'] as const);
      return { method, path, who, way, fields };
    },
    send,
  };
}

/** Without parameters, and with an end: a stream goes on. */
const isPlain = (path: string) => !path.includes(':') && !/stream/.test(path);
const isSlow = ({ path }: Entrance) => /stream/.test(path);
