/** A form as it stands in a page, with all that its fields offer. */
export interface PageForm {
  method: 'get' | 'post';
  action: string;
  multipart: boolean;
  fields: { name: string; values: string[]; file: boolean }[];
  buttons: { name: string; value: string; action?: string }[];
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };
const plain = (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag);
  return found ? plain(found[1] ?? '') : undefined;
};

/** The forms of a page of ours, where every value is quoted and escaped. */
export const formsIn = (html: string): PageForm[] =>
  [...html.matchAll(/<form[^>]*>[^]*?<\/form>/g)].map(([whole]) => readForm(whole));

function readForm(html: string): PageForm {
  const [opening] = /<form[^>]*>/.exec(html)!;
  const fields = new Map<string, { name: string; values: string[]; file: boolean }>();
  const add = (name: string | undefined, values: string[], file = false) => {
    if (name === undefined) return;
    const known = fields.get(name);
    if (known) known.values.push(...values);
    else fields.set(name, { name, values, file });
  };
  for (const [tag] of html.matchAll(/<input[^>]*>/g))
    add(attribute(tag, 'name'), [attribute(tag, 'value') ?? ''], attribute(tag, 'type') === 'file');
  for (const [, tag, text] of html.matchAll(/<textarea([^>]*)>([^]*?)<\/textarea>/g))
    add(attribute(`<t ${tag!}>`, 'name'), [plain(text!)]);
  for (const [, tag, options] of html.matchAll(/<select([^>]*)>([^]*?)<\/select>/g)) {
    const values = [...options!.matchAll(/<option[^>]*>/g)].map(
      ([option]) => attribute(option, 'value') ?? '',
    );
    add(attribute(`<s ${tag!}>`, 'name'), values);
  }
  const buttons = [...html.matchAll(/<button[^>]*>/g)].map(([tag]) => ({
    name: attribute(tag, 'name') ?? '',
    value: attribute(tag, 'value') ?? '',
    action: attribute(tag, 'formaction'),
  }));
  return {
    method: attribute(opening, 'method')?.toLowerCase() === 'post' ? 'post' : 'get',
    action: attribute(opening, 'action') ?? '',
    multipart: attribute(opening, 'enctype') === 'multipart/form-data',
    fields: [...fields.values()],
    buttons,
  };
}

/** Addresses of ours that a page leads to, also those it only shows, as an invitation's. */
export const linksIn = (html: string): string[] => [
  ...[...html.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href]) => plain(href!)),
  ...[...html.matchAll(/https?:\/\/[\w.:-]+(\/console\/[\w/-]+)/g)].map(([, path]) => path!),
];
