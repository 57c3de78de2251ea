/** A browser without script, as far as forms go: reads a page's forms and sends them as a press of a button would. */

export interface SentForm {
  action: string;
  /** Sent with files. */
  multipart: boolean;
  /** Names of its file inputs. */
  files: string[];
  /** What would be sent, without any button. */
  values: [string, string][];
  buttons: { name: string; value: string; action: string; label: string }[];
}

export interface Page {
  status: number;
  html: string;
  /** What a person reads. */
  text: string;
  headers: Headers;
  forms: SentForm[];
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };
const plain = (html: string) => html.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag);
  return found ? plain(found[1] ?? '') : undefined;
};
/** What a person reads. */
export const words = (html: string) =>
  plain(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

function readForm(html: string): SentForm {
  const [opening] = /<form[^>]*>/.exec(html)!;
  const action = attribute(opening, 'action')!;
  const multipart = attribute(opening, 'enctype') === 'multipart/form-data';
  const form: SentForm = { action, multipart, files: [], values: [], buttons: [] };
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const type = attribute(tag, 'type');
    if (type === 'file') {
      form.files.push(attribute(tag, 'name')!);
      continue;
    }
    const ticked = attribute(tag, 'checked') !== undefined;
    if ((type === 'radio' || type === 'checkbox') && !ticked) continue;
    form.values.push([attribute(tag, 'name')!, attribute(tag, 'value') ?? '']);
  }
  for (const [, tag, content] of html.matchAll(/<textarea([^>]*)>([^]*?)<\/textarea>/g)) {
    form.values.push([attribute(`<t ${tag}>`, 'name')!, plain(content!.replace(/^\n/, ''))]);
  }
  for (const [whole, tag] of html.matchAll(/<select([^>]*)>[^]*?<\/select>/g)) {
    const chosen = [...whole.matchAll(/<option[^>]*>/g)].find(
      ([option]) => attribute(option, 'selected') !== undefined,
    );
    form.values.push([attribute(`<s ${tag}>`, 'name')!, chosen ? attribute(chosen[0], 'value')! : '']);
  }
  for (const [, tag, label] of html.matchAll(/<button([^>]*)>([^]*?)<\/button>/g)) {
    const at = `<b ${tag}>`;
    form.buttons.push({
      name: attribute(at, 'name') ?? '',
      value: attribute(at, 'value') ?? '',
      action: attribute(at, 'formaction') ?? action,
      label: words(label!),
    });
  }
  return form;
}

async function read(response: Response): Promise<Page> {
  const html = await response.text();
  const { status, headers } = response;
  const forms = [...html.matchAll(/<form[^]*?<\/form>/g)].map(([form]) => readForm(form));
  return { status, headers, html, text: words(html.replace(/<head>[^]*<\/head>/, '')), forms };
}

type Value = string | File;
export type Typed = Record<string, Value | Value[]>;

export interface Visitor {
  /** Every address that was asked for. */
  addresses: string[];
  get(path: string): Promise<Page>;
  post(path: string, body: Typed, multipart?: boolean): Promise<Page>;
  /**
   * Fills in fields and presses the button that sends `do=act`; `lang` picks the button to the other language,
   * `where` the form with this hidden or other value in it.
   */
  press(page: Page, act: string, typed?: Typed, options?: { lang?: string; action?: string }): Promise<Page>;
}

const BOUNDARY = '----visitor7f3a90c1';
const escaped = (text: string) => text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');

/** Not by FormData: of an input left empty Node sends no file name, and browsers send an empty one. */
async function asBrowsersSend(pairs: readonly [string, Value][]): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for (const [name, value] of pairs) {
    const isFile = typeof value !== 'string';
    const file = isFile
      ? `; filename="${escaped(value.name)}"\r\nContent-Type: application/octet-stream`
      : '';
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${escaped(name)}"${file}\r\n\r\n`;
    const content = isFile
      ? new Uint8Array(await value.arrayBuffer())
      : Buffer.from(value.replace(/\r\n|\r|\n/g, '\r\n'));
    parts.push(Buffer.from(head), content, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

export function visitor(origin: string, headers: Record<string, string> = {}): Visitor {
  const addresses: string[] = [];
  const ask = async (path: string, init: RequestInit = {}) => {
    addresses.push(path);
    return read(
      await fetch(origin + path, { ...init, headers: { ...headers, ...init.headers }, redirect: 'manual' }),
    );
  };
  const post = async (path: string, pairs: [string, Value][], multipart = false) => {
    if (!multipart)
      return ask(path, { method: 'POST', body: new URLSearchParams(pairs as [string, string][]) });
    const body = await asBrowsersSend(pairs);
    const type = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
    return ask(path, { method: 'POST', body, headers: type });
  };
  const pairsOf = (typed: Typed): [string, Value][] =>
    Object.entries(typed).flatMap(([name, value]) =>
      [value].flat().map((each): [string, Value] => [name, each]),
    );
  return {
    addresses,
    get: (path) => ask(path),
    post: (path, body, multipart) => post(path, pairsOf(body), multipart),
    press(page, act, typed = {}, { lang, action } = {}) {
      for (const form of page.forms) {
        if (
          action !== undefined &&
          !form.values.some(([name, value]) => name === 'action' && value === action)
        )
          continue;
        const button = form.buttons.find(
          (each) => each.value === act && (lang === undefined || each.action.includes(`lang=${lang}`)),
        );
        if (!button) continue;
        const kept: [string, Value][] = form.values.filter(([name]) => !(name in typed));
        const left = form.files.filter((name) => !(name in typed));
        const empty = left.map((name): [string, Value] => [name, new File([], '')]);
        const sent = [...kept, ...empty, ...pairsOf(typed)];
        const pressed: [string, Value][] = button.name ? [[button.name, button.value]] : [];
        return post(button.action, [...sent, ...pressed], form.multipart);
      }
      throw new Error(`no button "${act}" on this page: ${page.text.slice(0, 300)}`);
    },
  };
}

/** The tracking code a page shows. */
export function codeOn(page: Page): string {
  const shown = /<p class="code"[^>]*>([\d ]+)<\/p>/.exec(page.html)?.[1];
  if (!shown) throw new Error(`no code on this page: ${page.text.slice(0, 300)}`);
  return shown.replaceAll(' ', '');
}

export const STORY = 'ไปขออนุญาตต่อเติมบ้าน เจ้าหน้าที่บอกว่าถ้าอยากได้เร็วต้องจ่าย';
export const REPORT: Typed = { category: 'bribe', unit: 'finance', what: STORY };
