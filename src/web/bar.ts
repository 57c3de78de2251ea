import { attributes, html, type Html } from './html.ts';

export interface ScoreBar {
  /** 0 to 100. */
  score: number;
  /** Where the upright line stands, 0 to 100; none when left out. */
  mark?: number;
  tone: 'good' | 'bad' | 'plain';
}

/** A bar for a score, drawn as SVG since our policy allows no inline styles. The figure itself must stand beside it. */
export function scoreBar({ score, mark, tone }: ScoreBar): Html {
  const width = Math.min(100, Math.max(0, score));
  return html`<svg
    class="bar ${tone}"
    viewBox="0 0 100 8"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    <rect class="bar-back" x="0" y="2" width="100" height="4" />
    <rect ${attributes({ class: 'bar-fill', x: 0, y: 2, width, height: 4 })} />
    ${mark !== undefined && html`<rect ${attributes({ class: 'bar-mark', x: mark - 0.5, y: 0, width: 1, height: 8 })} />`}
  </svg>`;
}
