import { graphemes, over, utf16Units } from './measure.ts';
import { asJson, isJson, show, when, type ActionPlace, type Finding, type Json, type Rule } from './rule.ts';
import { uriProblem } from './uri.ts';

const QUICK_REPLY_ONLY = ['camera', 'cameraRoll', 'location'];
const EVERYWHERE = ['postback', 'message', 'uri', 'datetimepicker', 'clipboard'];
const RICH_MENU_ONLY = ['richmenuswitch'];

/** Longest label in graphemes. Undefined: a label is not shown there and may be left out. */
const LABELS: Readonly<Record<ActionPlace, { limit: number; required: boolean }>> = {
  'quick-reply': { limit: 20, required: true },
  template: { limit: 20, required: true },
  'image-carousel': { limit: 12, required: false },
  'flex-button': { limit: 40, required: true },
  'flex-area': { limit: 40, required: false },
};

const MOMENTS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}$/,
};

/** A rule about one type of action. */
function about(type: string, says: string, find: (action: Json) => Finding[]): Rule {
  return {
    on: 'action',
    says,
    find: ({ value }) => (asJson(value)['type'] === type ? find(asJson(value)) : []),
  };
}

/** A text that must be there, and its limit in the unit LINE counts it in. */
function required(
  value: unknown,
  property: string,
  limit: number,
  measure: (text: string) => number,
): Finding[] {
  if (typeof value !== 'string' || value === '') return when(show(value), property);
  return when(over(measure(value), limit), property);
}

const optional = (value: unknown, property: string, limit: number, measure: (text: string) => number) =>
  value === undefined ? [] : required(value, property, limit, measure);

function datePickerProblems({ mode, initial, min, max }: Json): Finding[] {
  const moment = MOMENTS[String(mode)];
  if (!moment) return when(show(mode), 'mode');
  const findings = Object.entries({ initial, min, max }).flatMap(([name, value]) =>
    when(value !== undefined && !(typeof value === 'string' && moment.test(value)) && show(value), name),
  );
  const reversed = typeof min === 'string' && typeof max === 'string' && min >= max;
  return [...findings, ...when(reversed && `min ${show(min)} is not before max ${show(max)}`)];
}

export const actionRules = {
  'action-type': {
    on: 'action',
    says: 'must be a known action type',
    find({ value }) {
      const type = asJson(value)['type'];
      const known = [...EVERYWHERE, ...QUICK_REPLY_ONLY, ...RICH_MENU_ONLY].includes(type as string);
      return when((!isJson(value) || !known) && show(isJson(value) ? type : value));
    },
  },
  'action-place': {
    on: 'action',
    says: 'This action cannot be used here',
    find({ value, place }) {
      const type = String(asJson(value)['type']);
      const outside =
        (QUICK_REPLY_ONLY.includes(type) && place !== 'quick-reply') || RICH_MENU_ONLY.includes(type);
      return when(outside && `${type} in ${place}`, 'type');
    },
  },
  'label-missing': {
    on: 'action',
    says: 'The label property must be specified',
    find({ value, place }) {
      const { type, label } = asJson(value);
      const needed = LABELS[place as ActionPlace].required && type !== undefined;
      return when(needed && (typeof label !== 'string' || label.trim() === '') && show(label), 'label');
    },
  },
  'label-length': {
    on: 'action',
    says: 'The label is too long',
    find({ value, place }) {
      const { label } = asJson(value);
      return when(
        typeof label === 'string' && over(graphemes(label), LABELS[place as ActionPlace].limit),
        'label',
      );
    },
  },
  'message-action-text': about('message', 'Length must be between 1 and 300', ({ text }) =>
    required(text, 'text', 300, graphemes),
  ),
  'postback-data': about('postback', 'Length must be between 1 and 300', ({ data }) =>
    required(data, 'data', 300, utf16Units),
  ),
  'postback-display': about(
    'postback',
    'Length must be between 1 and 300',
    ({ displayText, text, fillInText }) => [
      ...optional(displayText, 'displayText', 300, graphemes),
      ...optional(text, 'text', 300, graphemes),
      ...optional(fillInText, 'fillInText', 300, graphemes),
      ...when(displayText !== undefined && text !== undefined && 'displayText and text', 'displayText'),
    ],
  ),
  'postback-input': about('postback', 'Invalid inputOption or fillInText', ({ inputOption, fillInText }) => [
    ...when(
      inputOption !== undefined &&
        !['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice'].includes(inputOption as string) &&
        show(inputOption),
      'inputOption',
    ),
    ...when(fillInText !== undefined && inputOption !== 'openKeyboard' && show(inputOption), 'fillInText'),
  ]),
  uri: about('uri', 'Invalid action URI', ({ uri }) =>
    when(uriProblem(uri, ['http', 'https', 'line', 'tel'], 1000), 'uri'),
  ),
  'uri-desktop': about('uri', 'Invalid action URI', ({ altUri }) =>
    when(
      altUri !== undefined && uriProblem(asJson(altUri)['desktop'], ['http', 'https'], 1000),
      'altUri.desktop',
    ),
  ),
  'clipboard-text': about('clipboard', 'Length must be between 1 and 1000', ({ clipboardText }) =>
    required(clipboardText, 'clipboardText', 1000, utf16Units),
  ),
  'date-picker-data': about('datetimepicker', 'Length must be between 1 and 300', ({ data }) =>
    required(data, 'data', 300, utf16Units),
  ),
  'date-picker-range': about('datetimepicker', 'Invalid mode, initial, min or max', datePickerProblems),
} as const satisfies Record<string, Rule>;
