import type { Messenger } from './messenger.ts';
import type { PushOutcome } from './outcomes.ts';

const TRIES = 3;
const MAX_WAIT_MS = 5000;

export type Sleep = (ms: number) => Promise<void>;

const unhurried: Sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** Pushes a text, up to three times under the same key: LINE then sends it once, whatever becomes of its answers. */
export async function pushPatiently(
  messenger: Pick<Messenger, 'push'>,
  { to, text, retryKey }: { to: string; text: string; retryKey: string },
  sleep: Sleep = unhurried,
): Promise<PushOutcome> {
  for (let tries = 1; ; tries += 1) {
    const pushed = await messenger.push(to, [{ type: 'text', text }], retryKey);
    const again = pushed.kind === 'retry-later' || pushed.kind === 'rate-limited';
    if (!again || tries >= TRIES) return pushed;
    await sleep(Math.min(pushed.afterMs, MAX_WAIT_MS));
  }
}
