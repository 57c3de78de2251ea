import type { Logger } from '../log.ts';
import type { Messenger } from './messenger.ts';

/** Whether this LINE account is set up so that reports may be taken in the chat. */
export interface LineWatch {
  /**
   * False while LINE's own console shows the chats to its administrators (`chatMode: chat`) or the webhook points
   * elsewhere, so that somebody else receives what people write. What LINE does not say changes nothing.
   */
  safe(): boolean;
  /** Asks LINE now. */
  look(): Promise<void>;
}

/** `webhookUrl` undefined: the address is not known (trial mode) and is not compared. */
export function createLineWatch(deps: {
  messenger: Pick<Messenger, 'botInfo' | 'webhookEndpoint'>;
  webhookUrl: string | undefined;
  log: Logger;
}): LineWatch {
  const { messenger, webhookUrl, log } = deps;
  const state = { chatOff: true, webhookHere: true };
  return {
    safe: () => state.chatOff && state.webhookHere,
    async look() {
      const [info, webhook] = await Promise.all([messenger.botInfo(), messenger.webhookEndpoint()]);
      if (info) state.chatOff = info.chatMode === 'bot';
      if (webhook && webhookUrl) state.webhookHere = webhook.active && webhook.endpoint === webhookUrl;
      if (!state.chatOff) {
        log.error(
          'LINE’s chat mode is on: its administrators can read along. Reports in the chat are closed. Turn chat off in LINE Official Account Manager.',
        );
      }
      if (!state.webhookHere) {
        log.error(
          'LINE’s webhook points elsewhere or is off. Reports in the chat are closed. Set it to this server’s address.',
        );
      }
    },
  };
}
