import type * as echarts from 'echarts/core';
import { attributes, html, raw, type Html } from './html.ts';

/** Bars lying one below the other, each made of pieces. The figures themselves must stand in a table beside it. */
export interface BarChart {
  /** What it shows, for those who do not see it. */
  label: string;
  bars: readonly string[];
  /** `tone` names a colour of the style sheet: `--<tone>`. */
  pieces: readonly { name: string; tone: string; values: readonly number[] }[];
}

/** Narrow, so that the letters stay readable when a telephone shrinks the drawing. */
const WIDTH = 400;
const BAR = 34;
const AXIS = 34;
const LETTERS = { color: 'var(--ink)', fontFamily: 'inherit', fontSize: 15 };

/** Signs as people see them: a Thai letter carries vowels and tones above and below. */
const signs = new Intl.Segmenter('th', { granularity: 'grapheme' });
const MOST_SIGNS = 20;

function shortened(text: string): string {
  const all = [...signs.segment(text)].map(({ segment }) => segment);
  return all.length > MOST_SIGNS ? `${all.slice(0, MOST_SIGNS - 1).join('')}…` : text;
}

/** There is no browser here to ask; the library would take every vowel and tone for a letter of its own. */
const measureText = (text: string) => ({ width: [...signs.segment(text)].length * LETTERS.fontSize * 0.6 });

type Core = typeof echarts;
let loaded: Promise<Core> | undefined;

/** The library is large and few pages draw: it is read when the first does. */
function load(): Promise<Core> {
  loaded ??= (async () => {
    const [core, { BarChart: Bars }, { GridComponent }, { SVGRenderer }] = await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
    core.use([Bars, GridComponent, SVGRenderer]);
    core.setPlatformAPI({ measureText });
    return core;
  })();
  return loaded;
}

/** The chart as SVG within the page, so that it has the page's letters and colours, light and dark. */
export async function barChart({ label, bars, pieces }: BarChart): Promise<Html> {
  const core = await load();
  const height = bars.length * BAR + AXIS;
  const chart = core.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      grid: { left: 4, right: 20, top: 4, bottom: 4, outerBounds: { left: 4, right: 20, top: 4, bottom: 4 } },
      xAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: LETTERS,
        splitLine: { lineStyle: { color: 'var(--line)' } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(shortened),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: 'var(--line)' } },
        axisLabel: LETTERS,
      },
      series: pieces.map(({ name, tone, values }) => ({
        type: 'bar',
        name,
        stack: 'all',
        barMaxWidth: 22,
        data: [...values],
        itemStyle: { color: `var(--${tone})` },
      })),
    });
    return html`<div class="chart">
      <svg
        ${attributes({ role: 'img', 'aria-label': label })}
        viewBox="0 0 ${WIDTH} ${height}"
        focusable="false"
      >
        ${raw(withoutStyles(chart.renderToSVGString()))}
      </svg>
      ${pieces.length > 1 && legend(pieces)}
    </div>`;
  } finally {
    chart.dispose();
  }
}

/**
 * What the library drew, without the frame and without styles, which our policy does not let run: what they said is said
 * by attributes. The library escapes the texts in it.
 */
const withoutStyles = (svg: string): string =>
  svg
    .replace(/<style[\s\S]*<\/style>/, '')
    .replace(/^[^>]*>|<\/svg>\s*$/g, '')
    .replace(/ style="font-size:(\d+)px;font-family:[^"]*"/g, ' font-size="$1"')
    .replace(/ (class|ecmeta_\w+)="[^"]*"/g, '');

const legend = (pieces: BarChart['pieces']): Html =>
  html`<ul class="legend" aria-hidden="true">
    ${pieces.map(
      ({ name, tone }) =>
        html`<li>
          <svg viewBox="0 0 10 10" focusable="false">
            <rect ${attributes({ width: 10, height: 10, fill: `var(--${tone})` })} />
          </svg>
          ${name}
        </li>`,
    )}
  </ul>`;
