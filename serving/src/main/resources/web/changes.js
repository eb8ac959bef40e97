/** How the list followed the last ratings: the list as it was before them, after one, two, .... */
import { useAnswer } from './asking.js';
import { Chart } from './charts.js';
import { h, starsInWords } from './library.js';
import { Failed, Loading } from './states.js';

const MOST_STEPS = 5;
const SHOWN = 10;
/** The chart ends here; what is lower lies on one line below. */
const LOWEST = 20;
const BELOW = LOWEST + 2;
const DEPTH = 50;

/**
 * The lists without the newest ratings, all asked for at once. The movies of those ratings are in
 * none of them: their places would only be taken by the next.
 */
function lists(taste, newest, signal) {
  const without = Array.from({ length: newest.length + 1 }, (_, step) => newest.length - step);
  return Promise.all(
    without.map((count) => taste.listWithout(count, { exclude: newest, n: DEPTH, signal })),
  );
}

/** The first movies of the last list, with their ranks in every list; null where they were lower. */
function follow(answers) {
  const ranks = answers.map(
    ({ movies }) => new Map(movies.map(({ movieId, rank }) => [movieId, rank])),
  );
  return answers
    .at(-1)
    .movies.slice(0, SHOWN)
    .map((movie) => ({ ...movie, ranks: ranks.map((list) => list.get(movie.movieId) ?? null) }));
}

export function Changes({ taste, state }) {
  const { ratings, dismissed, settings } = state;
  const { answer, failure, again } = useAnswer(
    async (signal) => {
      const newest = ratings.slice(0, MOST_STEPS);
      return {
        steps: [...newest].reverse(),
        movies: follow(await lists(taste, newest, signal)),
      };
    },
    [ratings, dismissed, settings.weights, settings.diversity],
  );
  if (failure !== null) {
    return h(Failed, { failure, retry: again });
  }
  if (answer === null) {
    return h(Loading, { what: 'how the list changed' });
  }
  return h(Ranks, answer);
}

function Ranks({ steps, movies }) {
  const names = ['Before', ...steps.map((rating, place) => `After ${place + 1}`)];
  return h(
    Chart,
    {
      title: 'How the list changed',
      note: 'The first films of the list as it is now, and where they were before the last ratings. Filters are left out.',
      height: 400,
      columns: ['Film', ...names],
      rows: movies.map((movie) => [
        movie.title,
        ...movie.ranks.map((rank) => rank ?? `below ${DEPTH}`),
      ]),
      options: (given) => options(names, movies, given),
    },
    h('div', { class: 'columns' }, h(Steps, { steps }), h(Movements, { movies })),
  );
}

const Steps = ({ steps }) =>
  h(
    'div',
    null,
    h('h3', null, 'Last ratings'),
    h(
      'ol',
      null,
      steps.map(({ movieId, title, stars }) =>
        h('li', { key: movieId }, `${title ?? `film ${movieId}`}, ${starsInWords(stars)}`),
      ),
    ),
  );

const Movements = ({ movies }) =>
  h(
    'div',
    null,
    h('h3', null, 'The list now'),
    h(
      'ol',
      null,
      movies.map(({ movieId, title, ranks }) =>
        h('li', { key: movieId }, title, ' ', h('span', { class: 'hint' }, movement(ranks))),
      ),
    ),
  );

function movement(ranks) {
  const [then, now] = [ranks[0], ranks.at(-1)];
  if (then === null) {
    return '▲ new';
  }
  if (then === now) {
    return '= as before';
  }
  return then > now ? `▲ up from ${then}` : `▼ down from ${then}`;
}

const shortened = (title, most) => (title.length <= most ? title : `${title.slice(0, most - 1)}…`);

function options(names, movies, { base, axis, isNarrow }) {
  return {
    grid: { left: 34, right: isNarrow ? 30 : 250, top: 12, bottom: 28 },
    xAxis: {
      ...axis,
      type: 'category',
      data: isNarrow ? names.map((name) => name.replace('After ', '+')) : names,
      boundaryGap: false,
      axisLabel: { ...axis.axisLabel, interval: 0, align: isNarrow ? undefined : 'center' },
    },
    yAxis: {
      ...axis,
      type: 'value',
      inverse: true,
      min: 1,
      max: BELOW,
      interval: 1,
      splitLine: { show: false },
      axisLabel: { ...axis.axisLabel, formatter: rankLabel },
    },
    tooltip: {
      ...base.tooltip,
      formatter: ({ seriesIndex, dataIndex }) => words(movies[seriesIndex], dataIndex, names),
    },
    series: movies.map((movie, place) => line(movie, place, base, isNarrow)),
  };
}

function rankLabel(rank) {
  if (rank === BELOW) {
    return `>${LOWEST}`;
  }
  return rank === 1 || rank % 5 === 0 ? rank : '';
}

const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect'];

/** Lines are told apart by symbol and dash as well as by colour. */
function line({ title, ranks }, place, base, isNarrow) {
  const color = base.color[place % 4];
  return {
    type: 'line',
    name: title,
    data: ranks.map((rank) => (rank === null || rank > LOWEST ? BELOW : rank)),
    symbol: SYMBOLS[place % SYMBOLS.length],
    symbolSize: 8,
    color,
    lineStyle: { width: 2, type: place < 5 ? 'solid' : 'dashed' },
    emphasis: { focus: 'series' },
    endLabel: {
      show: true,
      color: base.textStyle.color,
      formatter: isNarrow ? String(ranks.at(-1)) : `${ranks.at(-1)} ${shortened(title, 34)}`,
    },
  };
}

const words = ({ title, ranks }, step, names) =>
  `${title}\n${names[step]}: ${ranks[step] === null ? `below ${DEPTH}` : `place ${ranks[step]}`}`;
