import type { Agency } from '../ita/agency.ts';

/**
 * Where LINE offers to add the agency's account, from the first contact of kind `line`: an https address as it is,
 * a basic id (`@name`) as LINE's own address for it. Undefined when there is none.
 */
export function lineAddUrl(agency: Agency): string | undefined {
  const value = agency.contacts.find((contact) => contact.kind === 'line')?.value;
  if (value === undefined) return undefined;
  if (/^https:\/\//i.test(value)) return URL.canParse(value) ? value : undefined;
  return /^@[\w.-]+$/.test(value) ? `https://line.me/R/ti/p/${encodeURIComponent(value)}` : undefined;
}
