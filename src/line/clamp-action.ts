import type { messagingApi } from '@line/bot-sdk';
import { clampGraphemes, cleanLine, cleanText, isBlank } from './clean-text.ts';
import { LIMITS } from './limit-table.ts';
import { safeUri } from './safe-uri.ts';

type Action = messagingApi.Action;
type ActionOf<T extends Action['type']> = Extract<Action, { type: T }>;
/** Gives the action's own fields within the limits, or undefined when LINE would refuse it. */
type Clamp<T extends Action['type']> = (action: ActionOf<T>) => Omit<ActionOf<T>, 'label'> | undefined;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const [FIRST_DAY, LAST_DAY] = ['1900-01-01', '2100-12-31'] as const;

/** Text for one field, or undefined when there is nothing to see in it. */
function shown(text: string | undefined, maxGraphemes: number): string | undefined {
  const clean = cleanText(text ?? '').trim();
  return isBlank(clean) ? undefined : clampGraphemes(clean, maxGraphemes);
}

/** Data is never shortened: a part of it would mean something else. */
const fits = (data: string | undefined): data is string =>
  data !== undefined && data.length > 0 && data.length <= LIMITS.data.max && data.isWellFormed();

function isDay(day: string | undefined): day is string {
  if (day === undefined || !DAY.test(day) || day < FIRST_DAY || day > LAST_DAY) return false;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

/** The date picker's bounds that make sense: real days within LINE's range, the first before the last. */
function dayBounds({ min, max, initial }: { min?: string; max?: string; initial?: string }) {
  const ordered = !(isDay(min) && isDay(max) && min >= max);
  const bounds = {
    ...(ordered && isDay(min) ? { min } : {}),
    ...(ordered && isDay(max) ? { max } : {}),
  };
  const starts =
    isDay(initial) && initial >= (bounds.min ?? FIRST_DAY) && initial <= (bounds.max ?? LAST_DAY);
  return { ...bounds, ...(starts ? { initial } : {}) };
}

/** Every kind of action this software sends. */
const CLAMPS: { [T in Action['type']]?: Clamp<T> } = {
  message(action) {
    const text = shown(action.text, LIMITS.messageText.max);
    return text === undefined ? undefined : { type: 'message', text };
  },
  postback(action) {
    if (!fits(action.data)) return undefined;
    const displayText = shown(action.displayText, LIMITS.displayText.max);
    return { type: 'postback', data: action.data, ...(displayText === undefined ? {} : { displayText }) };
  },
  uri(action) {
    const uri = safeUri(action.uri ?? '');
    return uri === undefined ? undefined : { type: 'uri', uri };
  },
  clipboard(action) {
    const text = cleanText(action.clipboardText);
    const usable = text.length > 0 && text.length <= LIMITS.clipboardText.max;
    return usable ? { type: 'clipboard', clipboardText: text } : undefined;
  },
  datetimepicker(action) {
    if (!fits(action.data) || action.mode !== 'date') return undefined;
    return { type: 'datetimepicker', data: action.data, mode: 'date', ...dayBounds(action) };
  },
  camera: () => ({ type: 'camera' }),
  cameraRoll: () => ({ type: 'cameraRoll' }),
  location: () => ({ type: 'location' }),
};

/** Where an action stands decides how long its label may be and whether it may be there at all. */
export type ActionPlace = 'quickReply' | 'button' | 'area';

const PLACES = {
  quickReply: { label: LIMITS.quickReplyLabel.max, needsLabel: true, onlyHere: true },
  button: { label: LIMITS.buttonLabel.max, needsLabel: true, onlyHere: false },
  area: { label: LIMITS.buttonLabel.max, needsLabel: false, onlyHere: false },
} as const;
const ONLY_IN_QUICK_REPLY: readonly (string | undefined)[] = ['camera', 'cameraRoll', 'location'];

/** `action` within LINE's limits for its place, or undefined when it cannot be mended: then the rest goes without it. */
export function clampAction(action: Action | undefined, place: ActionPlace): Action | undefined {
  if (action === undefined) return undefined;
  const { label: max, needsLabel, onlyHere } = PLACES[place];
  const label = clampGraphemes(cleanLine(action.label ?? ''), max);
  if ((needsLabel && isBlank(label)) || (!onlyHere && ONLY_IN_QUICK_REPLY.includes(action.type))) {
    return undefined;
  }
  // The registry pairs each kind with its own clamp; TypeScript cannot follow that through an index.
  const clamp = CLAMPS[action.type] as ((action: Action) => Action | undefined) | undefined;
  const clamped = clamp?.(action);
  return clamped && (isBlank(label) ? clamped : { ...clamped, label });
}
