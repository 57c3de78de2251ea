import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from 'i18next';
import { SetupError } from './errors.ts';

export const LANGS = ['th', 'en'] as const;
export type Lang = (typeof LANGS)[number];

export const isLang = (value: unknown): value is Lang => LANGS.includes(value as Lang);

/**
 * The text of `key` (`area:path.to.text`) in `lang`, with `{{name}}` filled in. Nothing is HTML-escaped here:
 * pages escape, LINE shows text as it is. Throws when the key is missing, so that no raw key reaches a citizen.
 */
export type Translate = (lang: Lang, key: string, params?: Record<string, string | number>) => string;

/** A text is missing: a mistake of ours, named by its key. */
export class WordingError extends Error {
  constructor(lang: Lang, key: string) {
    super(`no text "${key}" in locales/${lang}`);
    this.name = 'WordingError';
  }
}

export interface I18n {
  t: Translate;
  /** Whether `lang` has `key`. */
  has(lang: Lang, key: string): boolean;
}

const LOCALES_DIR = join(import.meta.dirname, '..', 'locales');

/** What stands in for a text that does not exist; no text is this. */
const MISSING = '\u0000';

/** Reads all `locales/<lang>/<area>.json`. Throws SetupError when a file is not JSON. */
export function createI18n(dir: string = LOCALES_DIR): I18n {
  const resources: Record<string, Record<string, object>> = {};
  for (const lang of LANGS) {
    const areas: Record<string, object> = (resources[lang] = {});
    for (const file of readdirSync(join(dir, lang))) {
      if (!file.endsWith('.json')) continue;
      const path = join(dir, lang, file);
      try {
        areas[file.slice(0, -'.json'.length)] = JSON.parse(readFileSync(path, 'utf8')) as object;
      } catch (error) {
        throw new SetupError([`${path} is not valid JSON (${(error as Error).message}). Mend the file.`]);
      }
    }
  }
  const instance = createInstance();
  void instance.init({
    initAsync: false,
    lng: 'th',
    fallbackLng: false,
    resources,
    ns: Object.keys(resources['th'] ?? {}),
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const has = (lang: Lang, key: string) => instance.exists(key, { lng: lang });
  return {
    has,
    t(lang, key, params = {}) {
      const text = instance.t(key, { ...params, lng: lang, defaultValue: MISSING });
      if (text === MISSING) throw new WordingError(lang, key);
      return text;
    },
  };
}
