import type { Input } from '../conversation/input.ts';
import type { SecretBox } from '../secret-box.ts';
import type { LineEvent, LineMessage } from './event.ts';
import { decodePress } from './postback.ts';

const MENU_STALE = { flow: 'menu', act: 'stale' } as const;

/** What an event means to the conversation. Undefined: nothing (a join, for example). */
export function toInput(event: LineEvent, box: SecretBox): Input | undefined {
  switch (event.type) {
    case 'message':
      return messageInput(event.message, box);
    case 'postback': {
      const press = decodePress(event.postback.data) ?? MENU_STALE;
      const date = event.postback.params?.date;
      return date === undefined ? { kind: 'press', press } : { kind: 'date', press, date };
    }
    case 'unsend':
      return { kind: 'unsend', item: itemName(event.unsend.messageId, box) };
    case 'follow':
      return { kind: 'arrival' };
    case 'unfollow':
      return { kind: 'departure' };
    case 'join':
      return undefined;
  }
}

/** The name under which a draft remembers a message: a keyed hash, never LINE's id. */
const itemName = (messageId: string, box: SecretBox) => box.name(`message:${messageId}`);

function messageInput(message: LineMessage, box: SecretBox): Input {
  const item = itemName(message.id, box);
  switch (message.type) {
    case 'text':
      return { kind: 'text', text: message.text, item };
    case 'sticker':
      return { kind: 'sticker', item };
    case 'location': {
      const { title, address, latitude, longitude } = message;
      return { kind: 'place', item, title, address, latitude, longitude };
    }
    default:
      return {
        kind: 'media',
        media: message.type,
        item,
        // Content that LINE does not keep has no name there.
        handle: (message.contentProvider?.type ?? 'line') === 'line' ? message.id : '',
        name: message.fileName,
        bytes: message.fileSize,
      };
  }
}
