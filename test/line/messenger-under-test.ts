import { afterEach, beforeEach, expect } from '@jest/globals';
import { createLogger } from '../../src/log.ts';
import type { LineMessage } from '../../src/line/limits.ts';
import { createMessenger, type Messenger } from '../../src/line/messenger.ts';
import { startHttpPeer, type HttpPeer } from '../support/http-peer.ts';

/** What somebody said, which no log may hold. */
export const SECRET_TEXT = 'ผอ.กองช่างรับเงิน';

export const USER = 'U4af4980629e4af4980629';
/** LINE's answer to a reply token that was used, or is too old. */
export const INVALID_TOKEN = { message: 'Invalid reply token' };
/** LINE's answer to messages that it does not take, with words of ours in it. */
export const INVALID_MESSAGES = {
  message: 'The request body has 2 error(s)',
  details: [
    { message: `May not hold ${SECRET_TEXT}`, property: 'messages[0].contents.body.contents[1].text' },
    { message: 'x', property: SECRET_TEXT },
  ],
};
export const hello: LineMessage[] = [{ type: 'text', text: SECRET_TEXT }];
export const card: LineMessage[] = [
  {
    type: 'flex',
    altText: 'ได้ 60.88 คะแนน',
    contents: {
      type: 'bubble',
      body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text: '60.88' }] },
    },
    quickReply: { items: [{ type: 'action', action: { type: 'message', label: 'เมนู', text: 'เมนู' } }] },
  },
];

export interface MessengerUnderTest {
  readonly line: HttpPeer;
  readonly messenger: Messenger;
  /** Every line of the log since the test began. */
  readonly logged: readonly string[];
}

/** A messenger and a LINE that answers as it is told, fresh for each test; no content of any may be in the log after it. */
export function messengerUnderTest(): MessengerUnderTest {
  let line: HttpPeer;
  let logged: string[];
  let messenger: Messenger;

  beforeEach(async () => {
    line = await startHttpPeer();
    logged = [];
    messenger = messengerTo(line.url, logged);
  });
  afterEach(async () => {
    await line.close();
    for (const content of [SECRET_TEXT, USER, 'reply-token', 'token-of-channel']) {
      expect(logged.join('')).not.toContain(content);
    }
  });
  return {
    get line() {
      return line;
    },
    get messenger() {
      return messenger;
    },
    get logged() {
      return logged;
    },
  };
}

/** A messenger that sends to this address. */
export function messengerTo(apiBaseUrl: string, logged: string[] = []): Messenger {
  const log = createLogger('debug', { write: (entry: string) => void logged.push(entry) });
  const clock = { now: () => new Date('2026-11-22T05:00:00Z') };
  return createMessenger({ accessToken: 'token-of-channel', apiBaseUrl, timeoutMs: 3000, clock, log });
}
