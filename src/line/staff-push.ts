import type { PushAlert } from '../accounts/line-push.ts';
import { LANGS, type Translate } from '../i18n.ts';
import type { Logger } from '../log.ts';
import type { Messenger } from './messenger.ts';
import { pushPatiently, type Sleep } from './push-patiently.ts';

/** So much of the month's messages staff may use up together with reporters; what is left is for reporters alone. */
const SHARE_FOR_ALL = 0.8;

/**
 * Alerts to staff by LINE, in both languages at once. Without a link: LINE fetches what links lead to, and whoever could
 * write in our name would lead to a sign-in page of his own.
 */
export function createStaffPush(deps: {
  messenger: Pick<Messenger, 'push' | 'quota'>;
  t: Translate;
  log: Pick<Logger, 'warn'>;
  sleep?: Sleep;
}): PushAlert {
  const { messenger, t, log, sleep } = deps;
  const text = LANGS.map((lang) => t(lang, 'alerts:line.alert')).join('\n\n');

  return async ({ to, retryKey }) => {
    const quota = await messenger.quota();
    // Not known whether reporters would go short: then the alert waits.
    if (!quota) return failed('no-quota');
    if (quota.limit !== undefined && quota.used >= quota.limit * SHARE_FOR_ALL) return 'quota';
    const pushed = await pushPatiently(messenger, { to, text, retryKey }, sleep);
    if (pushed.kind === 'sent' || pushed.kind === 'quota') return pushed.kind;
    return failed(pushed.kind);
  };

  function failed(why: string): 'failed' {
    log.warn({ why }, 'an alert could not be sent by LINE');
    return 'failed';
  }
}
