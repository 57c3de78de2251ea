import type { Luck } from './luck.ts';
import type { PageForm } from './page-forms.ts';
import { nameOf, type Entrance } from './routes.ts';
import type { FuzzTown } from './town.ts';

/** Stands for the token of the sender's session, whichever that is when it is sent. */
export const TOKEN = '{token}';

type Value = string | { file: string; bytes: string };

/** One request, ready to be sent again. */
export interface FormInput {
  method: string;
  path: string;
  /** Who sends it, by name; a stranger when empty. */
  who: string;
  way: 'none' | 'form' | 'multipart' | 'raw';
  fields: [name: string, value: Value][];
}

const NO_ANSWER_MS = 20_000;

/** The address of an entrance: as seen in a page, or with anything in place of its parameters. */
export function addressOf({ path }: Entrance, luck: Luck, addresses: Map<string, string[]>): string {
  const known = addresses.get(nameOf({ method: 'get', path }));
  if (known && luck.upTo(4) > 0) return luck.one(known);
  const hrefs = [...addresses.values()].flat();
  const whole = path.replace(/:\w+/g, (_param, at: number) => {
    const before = path.slice(0, at);
    const ids = hrefs.flatMap((href) =>
      href.startsWith(before) ? href.slice(before.length).split(/[/?#]/)[0]! : [],
    );
    const id = ids.length > 0 && luck.upTo(4) > 0 ? luck.one(ids) : '';
    const part = luck.one(['1', '0'.repeat(32), luck.text().slice(0, 40)]) || 'x';
    return id || encodeURIComponent(part.toWellFormed());
  });
  const query =
    luck.upTo(2) === 0 ? '' : `?${new URLSearchParams([[luck.one(QUERY), luck.text()]]).toString()}`;
  return `${whole}${query.slice(0, 4000)}`;
}
const QUERY = [
  'lang',
  'before',
  'after',
  'unit',
  'status',
  'room',
  'user',
  'ended',
  'year',
  'q',
  '__proto__',
];

/** A form as somebody would send it: one choice for each field, one button. */
export function filled(form: PageForm, luck: Luck): [string, Value][] {
  const fields = form.fields.map(({ name, values, file }): [string, Value] =>
    name === 'csrf'
      ? [name, TOKEN]
      : file
        ? [
            name,
            {
              file: luck.one(['a.txt', 'a.jpg', '', luck.text().slice(0, 50)]),
              bytes: luck.upTo(8) === 0 ? luck.text() : '',
            },
          ]
        : [name, luck.one(values)],
  );
  const button = form.buttons.length > 0 ? luck.one(form.buttons) : undefined;
  return button?.name ? [...fields, [button.name, button.value]] : fields;
}

export function hostile(fields: readonly [string, Value][], luck: Luck): [string, Value][] {
  const sent = [...fields];
  for (let times = luck.one([0, 1, 1, 2, 4]); times > 0; times -= 1) {
    const at = luck.upTo(sent.length + 1);
    const [name = luck.one(['code', 'text', 'do', 'csrf', 'step', luck.text().slice(0, 20)])] =
      sent[at] ?? [];
    if (/^csrf$/.test(name) && luck.upTo(10) > 0) continue;
    const value: Value =
      luck.upTo(15) === 0 ? { file: luck.text().slice(0, 50), bytes: luck.text() } : luck.text();
    luck.one([
      () => sent.splice(at, 1, [name, value]),
      () => sent.splice(at, 1, [name, value]),
      () => sent.splice(at, 0, [name, value]),
      () => sent.splice(at, 1),
      () => sent.splice(at, 1, [luck.text().slice(0, 20), value]),
    ])();
  }
  return sent;
}

const RAW_TYPES = [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json',
  '',
];

export function requestOf({ method, who, way, fields }: FormInput, town: FuzzTown): RequestInit {
  const headers: Record<string, string> = { origin: town.origin };
  const cookie = town.cookies.get(who);
  if (cookie !== undefined) headers['cookie'] = cookie;
  const real = (value: string) => (value === TOKEN ? (town.tokens.get(who) ?? '') : value);
  const texts = fields.map(([name, value]) => [name, typeof value === 'string' ? real(value) : value.bytes]);
  const weight = JSON.stringify(fields).length; // the same address and type for the same input
  headers['x-forwarded-for'] = `10.${weight & 255}.${(weight >> 8) & 255}.${fields.length & 255}`;
  const init: RequestInit = {
    ...{ method: method.toUpperCase(), headers, redirect: 'manual' as const },
    signal: AbortSignal.timeout(NO_ANSWER_MS),
  };
  if (way === 'form') return { ...init, body: new URLSearchParams(texts) };
  if (way === 'raw') {
    headers['content-type'] = RAW_TYPES[weight % RAW_TYPES.length]!;
    return { ...init, body: texts.flat().join('&') };
  }
  if (way === 'none') return init;
  const body = new FormData();
  for (const [name, value] of fields)
    if (typeof value === 'string') body.append(name, real(value));
    else body.append(name, new Blob([value.bytes]), value.file);
  return { ...init, body };
}
