import { asJson, asList, isJson, type ActionPlace, type ComponentPlace, type Site } from './rule.ts';

/** Every site of a list of messages that a rule could look at, in reading order. Takes any value. */
export function* sitesOf(messages: unknown): Generator<Site> {
  yield { kind: 'request', value: messages, path: 'messages' };
  yield* strings(messages, 'messages');
  for (const [index, message] of asList(messages).entries()) yield* message_(message, `messages[${index}]`);
}

function* message_(value: unknown, path: string): Generator<Site> {
  yield { kind: 'message', value, path };
  const message = asJson(value);
  if (message['type'] === 'flex') yield* container(message['contents'], `${path}.contents`);
  if (message['type'] === 'template') yield* template(message['template'], `${path}.template`);
  if (message['quickReply'] === undefined) return;
  yield { kind: 'quick-reply', value: message['quickReply'], path: `${path}.quickReply` };
  for (const [index, item] of asList(asJson(message['quickReply'])['items']).entries()) {
    const itemPath = `${path}.quickReply.items[${index}]`;
    yield { kind: 'quick-reply-item', value: item, path: itemPath };
    yield action(asJson(item)['action'], `${itemPath}.action`, 'quick-reply');
  }
}

const action = (value: unknown, path: string, place: ActionPlace): Site => ({
  kind: 'action',
  value,
  path,
  place,
});

function* template(value: unknown, path: string): Generator<Site> {
  yield { kind: 'template', value, path };
  const { type, columns, actions, defaultAction } = asJson(value);
  if (defaultAction !== undefined) yield action(defaultAction, `${path}.defaultAction`, 'image-carousel');
  for (const [index, each] of asList(actions).entries()) {
    yield action(each, `${path}.actions[${index}]`, 'template');
  }
  for (const [index, column] of asList(columns).entries()) {
    const columnPath = `${path}.columns[${index}]`;
    if (type === 'image_carousel')
      yield action(asJson(column)['action'], `${columnPath}.action`, 'image-carousel');
    for (const [nth, each] of asList(asJson(column)['actions']).entries()) {
      yield action(each, `${columnPath}.actions[${nth}]`, 'template');
    }
  }
}

function* container(value: unknown, path: string): Generator<Site> {
  yield { kind: 'container', value, path };
  const { type, contents, header, hero, body, footer, action: tap } = asJson(value);
  if (type === 'carousel') {
    for (const [index, bubble] of asList(contents).entries())
      yield* container(bubble, `${path}.contents[${index}]`);
    return;
  }
  for (const [name, block] of Object.entries({ header, hero, body, footer })) {
    if (block === undefined) continue;
    yield* component(block, `${path}.${name}`, name === 'hero' ? 'hero' : 'block');
  }
  if (tap !== undefined) yield action(tap, `${path}.action`, 'flex-area');
}

const CHILD_PLACES = { horizontal: 'horizontal', vertical: 'vertical', baseline: 'baseline' } as const;

function* component(value: unknown, path: string, place: ComponentPlace): Generator<Site> {
  yield { kind: 'component', value, path, place };
  if (!isJson(value)) return;
  const { type, layout, contents, action: tap, altContent } = value;
  const childPlace =
    type === 'text' ? 'text' : (CHILD_PLACES[layout as keyof typeof CHILD_PLACES] ?? 'vertical');
  if (type === 'box' || type === 'text') {
    for (const [index, child] of asList(contents).entries()) {
      yield* component(child, `${path}.contents[${index}]`, childPlace);
    }
  }
  if (type === 'button') yield action(tap, `${path}.action`, 'flex-button');
  else if (tap !== undefined) yield action(tap, `${path}.action`, 'flex-area');
  if (type === 'video' && altContent !== undefined) {
    yield* component(altContent, `${path}.altContent`, 'alt-content');
  }
}

function* strings(value: unknown, path: string): Generator<Site> {
  if (typeof value === 'string') yield { kind: 'string', value, path };
  else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* strings(each, `${path}[${index}]`);
  } else if (isJson(value)) {
    for (const [key, each] of Object.entries(value)) yield* strings(each, `${path}.${key}`);
  }
}
