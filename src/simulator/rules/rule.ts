/** A JSON object whose members nobody has checked yet. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is none. */
export const asJson = (value: unknown): Json => (isJson(value) ? value : {});
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The places of a request that rules look at. `string` is every string, wherever it stands. */
export type SiteKind =
  | 'request'
  | 'message'
  | 'quick-reply'
  | 'quick-reply-item'
  | 'template'
  | 'action'
  | 'container'
  | 'component'
  | 'string';

/** Where an action sits: it decides whether it needs a label, how long that may be, and which actions are allowed. */
export type ActionPlace = 'quick-reply' | 'flex-button' | 'flex-area' | 'template' | 'image-carousel';

/** Where a Flex component sits. */
export type ComponentPlace =
  'block' | 'hero' | 'horizontal' | 'vertical' | 'baseline' | 'text' | 'alt-content';

export interface Site {
  kind: SiteKind;
  value: unknown;
  /** As LINE names it: `messages[0].contents.body`. */
  path: string;
  place?: ActionPlace | ComponentPlace;
}

/** One way in which a site breaks a rule: the property that does, below the site, and what was found there. */
export interface Finding {
  property?: string;
  found: string;
}

export interface Rule {
  on: SiteKind;
  /** What LINE's error answer says. The explanation for people is `simulator:rules.<name>` in the locales. */
  says: string;
  find(site: Site): Iterable<Finding>;
}

/** No finding, or one. */
export function when(found: string | false | undefined, property?: string): Finding[] {
  return found === false || found === undefined ? [] : [{ found, property }];
}

/** A value as a finding shows it: short, and never the whole text. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
