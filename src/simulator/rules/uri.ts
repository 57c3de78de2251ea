import { over, utf16Units } from './measure.ts';
import { show } from './rule.ts';

/** RFC 3986: only these signs stand in an address by themselves; everything else is percent-encoded. */
const ENCODED = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;

/** What is wrong with an address, if anything: not a text, too long, another scheme, not percent-encoded. */
export function uriProblem(
  value: unknown,
  schemes: readonly string[],
  maxLength: number,
): string | undefined {
  if (typeof value !== 'string' || value === '') return show(value);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase();
  if (!scheme || !schemes.includes(scheme)) return `${show(value)} is not ${schemes.join(', ')}`;
  if (!ENCODED.test(value)) return `${show(value)} is not percent-encoded`;
  if (scheme !== 'tel' && !URL.canParse(value)) return `${show(value)} is not an address`;
  return over(utf16Units(value), maxLength);
}
