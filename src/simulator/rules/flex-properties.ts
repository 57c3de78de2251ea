import { isJson } from './rule.ts';
import { uriProblem } from './uri.ts';

/** Whether a value may stand there. */
type Allowed = (value: unknown) => boolean;

const matches =
  (...patterns: RegExp[]): Allowed =>
  (value) =>
    typeof value === 'string' && patterns.some((pattern) => pattern.test(value));
const oneOf = (words: string): Allowed => {
  const list = words.split(' ');
  return (value) => list.includes(value as string);
};
const either =
  (...checks: Allowed[]): Allowed =>
  (value) =>
    checks.some((check) => check(value));

const px = matches(/^\d+(\.\d+)?px$/);
const percent = matches(/^\d+(\.\d+)?%$/);
const anyOffset = matches(/^-?\d+(\.\d+)?(px|%)$/);
const color = matches(/^#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?$/);
const steps = oneOf('none xs sm md lg xl xxl');
const textSize = either(oneOf('xxs xs sm md lg xl xxl 3xl 4xl 5xl'), px);
const boolean: Allowed = (value) => typeof value === 'boolean';
const text: Allowed = (value) => typeof value === 'string';
const list: Allowed = Array.isArray;
const object: Allowed = isJson;
const whole: Allowed = (value) => Number.isInteger(value) && (value as number) >= 0;
const httpsUrl: Allowed = (value) => uriProblem(value, ['https'], 2000) === undefined;
const ratio = matches(/^\d+(\.\d+)?:\d+(\.\d+)?$/);
const length = either(px, percent);

const OFFSETS = {
  position: oneOf('relative absolute'),
  offsetTop: either(anyOffset, steps),
  offsetBottom: either(anyOffset, steps),
  offsetStart: either(anyOffset, steps),
  offsetEnd: either(anyOffset, steps),
};
const PLACING = { flex: whole, margin: either(steps, px), ...OFFSETS };
const padding = either(steps, px, percent);
const FONT = {
  size: textSize,
  color,
  weight: oneOf('regular bold'),
  style: oneOf('normal italic'),
  decoration: oneOf('none underline line-through'),
};

export interface ComponentShape {
  required: readonly string[];
  properties: Readonly<Record<string, Allowed>>;
}

/** Every Flex container and component LINE knows, with its properties and the values each may take. */
export const FLEX_SHAPES: Readonly<Record<string, ComponentShape>> = {
  bubble: {
    required: [],
    properties: {
      size: oneOf('nano micro deca hecto kilo mega giga'),
      direction: oneOf('ltr rtl'),
      header: object,
      hero: object,
      body: object,
      footer: object,
      styles: object,
      action: object,
    },
  },
  carousel: { required: ['contents'], properties: { contents: list } },
  box: {
    required: ['layout', 'contents'],
    properties: {
      ...PLACING,
      layout: oneOf('horizontal vertical baseline'),
      contents: list,
      spacing: either(steps, px),
      backgroundColor: color,
      borderColor: color,
      borderWidth: either(px, oneOf('none light normal medium semi-bold bold')),
      cornerRadius: either(px, steps),
      width: length,
      maxWidth: length,
      height: length,
      maxHeight: length,
      paddingAll: padding,
      paddingTop: padding,
      paddingBottom: padding,
      paddingStart: padding,
      paddingEnd: padding,
      justifyContent: oneOf('center flex-start flex-end space-between space-around space-evenly'),
      alignItems: oneOf('center flex-start flex-end'),
      background: object,
      action: object,
    },
  },
  button: {
    required: ['action'],
    properties: {
      ...PLACING,
      action: object,
      height: oneOf('sm md'),
      style: oneOf('primary secondary link'),
      color,
      gravity: oneOf('top bottom center'),
      adjustMode: oneOf('shrink-to-fit'),
      scaling: boolean,
    },
  },
  image: {
    required: ['url'],
    properties: {
      ...PLACING,
      url: httpsUrl,
      align: oneOf('start end center'),
      gravity: oneOf('top bottom center'),
      size: either(oneOf('xxs xs sm md lg xl xxl 3xl 4xl 5xl full'), length),
      aspectRatio: ratio,
      aspectMode: oneOf('fit cover'),
      backgroundColor: color,
      action: object,
      animated: boolean,
    },
  },
  video: {
    required: ['url', 'previewUrl', 'altContent'],
    properties: {
      url: httpsUrl,
      previewUrl: httpsUrl,
      altContent: object,
      aspectRatio: ratio,
      action: object,
    },
  },
  icon: {
    required: ['url'],
    properties: {
      ...OFFSETS,
      url: httpsUrl,
      margin: either(steps, px),
      size: textSize,
      aspectRatio: ratio,
      scaling: boolean,
    },
  },
  text: {
    required: [],
    properties: {
      ...PLACING,
      ...FONT,
      text,
      contents: list,
      align: oneOf('start end center'),
      gravity: oneOf('top bottom center'),
      wrap: boolean,
      lineSpacing: px,
      maxLines: whole,
      action: object,
      adjustMode: oneOf('shrink-to-fit'),
      scaling: boolean,
    },
  },
  span: { required: ['text'], properties: { ...FONT, text } },
  separator: { required: [], properties: { margin: either(steps, px), color } },
  filler: { required: [], properties: { flex: whole } },
};
