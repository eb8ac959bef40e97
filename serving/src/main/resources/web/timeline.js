/** Taste over time: the ratings in slices of the same number, the oldest first. */
import { Chart } from './charts.js';
import { count, h, percent } from './library.js';

const DAY = 86400;

const FORMATS = {
  minutes: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  days: { day: 'numeric', month: 'short' },
  months: { month: 'short', year: 'numeric' },
};

/** Writes moments as finely as the time between the first and the last asks for. */
function format(slices) {
  const span = slices.at(-1).to - slices[0].from;
  const unit = span < 2 * DAY ? 'minutes' : span < 300 * DAY ? 'days' : 'months';
  const words = new Intl.DateTimeFormat('en', FORMATS[unit]);
  return (seconds) => words.format(seconds * 1000);
}

const topGenres = (slice) =>
  slice.topGenres.map(({ name, share }) => `${name} ${percent(share)}`).join(', ');

export function TasteOverTime({ timeline }) {
  const when = format(timeline);
  const period = ({ from, to }) =>
    when(from) === when(to) ? when(from) : `${when(from)} to ${when(to)}`;
  const genres = genresOf(timeline);
  return h(Chart, {
    title: 'Taste over time',
    note: `From the oldest rating to the newest, ${count(timeline[0].ratings)} at a time: stars on average, and the three genres rated most. A larger dot is a larger share.`,
    height: 200 + 26 * genres.length,
    columns: ['When', 'Ratings', 'Stars', 'Most rated genres'],
    rows: timeline.map((slice) => [
      period(slice),
      slice.ratings,
      slice.meanStars.toFixed(2),
      topGenres(slice),
    ]),
    options: (given) => options(timeline, genres, when, period, given),
  });
}

/** All that are among a slice's most rated, those last that are most often so: on top. */
function genresOf(timeline) {
  const shares = new Map();
  for (const { name, share } of timeline.flatMap((slice) => slice.topGenres)) {
    shares.set(name, (shares.get(name) ?? 0) + share);
  }
  return [...shares].sort(([, a], [, b]) => a - b).map(([name]) => name);
}

function options(timeline, genres, when, period, { base, axis }) {
  const places = timeline.map((slice, place) => String(place));
  const x = { ...axis, type: 'category', data: places, splitLine: { show: false } };
  const starsHeight = 110;
  const [line, dot] = base.color;
  return {
    grid: [
      { left: 92, right: 14, top: 24, height: starsHeight },
      { left: 92, right: 14, top: starsHeight + 40, bottom: 32 },
    ],
    xAxis: [
      { ...x, gridIndex: 0, axisLabel: { show: false } },
      {
        ...x,
        gridIndex: 1,
        axisLabel: {
          ...axis.axisLabel,
          formatter: (place) => when(timeline[place].from),
          hideOverlap: true,
        },
      },
    ],
    yAxis: [
      { ...axis, type: 'value', name: 'stars', gridIndex: 0, min: 0, max: 5, interval: 1 },
      { ...axis, type: 'category', data: genres, gridIndex: 1, axisTick: { show: false } },
    ],
    tooltip: {
      ...base.tooltip,
      formatter: ({ seriesIndex, data }) => words(seriesIndex, data, timeline, period),
    },
    series: [
      {
        type: 'line',
        data: timeline.map((slice, place) => [String(place), slice.meanStars]),
        symbolSize: 8,
        itemStyle: { color: line },
      },
      {
        type: 'scatter',
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: timeline.flatMap((slice, place) =>
          slice.topGenres.map(({ name, share }) => [String(place), name, share]),
        ),
        symbolSize: ([, , share]) => 6 + 26 * Math.sqrt(share),
        itemStyle: { color: dot, opacity: 0.85 },
      },
    ],
  };
}

function words(series, [place, value, share], timeline, period) {
  const slice = timeline[place];
  return series === 0
    ? `${period(slice)}\n${value.toFixed(2)} stars on average of ${slice.ratings}`
    : `${period(slice)}\n${value}: ${percent(share)}`;
}
