/** LINE's words for sizes, in pixels, and how a Flex component's properties become CSS. */

const SPACES = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const TEXT_SIZES = {
  ...{ xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29 },
  ...{ '3xl': 35, '4xl': 48, '5xl': 74 },
};
const BORDERS = { none: 0, light: 0.5, normal: 1, medium: 2, 'semi-bold': 3, bold: 4 };
const IMAGE_WIDTHS = {
  ...{ xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160 },
  ...{ '3xl': 180, '4xl': 200, '5xl': 220 },
};

const SIZE = /^-?\d+(\.\d+)?(px|%)$/;
const COLOR = /^#([0-9a-f]{6}|[0-9a-f]{8})$/i;

/** A size as CSS; undefined for what LINE would refuse. */
const measure = (value, words) =>
  value in words ? `${words[value]}px` : SIZE.test(value) ? value : undefined;
export const space = (value) => measure(value, SPACES);
export const textSize = (value) => measure(value, TEXT_SIZES);
export const imageWidth = (value) => (value === 'full' ? '100%' : measure(value, IMAGE_WIDTHS));
export const color = (value) => (COLOR.test(value) ? value : undefined);
const border = (value) => measure(value, BORDERS);

/** Sets those styles that have a value. @param {HTMLElement} element @param {Record<string, string|undefined>} styles */
export function style(element, styles) {
  for (const [name, value] of Object.entries(styles)) {
    if (value !== undefined) element.style.setProperty(name, value);
  }
  return element;
}

const GRAVITY = { top: 'flex-start', center: 'center', bottom: 'flex-end' };

/** In a row LINE shares the width among all but these; in a column nothing grows unless told to. */
const SHRUNK = ['icon', 'separator'];

/**
 * Places a component in its parent: how it grows, the space before it, offsets.
 * @param {HTMLElement} element @param {any} component @param {string} layout the parent's
 * @param {string|undefined} before the space the parent wants ahead of it
 */
export function place(element, component, layout, before) {
  const inRow = layout !== 'vertical';
  const share =
    component.flex ?? (component.type === 'filler' || (inRow && !SHRUNK.includes(component.type)) ? 1 : 0);
  const hasSize = component.width !== undefined && inRow;
  const growing = inRow ? `${share} ${share} 0` : `${share} 0 auto`;
  return style(element, {
    flex: hasSize || share === 0 ? '0 0 auto' : growing,
    'min-width': inRow ? '0' : undefined,
    'max-width': element.style.maxWidth || '100%',
    [inRow ? 'margin-inline-start' : 'margin-top']: space(component.margin) ?? before,
    'align-self': inRow && component.type !== 'box' ? GRAVITY[component.gravity] : undefined,
    position: component.position === 'absolute' ? 'absolute' : undefined,
    top: space(component.offsetTop),
    bottom: space(component.offsetBottom),
    'inset-inline-start': space(component.offsetStart),
    'inset-inline-end': space(component.offsetEnd),
  });
}

/** The look of a box. @param {HTMLElement} element @param {any} box */
export function boxStyle(element, box) {
  const { background } = box;
  const gradient = [background?.startColor, background?.centerColor, background?.endColor]
    .map(color)
    .filter(Boolean);
  return style(element, {
    'flex-direction': box.layout === 'vertical' ? 'column' : 'row',
    'align-items': box.layout === 'baseline' ? 'baseline' : box.alignItems,
    'justify-content': box.justifyContent,
    'background-color': color(box.backgroundColor),
    'background-image':
      gradient.length > 1 && /^\d+(\.\d+)?deg$/.test(background.angle)
        ? `linear-gradient(${background.angle}, ${gradient.join(', ')})`
        : undefined,
    'border-style': box.borderWidth || box.borderColor ? 'solid' : undefined,
    'border-width': box.borderWidth || box.borderColor ? (border(box.borderWidth) ?? '1px') : undefined,
    'border-color': color(box.borderColor),
    'border-radius': space(box.cornerRadius),
    width: space(box.width),
    'max-width': space(box.maxWidth),
    height: space(box.height),
    'max-height': space(box.maxHeight),
    padding: space(box.paddingAll),
    'padding-top': space(box.paddingTop),
    'padding-bottom': space(box.paddingBottom),
    'padding-inline-start': space(box.paddingStart),
    'padding-inline-end': space(box.paddingEnd),
  });
}

/** The look of a text or a span; a span takes the rest from its text. @param {HTMLElement} element @param {any} part */
export function fontStyle(element, part) {
  const thick = { bold: '700', regular: '400' };
  return style(element, {
    'font-size': textSize(part.size),
    color: color(part.color),
    'font-weight': thick[part.weight],
    'font-style': part.style,
    'text-decoration': part.decoration,
  });
}
