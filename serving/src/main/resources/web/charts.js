/** Charts, by ECharts, which is loaded when the first of them is shown. */
import { Figures } from './figures.js';
import { h, useEffect, useRef, useState } from './library.js';

/** Below this many pixels a chart leaves out what would overlap. */
const NARROW = 480;

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
  const line = { lineStyle: { color: colour('line') } };
  const axis = {
    axisLabel: { color: soft },
    nameTextStyle: { color: soft },
    axisLine: line,
    axisTick: line,
    splitLine: line,
  };
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    color: ['collaborative', 'content', 'popularity', 'good', 'soft', 'bad'].map(colour),
    // A canvas inherits nothing.
    textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { textStyle: { color: ink }, top: 0, left: 0 },
    // Not as HTML: titles are the catalogue's, and the policy of the page allows no inline styles.
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: colour('surface'),
      borderColor: colour('line'),
      textStyle: { color: ink },
    },
    axis,
  };
}

function draw(chart, options, width) {
  const { axis, legend, ...base } = common();
  const own = options({ base, axis, legend, width, isNarrow: width < NARROW });
  chart.setOption({ ...base, ...own }, { notMerge: true });
}

/**
 * A chart with a title, and the same figures as a table for who cannot see or use it.
 *
 * @param title what it shows
 * @param heading the element of the title: h2, or h3 where the chart is part of something
 * @param note what is worth knowing about it
 * @param options the chart's options for ECharts, from {base, axis, legend, width, isNarrow}
 * @param columns headings of the table
 * @param rows the table's rows, each a list of cells; the chart is drawn again when they change
 * @param height in pixels, or a function that gives it for a width
 * @param children what stands between the chart and its table
 */
export function Chart({
  title,
  heading = 'h2',
  note,
  options,
  columns,
  rows,
  height = 280,
  children,
}) {
  const place = useRef(null);
  const chart = useRef(null);
  const [failed, setFailed] = useState(false);
  const [width, setWidth] = useState(0);
  const theme = useTheme();
  const tall = typeof height === 'function' ? height(width) : height;

  useEffect(() => {
    const resized = new ResizeObserver(([entry]) => setWidth(Math.round(entry.contentRect.width)));
    resized.observe(place.current);
    return () => {
      resized.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    let wanted = width > 0;
    loadLibrary().then(
      (echarts) => {
        if (wanted) {
          chart.current ??= echarts.init(place.current, null, { renderer: 'canvas' });
          chart.current.resize();
          draw(chart.current, options, width);
          place.current.dataset.drawn = width;
        }
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [theme, width, tall, JSON.stringify(rows)]);

  return h(
    'figure',
    { class: 'card chart' },
    h('figcaption', null, h(heading, null, title), note && h('p', { class: 'hint' }, note)),
    failed && h('p', { class: 'hint' }, 'The chart could not be drawn; its figures are below.'),
    h('div', {
      class: 'canvas',
      ref: place,
      hidden: failed,
      style: { height: `${tall}px` },
      'aria-hidden': 'true',
    }),
    children,
    h(
      'details',
      { open: failed },
      h('summary', null, 'Figures', h('span', { class: 'hidden' }, ` of ${title}`)),
      h(Figures, { title, columns, rows }),
    ),
  );
}
