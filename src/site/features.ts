import type { Lang, Translate } from '../i18n.ts';
import type { NavLink } from '../web/layout.ts';

/**
 * What this installation offers. Pages link only to what is on. `report`, `comment`, `track`, `statistics` and `ita`
 * are web pages; `chatReport` means that reporting and following work in the chat; `simulator` exists in trial mode only.
 */
export const FEATURES = [
  'report',
  'comment',
  'track',
  'statistics',
  'ita',
  'simulator',
  'chatReport',
] as const;
export type Feature = (typeof FEATURES)[number];
export type Features = Readonly<Record<Feature, boolean>>;

/** Whether reports are taken here at all, in the chat or on the web. */
export const takesReports = (features: Features): boolean => features.report || features.chatReport;

/** The pages of the menu, in order; those without a feature always exist. */
export const MENU = [
  { path: '/', name: 'home' },
  { path: '/ita', name: 'ita', feature: 'ita' },
  { path: '/report', name: 'report', feature: 'report' },
  { path: '/track', name: 'track', feature: 'track' },
  { path: '/comment', name: 'comment', feature: 'comment' },
  { path: '/statistics', name: 'statistics', feature: 'statistics' },
  { path: '/privacy', name: 'privacy' },
] as const satisfies readonly { path: string; name: string; feature?: Feature }[];

/** The menu as far as it exists here. */
export function menu(t: Translate, lang: Lang, features: Features): NavLink[] {
  return MENU.filter((entry) => !('feature' in entry) || features[entry.feature]).map((entry) => ({
    path: entry.path,
    label: t(lang, `site:nav.${entry.name}`),
  }));
}
