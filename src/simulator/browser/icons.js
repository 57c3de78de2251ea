/** Small pictures as lines on a field of 24 by 24: no font has to have them. */
const PATHS = {
  picture: 'M4 5h16v14H4z M4 16l5-5 4 4 3-3 4 4 M15.5 9.5h.01',
  video: 'M3 6h12v12H3z M15 10l6-3v10l-6-3',
  audio: 'M4 10v4h4l5 4V6L8 10z M16 9a4 4 0 0 1 0 6 M18.5 6.500a8 8 0 0 1 0 11',
  file: 'M6 3h8l4 4v14H6z M14 3v4h4',
  place: 'M12 21c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12z M12 11.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  sticker: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M8 14c1 1.5 2.5 2 4 2s3-.5 4-2 M9 9.500h.01 M15 9.500h.01',
  undo: 'M9 7L4 12l5 5 M4 12h11a5 5 0 0 1 0 10',
  again: 'M20 11a8 8 0 1 0-2 6 M20 5v6h-6',
  block: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M6 6l12 12',
  check: 'M5 13l5 5 9-11',
  fresh: 'M12 3v18 M3 12h18',
  unknown: 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2 M12 18h.01',
};

const SVG = 'http://www.w3.org/2000/svg';

/** A picture by name, hidden from screen readers: words always stand beside it. @param {keyof typeof PATHS} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name] ?? PATHS.unknown);
  svg.append(path);
  return svg;
}
