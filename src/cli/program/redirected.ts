import type { Lang, Translate } from '../../i18n.ts';
import type { CommandIo } from './io.ts';

/** Before secrets are printed for somebody to read: says so when they go where nobody reads them and where they stay. */
export function warnIfRedirected(io: Pick<CommandIo, 'redirected' | 'err'>, t: Translate, lang: Lang): void {
  if (io.redirected) io.err(t(lang, 'cli-staff:redirected'));
}
