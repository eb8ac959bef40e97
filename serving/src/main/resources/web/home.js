/** The list, and all that changes it. */
import { h, percent, useState } from './library.js';
import { Card, Film } from './film.js';
import { Controls } from './controls.js';
import { History } from './history.js';
import { Onboarding, useOnboarding } from './onboarding.js';
import { Search } from './search.js';
import { Empty, Loading } from './states.js';
import { Why } from './why.js';

const MOST_MOVIES = 100;

export const title = '';

export function View({ taste, state, go }) {
  const [open, setOpen] = useState(null);
  const [why, setWhy] = useState(null);
  const { user, list, failure, ratings } = state;
  // A visitor's ratings are here already, a user's come before the list.
  const [isAsked, closeOnboarding] = useOnboarding(user === null || list !== null, ratings.length);
  const isOut = list === null && failure !== null;
  return h(
    'div',
    { class: 'home' },
    h('h1', { class: 'hidden' }, 'Films for you'),
    h(
      'div',
      { class: 'home-main' },
      h(Search, { taste, state, onOpen: setOpen }),
      h('a', { class: 'to-side', href: '#side' }, `What counts, and your ratings (${state.ratings.length})`),
      isAsked && !isOut && h(Onboarding, { taste, state, close: closeOnboarding }),
      h(Recommended, { taste, state, onOpen: setOpen, onWhy: setWhy }),
    ),
    h(
      'aside',
      { id: 'side', class: 'home-side', tabIndex: -1, 'aria-label': 'Settings and ratings' },
      state.list !== null && h(Controls, { taste, state }),
      h(History, { taste, state, go }),
    ),
    open && h(Film, { key: open.movieId, taste, movie: open, onOpen: setOpen, onClose: () => setOpen(null) }),
    why && h(Why, { movie: why, weights: state.list.weights, onClose: () => setWhy(null) }),
  );
}

function Recommended({ taste, state, onOpen, onWhy }) {
  const { list, busy, failure, size } = state;
  if (list === null) {
    return failure === null
      ? h(Loading, { what: 'your list' })
      : h(Empty, { title: 'Your list will be here' }, 'The message above says what keeps it. The page asks again by itself where waiting helps.');
  }
  const movies = list.movies;
  return h(
    'section',
    { 'aria-labelledby': 'recommended' },
    h('h2', { id: 'recommended' }, 'Recommended for you'),
    h('p', { class: 'hint' }, basis(list)),
    movies.length === 0
      ? h(Empty, { title: 'No film is left' }, 'Choose another genre or other years, or show dismissed films again.')
      : h(
          'ol',
          { class: 'films', 'aria-busy': busy ? 'true' : 'false' },
          movies.map((movie) =>
            h(Card, {
              key: movie.movieId,
              taste,
              movie,
              onOpen: () => onOpen(movie),
              onWhy: () => onWhy(movie),
              onDismiss: () => taste.dismiss(movie),
            }),
          ),
        ),
    movies.length === size &&
      size < MOST_MOVIES &&
      h('button', { class: 'button quiet more', onClick: () => taste.more() }, 'Show more'),
  );
}

function basis(list) {
  if (list.fallback) {
    const { reason } = list.fallback;
    return `${reason[0].toUpperCase()}${reason.slice(1)}.`;
  }
  const { content, collaborative, popularity } = list.weights;
  return `From ${list.ratingCount} ${list.ratingCount === 1 ? 'rating' : 'ratings'}: ${percent(content)} likeness, ${percent(collaborative)} people with your taste, ${percent(popularity)} popularity.`;
}
