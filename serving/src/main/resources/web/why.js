/** Why a film is in the list: what each component gave, and the films that led there. */
import { alike, h, percent, starsInWords, titleWithYear } from './library.js';
import { Dialog } from './dialog.js';

const COMPONENTS = [
  ['content', 'Like what you rated', 'plot, tags and genres'],
  ['collaborative', 'People with your taste', 'the neural model'],
  ['popularity', 'Popular', 'how much it is watched'],
];

export function Why({ movie, weights, onClose }) {
  return h(
    Dialog,
    { title: `Why ${titleWithYear(movie)}?`, onClose },
    movie.explanation && h('p', null, movie.explanation),
    h(Contributions, { components: movie.components, weights, score: movie.score }),
    movie.reasons.length > 0 && [
      h('h3', { key: 'heading' }, 'What led here'),
      h(
        'ul',
        { key: 'reasons', class: 'reasons' },
        movie.reasons.map((reason, i) => h('li', { key: i }, words(reason))),
      ),
    ],
  );
}

/** Weight times score of each component, as bars from nought, to both sides where one is below. */
function Contributions({ components, weights, score }) {
  const parts = COMPONENTS.map(([key, name, meaning]) => ({
    key,
    name,
    meaning,
    weight: weights[key],
    score: components[key],
    gives: weights[key] * components[key],
  }));
  const most = Math.max(...parts.map((part) => Math.abs(part.gives)), 0.01);
  const nought = parts.some((part) => part.gives < 0) ? 50 : 0;
  return h(
    'table',
    { class: 'contributions' },
    h(
      'caption',
      null,
      `Score ${score.toFixed(2)}: weight times score of each component, in standard deviations above the average film`,
    ),
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        h('th', { scope: 'col' }, 'Component'),
        h('th', { scope: 'col', class: 'number' }, 'Weight'),
        h('th', { scope: 'col', class: 'number' }, 'Score'),
        h('th', { scope: 'col' }, 'Gives'),
      ),
    ),
    h(
      'tbody',
      null,
      parts.map((part) =>
        h(
          'tr',
          { key: part.key },
          h('th', { scope: 'row' }, part.name, h('span', { class: 'hint' }, part.meaning)),
          h('td', { class: 'number' }, percent(part.weight)),
          h('td', { class: 'number' }, part.score.toFixed(2)),
          h(
            'td',
            { class: 'gives' },
            part.gives.toFixed(2),
            h(
              'div',
              { class: 'bars', 'aria-hidden': 'true' },
              h('span', {
                class: `bar ${part.key}`,
                style: placed(part.gives / most, nought),
              }),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Left end and width of a bar, in per cent of the room for bars. */
function placed(share, nought) {
  const width = (100 - nought) * Math.abs(share);
  return { left: `${share < 0 ? nought - width : nought}%`, width: `${width}%` };
}

function words(reason) {
  switch (reason.kind) {
    case 'because-you-rated':
      return `You gave ${reason.title} ${starsInWords(reason.stars)}; the two are ${alike(reason.similarity)}.`;
    case 'shared-genres':
      return `You like ${reason.genres.join(', ')}.`;
    case 'new-genre':
      return `It would be your first of the genre ${reason.genres.join(', ')}.`;
    case 'similar-taste':
      return `People with your taste watch it; the model gives it a chance of ${percent(reason.probability)}.`;
    default:
      return `It has ${reason.ratingCount} ratings, ${reason.meanStars.toFixed(1)} stars on average.`;
  }
}
