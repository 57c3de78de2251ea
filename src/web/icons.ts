import { html, raw, type Html } from './html.ts';

/** Line drawings of 24 × 24, drawn in the colour of the text beside them. They only repeat what the words say. */
const DRAWINGS = {
  chat: raw('<path d="M4 5h16v11H10l-5 4v-4H4z"/><path d="M8 9h8M8 12.5h5"/>'),
  shield: raw(
    '<path d="M12 3 5 6v5c0 4.6 2.8 8 7 10 4.2-2 7-5.4 7-10V6z"/><path d="M9.5 12.5a2.5 2.5 0 0 1 5 0V15h-5z"/>',
  ),
  path: raw(
    '<circle cx="6" cy="6" r="2.2"/><circle cx="6" cy="18" r="2.2"/><path d="M6 8.2v7.6M11 6h9M11 18h6M11 12h7"/>',
  ),
  phone: raw(
    '<path d="M5 4h4l1.5 4.5L8 10.2a12 12 0 0 0 5.8 5.8l1.7-2.5L20 15v4a1.5 1.5 0 0 1-1.6 1.5C10.6 20 4 13.4 3.5 5.6A1.5 1.5 0 0 1 5 4z"/>',
  ),
  warning: raw('<path d="M12 4 2.8 20h18.4z"/><path d="M12 10v4.5M12 17.3v.2"/>'),
} as const;

export type IconName = keyof typeof DRAWINGS;

/** A decorative icon, hidden from screen readers. */
export function icon(name: IconName): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${DRAWINGS[name]}
  </svg>`;
}

/** The service's mark: a speech bubble with a tick. */
export const mark = (): Html =>
  html`<svg class="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <path
      class="mark-bubble"
      d="M8 3h24a6 6 0 0 1 6 6v17a6 6 0 0 1-6 6H20l-9 6v-6H8a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6z"
    />
    <path class="mark-tick" d="m12 18 6 6 11-12" />
  </svg>`;
