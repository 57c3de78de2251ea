import { FLEX_SHAPES } from './flex-properties.ts';
import { jsonBytes, over } from './measure.ts';
import { asJson, asList, isJson, show, when, type ComponentPlace, type Rule, type Site } from './rule.ts';

const MAX_BUBBLE_BYTES = 30_000; // "30 KB" and "50 KB", read strictly: thousands, not 1024s
const MAX_CAROUSEL_BYTES = 50_000;
const MAX_BUBBLES = 12;
const CONTAINERS = ['bubble', 'carousel'];
const BLOCKS = ['header', 'hero', 'body', 'footer'];
const IN_BOX = 'box button image text separator filler'.split(' ');

/** Which components may stand where. */
const CHILDREN: Readonly<Record<ComponentPlace, readonly string[]>> = {
  block: ['box'],
  hero: ['box', 'image', 'video'],
  horizontal: IN_BOX,
  vertical: IN_BOX,
  baseline: ['icon', 'text', 'filler'],
  text: ['span'],
  'alt-content': ['box', 'image'],
};

const isComponent = (type: unknown): type is string =>
  typeof type === 'string' && type in FLEX_SHAPES && !CONTAINERS.includes(type);

/** The shape to hold a container or component against; none when its type is unknown, which another rule reports. */
function shapeOf({ kind, value }: Site) {
  const type = asJson(value)['type'];
  const known = kind === 'container' ? CONTAINERS.includes(type as string) : isComponent(type);
  return known ? FLEX_SHAPES[type as string] : undefined;
}

function* missing(site: Site) {
  const value = asJson(site.value);
  for (const name of shapeOf(site)?.required ?? []) yield* when(value[name] === undefined && 'missing', name);
}

function* unknown(site: Site) {
  const shape = shapeOf(site);
  if (!shape) return;
  for (const name of Object.keys(asJson(site.value))) {
    yield* when(name !== 'type' && !(name in shape.properties) && show(name), name);
  }
}

function* badValues(site: Site) {
  for (const [name, value] of Object.entries(asJson(site.value))) {
    const allowed = shapeOf(site)?.properties[name];
    yield* when(allowed !== undefined && !allowed(value) && show(value), name);
  }
}

export const flexRules = {
  'container-type': {
    on: 'container',
    says: 'must be a bubble or a carousel',
    find({ value, path }) {
      const type = asJson(value)['type'];
      const allowed = path.endsWith(']') ? ['bubble'] : CONTAINERS; // no carousel inside a carousel
      return when(!allowed.includes(type as string) && show(type), 'type');
    },
  },
  'container-property': {
    on: 'container',
    says: 'A property of the container is missing, unknown or not valid',
    *find(site) {
      yield* missing(site);
      yield* unknown(site);
      yield* badValues(site);
    },
  },
  'bubble-empty': {
    on: 'container',
    says: 'At least one block must be specified',
    find({ value }) {
      const bubble = asJson(value);
      return when(bubble['type'] === 'bubble' && !BLOCKS.some((name) => bubble[name]) && 'no block');
    },
  },
  'bubble-size': {
    on: 'container',
    says: 'The bubble is larger than 30 KB',
    find: ({ value }) => when(asJson(value)['type'] === 'bubble' && over(jsonBytes(value), MAX_BUBBLE_BYTES)),
  },
  'carousel-size': {
    on: 'container',
    says: 'The carousel is larger than 50 KB',
    find: ({ value }) =>
      when(asJson(value)['type'] === 'carousel' && over(jsonBytes(value), MAX_CAROUSEL_BYTES)),
  },
  'carousel-count': {
    on: 'container',
    says: 'Size must be between 1 and 12',
    find({ value }) {
      const { type, contents } = asJson(value);
      const count = asList(contents).length;
      return when(type === 'carousel' && ((count === 0 && '0') || over(count, MAX_BUBBLES)), 'contents');
    },
  },
  'component-type': {
    on: 'component',
    says: 'must be a known component type',
    find: ({ value }) =>
      when((!isJson(value) || !isComponent(value['type'])) && show(asJson(value)['type']), 'type'),
  },
  'component-place': {
    on: 'component',
    says: 'This component cannot be used here',
    find({ value, place }) {
      const { type } = asJson(value);
      const allowed = CHILDREN[place as ComponentPlace];
      return when(isComponent(type) && !allowed.includes(type) && `${type} in ${place}`, 'type');
    },
  },
  'component-required': {
    on: 'component',
    says: 'A required property is missing',
    find: missing,
  },
  'component-unknown-property': { on: 'component', says: 'unknown field', find: unknown },
  'component-value': { on: 'component', says: 'invalid property', find: badValues },
  'component-text-empty': {
    on: 'component',
    says: 'must be non-empty text',
    find({ value }) {
      const { type, text, contents } = asJson(value);
      const bySpans = type === 'text' && text === undefined && asList(contents).length > 0;
      const holdsText = type === 'text' || type === 'span';
      return when(holdsText && !bySpans && (typeof text !== 'string' || text === '') && show(text), 'text');
    },
  },
} as const satisfies Record<string, Rule>;
