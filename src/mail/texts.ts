import { LANGS, type Translate } from '../i18n.ts';

/** What staff are mailed at release hours, in both languages at once: the same bytes for everybody. */
export function mailTexts(t: Translate, url: string) {
  const both = (key: string, params: Record<string, string>, between: string) =>
    LANGS.map((lang) => t(lang, `alerts:mail.${key}`, params)).join(between);
  const message = (name: string, params: Record<string, string>) => ({
    subject: both(`${name}.subject`, params, ' / '),
    text: `${both(`${name}.text`, params, '\n\n')}\n`,
  });
  return {
    alert: message('alert', { url }),
    head: (head: string) => message('head', { head }),
  };
}
