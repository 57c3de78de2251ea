import { randomInt } from 'node:crypto';
import { stringify } from 'yaml';
import { parseCode, findCodeIn } from '../../src/cases/tracking.ts';
import { parseYaml } from '../../src/ita/read-yaml.ts';
import { datasetSchema } from '../../src/ita/schema.ts';
import { agencySchema } from '../../src/ita/agency.ts';
import { decodePress, encodePress } from '../../src/line/postback.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { smallAgency } from '../support/agency-dir.ts';

/** Random things that break careless programs, the same again for the same seed. */
export interface Luck {
  upTo(n: number): number;
  one<T>(list: readonly T[]): T;
  text(): string;
  value(depth?: number): unknown;
}

const SIGNS = [
  ...[
    'ก',
    '้',
    'ำ',
    'เ',
    '๐',
    'a',
    'Z',
    '0',
    '9',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\u001b',
    '\u202e',
    '\ud83d',
    '\ufeff',
  ],
  ...[
    '"',
    "'",
    '`',
    '<',
    '>',
    '&',
    '%',
    '%zz',
    '%00',
    '{{',
    '}}',
    '${',
    '$ne',
    '__proto__',
    'constructor',
    '/',
    '\\',
    '..',
  ],
  ...[
    ':',
    ';',
    '=',
    ',',
    '-',
    '|',
    '*',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    's1:',
    'v=',
    'd=',
    'null',
    '-1',
    '1e309',
    '👩‍👩‍👧‍👦',
    '\u200d',
  ],
];

/** mulberry32 */
export function luckOf(seed: number): Luck {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const luck: Luck = {
    upTo: (n) => Math.floor(next() * n),
    one: (list) => list[luck.upTo(list.length)]!,
    text() {
      const length = luck.one([0, 1, 3, 10, 40, 300, 5001]);
      const unit = Array.from({ length: Math.min(length, 40) }, () => luck.one(SIGNS)).join('');
      return unit === '' ? '' : unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    },
    value(depth = 0) {
      switch (luck.upTo(depth > 4 ? 6 : 8)) {
        case 0:
          return null;
        case 1:
          return luck.one([0, -1, 1.5, 2 ** 53, -(2 ** 31), 1e308]);
        case 2:
          return luck.one([true, false]);
        case 3:
        case 4:
          return luck.text();
        case 5:
          return undefined;
        case 6:
          return Array.from({ length: luck.upTo(6) }, () => luck.value(depth + 1));
        default:
          return Object.fromEntries(
            Array.from({ length: luck.upTo(5) }, () => [luck.text().slice(0, 30), luck.value(depth + 1)]),
          );
      }
    },
  };
  return luck;
}

/** Spoils a value somewhere in its depth. */
function spoil(value: unknown, luck: Luck): unknown {
  if (typeof value !== 'object' || value === null || luck.upTo(6) === 0) return luck.value();
  if (Array.isArray(value)) {
    if (value.length === 0) return [luck.value()];
    const at = luck.upTo(value.length);
    return value.map((inner: unknown, index) => (index === at ? spoil(inner, luck) : inner));
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || luck.upTo(8) === 0)
    return { ...value, [luck.text().slice(0, 20)]: luck.value() };
  const [at] = luck.one(entries);
  return Object.fromEntries(entries.map(([key, inner]) => [key, key === at ? spoil(inner, luck) : inner]));
}

/** What was tried and what went wrong with it; nothing, if all is well. */
export interface FuzzReport {
  seed: number;
  tried: Record<string, number>;
  problems: string[];
}

/** A failure that nobody expected: a 500 without a line in the log, a reader that throws, a server that is gone. */
type Attack = (luck: Luck, bot: Bot) => Promise<string | undefined> | string | undefined;

const thrown = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name} ${(error.stack ?? '').split('\n')[1] ?? ''}` : 'thrown';
  }
};

function postback(luck: Luck): string | undefined {
  const data = luck.one([
    () => luck.text(),
    () =>
      `s1:${luck.one(['menu', 'ask', 'track', 'complaint', 'comment', 'form'])}:${luck.text().slice(0, 60)}`,
    () => `s1:menu:help:v=${luck.text().slice(0, 100)}`,
  ])();
  return thrown(() => {
    const press = decodePress(data);
    if (press && encodePress(press) !== data) throw new RangeError('read back as another');
  });
}

const code = (luck: Luck) =>
  thrown(() => {
    const text = luck.one([
      luck.text(),
      Array.from({ length: 20 }, () => luck.one(['1', '๒', ' ', '-', 'O'])).join(''),
    ]);
    parseCode(text);
    findCodeIn(text);
  });

function yaml(luck: Luck): string | undefined {
  const { agency, dataset } = smallAgency();
  const whole = luck.one<unknown>([agency, dataset]);
  let text = luck.one([() => stringify(spoil(whole, luck)) ?? '', () => luck.text()])();
  if (luck.upTo(3) === 0) {
    const at = luck.upTo(text.length + 1);
    text =
      text.slice(0, at) +
      luck.one([': ', '&a *a', '<<: *x', '!!js/function', '\t', '- - -', '"', '#', luck.text()]) +
      text.slice(at);
  }
  return thrown(() =>
    parseYaml('fuzz.yaml', text, luck.one([datasetSchema, agencySchema]) as typeof datasetSchema),
  );
}

const TYPES = ['message', 'postback', 'unsend', 'follow', 'unfollow', 'join', 'accountLink', 'nonsense'];

async function webhook(luck: Luck, bot: Bot): Promise<string | undefined> {
  const { event } = bot.line;
  const user = `u${luck.upTo(40)}`;
  const real = luck.one([
    () => event.text(user, luck.text()),
    () => event.text(user, luck.one(['อยากร้องเรียน', 'ติดตาม', '1234 5678', 'ปี 63 ได้เกรดอะไร', 'เมนู'])),
    () =>
      event.postback(
        user,
        `s1:${luck.one(['menu', 'track', 'complaint', 'comment'])}:${luck.one(['help', 'file', 'agree', 'skip', 'menu', 'x'])}`,
      ),
    () => event.postback(user, luck.text()),
  ])();
  const sent = luck.one<() => unknown>([
    () => real,
    () => spoil(real, luck),
    () => ({ ...real, type: luck.one(TYPES) }),
    () => luck.value(),
  ])();
  const body = luck.one([
    () => JSON.stringify({ destination: 'x', events: [sent, sent] }),
    () => JSON.stringify({ events: sent }),
    () => JSON.stringify({ destination: 'x', events: [sent] }),
    () => JSON.stringify({ destination: 'x', events: [sent] }).slice(0, -luck.upTo(20) - 1),
    () => luck.text(),
  ])();
  const { status } = await bot.line.sendRaw(bot.webhook, body ?? '');
  return [200, 400, 413].includes(status) ? undefined : `the webhook answered ${status}`;
}

const PAGES = [
  '/',
  '/ita',
  '/report',
  '/comment',
  '/track',
  '/statistics',
  '/privacy',
  '/console/sign-in',
  '/nothing',
];

/** Forms as they stand on the public pages, with what may be sent to them. */
async function form(luck: Luck, bot: Bot): Promise<string | undefined> {
  const path = luck.one(PAGES);
  const ways = ['get', 'form', 'multipart', 'raw'] as const;
  const way = luck.one(ways);
  const names = [
    'code',
    'text',
    'what',
    'who',
    'category',
    'unit',
    'ticket',
    'step',
    'do',
    'csrf',
    'name',
    'passphrase',
    'lang',
  ];
  const fields = Array.from({ length: luck.upTo(8) }, () => [
    luck.one([...names, luck.text().slice(0, 20)]),
    luck.text(),
  ]);
  let init: RequestInit = {};
  if (way === 'form') init = { method: 'POST', body: new URLSearchParams(fields) };
  if (way === 'multipart') {
    const data = new FormData();
    for (const [name, value] of fields) {
      if (luck.upTo(4) === 0) data.append(name!, new Blob([value!]), luck.text().slice(0, 50));
      else data.append(name!, value!);
    }
    init = { method: 'POST', body: data };
  }
  if (way === 'raw') {
    const type = luck.one([
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'application/json',
      '',
    ]);
    init = {
      method: luck.one(['POST', 'PUT', 'DELETE', 'PATCH']),
      body: luck.text(),
      headers: { 'content-type': type },
    };
  }
  const query = way === 'get' ? `?${new URLSearchParams(fields).toString().slice(0, 4000)}` : '';
  const response = await fetch(`${bot.url}${path}${query}`, { redirect: 'manual', ...init });
  await response.arrayBuffer();
  // 503 is the answer of a door that is overrun.
  return response.status === 500 || response.status > 503
    ? `${way} ${path} answered ${response.status}`
    : undefined;
}

/** How often of a hundred each is tried. */
const ATTACKS: Record<string, { share: number; attack: Attack }> = {
  postback: { share: 30, attack: postback },
  code: { share: 25, attack: code },
  webhook: { share: 20, attack: webhook },
  form: { share: 15, attack: form },
  yaml: { share: 10, attack: yaml },
};

/** Tries `runs` inputs on a whole server. Stops early when it is gone. */
export async function fuzz(runs: number, seed = randomInt(2 ** 31)): Promise<FuzzReport> {
  const bot = await startBot({ logLevel: 'warn' });
  const report: FuzzReport = { seed, tried: {}, problems: [] };
  try {
    for (const [name, { share, attack }] of Object.entries(ATTACKS)) {
      const times = Math.ceil((runs * share) / 100);
      const luck = luckOf(seed);
      for (let n = 0; n < times; n += 1) {
        const problem = await attack(luck, bot);
        report.tried[name] = n + 1;
        if (problem) report.problems.push(`${name} ${n}: ${problem}`);
        if (report.problems.length >= 20) return report;
        if (name === 'webhook' && n % 500 === 0) await bot.server.deps.dispatcher.processAll();
      }
    }
    await bot.server.deps.dispatcher.processAll();
    const { waiting, finished } = await bot.server.deps.store.inbox.tally();
    if (waiting > 0) report.problems.push(`${waiting} events were left`);
    if (finished.failed > 0) report.problems.push(`${finished.failed} events failed`);
    for (const line of bot.logs().split('\n').filter(Boolean)) {
      if (/"level":(50|60)/.test(line) && !line.includes('webhook points'))
        report.problems.push(line.slice(0, 600));
    }
    for (const [name, times] of Object.entries(await bot.server.deps.store.counters.read())) {
      if (name.startsWith('door.failed.')) report.problems.push(`${name}: ${times}`);
    }
    if ((await fetch(`${bot.url}/readyz`)).status !== 200)
      report.problems.push('the server is not ready any more');
    return report;
  } finally {
    await bot.stop();
  }
}
