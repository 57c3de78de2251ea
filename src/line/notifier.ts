import { randomUUID } from 'node:crypto';
import type { Casework } from '../cases/casework.ts';
import type { NotifyContent } from '../cases/contents.ts';
import type { Translate } from '../i18n.ts';
import type { Messenger } from './messenger.ts';
import { pushPatiently, type Sleep } from './push-patiently.ts';

/** Tells reporters who asked for it that there is something new. */
export interface Notifier {
  /**
   * Pushes one neutral sentence to each, in the language of the report: nothing of the case, not even that there is one.
   * Never rejects; when the month's messages are used up nobody is told, which is counted.
   */
  tell(list: readonly NotifyContent[]): Promise<void>;
}

export function createNotifier(deps: {
  messenger: Pick<Messenger, 'push' | 'quota'>;
  t: Translate;
  count: (counter: string) => Promise<void>;
  sleep?: Sleep;
}): Notifier {
  const { messenger, t, count, sleep } = deps;

  async function tellOne({ address, lang }: NotifyContent): Promise<void> {
    const quota = await messenger.quota();
    if (quota?.limit !== undefined && quota.used >= quota.limit) return count('notice.quota');
    const push = { to: address, text: t(lang, 'chat:news'), retryKey: randomUUID() };
    const { kind } = await pushPatiently(messenger, push, sleep);
    return count(`notice.${kind}`);
  }

  return {
    async tell(list) {
      for (const one of list) await tellOne(one);
    },
  };
}

/**
 * Casework that tells reporters, who asked for it, after a staff action they are to hear of. The action is done whatever
 * becomes of that, and does not wait for LINE unless `wait` says so: for a process that ends after it.
 */
export function withNotices(
  casework: Casework,
  notifier: Notifier,
  { failed, wait = false }: { failed: (error: unknown) => void; wait?: boolean },
): Casework {
  return {
    ...casework,
    async act(worker, doing) {
      const done = await casework.act(worker, doing);
      const told = notifier.tell(done.notify).catch(failed);
      if (wait) await told;
      return done;
    },
  };
}
