/** The figures that stages wrote into the manifests, one small chart for each, side by side. */
import { Chart } from './charts.js';
import { count, h } from './library.js';

const WORDS = {
  'train-ncf validationNdcg10': 'NCF: nDCG@10',
  'train-ncf epochs': 'NCF: epochs',
  'tfidf meanTermsPerMovie': 'TF-IDF: terms a film',
  'tfidf vocabularySize': 'TF-IDF: vocabulary',
  'embed encoded': 'Texts encoded',
  'embed reused': 'Texts re-used',
  'ingest movies': 'Films read',
  'ingest ratings': 'Ratings read',
  'ingest rejected': 'Rows rejected',
  'ingest tags': 'Tags read',
};
const CELL_HEIGHT = 120;
const CELL_WIDTH = 140;
const MOST_COLUMNS = 3;

const columnsOf = (width) => Math.min(MOST_COLUMNS, Math.max(1, Math.floor(width / CELL_WIDTH)));

/** How well the model does comes before how much there was of something. */
function namesOf(snapshots) {
  const names = new Set();
  for (const { metrics } of snapshots) {
    for (const [stage, values] of Object.entries(metrics)) {
      Object.keys(values).forEach((name) => names.add(`${stage} ${name}`));
    }
  }
  const known = Object.keys(WORDS);
  const place = (name) => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...names].sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

function valueOf({ metrics }, key) {
  const [stage, name] = key.split(' ');
  return metrics[stage]?.[name];
}

const words = (value) =>
  value === undefined
    ? ''
    : Number.isInteger(value)
      ? count(value)
      : Number(value.toPrecision(4)).toString();

export function Metrics({ snapshots, current = snapshots[0] }) {
  const oldestFirst = [...snapshots].reverse();
  const names = namesOf(snapshots);
  if (names.length === 0) {
    return h(
      'div',
      { class: 'card' },
      h('h3', null, 'Figures of the models'),
      h('p', { class: 'hint' }, 'The manifests have none.'),
    );
  }
  return h(Chart, {
    title: 'Figures of the models',
    heading: 'h3',
    note:
      snapshots.length === 1
        ? 'There is one snapshot yet; with the next one, points become lines. nDCG@10 is that of validation.'
        : `${snapshots.length} snapshots, the oldest on the left; the figure is that of the one in force. nDCG@10 is that of validation.`,
    height: (width) => Math.ceil(names.length / columnsOf(width)) * CELL_HEIGHT,
    columns: ['Snapshot', ...names.map((name) => WORDS[name] ?? name)],
    rows: snapshots.map((snapshot) => [
      snapshot.id,
      ...names.map((name) => words(valueOf(snapshot, name))),
    ]),
    options: ({ base, axis, legend, width }) => {
      const cells = names.map((name, place) => cellOf(place, names.length, columnsOf(width)));
      return {
        title: names.map((name, place) => titleOf(name, current, cells[place], legend)),
        grid: cells.map(({ left, top, columnWidth }) => ({
          left: `${left + 2}%`,
          width: `${columnWidth - 5}%`,
          top: top + 46,
          height: CELL_HEIGHT - 60,
        })),
        xAxis: names.map((name, gridIndex) => ({
          ...axis,
          gridIndex,
          type: 'category',
          data: oldestFirst.map(({ createdAt }) => createdAt.slice(0, 16).replace('T', ' ')),
          axisLabel: { show: false },
          axisTick: { show: false },
        })),
        yAxis: names.map((name, gridIndex) => ({
          gridIndex,
          type: 'value',
          scale: true,
          show: false,
        })),
        tooltip: { ...base.tooltip, trigger: 'axis' },
        series: names.map((name, place) => ({
          type: 'line',
          name: WORDS[name] ?? name,
          xAxisIndex: place,
          yAxisIndex: place,
          color: base.color[0],
          symbolSize: 7,
          connectNulls: true,
          data: oldestFirst.map((snapshot) => valueOf(snapshot, name) ?? null),
        })),
      };
    },
  });
}

function cellOf(place, all, columns) {
  const columnWidth = 100 / Math.min(columns, all);
  return {
    left: (place % columns) * columnWidth,
    top: Math.floor(place / columns) * CELL_HEIGHT,
    columnWidth,
  };
}

const titleOf = (name, current, { left, top }, { textStyle }) => ({
  text: `{name|${WORDS[name] ?? name}}\n{value|${words(valueOf(current, name)) || '–'}}`,
  left: `${left + 1}%`,
  top,
  textStyle: {
    rich: {
      name: { color: textStyle.color, fontSize: 12, lineHeight: 16 },
      value: { color: textStyle.color, fontSize: 15, fontWeight: 'bold', lineHeight: 20 },
    },
  },
});
