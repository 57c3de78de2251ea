import type { Lang, Translate } from '../i18n.ts';
import { OUTSIDE_REPORT } from './schema.ts';

/** Labels of places in the source that are words, and their names in `findings.json` under `section`. */
const NAMED: Record<string, string> = {
  ประกาศ: 'announcement',
  บันทึกข้อความ: 'memo',
  [OUTSIDE_REPORT]: 'outside',
};
const IN_TABLE = / \(ตาราง\)$/;

/** A section label in the reader's language: "3 (ตาราง)" → "section 3 (table)". A label we do not know stays as it is. */
export function sectionName(section: string, lang: Lang, t: Translate): string {
  const named = NAMED[section];
  if (named) return t(lang, `findings:section.${named}`);
  if (!/^\d/.test(section)) return section;
  const number = section.replace(IN_TABLE, '');
  return t(lang, `findings:section.${IN_TABLE.test(section) ? 'table' : 'numbered'}`, { number });
}
