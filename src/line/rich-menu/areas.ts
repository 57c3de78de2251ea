import type { Press } from '../../conversation/reply.ts';

/** One field of the menu below the chat. `drawing`: lines on 24 × 24. Wording under `line-tool:menu.area.<name>`. */
export interface MenuArea {
  name: string;
  /** What a tap does. Never a sentence as if it were typed: whoever is writing a report would answer with it. */
  does: { press: Press };
  drawing: string;
}

const to = (act: string): { press: Press } => ({ press: { flow: 'menu', act } });

/** Six fields, two rows of three. */
export const MENU_AREAS: readonly MenuArea[] = [
  {
    name: 'ask',
    does: to('help'),
    drawing: '<path d="M4 5h16v11H10l-5 4v-4H4z"/><path d="M8 9h8M8 12.5h5"/>',
  },
  {
    name: 'results',
    does: to('results'),
    drawing: '<path d="M4 20h16M7 20v-7M12 20V6M17 20v-10"/>',
  },
  {
    name: 'report',
    does: to('complaint'),
    drawing: '<path d="M12 3 5 6v5c0 4.6 2.8 8 7 10 4.2-2 7-5.4 7-10V6z"/><path d="M12 8v5M12 16v.2"/>',
  },
  {
    name: 'comment',
    does: to('comment'),
    drawing: '<path d="M4 20l1-4L16.5 4.5a2 2 0 0 1 3 3L8 19z"/><path d="M14.5 6.5l3 3"/>',
  },
  {
    name: 'track',
    does: to('track'),
    drawing:
      '<circle cx="6" cy="6" r="2.2"/><circle cx="6" cy="18" r="2.2"/><path d="M6 8.2v7.6M11 6h9M11 12h7M11 18h6"/>',
  },
  {
    name: 'language',
    does: to('language'),
    drawing:
      '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>',
  },
];

export const MENU_COLUMNS = 3;
/** LINE's largest: sharp on every telephone. */
export const MENU_SIZE = { width: 2500, height: 1686 };

/** Where the field with this number lies; together they cover the menu without a gap. */
export function boundsOf(index: number) {
  const rows = Math.ceil(MENU_AREAS.length / MENU_COLUMNS);
  const edge = (n: number, of: number, length: number) => Math.round((n * length) / of);
  const [column, row] = [index % MENU_COLUMNS, Math.floor(index / MENU_COLUMNS)];
  const [x, y] = [edge(column, MENU_COLUMNS, MENU_SIZE.width), edge(row, rows, MENU_SIZE.height)];
  return {
    x,
    y,
    width: edge(column + 1, MENU_COLUMNS, MENU_SIZE.width) - x,
    height: edge(row + 1, rows, MENU_SIZE.height) - y,
  };
}
