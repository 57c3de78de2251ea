import type { Clock } from '../clock.ts';
import { LANGS, type Translate } from '../i18n.ts';
import { referenceOf, type ReporterLog } from '../quiet-log.ts';
import type { SecretBox } from '../secret-box.ts';
import { say, type Answer } from '../conversation/reply.ts';
import { StoreUnavailableError, type Claim, type Outcome } from '../store/ports.ts';
import { SessionConflict, type Chats, type Said } from './chats.ts';
import type { Handled } from './dispatch.ts';
import { isShared, type LineEvent } from './event.ts';
import type { Inbox } from './inbox.ts';
import { cardWords, renderAnswer } from './render.ts';
import type { Messenger } from './messenger.ts';
import type { StaffLink } from './staff-link.ts';
import { toInput } from './to-input.ts';

export interface HandlerDeps {
  inbox: Inbox;
  chats: Chats;
  messenger: Messenger;
  /** For members of staff who take alerts in this chat. */
  staffLink: StaffLink;
  box: SecretBox;
  clock: Clock;
  t: Translate;
  log: ReporterLog;
}

/** Written on an event before its answer goes out, so that a spent token after a crash is understood. */
const SENDING = 'sending';
/** A reply token lives one minute; trying longer is of no use. */
const MAX_SEND_ATTEMPTS = 6;

/** A reply token lives a minute from when LINE sent the event; clocks may differ a little. */
const TOKEN_SURELY_LIVES_MS = 50_000;

const LOADING_SECONDS = 60;

type Mark = (note: string) => Promise<void>;
/** Writes SENDING, the first time it is called. */
type Sending = () => Promise<void>;

/** Whether LINE is to be told something for this event. */
const isSent = (answer: Answer | undefined, event: LineEvent): event is LineEvent & { replyToken: string } =>
  answer !== undefined && event.replyToken !== undefined && event.mode !== 'standby';

/** Makes the handler of one inbox event: what it says is decided once, and sent at most once. */
export function createEventHandler(deps: HandlerDeps) {
  const { inbox, chats, messenger, staffLink, box, clock, t, log } = deps;

  /** Sends an answer with the event's reply token. Never by push: a token that ran out is counted and the answer dropped. */
  async function send(
    { answer, lang }: Said,
    event: LineEvent,
    claim: Claim,
    sending: Sending,
  ): Promise<Handled> {
    if (!answer || !isSent(answer, event)) return { outcome: 'silent' };
    const messages = renderAnswer(answer, cardWords(t, lang));
    await sending();
    const sent = await messenger.reply(event.replyToken, messages);
    switch (sent.kind) {
      case 'sent':
        return { outcome: 'replied' };
      case 'token-spent':
        return { outcome: spentMeans(event, claim, sent.tried) };
      case 'refused':
        return { outcome: 'failed' }; // the messenger logs each reason once; a line a reply would clock people
      case 'retry-later':
        return claim.attempt < MAX_SEND_ATTEMPTS ? { retryAfterMs: sent.afterMs } : { outcome: 'expired' };
    }
  }

  /** A token is spent because it was used or because its minute is over; a crash or a lost answer in between leaves only its age to tell. */
  function spentMeans(event: LineEvent, claim: Claim, tried = false): Outcome {
    if (!tried && claim.mark !== SENDING) return 'expired';
    const age = clock.now().getTime() - (event.timestamp ?? 0);
    return age < TOKEN_SURELY_LIVES_MS ? 'assumed-replied' : 'unconfirmed';
  }

  async function inGroup(event: LineEvent, claim: Claim, sending: Sending): Promise<Handled> {
    const handled = await send(inBothLanguages('chat:group'), event, claim, sending);
    if (event.source?.groupId) await messenger.leaveGroup(event.source.groupId);
    else if (event.source?.roomId) await messenger.leaveRoom(event.source.roomId);
    return handled;
  }

  /** For where no session tells the language. */
  function inBothLanguages(key: string, params: Record<string, string> = {}): Said {
    const text = LANGS.map((lang) => t(lang, key, params)).join('\n\n');
    return { answer: { messages: [say(text)], choices: [] }, lang: 'th' };
  }

  function apology(error: unknown): Said {
    const reference = referenceOf(error);
    log.error({ err: error, reference }, 'a chat event failed');
    return inBothLanguages('chat:failed', { reference });
  }

  /** Undefined when the event is for the conversation. */
  async function fromStaff(event: LineEvent, claim: Claim): Promise<Said | undefined> {
    const line = event.source?.userId;
    if (line === undefined) return undefined;
    if (event.type === 'unfollow') await staffLink.left(line);
    if (event.type !== 'message' || event.message.type !== 'text') return undefined;
    const from = { line, chat: claim.lane, event: claim.id };
    const said = await staffLink.answerTo(event.message.text, from);
    return said && inBothLanguages(`alerts:line.chat.${said}`);
  }

  return async function handleEvent(claim: Claim, mark: Mark): Promise<Handled> {
    const event = inbox.open(claim);
    let marked: Promise<void> | undefined;
    const sending = () => (marked ??= mark(SENDING));
    if (isShared(event)) return inGroup(event, claim, sending);
    const input = toInput(event, box);
    if (!input) return { outcome: 'silent' };
    // A file takes a while. LINE shows that only in chats with one person, and only until the answer comes.
    if (input.kind === 'media' && event.source?.userId && event.mode !== 'standby') {
      void messenger.showLoading(event.source.userId, LOADING_SECONDS);
    }
    let said: Said;
    try {
      said =
        (await fromStaff(event, claim)) ??
        (await chats.handle(claim.lane, claim.id, input, {
          address: event.source?.userId,
          async alongside(answer) {
            if (!isSent(answer, event)) return;
            await sending().catch(() => undefined); // `send` waits for the same, and fails with it
          },
        }));
    } catch (error) {
      if (error instanceof StoreUnavailableError || error instanceof SessionConflict) throw error;
      const handled = await send(apology(error), event, claim, sending);
      return 'outcome' in handled ? { outcome: 'failed' } : handled;
    }
    return send(said, event, claim, sending);
  };
}
