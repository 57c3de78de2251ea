import { actionElement } from './actions.js';
import { el, text } from './dom.js';
import { boxStyle, color, fontStyle, imageWidth, place, space, style } from './flex-style.js';

/** @typedef {(action: any) => void} Press what happens when something is pressed */

/**
 * A Flex container as LINE's phones show it.
 * @param {any} contents bubble or carousel @param {string} altText @param {Press} press
 */
export function flexContainer(contents, altText, press) {
  if (contents?.type === 'carousel') {
    const bubbles = (contents.contents ?? []).map((each) => bubble(each, press));
    return el(
      'div',
      { class: 'carousel scroll', role: 'group', tabIndex: 0, 'aria-label': text('cards') },
      ...bubbles,
    );
  }
  const element = bubble(contents ?? {}, press);
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', altText);
  return element;
}

const SIZES = ['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga'];

function bubble(contents, press) {
  const size = SIZES.includes(contents.size) ? contents.size : 'mega';
  const element = el('div', { class: `bubble bubble-${size}`, dir: contents.direction ?? 'ltr' });
  for (const name of ['header', 'hero', 'body', 'footer']) {
    if (!contents[name]) continue;
    const look = contents.styles?.[name] ?? {};
    if (look.separator) element.append(separator({ color: look.separatorColor }, 'vertical'));
    const block = component(contents[name], 'vertical', press);
    block.classList.add('block', `block-${name}`);
    element.append(style(block, { 'background-color': color(look.backgroundColor) }));
  }
  return tappable(element, contents.action, press);
}

const COMPONENTS = { box, text: textPart, button, image, icon: image, video, span, separator, filler };

function component(part, layout, press, before) {
  const make = COMPONENTS[part?.type];
  if (!make) return el('div', { class: 'unknown' }, `? ${part?.type}`);
  return place(make(part, layout, press), part, layout, before);
}

function box(part, _layout, press) {
  const element = boxStyle(el('div', { class: 'box' }), part);
  const inner = ['horizontal', 'vertical', 'baseline'].includes(part.layout) ? part.layout : 'vertical';
  let first = true;
  for (const child of part.contents ?? []) {
    element.append(component(child, inner, press, first ? undefined : space(part.spacing)));
    if (child.position !== 'absolute') first = false;
  }
  return tappable(element, part.action, press);
}

function textPart(part, _layout, press) {
  const spans = (part.contents ?? []).map(span);
  const element = el(
    'div',
    { class: part.wrap ? 'text wrap' : 'text' },
    ...(spans.length ? spans : [part.text ?? '']),
  );
  fontStyle(element, { size: 'md', ...part });
  style(element, {
    'text-align': part.align,
    'line-height': /^\d+(\.\d+)?px$/.test(part.lineSpacing) ? `calc(1.4em + ${part.lineSpacing})` : undefined,
    '-webkit-line-clamp': part.wrap && part.maxLines > 0 ? String(part.maxLines) : undefined,
  });
  if (part.wrap && part.maxLines > 0) element.classList.add('clamped');
  return tappable(element, part.action, press);
}

function span(part) {
  return fontStyle(el('span', {}, part.text ?? ''), part);
}

function button(part, _layout, press) {
  const look = ['primary', 'secondary'].includes(part.style) ? part.style : 'link';
  const classes = `button button-${look} ${part.height === 'sm' ? 'button-sm' : ''}`;
  const element = actionElement(part.action ?? {}, classes, press);
  return style(element, { [look === 'link' ? 'color' : 'background-color']: color(part.color) });
}

/** Pictures come from other hosts, which this page's policy does not load: their place is shown. */
function image(part) {
  const [width, height] = (part.aspectRatio ?? '1:1').split(':');
  const element = el('div', {
    class: 'picture',
    role: 'img',
    'aria-label': text('remotePicture'),
    title: part.url,
  });
  return style(element, {
    width: imageWidth(part.size ?? 'md'),
    'aspect-ratio': `${Number(width)} / ${Number(height)}`,
    'background-color': color(part.backgroundColor),
  });
}

function video(part) {
  return image({ ...part, size: 'full' });
}

function separator(part, layout) {
  const element = el('div', {
    class: layout === 'vertical' ? 'line-across' : 'line-down',
    role: 'separator',
  });
  if (layout !== 'vertical') element.setAttribute('aria-orientation', 'vertical');
  return style(element, { 'background-color': color(part.color) });
}

function filler() {
  return el('div');
}

/** Makes something that is no button pressable, by keyboard too. */
function tappable(element, action, press) {
  if (!action) return element;
  element.setAttribute('role', 'button');
  element.tabIndex = 0;
  if (action.label) element.setAttribute('aria-label', action.label);
  const go = (event) => {
    event.stopPropagation();
    press(action);
  };
  element.addEventListener('click', go);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') go(event);
  });
  return element;
}
