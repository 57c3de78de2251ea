import { stringify } from 'yaml';
import { findCodeIn, parseCode } from '../../src/cases/tracking.ts';
import { agencySchema } from '../../src/ita/agency.ts';
import { parseYaml } from '../../src/ita/read-yaml.ts';
import { datasetSchema } from '../../src/ita/schema.ts';
import { decodePress, encodePress } from '../../src/line/postback.ts';
import { smallAgency } from '../support/agency-dir.ts';
import { spoil, type Luck } from './luck.ts';
import type { FuzzTown } from './town.ts';

/** A way to send hostile input. The input is data, so that a failing one can be made smaller and printed. */
export interface Attack<Input = unknown> {
  make(luck: Luck, town: FuzzTown): Input;
  /** The only part of an input that is made smaller; all of it when left out. */
  part?: keyof Input & string;
  /** What went wrong with it; undefined when nothing did. */
  send(input: Input, town: FuzzTown): Promise<string | undefined>;
}

const thrown = async (work: () => unknown): Promise<string | undefined> => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error
      ? `${error.name} ${(error.stack ?? '').split('\n')[1]?.trim() ?? ''}`
      : 'thrown';
  }
};

export const postback: Attack<string> = {
  make: (luck) =>
    luck.one([
      () => luck.text(),
      () =>
        `s1:${luck.one(['menu', 'ask', 'track', 'complaint', 'comment', 'form'])}:${luck.text().slice(0, 60)}`,
      () => `s1:menu:help:v=${luck.text().slice(0, 100)}`,
    ])(),
  send: (data) =>
    thrown(() => {
      const press = decodePress(data);
      if (press && encodePress(press) !== data) throw new RangeError('read back as another');
    }),
};

export const code: Attack<string> = {
  make: (luck) =>
    luck.one([
      () => luck.text(),
      () => Array.from({ length: 20 }, () => luck.one(['1', '๒', ' ', '-', 'O'])).join(''),
    ])(),
  send: (text) => thrown(() => [parseCode(text), findCodeIn(text)]),
};

const IMPORTS = { agency: agencySchema, dataset: datasetSchema as unknown as typeof agencySchema };

export const yaml: Attack<{ as: keyof typeof IMPORTS; text: string }> = {
  make(luck) {
    const { agency, dataset } = smallAgency();
    const whole = luck.one<unknown>([agency, dataset]);
    let text = luck.one([() => stringify(spoil(whole, luck)) ?? '', () => luck.text()])();
    if (luck.upTo(3) === 0) {
      const at = luck.upTo(text.length + 1);
      const bad = [': ', '&a *a', '<<: *x', '!!js/function', '\t', '- - -', '"', '#', luck.text()];
      text = text.slice(0, at) + luck.one(bad) + text.slice(at);
    }
    return { as: luck.one(['agency', 'dataset']), text };
  },
  // A shape that shrinking made up is no failure.
  send: async ({ as, text }) =>
    as in IMPORTS ? thrown(() => parseYaml('fuzz.yaml', text, IMPORTS[as])) : undefined,
};

const TYPES = ['message', 'postback', 'unsend', 'follow', 'unfollow', 'join', 'accountLink', 'nonsense'];

/** The body of a webhook; signed as LINE does. */
export const webhook: Attack<string> = {
  make(luck, { bot }) {
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
    return body ?? '';
  },
  async send(body, { bot, origin }) {
    const { status } = await bot.line.sendRaw(`${origin}/webhook`, body);
    return [200, 400, 413].includes(status) ? undefined : `the webhook answered ${status}`;
  },
};
