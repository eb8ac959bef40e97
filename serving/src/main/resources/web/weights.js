/** The hybrid's weights by length of history, and what fitting them was worth. */
import { Chart } from './charts.js';
import { count, h } from './library.js';

const PARTS = ['content', 'collaborative', 'popularity'];

export function Weights({ current }) {
  const weights = current?.weights;
  if (weights === undefined) {
    return h(
      'div',
      { class: 'card' },
      h('h3', null, 'Weights by length of history'),
      h(
        'p',
        null,
        'None were fitted for this snapshot, so the configured ones count. ',
        h('code', null, './spark-submit.sh fit-weights'),
        ' fits them and says what they are worth; ',
        h('code', null, 'POST /admin/reload'),
        ' takes them over.',
      ),
    );
  }
  const names = weights.buckets.map((bucket, place) => ratingsOf(weights.buckets, place));
  if (weights.buckets.some(({ ndcg }) => ndcg === undefined)) {
    // Who writes weights by hand has no evaluation to show.
    return h(
      'div',
      { class: 'card' },
      h('h3', null, 'Weights by length of history'),
      h(Blends, { buckets: weights.buckets, names }),
    );
  }
  return h(
    Chart,
    {
      title: 'Evaluation by length of history',
      heading: 'h3',
      note: `${weights.objective}. ${shortened(weights)}${carriedOver(weights, current)}`,
      height: 240,
      columns: [
        'Ratings',
        'Users',
        'nDCG fitted',
        'nDCG configured',
        'Gain',
        'Weights fitted (content, NCF, popularity)',
        'Weights configured',
      ],
      rows: weights.buckets.map((bucket, place) => [
        names[place],
        count(bucket.users),
        bucket.ndcg.toFixed(4),
        bucket.configuredNdcg.toFixed(4),
        gain(bucket),
        written(bucket.weights),
        written(bucket.configured),
      ]),
      options: (given) => options(weights.buckets, names, given),
    },
    h(Blends, { buckets: weights.buckets, names }),
  );
}

const written = (weights) => PARTS.map((part) => weights[part].toFixed(2)).join(' / ');

const gain = ({ ndcg, configuredNdcg }) =>
  `${ndcg >= configuredNdcg ? '+' : '−'}${Math.abs(ndcg - configuredNdcg).toFixed(4)}`;

/** The lengths of history that a bucket is for. */
function ratingsOf(buckets, place) {
  const [from, next] = [buckets[place].minRatings, buckets[place + 1]?.minRatings];
  if (next === undefined) {
    return `${from} or more`;
  }
  return from === next - 1 ? String(from) : `${from} to ${next - 1}`;
}

const shortened = ({ buckets }) =>
  buckets.some((bucket) => bucket.shortened)
    ? 'Short histories are longer ones, cut to that length. '
    : '';

const carriedOver = ({ snapshotId }, { id }) =>
  snapshotId === id ? '' : `Fitted for snapshot ${snapshotId} and carried over.`;

function options(buckets, names, { base, axis, legend }) {
  const label = {
    show: true,
    position: 'top',
    color: base.textStyle.color,
    formatter: ({ value }) => value.toFixed(3),
  };
  const [fitted, configured] = base.color;
  return {
    grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
    legend,
    tooltip: base.tooltip,
    xAxis: { ...axis, type: 'category', data: names },
    yAxis: { ...axis, type: 'value', axisLabel: { show: false } },
    series: [
      {
        type: 'bar',
        name: 'fitted weights',
        color: fitted,
        label,
        data: buckets.map(({ ndcg }) => ndcg),
      },
      {
        type: 'bar',
        name: 'configured weights',
        color: configured,
        itemStyle: {
          decal: {
            symbol: 'rect',
            dashArrayX: [1, 0],
            dashArrayY: [2, 4],
            rotation: -Math.PI / 4,
            color: base.tooltip.backgroundColor,
          },
        },
        label,
        data: buckets.map(({ configuredNdcg }) => configuredNdcg),
      },
    ],
  };
}

/** Which parts a list is blended of, as the service does it now. */
const Blends = ({ buckets, names }) => [
  h('h4', { key: 'heading' }, 'Fitted weights'),
  h(
    'ul',
    { key: 'list', class: 'listing' },
    buckets.map(({ weights }, place) =>
      h(
        'li',
        { key: names[place] },
        h('strong', null, `${names[place]} ratings`),
        h(Blend, { weights }),
        h(
          'span',
          { class: 'hint' },
          PARTS.map((part) => `${part} ${weights[part].toFixed(2)}`).join(' · '),
        ),
      ),
    ),
  ),
];

/** Three parts of one bar, in the order of the words below it. */
function Blend({ weights }) {
  const widths = PARTS.map((part) => 100 * weights[part]);
  return h(
    'svg',
    { class: 'gauge', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    PARTS.map((part, place) =>
      h('rect', {
        key: part,
        class: part,
        x: widths.slice(0, place).reduce((sum, width) => sum + width, 0),
        width: widths[place],
        height: 8,
      }),
    ),
  );
}
