/** What somebody's ratings say: of the service's profile, and of how the list followed them. */
import { useAnswer } from './asking.js';
import { Changes } from './changes.js';
import { Chart } from './charts.js';
import { Bar, Tile, Tiles } from './figures.js';
import { count, h, percent, titleWithYear } from './library.js';
import { ask, get } from './service.js';
import { Empty, Failed, Loading } from './states.js';
import { TasteOverTime } from './timeline.js';

export const title = 'Your taste';

const STARS = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5];
/** More spokes than these cannot be told apart. */
const MOST_SPOKES = 18;
const MOST_NARROW_SPOKES = 9;
const FEWEST_SPOKES = 5;
const RADAR_HEIGHT = 340;

export function View({ taste, state, go }) {
  const { user, ratings } = state;
  const { answer, failure, again } = useAnswer(
    (signal) =>
      user === null
        ? ask('POST', '/v1/profile', { body: { ratings: taste.inlineRatings() }, signal })
        : get(`/v1/users/${user}/profile`, { signal }),
    [user, ratings],
  );
  return h(
    'div',
    { class: 'insight' },
    h('h1', null, user === null ? title : `Taste of user ${user}`),
    [
      failure !== null && h(Failed, { key: 'failed', failure, retry: again }),
      answer === null && failure === null && h(Loading, { key: 'loading', what: 'the figures' }),
      answer?.ratingCount === 0 && h(Nothing, { key: 'nothing', user, go }),
      answer?.ratingCount > 0 && h(Profile, { key: 'profile', profile: answer, taste, state, go }),
    ],
  );
}

function Nothing({ user, go }) {
  return h(
    Empty,
    {
      title:
        user === null ? 'You have not rated a film yet' : `User ${user} has not rated a film yet`,
    },
    'Rate some that you have seen, and this page shows what they have in common. ',
    h('button', { class: 'button', onClick: () => go('/') }, 'Find films to rate'),
  );
}

function Profile({ profile, taste, state, go }) {
  return [
    profile.degraded && h('p', { key: 'degraded', class: 'notice' }, profile.degraded),
    h(Summary, { key: 'summary', profile }),
    h(
      'div',
      { key: 'charts', class: 'grid halves' },
      h(Distribution, { profile }),
      h(GenreRadar, { profile }),
      h(TasteOverTime, { timeline: profile.timeline }),
      h(Explore, { profile, taste, go }),
    ),
    state.known && h(Changes, { key: 'changes', taste, state }),
  ];
}

function Summary({ profile }) {
  const { ratingCount, meanStars, genres, genresToExplore, diversity } = profile;
  return h(
    Tiles,
    null,
    h(Tile, { name: 'Ratings' }, count(ratingCount)),
    h(Tile, { name: 'Stars on average' }, `${meanStars.toFixed(2)} ★`),
    h(
      Tile,
      { name: 'Genres rated', note: `of ${genres.length + genresToExplore.length}` },
      genres.length,
    ),
    h(
      Tile,
      {
        name: 'Genre diversity',
        note: [h(Bar, { share: diversity }), '0: a single genre. 1: all genres alike.'],
      },
      diversity.toFixed(2),
    ),
  );
}

function Distribution({ profile }) {
  const ratings = new Map(profile.distribution.map((each) => [each.stars, each.ratings]));
  const rows = STARS.map((stars) => [`${stars} ★`, ratings.get(stars) ?? 0]);
  return h(Chart, {
    title: 'Ratings by stars',
    note: `${profile.meanStars.toFixed(2)} stars on average of ${count(profile.ratingCount)}.`,
    height: RADAR_HEIGHT - 44,
    columns: ['Stars', 'Ratings'],
    rows,
    options: ({ base, axis }) => ({
      grid: { left: 8, right: 8, top: 28, bottom: 8, containLabel: true },
      xAxis: { ...axis, type: 'category', data: STARS, splitLine: { show: false } },
      yAxis: { ...axis, type: 'value', minInterval: 1, axisLabel: { show: false } },
      tooltip: { ...base.tooltip, trigger: 'item', formatter: '{b} stars: {c}' },
      series: {
        type: 'bar',
        barCategoryGap: '20%',
        data: rows.map(([, number]) => number),
        label: {
          show: true,
          position: 'top',
          color: base.textStyle.color,
          formatter: ({ value }) => (value === 0 ? '' : count(value)),
        },
      },
    }),
  });
}

/** Two figures of each genre on one radar; each has a scale of its own, which the note says. */
function GenreRadar({ profile }) {
  const { genres } = profile;
  const edge = Math.max(...genres.map((genre) => genre.coverage));
  return h(Chart, {
    title: 'Genres',
    note: `Solid: stars on average, 5 at the edge. Dashed: how much of the genre is rated, ${percent(edge, 1)} at the edge. A genre with few ratings says little.`,
    height: (width) => (width < 480 ? RADAR_HEIGHT - 80 : RADAR_HEIGHT),
    columns: ['Genre', 'Ratings', 'Stars', 'Share of ratings', 'Share of all films', 'Rated'],
    rows: genres.map((genre) => [
      genre.name,
      genre.ratings,
      genre.meanStars.toFixed(2),
      percent(genre.share, 1),
      percent(genre.catalogueShare, 1),
      percent(genre.coverage, 1),
    ]),
    options: ({ base, axis, legend, width, isNarrow }) => {
      const shown = spokes(profile, isNarrow ? MOST_NARROW_SPOKES : MOST_SPOKES);
      const [solid, dashed] = base.color;
      return {
        legend: { ...legend, left: 'center', top: 'bottom' },
        radar: {
          indicator: shown.map(({ name }) => ({ name, max: 1 })),
          // What is left beside the longest name of a genre.
          radius: Math.min(width / 2 - 82, isNarrow ? 100 : 125),
          center: ['50%', '46%'],
          axisNameGap: 8,
          axisName: { color: axis.axisLabel.color, fontSize: isNarrow ? 11 : 12 },
          axisLine: axis.axisLine,
          splitLine: axis.splitLine,
          splitArea: { show: false },
        },
        tooltip: { ...base.tooltip, formatter: ({ name }) => radarWords(name, shown) },
        series: {
          type: 'radar',
          data: [
            {
              name: STARS_NAME,
              value: shown.map(({ meanStars }) => meanStars / 5),
              symbol: 'circle',
              itemStyle: { color: solid },
              areaStyle: { opacity: 0.15 },
            },
            {
              name: COVERAGE_NAME,
              value: shown.map(({ coverage }) => coverage / (edge || 1)),
              symbol: 'rect',
              itemStyle: { color: dashed },
              lineStyle: { type: 'dashed' },
            },
          ],
        },
      };
    },
  });
}

/** The genres of the radar; two would make it a line, so others of the catalogue join them. */
const spokes = ({ genres, genresToExplore }, most) =>
  genres
    .concat(genresToExplore.map(({ name }) => ({ name, meanStars: 0, coverage: 0 })))
    .slice(0, Math.min(most, Math.max(FEWEST_SPOKES, genres.length)));

const STARS_NAME = 'Stars on average';
const COVERAGE_NAME = 'How much is rated';

const radarWords = (series, genres) =>
  [series]
    .concat(
      genres.map(({ name, meanStars, coverage }) =>
        series === STARS_NAME
          ? `${name}: ${meanStars.toFixed(2)} ★`
          : `${name}: ${percent(coverage, 1)}`,
      ),
    )
    .join('\n');

/** Genres of which nothing is rated, each with a film to begin with. */
function Explore({ profile, taste, go }) {
  const show = (genre) => {
    taste.set({ genres: [genre] });
    go('/');
  };
  return h(
    'section',
    { class: 'card explore' },
    h('h2', null, 'Genres to explore'),
    profile.genresToExplore.length === 0
      ? h('p', null, 'Something of every genre there is has been rated.')
      : h('p', { class: 'hint' }, 'Nothing of these has been rated yet.'),
    h(
      'ul',
      null,
      profile.genresToExplore.map(({ name, movies, suggestion }) =>
        h(
          'li',
          { key: name },
          h(
            'div',
            null,
            h('strong', null, name),
            ` ${count(movies)} ${movies === 1 ? 'film' : 'films'}`,
          ),
          suggestion && h('div', { class: 'hint' }, `Begin with ${titleWithYear(suggestion)}.`),
          h('button', { class: 'button quiet', onClick: () => show(name) }, `Show ${name}`),
        ),
      ),
    ),
  );
}
