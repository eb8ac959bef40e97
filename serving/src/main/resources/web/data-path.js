/** The way of a rating through Marquee, as a drawing that fits the narrowest screen. */
import { h } from './library.js';

const WIDTH = 340;
const HEIGHT = 630;

/** Boxes: x and y of the middle, width, title, what is below it. */
const BOXES = [
  { x: 85, y: 36, width: 150, title: 'Your CSV files', below: 'films, ratings, tags' },
  { x: 255, y: 36, width: 150, title: 'Event store', below: 'ratings of today', kind: 'store' },
  { x: 170, y: 116, width: 160, title: 'ingest', below: 'rows checked, joined' },
  { x: 85, y: 196, width: 140, title: 'tfidf, embed', below: 'texts as vectors' },
  { x: 252, y: 196, width: 112, title: 'popularity', below: 'damped means' },
  { x: 60, y: 276, width: 100, title: 'similar', below: 'films alike' },
  { x: 200, y: 276, width: 130, title: 'train-ncf', below: 'taste as vectors' },
  { x: 200, y: 356, width: 130, title: 'recommend', below: 'nightly lists' },
  { x: 155, y: 436, width: 290, title: 'publish', below: 'all checked, in one atomic step' },
  { x: 155, y: 516, width: 190, title: 'Snapshot', below: 'Parquet tables', kind: 'store' },
  { x: 155, y: 596, width: 190, title: 'Service', below: 'blends, explains, this page' },
];

const ARROWS = [
  'M85 60 L140 90',
  'M255 60 L200 90',
  'M130 140 L100 170',
  'M177 140 L188 250',
  'M210 140 L240 170',
  'M70 220 L62 250',
  'M115 220 L165 250',
  'M200 300 L200 330',
  'M60 300 L60 410',
  'M200 380 L200 410',
  'M285 220 L285 410',
  'M155 460 L155 490',
  'M155 540 L155 570',
];
/** A rating that comes back. */
const BACK = 'M250 596 L310 596 Q320 596 320 586 L320 63';

export function DataPath() {
  return h(
    'svg',
    {
      class: 'path',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-labelledby': 'path-title',
      'aria-describedby': 'path-words',
    },
    h('title', { id: 'path-title' }, 'The way of a rating from the files to a list and back'),
    h(
      'defs',
      null,
      h(
        'marker',
        {
          id: 'tip',
          viewBox: '0 0 8 8',
          refX: 7,
          refY: 4,
          markerWidth: 8,
          markerHeight: 8,
          orient: 'auto',
          markerUnits: 'userSpaceOnUse',
        },
        h('path', { class: 'tip', d: 'M0 0 L8 4 L0 8 z' }),
      ),
    ),
    ARROWS.map((d) => h('path', { key: d, class: 'arrow', d, 'marker-end': 'url(#tip)' })),
    h('path', { class: 'arrow back', d: BACK, 'marker-end': 'url(#tip)' }),
    BOXES.map((box) => h(Box, { key: box.title, ...box })),
  );
}

const Box = ({ x, y, width, title, below, kind }) =>
  h(
    'g',
    { class: kind ?? 'stage' },
    h('rect', { x: x - width / 2, y: y - 24, width, height: 48, rx: 8 }),
    h('text', { class: 'name', x, y: y - 3 }, title),
    h('text', { class: 'below', x, y: y + 14 }, below),
  );

/** The same in words, for who cannot see it, and for who wants to know more. */
export const DataPathInWords = () =>
  h(
    'ol',
    { id: 'path-words' },
    STEPS.map(([name, text]) => h('li', { key: name }, h('strong', null, name), ` ${text}`)),
  );

const STEPS = [
  [
    'ingest',
    'reads the CSV files and what was rated, taken back and erased since; a row that cannot be taken over is kept with its reason.',
  ],
  [
    'tfidf and embed',
    'make vectors of descriptions, genres and tags: words by their rarity, sentences by a BERT encoder.',
  ],
  ['popularity', 'counts, and damps the mean of films with few ratings.'],
  [
    'train-ncf',
    'trains the neural collaborative filter on ratings and on the texts’ vectors: people are made of what they rated, so that a visitor with three ratings is scored by the same formula as everybody else.',
  ],
  ['similar', 'finds the films nearest to each film.'],
  ['recommend', 'ranks all films for all users by that model.'],
  [
    'publish',
    'checks all tables and makes them the current snapshot in one step; readers never see half of one.',
  ],
  [
    'The service',
    'holds the snapshot in memory. For each request it gathers candidates, scores them three ways (content, taste, popularity), blends, spreads them over genres, and says why.',
  ],
  [
    'Back',
    'A rating is stored, changes the next list at once, and the next nightly run learns from it.',
  ],
];
