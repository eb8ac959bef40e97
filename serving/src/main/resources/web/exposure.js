/** What the nightly lists show of the catalogue, what they never show, and why. */
import { Chart } from './charts.js';
import { Bars, Figures, Tile, Tiles } from './figures.js';
import { count, h, percent, titleWithYear } from './library.js';
import { Failed, Loading } from './states.js';

const CAUSES = [
  ['noRatings', 'Nobody has rated them', 'The model knows them by their text alone.'],
  [
    'noText',
    'They have no text',
    'Neither a description nor tags: nothing to compare them by but genres.',
  ],
  ['outranked', 'Outranked', 'Rated and described; for everybody ten others were better.'],
];

export function Exposure({ answer, failure, again }) {
  return h(
    'section',
    { class: 'insight', 'aria-labelledby': 'exposure' },
    h('h2', { id: 'exposure' }, 'What people get to see'),
    failure !== null && h(Failed, { failure, retry: again }),
    answer === null && failure === null && h(Loading, { what: 'the exposure of the catalogue' }),
    answer !== null && [
      h(Summary, { key: 'summary', exposure: answer }),
      h(
        'div',
        { key: 'figures', class: 'grid thirds' },
        h(Never, { exposure: answer }),
        h(Deciles, { exposure: answer }),
        h(Most, { exposure: answer }),
      ),
    ],
  );
}

const share = (part, whole) => (whole === 0 ? 0 : part / whole);

function Summary({ exposure }) {
  const { movies, recommended, neverRecommended, gini, users, listLength } = exposure;
  return [
    h(
      'p',
      { key: 'what', class: 'hint' },
      `The first ${listLength} films of the nightly list of each of ${count(users)} users.`,
    ),
    h(
      Tiles,
      { key: 'tiles' },
      h(
        Tile,
        {
          name: 'Catalogue coverage',
          note: `${count(recommended)} of ${count(movies)} films are in a list`,
        },
        percent(share(recommended, movies), 1),
      ),
      h(
        Tile,
        { name: 'Never recommended', note: percent(share(neverRecommended.total, movies), 1) },
        count(neverRecommended.total),
      ),
      h(
        Tile,
        { name: 'Concentration (Gini)', note: '0: all films equally often. 1: always the same.' },
        gini.toFixed(3),
      ),
    ),
  ];
}

function Never({ exposure }) {
  const { neverRecommended, examples } = exposure;
  return h(
    'div',
    { class: 'card' },
    h('h3', null, 'Never recommended, and why'),
    h(Bars, {
      title: 'Causes',
      columns: ['Cause', 'Films'],
      whole: neverRecommended.total || 1,
      rows: CAUSES.map(([cause, name]) => ({
        name,
        value: neverRecommended[cause],
        words: count(neverRecommended[cause]),
      })),
    }),
    CAUSES.map(
      ([cause, name, meaning]) =>
        examples[cause].length > 0 &&
        h(
          'details',
          { key: cause, class: 'unfold' },
          h('summary', null, `Examples: ${name.toLowerCase()}`),
          h('p', { class: 'hint' }, meaning),
          h(
            'ul',
            null,
            examples[cause].map((movie) =>
              h(
                'li',
                { key: movie.movieId },
                titleWithYear(movie),
                h('span', { class: 'hint' }, ratingsOf(movie)),
              ),
            ),
          ),
        ),
    ),
  );
}

const ratingsOf = ({ ratingCount }) =>
  ratingCount === 0 ? '' : ` ${count(ratingCount)} ${ratingCount === 1 ? 'rating' : 'ratings'}`;

function Deciles({ exposure }) {
  const { deciles } = exposure;
  return h(Chart, {
    title: 'Popularity and exposure',
    heading: 'h3',
    note: 'Films in ten groups of the same size, the most rated first: how much of the ratings they have, and how much of the places in lists.',
    height: 260,
    columns: ['Tenth', 'Films', 'Share of ratings', 'Share of places'],
    rows: deciles.map((each) => [
      `${each.decile}`,
      count(each.movies),
      percent(each.ratingShare, 1),
      percent(each.exposureShare, 1),
    ]),
    options: ({ base, axis, legend }) => ({
      grid: { left: 8, right: 8, top: 40, bottom: 28, containLabel: true },
      legend,
      tooltip: {
        ...base.tooltip,
        formatter: ({ seriesName, name, value }) => `${name}. tenth\n${seriesName}: ${value} %`,
      },
      xAxis: {
        ...axis,
        type: 'category',
        data: deciles.map(({ decile }) => decile),
        name: 'most rated to least',
        nameLocation: 'middle',
        nameGap: 26,
      },
      yAxis: { ...axis, type: 'value', axisLabel: { ...axis.axisLabel, formatter: '{value} %' } },
      series: [
        {
          type: 'bar',
          name: 'share of ratings',
          color: base.color[1],
          data: deciles.map((each) => tenths(each.ratingShare)),
        },
        {
          type: 'bar',
          name: 'share of places',
          color: base.color[0],
          data: deciles.map((each) => tenths(each.exposureShare)),
        },
      ],
    }),
  });
}

const tenths = (value) => Math.round(1000 * value) / 10;

const Most = ({ exposure }) =>
  h(
    'div',
    { class: 'card' },
    h('h3', null, 'Most recommended'),
    h(Figures, {
      title: 'Most recommended films',
      columns: ['Film', 'Of all lists', 'Ratings'],
      rows: exposure.mostRecommended.map(({ movie, lists }) => [
        titleWithYear(movie),
        percent(share(lists, exposure.users)),
        count(movie.ratingCount),
      ]),
    }),
  );
