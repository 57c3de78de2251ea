import { graphemes, hasLoneSurrogate, jsonBytes, over, utf16Units } from './measure.ts';
import { asJson, asList, isJson, show, when, type Finding, type Json, type Rule, type Site } from './rule.ts';
import { uriProblem } from './uri.ts';

const KNOWN_MESSAGES = 'text textV2 sticker image video audio location imagemap template flex coupon'.split(
  ' ',
);
const WITH_ALT_TEXT = ['flex', 'template', 'imagemap'];
const MAX_MESSAGES = 5;
const MAX_REQUEST_BYTES = 2_000_000; // "2 MB", read strictly: a thousand thousands
const MAX_TEXT = 5000;
const MAX_ALT_TEXT = 1500;
const MAX_QUICK_REPLIES = 13;
const MAX_MEDIA_URL = 2000;

type Field = (value: unknown) => string | undefined;
const someText =
  (limit: number): Field =>
  (value) =>
    typeof value !== 'string' || value === '' ? show(value) : over(utf16Units(value), limit);
const between =
  (low: number, high: number): Field =>
  (value) =>
    typeof value === 'number' && value >= low && value <= high ? undefined : show(value);
const httpsUrl: Field = (value) => uriProblem(value, ['https'], MAX_MEDIA_URL);

/** What messages other than text and Flex must hold. */
const REQUIRED_FIELDS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  sticker: { packageId: someText(20), stickerId: someText(20) },
  image: { originalContentUrl: httpsUrl, previewImageUrl: httpsUrl },
  video: { originalContentUrl: httpsUrl, previewImageUrl: httpsUrl },
  audio: { originalContentUrl: httpsUrl, duration: between(1, Number.MAX_SAFE_INTEGER) },
  location: {
    title: someText(100),
    address: someText(100),
    latitude: between(-90, 90),
    longitude: between(-180, 180),
  },
  imagemap: {
    baseUrl: httpsUrl,
    baseSize: (value) => (asJson(value)['width'] === 1040 ? undefined : show(value)),
    actions: (value) => (Array.isArray(value) ? over(value.length, 50) : show(value)),
  },
  template: { template: (value) => (isJson(value) ? undefined : show(value)) },
  flex: { contents: (value) => (isJson(value) ? undefined : show(value)) },
  coupon: { couponId: someText(100) },
};

const isText = (message: Json) => message['type'] === 'text' || message['type'] === 'textV2';
const onMessage = (find: (message: Json) => Finding[]) => (site: Site) => find(asJson(site.value));

export const messageRules = {
  'message-count': {
    on: 'request',
    says: 'Size must be between 1 and 5',
    find: ({ value }) =>
      when(
        (!Array.isArray(value) && show(value)) ||
          ((value as unknown[]).length === 0 && '0') ||
          over((value as unknown[]).length, MAX_MESSAGES),
      ),
  },
  'request-size': {
    on: 'request',
    says: 'The request body is larger than 2 MB',
    find: ({ value }) => when(over(jsonBytes({ messages: value }), MAX_REQUEST_BYTES)),
  },
  'message-type': {
    on: 'message',
    says: 'must be a known message type',
    find: onMessage(({ type }) => when(!KNOWN_MESSAGES.includes(type as string) && show(type), 'type')),
  },
  'message-fields': {
    on: 'message',
    says: 'A required property is missing or not valid',
    *find({ value }) {
      const message = asJson(value);
      for (const [name, field] of Object.entries(REQUIRED_FIELDS[String(message['type'])] ?? {})) {
        yield* when(field(message[name]), name);
      }
    },
  },
  'text-empty': {
    on: 'message',
    says: 'May not be empty',
    find: onMessage((message) =>
      when(
        isText(message) &&
          (typeof message['text'] !== 'string' || message['text'].trim() === '') &&
          show(message['text']),
        'text',
      ),
    ),
  },
  'text-length': {
    on: 'message',
    says: 'Length must be between 0 and 5000',
    find: onMessage((message) =>
      when(isText(message) && over(utf16Units(String(message['text'])), MAX_TEXT), 'text'),
    ),
  },
  'alt-text-empty': {
    on: 'message',
    says: 'May not be empty',
    find: onMessage(({ type, altText }) =>
      when(
        WITH_ALT_TEXT.includes(type as string) &&
          (typeof altText !== 'string' || altText.trim() === '') &&
          show(altText),
        'altText',
      ),
    ),
  },
  'alt-text-length': {
    on: 'message',
    says: 'Length must be between 0 and 1500',
    find: onMessage(({ altText }) =>
      when(typeof altText === 'string' && over(utf16Units(altText), MAX_ALT_TEXT), 'altText'),
    ),
  },
  'sender-name': {
    on: 'message',
    says: 'Length must be between 0 and 20',
    find: onMessage(({ sender }) => {
      const name = asJson(sender)['name'];
      return when(typeof name === 'string' && over(graphemes(name), 20), 'sender.name');
    }),
  },
  'quick-reply-count': {
    on: 'quick-reply',
    says: 'Size must be between 1 and 13',
    find({ value }) {
      const items = asJson(value)['items'];
      const count = asList(items).length;
      return when((count === 0 && show(items)) || over(count, MAX_QUICK_REPLIES), 'items');
    },
  },
  'quick-reply-item': {
    on: 'quick-reply-item',
    says: 'must be an item of type action',
    find({ value }) {
      const { type, imageUrl } = asJson(value);
      return [
        ...when(type !== 'action' && show(type), 'type'),
        ...when(imageUrl !== undefined && httpsUrl(imageUrl), 'imageUrl'),
      ];
    },
  },
  'lone-surrogate': {
    on: 'string',
    says: 'The text holds an invalid sign',
    find: ({ value }) => when(hasLoneSurrogate(value as string) && 'half of a surrogate pair'),
  },
} as const satisfies Record<string, Rule>;
