import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { CaseKind } from '../../src/cases/kinds.ts';
import { formatCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { wordsOf } from '../../src/cli/words.ts';
import type { LineEvent } from '../support/fake-line.ts';
import { fillIn, phoneOf, th, type Phone, type Typed } from '../cases/phone.ts';
import { deliver } from './asking.ts';
import type { LoadPlace } from './place.ts';

/** What stands on a receipt beside the code. */
const REFERENCE = /\d{4}-\d{4}/;
/** Nobody presses more often than this. */
const MOST_TRIES = 200;

/**
 * Presses "send" until there is a receipt, as somebody does whose phone shows nothing for `patienceMs`; resolves to the
 * reference on it, which stands beside the code that the review showed.
 */
export async function pressUntilFiled(
  { line, webhook }: LoadPlace,
  phone: Phone,
  { kind, code, patienceMs }: { kind: CaseKind; code: TrackingCode; patienceMs: number },
): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const event = phone.eventOf(th('report:act.file'));
    try {
      const { status } = await line.send(webhook(), event);
      if (status !== 200) throw new Error('not taken');
    } catch {
      await sleep(200); // dead, or dying
      continue;
    }
    const reply = await line.waitForReply(event, patienceMs).catch(() => undefined);
    const words = reply ? wordsOf(reply.messages) : '';
    if (!words.includes(th(`report:receipt.title.${kind}`))) continue;
    expect(words).toContain(formatCode(code));
    return REFERENCE.exec(words)![0];
  }
  throw new Error('never filed');
}

/**
 * Reports as somebody does whatever dies meanwhile: begins anew when nothing is answered before the end (`typed` is asked
 * again, a photo is sent again), and presses "send" until there is a receipt. Each time under another name: what was begun
 * stays behind as a draft.
 */
export async function reportWhateverDies(
  place: LoadPlace,
  name: string,
  { kind, typed, patienceMs }: { kind: CaseKind; typed: (user: string) => Typed; patienceMs: number },
): Promise<{ code: TrackingCode; reference: string; tries: number }> {
  const { line } = place;
  const delivering = {
    ...line,
    async ask(_webhook: string, event: LineEvent, ms?: number) {
      await deliver(place, event);
      return line.waitForReply(event, ms);
    },
  };
  for (let tries = 1; tries < MOST_TRIES; tries += 1) {
    const user = `${name}, try ${tries}`;
    const phone = phoneOf(delivering, () => '', user, patienceMs);
    const { whole, since } = place;
    const code = await fillIn(phone, kind, typed(user)).catch((error: unknown) => {
      if (whole && place.whole && since === place.since) throw error; // nothing died: this is a fault
      return undefined;
    });
    if (code === undefined) {
      await sleep(500);
      continue;
    }
    return { code, tries, reference: await pressUntilFiled(place, phone, { kind, code, patienceMs }) };
  }
  throw new Error('never filled in');
}
