import type { messagingApi } from '@line/bot-sdk';
import { clampAction } from './clamp-action.ts';
import { clampUnits, cleanText, isBlank } from './clean-text.ts';
import { LIMITS } from './limit-table.ts';

type Component = messagingApi.FlexComponent;
type Bubble = messagingApi.FlexBubble;
type Container = messagingApi.FlexContainer;
type Of<T extends Component['type']> = Extract<Component, { type: T }>;

const MORE: Component = { type: 'text', text: '…', size: 'md' };
const ROOM_FOR_MORE = bytesOf(MORE) + 1;

/** Size on the wire: UTF-8 bytes of the JSON. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Every kind of component this software sends, each within the limits, or undefined when nothing is left of it. */
const CLAMPS: { [T in Component['type']]?: (component: Of<T>) => Component | undefined } = {
  text({ contents: _spans, ...component }) {
    const text = clampUnits(cleanText(component.text ?? ''), LIMITS.flexText.max);
    return isBlank(text) ? undefined : withArea({ ...component, text });
  },
  button(component) {
    const action = clampAction(component.action, 'button');
    return action && { ...component, action };
  },
  box(component) {
    const contents = clampAll(component.contents);
    // An empty box can be a bar; one that lost everything is a hole.
    return contents.length === 0 && component.contents.length > 0
      ? undefined
      : withArea({ ...component, contents });
  },
  separator: (component) => component,
  filler: (component) => component,
};

function withArea<T extends { action?: messagingApi.Action }>(component: T): T {
  const { action: given, ...rest } = component;
  const action = clampAction(given, 'area');
  return (action ? { ...rest, action } : rest) as T;
}

function clampAll(components: Component[]): Component[] {
  return components.flatMap((component) => {
    // The registry pairs each kind with its own clamp; TypeScript cannot follow that through an index.
    const clamp = CLAMPS[component.type] as ((component: Component) => Component | undefined) | undefined;
    return clamp?.(component) ?? [];
  });
}

/** What a card says, a line for each of its texts: for a card that came without words of its own. */
export function wordsOfContainer(container: Container): string {
  const words = (component: Component | undefined): string[] => {
    if (component?.type === 'box') return component.contents.flatMap(words);
    return component?.type === 'text' && component.text ? [component.text] : [];
  };
  const bubbles = container.type === 'bubble' ? [container] : container.contents;
  return bubbles.flatMap((bubble) => BLOCKS.flatMap((block) => words(bubble[block]))).join('\n');
}

type Block = 'header' | 'body' | 'footer';
const BLOCKS: readonly Block[] = ['header', 'body', 'footer'];

const isSeen = (component: Component): boolean =>
  component.type === 'box'
    ? component.contents.some(isSeen)
    : component.type !== 'separator' && component.type !== 'filler';

/** Shortens one block from its end until the bubble fits; undefined when that is not enough. */
function shorten(bubble: Bubble, block: Block): Bubble | undefined {
  const box = bubble[block];
  if (!box) return undefined;
  const mark = block === 'footer' ? [] : [MORE];
  const empty: Bubble = { ...bubble, [block]: { ...box, contents: [] } };
  let room = LIMITS.bubble.max - bytesOf(empty) - (mark.length > 0 ? ROOM_FOR_MORE : 0);
  const kept: Component[] = [];
  for (const component of box.contents) {
    room -= bytesOf(component) + 1;
    if (room < 0) break;
    kept.push(component);
  }
  if (kept.length === 0) return undefined;
  return { ...bubble, [block]: { ...box, contents: [...kept, ...mark] } };
}

/** The bubble without its buttons' echoes in the chat: they may be long, and are the first thing to go. */
function withoutEchoes(bubble: Bubble): Bubble {
  if (!bubble.footer) return bubble;
  const contents = bubble.footer.contents.map((component) => {
    if (component.type !== 'button' || component.action.type !== 'postback') return component;
    const { displayText: _, ...action } = component.action;
    return { ...component, action };
  });
  return { ...bubble, footer: { ...bubble.footer, contents } };
}

/** A bubble within the limits, shorter at the end of its body if need be; undefined when nothing is worth showing. */
function clampBubble(given: Bubble): Bubble | undefined {
  const { hero: _, ...rest } = given;
  let bubble = withArea<Bubble>(rest);
  for (const block of BLOCKS) {
    const { [block]: box, ...others } = bubble;
    if (!box) continue;
    const contents = clampAll(box.contents);
    bubble = contents.some(isSeen) ? { ...bubble, [block]: withArea({ ...box, contents }) } : others;
  }
  if (!BLOCKS.some((block) => bubble[block])) return undefined;
  const fits = (candidate: Bubble) => bytesOf(candidate) <= LIMITS.bubble.max;
  if (fits(bubble)) return bubble;
  const quiet = withoutEchoes(bubble);
  const found = fits(quiet) ? quiet : (shorten(quiet, 'body') ?? shorten(quiet, 'footer'));
  return found && fits(found) ? found : undefined;
}

/** A card or a row of cards within the limits; undefined when it has to be said in words instead. */
export function clampContainer(container: Container): Container | undefined {
  if (container.type === 'bubble') return clampBubble(container);
  const contents: Bubble[] = [];
  let room = LIMITS.carousel.max - bytesOf({ ...container, contents: [] });
  for (const bubble of container.contents.slice(0, LIMITS.bubbles.max)) {
    const clamped = clampBubble(bubble);
    if (!clamped) continue;
    room -= bytesOf(clamped) + 1;
    if (room < 0) break;
    contents.push(clamped);
  }
  return contents.length > 0 ? { ...container, contents } : undefined;
}
