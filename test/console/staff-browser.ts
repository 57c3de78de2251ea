import { trialPeople } from '../support/trial-people.ts';
import type { TestConsole } from './console-under-test.ts';

/** A browser without script, as a member of staff uses it: keeps the cookie, sends forms with what stands in them. */

export interface Page {
  status: number;
  html: string;
  /** What a person reads. */
  text: string;
  headers: Headers;
  /** Where it leads, for a redirection. */
  to: string | undefined;
}

export interface SentRequest {
  headers?: Record<string, string>;
  /** Left out: the real one. */
  origin?: string | null;
  cookie?: string | null;
}

export interface Staff {
  /** Of the session. */
  cookie: string | undefined;
  /** By which the sign-in page knows the browser again; sent there alone. */
  browser: string | undefined;
  get(path: string, options?: SentRequest): Promise<Page>;
  /** Sends fields as they are, with the session's token unless one is given. */
  post(path: string, fields: Record<string, string>, options?: SentRequest): Promise<Page>;
  /** The token in a form of a page. */
  token(): Promise<string>;
  signIn(name: string, passphrase: string): Promise<Page>;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };
export const plain = (html: string) =>
  html.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** The value of a hidden field. */
export const hidden = (html: string, name: string): string =>
  plain(new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '');

export function browse({ origin }: Pick<TestConsole, 'origin'>): Staff {
  let known: { cookie: string | undefined; csrf: string } | undefined;
  const staff: Staff = {
    cookie: undefined,
    browser: undefined,
    get: (path, options) => ask(path, {}, options),
    async post(path, fields, options) {
      const csrf = fields['csrf'] ?? (staff.cookie && options?.cookie !== null ? await staff.token() : '');
      const body = new URLSearchParams({ ...fields, csrf });
      return ask(path, { method: 'POST', body }, options);
    },
    async token() {
      if (known?.cookie !== staff.cookie) {
        known = { cookie: staff.cookie, csrf: hidden((await staff.get('/me')).html, 'csrf') };
      }
      return known?.csrf ?? '';
    },
    signIn: (name, passphrase) => staff.post('/sign-in', { name, passphrase, csrf: '' }),
  };

  async function ask(path: string, init: RequestInit, options: SentRequest = {}): Promise<Page> {
    const headers: Record<string, string> = { ...options.headers };
    const cookie = options.cookie === undefined ? staff.cookie : (options.cookie ?? undefined);
    const known = path.startsWith('/sign-in') && options.cookie !== null ? staff.browser : undefined;
    const sent = [cookie, known].filter((each) => each !== undefined);
    if (sent.length > 0) headers['cookie'] = sent.join('; ');
    if (init.method === 'POST' && options.origin !== null) headers['origin'] = options.origin ?? origin;
    const response = await fetch(`${origin}/console${path}`, { ...init, headers, redirect: 'manual' });
    const html = await response.text();
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const value = pair.endsWith('=') ? undefined : pair;
      if (/^[^=]*suetrong-sign-in=/.test(pair)) staff.browser = value;
      else staff.cookie = value;
    }
    const text = plain(html.replace(/<head>[^]*<\/head>/, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
    return {
      status: response.status,
      html,
      text,
      headers: response.headers,
      to: response.headers.get('location') ?? undefined,
    };
  }
  return staff;
}

/** Signed in. */
export async function asStaff(test: TestConsole, name: string): Promise<Staff> {
  const staff = browse(test);
  const page = await staff.signIn(name, test.passphrases[name]!);
  if (page.status !== 303) throw new Error(`${name} could not sign in: ${page.text}`);
  return staff;
}

/** Signed in as one of the demo staff of trial mode, by role. */
export async function asTrial(
  { url, dataDir }: { url: string; dataDir: string },
  role: string,
): Promise<Staff> {
  const person = trialPeople(dataDir).find((each) => each.role === role)!;
  const staff = browse({ origin: url });
  const page = await staff.signIn(person.name, person.passphrase);
  if (page.status !== 303) throw new Error(`${role} could not sign in: ${page.text}`);
  return staff;
}
