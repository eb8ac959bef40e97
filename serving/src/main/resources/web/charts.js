/** Charts, by ECharts, which is loaded when the first of them is shown. */
import { h, useEffect, useRef, useState } from './library.js';

let library;

function loadLibrary() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('./echarts.js', import.meta.url).href;
    script.onload = () => resolve(globalThis.echarts);
    script.onerror = () => {
      library = undefined;
      reject(new Error('the chart library could not be loaded'));
    };
    document.head.append(script);
  });
  return library;
}

/** A colour of the style sheet, as it is in the theme of the moment. */
export function colour(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function useTheme() {
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const changed = () => setTheme((number) => number + 1);
    const observer = new MutationObserver(changed);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', changed);
    return () => {
      observer.disconnect();
      system.removeEventListener('change', changed);
    };
  }, []);
  return theme;
}

/** What all charts have in common, over which a chart's own options are laid. */
function common() {
  const ink = colour('ink');
  const soft = colour('soft');
  const axis = {
    axisLabel: { color: soft },
    nameTextStyle: { color: soft },
    axisLine: { lineStyle: { color: colour('line') } },
    splitLine: { lineStyle: { color: colour('line') } },
  };
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    color: ['collaborative', 'content', 'popularity', 'good', 'soft', 'bad'].map(colour),
    textStyle: { color: ink, fontFamily: 'inherit' },
    legend: { textStyle: { color: ink } },
    // Not as HTML: titles are the catalogue's, and the policy of the page allows no inline styles.
    tooltip: {
      renderMode: 'richText',
      backgroundColor: colour('surface'),
      borderColor: colour('line'),
      textStyle: { color: ink },
    },
    axis,
  };
}

/**
 * A chart with a title, and the same figures as a table for who cannot see or use it.
 *
 * @param title what it shows
 * @param note what is worth knowing about it
 * @param options the chart's options for ECharts, from what `common` gives
 * @param columns headings of the table
 * @param rows the table's rows, each a list of cells
 * @param height in pixels
 */
export function Chart({ title, note, options, columns, rows, height = 280 }) {
  const place = useRef(null);
  const chart = useRef(null);
  const [failed, setFailed] = useState(false);
  const theme = useTheme();

  useEffect(() => {
    let wanted = true;
    const resized = new ResizeObserver(() => chart.current?.resize());
    loadLibrary().then(
      (echarts) => {
        if (wanted) {
          chart.current ??= echarts.init(place.current, null, { renderer: 'canvas' });
          const { axis, ...base } = common();
          chart.current.setOption({ ...base, ...options({ base, axis }) }, { notMerge: true });
          resized.observe(place.current);
        }
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
      resized.disconnect();
    };
  }, [theme, JSON.stringify(rows)]);

  useEffect(() => () => chart.current?.dispose(), []);

  return h(
    'figure',
    { class: 'card chart' },
    h('figcaption', null, h('h2', null, title), note && h('p', { class: 'hint' }, note)),
    failed
      ? h('p', { class: 'hint' }, 'The chart could not be drawn; its figures are below.')
      : h('div', { class: 'canvas', ref: place, style: { height: `${height}px` }, 'aria-hidden': 'true' }),
    h(
      'details',
      { open: failed },
      h('summary', null, 'Figures'),
      h(Figures, { title, columns, rows }),
    ),
  );
}

/** Figures as a table. */
export const Figures = ({ title, columns, rows }) =>
  h(
    'div',
    { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': title },
    h(
      'table',
      null,
      h('thead', null, h('tr', null, columns.map((name) => h('th', { scope: 'col', key: name }, name)))),
      h(
        'tbody',
        null,
        rows.map((cells, row) =>
          h(
            'tr',
            { key: row },
            cells.map((cell, column) =>
              column === 0
                ? h('th', { scope: 'row', key: column }, cell)
                : h('td', { key: column, class: typeof cell === 'number' ? 'number' : undefined }, cell),
            ),
          ),
        ),
      ),
    ),
  );
