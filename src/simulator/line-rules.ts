import { actionRules } from './rules/actions.ts';
import { flexRules } from './rules/flex.ts';
import { messageRules } from './rules/messages.ts';
import type { Rule, SiteKind } from './rules/rule.ts';
import { templateRules } from './rules/templates.ts';
import { sitesOf } from './rules/walk.ts';

/**
 * LINE's rules for outgoing messages, as data. Written from LINE's reference, not from `src/line/limits.ts`,
 * so that the two check each other; where LINE's words leave room ("30 KB"), the stricter reading.
 * `simulator:rules.<name>` in the locales explains each to people.
 */
export const RULES = { ...messageRules, ...actionRules, ...templateRules, ...flexRules } as const;

export type RuleName = keyof typeof RULES;
export const RULE_NAMES = Object.keys(RULES) as RuleName[];

export interface RuleBreach {
  rule: RuleName;
  /** LINE's own words for it. */
  says: string;
  /** Where, as LINE names it: `messages[0].contents.body.contents[1].text`. */
  path: string;
  /** What was found there, shortened to 60 signs or so; for example `5001 > 5000`. */
  found: string;
}

const rulesOn = Map.groupBy(RULE_NAMES, (name): SiteKind => RULES[name].on);

/** Every breach of LINE's rules in the `messages` of a request, in reading order. Takes any value and never throws. */
export function checkMessages(messages: unknown): RuleBreach[] {
  const breaches: RuleBreach[] = [];
  for (const site of sitesOf(messages)) {
    for (const name of rulesOn.get(site.kind) ?? []) {
      const rule: Rule = RULES[name];
      for (const { property, found } of rule.find(site)) {
        const path = property ? `${site.path}.${property}` : site.path;
        breaches.push({ rule: name, says: rule.says, path, found });
      }
    }
  }
  return breaches;
}
