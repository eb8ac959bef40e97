/** What was rated and what is not to be shown again, with a way back from each. */
import { h, useLayoutEffect, useRef, useState } from './library.js';
import { Stars } from './stars.js';

const FIRST = 12;

export function History({ taste, state, go }) {
  const { ratings, dismissed, user } = state;
  const [all, setAll] = useState(false);
  const shown = all ? ratings : ratings.slice(0, FIRST);
  return h(
    'section',
    { class: 'card history', 'aria-labelledby': 'history' },
    h('h2', { id: 'history' }, 'Your ratings', ratings.length > 0 && h('span', { class: 'badge' }, ratings.length)),
    ratings.length === 0
      ? h('p', { class: 'hint' }, 'Films that you rate stand here, and can be changed.')
      : h('ul', { class: 'history-rows' }, shown.map((rating) => h(Rated, { key: rating.movieId, taste, rating }))),
    shown.length < ratings.length &&
      h('button', { class: 'button quiet', onClick: () => setAll(true) }, `Show all ${ratings.length}`),
    dismissed.length > 0 && h(Dismissed, { taste, dismissed }),
    ratings.length > 0 &&
      h(
        'p',
        null,
        h('button', { class: 'link', onClick: () => go('/taste') }, 'See your taste in charts'),
      ),
    user === null && ratings.length > 0 && h(Forget, { taste }),
  );
}

const Rated = ({ taste, rating }) =>
  h(
    'li',
    { 'data-movie': rating.movieId },
    h('span', { class: 'history-title' }, rating.title ?? `Film ${rating.movieId}`),
    h(Stars, {
      title: rating.title ?? `film ${rating.movieId}`,
      value: rating.stars,
      onRate: (stars) => taste.rate(rating, stars),
    }),
    h(
      'button',
      {
        class: 'button quiet',
        'aria-label': `Take the rating of ${rating.title} back`,
        onClick: () => taste.rate(rating, null),
      },
      '✕',
    ),
  );

const Dismissed = ({ taste, dismissed }) =>
  h(
    'details',
    null,
    h('summary', null, `Not interested (${dismissed.length})`),
    h(
      'ul',
      { class: 'history-rows' },
      dismissed.map((movie) =>
        h(
          'li',
          { key: movie.movieId },
          h('span', { class: 'history-title' }, movie.title),
          h('button', { class: 'link', onClick: () => taste.restore(movie.movieId) }, 'Show again'),
        ),
      ),
    ),
  );

/** Asks once more, for this cannot be undone. */
function Forget({ taste }) {
  const [asking, setAsking] = useState(false);
  const keep = useRef(null);
  // Not where the key that asked would answer when it is pressed twice.
  useLayoutEffect(() => keep.current?.focus(), [asking]);
  return asking
    ? h(
        'div',
        { key: 'asking', role: 'alert' },
        h('p', null, 'Forget all ratings and dismissed films? This cannot be undone.'),
        h(
          'div',
          { class: 'row' },
          h('button', { class: 'button quiet', ref: keep, onClick: () => setAsking(false) }, 'Keep them'),
          h('button', { class: 'button', onClick: () => taste.forget() }, 'Forget them'),
        ),
      )
    : h('p', { key: 'link' }, h('button', { class: 'link', onClick: () => setAsking(true) }, 'Forget everything'));
}
