/** Where a value of a template stands. `before` is the attribute's fixed text ahead of it. */
export type Hole =
  { place: 'text' } | { place: 'tag' } | { place: 'attribute'; attribute: string; before: string };

type State = 'text' | 'tag-name' | 'tag' | 'after-equals' | 'quoted' | 'unquoted' | 'comment' | 'raw-text';

const RAW_TEXT = /^(script|style|iframe|noscript|xmp|noembed|noframes|plaintext)$/;

const known = new WeakMap<TemplateStringsArray, readonly Hole[]>();

/** The places of a template's values, read once per template. Throws TypeError when one stands where no escaping helps. */
export function readTemplate(strings: TemplateStringsArray): readonly Hole[] {
  const cached = known.get(strings);
  if (cached) return cached;
  const reader = new TemplateReader();
  const holes: Hole[] = [];
  strings.forEach((chunk, index) => {
    reader.read(chunk);
    if (index < strings.length - 1) holes.push(reader.hole());
  });
  reader.end();
  known.set(strings, holes);
  return holes;
}

/** Enough of an HTML tokenizer to know, for templates we wrote ourselves, where a value will land. */
class TemplateReader {
  #state: State = 'text';
  #tag = '';
  #attribute = '';
  #quote = '';
  #value = '';

  read(chunk: string): void {
    for (let at = 0; at < chunk.length; at++) {
      const sign = chunk[at] as string;
      if (this.#state === 'text' && chunk.startsWith('<!--', at)) this.#state = 'comment';
      else if (this.#state === 'comment') {
        if (chunk.startsWith('-->', at)) this.#state = 'text';
      } else if (this.#state === 'raw-text') {
        if (chunk.slice(at, at + 2 + this.#tag.length).toLowerCase() === `</${this.#tag}`)
          this.#state = 'tag-name';
        if (this.#state === 'tag-name') this.#tag = '';
      } else this.#step(sign);
    }
  }

  #step(sign: string): void {
    const space = /\s/.test(sign);
    switch (this.#state) {
      case 'text':
        if (sign === '<') [this.#state, this.#tag] = ['tag-name', ''];
        return;
      case 'tag-name':
        if (sign === '>') this.#closeTag();
        else if (space) [this.#state, this.#attribute] = ['tag', ''];
        else this.#tag += sign.toLowerCase();
        return;
      case 'tag':
        if (sign === '>') this.#closeTag();
        else if (sign === '=') this.#state = 'after-equals';
        else if (space || sign === '/') this.#attribute = '';
        else this.#attribute += sign.toLowerCase();
        return;
      case 'after-equals':
        this.#value = '';
        if (sign === '"' || sign === "'") [this.#state, this.#quote] = ['quoted', sign];
        else if (!space) this.#state = 'unquoted';
        return;
      case 'quoted':
        if (sign === this.#quote) [this.#state, this.#attribute] = ['tag', ''];
        else this.#value += sign;
        return;
      case 'unquoted':
        if (sign === '>') this.#closeTag();
        else if (space) [this.#state, this.#attribute] = ['tag', ''];
        return;
      default:
        return;
    }
  }

  #closeTag(): void {
    this.#attribute = '';
    this.#state = RAW_TEXT.test(this.#tag) ? 'raw-text' : 'text';
  }

  hole(): Hole {
    if (this.#state === 'text') return { place: 'text' };
    if (this.#state === 'tag' && this.#attribute === '') return { place: 'tag' };
    if (this.#state === 'quoted') {
      if (this.#attribute.startsWith('on') || this.#attribute === 'style' || this.#attribute === 'srcdoc') {
        throw new TypeError(`a value cannot stand in the attribute ${this.#attribute}`);
      }
      return { place: 'attribute', attribute: this.#attribute, before: this.#value };
    }
    throw new TypeError(
      `a value cannot stand here (${this.#state} of <${this.#tag}>): quote it, or move it out`,
    );
  }

  end(): void {
    if (this.#state !== 'text') throw new TypeError(`the template ends inside <${this.#tag}>`);
  }
}

/** Whether an address is relative to this site, or plainly https, http, tel or mailto, with nothing hidden in it. */
export function isSafeUrl(address: string): boolean {
  // Browsers drop tabs and newlines, and read a backslash as a slash.
  if (/[\u0000-\u0020\\]/.test(address)) return false;
  if (address === '' || /^[#?]/.test(address)) return true;
  if (address.startsWith('/')) return !address.startsWith('//');
  return /^(https?:\/\/[^/]|tel:|mailto:)/i.test(address);
}
