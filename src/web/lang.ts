import type { Request } from 'express';
import { type Lang } from '../i18n.ts';

/**
 * The language of a page: `?lang=en` gives English, everything else Thai. Neither cookies nor the browser's own
 * language are used: the first would mark a visitor, the second gives Thai readers English pages on a borrowed phone.
 */
export function langOf(request: Pick<Request, 'query'>): Lang {
  return request.query['lang'] === 'en' ? 'en' : 'th';
}

/** A path of this site (query and fragment allowed) in a language. Thai needs no mark. */
export function withLang(path: string, lang: Lang): string {
  const url = new URL(path, 'http://here.invalid');
  url.searchParams.delete('lang');
  if (lang !== 'th') url.searchParams.set('lang', lang);
  return url.pathname + url.search + url.hash;
}
