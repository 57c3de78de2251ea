import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from '../../src/cases/casework.ts';
import { fieldsOf } from '../../src/cases/fields.ts';
import type { CaseKind } from '../../src/cases/kinds.ts';
import { parseCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { buttonsOf, wordsOf } from '../../src/cli/words.ts';
import { createI18n } from '../../src/i18n.ts';
import type { Bot } from '../support/bot.ts';
import type { FakeLine, LineEvent } from '../support/fake-line.ts';

const { t } = createI18n();
export const th = (key: string) => t('th', key);

/** One person with a phone: types, taps what is there to tap, reads. */
export interface Phone {
  events: LineEvent[];
  words: () => string;
  /** Sends any event, as a photo. */
  send(event: LineEvent): Promise<string>;
  say(text: string): Promise<string>;
  tap(label: string): Promise<string>;
  has(label: string): boolean;
  /** What a tap would send, made anew each time. */
  eventOf(label: string): LineEvent;
}

export function phoneOf(line: FakeLine, webhook: () => string, user: string, ms?: number): Phone {
  let last: readonly unknown[] = [];
  const events: LineEvent[] = [];
  const send = async (event: LineEvent) => {
    events.push(event);
    ({ messages: last } = await line.ask(webhook(), event, ms));
    return wordsOf(last);
  };
  const find = (label: string) => buttonsOf(last).find((each) => each.label === label);
  const eventOf = (label: string): LineEvent => {
    const button = find(label);
    if (!button) throw new Error(`no button "${label}" under: ${wordsOf(last)}`);
    return button.data === undefined
      ? line.event.text(user, button.text ?? button.label)
      : line.event.postback(user, button.data);
  };
  return {
    events,
    words: () => wordsOf(last),
    send,
    say: (text) => send(line.event.text(user, text)),
    has: (label) => find(label) !== undefined,
    tap: (label) => send(eventOf(label)),
    eventOf,
  };
}

/** What is answered to each field; what is not there is skipped. Options and units by their Thai names, files as their events. */
export type Typed = Record<string, string | LineEvent>;

/** Goes through the whole form to the review; resolves to the code that stands there. */
export async function fillIn(phone: Phone, kind: CaseKind, typed: Typed): Promise<TrackingCode> {
  await phone.say(kind === 'complaint' ? 'อยากร้องเรียน' : 'อยากเสนอความเห็น');
  if (phone.has(th('report:act.agree'))) await phone.tap(th('report:act.agree'));
  for (const { id, input } of fieldsOf(kind)) {
    const answer = typed[id];
    if (answer === undefined) await phone.tap(th('report:act.skip'));
    else {
      if (typeof answer === 'string') await phone.say(answer);
      else await phone.send(answer);
      if (['story', 'units', 'evidence'].includes(input)) await phone.tap(th('report:act.done'));
    }
  }
  const shown = /\d{4} \d{4} \d{4} \d{4} \d{4}/.exec(phone.words())?.[0] ?? '';
  const { code } = parseCode(shown);
  if (!code) throw new Error(`no code on: ${phone.words()}`);
  return code;
}

/** One of the demo staff of trial mode, by the role that stands on their paper. */
export async function demoStaff(bot: Bot, role: string): Promise<Worker> {
  const paper = readFileSync(join(bot.dataDir, 'trial-staff.txt'), 'utf8');
  const block = paper.split('\n\n').find((each) => each.includes(`(${role})`)) ?? '';
  const id = /id: (\S+)/.exec(block)?.[1] ?? '';
  const passphrase = /passphrase: (.+)/.exec(block)?.[1] ?? '';
  return (await bot.server.deps.accounts.signIn.signIn(id, passphrase)).worker;
}
