import { isLoopback } from '../config/loopback.ts';
import { LIMITS } from './limit-table.ts';

/** What RFC 3986 allows in a path, a query or a fragment, and a percent sign only before two hex digits. */
const NOT_ALLOWED = /%(?![0-9a-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/gi;
const PHONE = /^tel:\+?[0-9][0-9-]{1,20}$/;

const encoded = (part: string) => part.replace(NOT_ALLOWED, (sign) => encodeURIComponent(sign));

/**
 * `value` as an address that LINE opens: https, http on this machine (trial), or `tel:`; percent-encoded, at most
 * 1,000 units. Undefined for anything else: a shortened address would lead astray.
 */
export function safeUri(value: string): string | undefined {
  if (PHONE.test(value)) return value;
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!allowed || url.username || url.password) return undefined;
  const fragment = url.hash ? `#${encoded(url.hash.slice(1))}` : '';
  const query = url.search ? `?${encoded(url.search.slice(1))}` : '';
  const uri = `${url.origin}${encoded(url.pathname)}${query}${fragment}`;
  return uri.length <= LIMITS.uri.max ? uri : undefined;
}
