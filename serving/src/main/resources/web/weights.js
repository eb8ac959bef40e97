/** The hybrid's weights by length of history, and what fitting them was worth. */
import { Chart } from './charts.js';
import { count, h } from './library.js';

const PARTS = ['content', 'collaborative', 'popularity'];

/** @param inForce the weights that the service blends with, by bucket, whoever chose them */
export function Weights({ current, inForce }) {
  const weights = current?.weights;
  // Who writes weights by hand has no evaluation to show.
  if (weights === undefined || weights.buckets.some(({ ndcg }) => ndcg === undefined)) {
    return h(
      'div',
      { class: 'card' },
      h('h3', null, 'Evaluation by length of history'),
      weights === undefined && h(HowToEvaluate),
      h(Blends, { buckets: inForce }),
    );
  }
  const names = namesOf(weights.buckets);
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
    h(Blends, { buckets: inForce }),
  );
}

const HowToEvaluate = () => [
  h(
    'p',
    { key: 'why' },
    'How good lists are for short and long histories was not measured for this snapshot, nor the snapshots before it; the configured weights count. To measure it, and to fit weights to it:',
  ),
  h(
    'ol',
    { key: 'how' },
    h('li', null, h('code', null, './spark-submit.sh fit-weights'), ' on the machine of the nightly job.'),
    h(
      'li',
      null,
      h('code', null, `curl -X POST ${location.origin}/admin/reload`),
      ' takes the weights over, and this table appears. Later nights carry both over.',
    ),
  ),
];

const namesOf = (buckets) => buckets.map((bucket, place) => ratingsOf(buckets, place));

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
const Blends = ({ buckets, names = namesOf(buckets) }) => [
  h('h4', { key: 'heading' }, 'Weights in force'),
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
