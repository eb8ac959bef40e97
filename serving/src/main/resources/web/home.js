/** The list, and all that changes it. */
import { h, percent, sentence, useState } from './library.js';
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
  const { list, failure, ratings } = state;
  const [isAsked, skip, end] = useOnboarding(state.known, ratings.length);
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
      isAsked && !isOut && h(Onboarding, { taste, state, skip, end }),
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
      ? h(NoFilm, { taste, state })
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

/** Says what keeps all films away, with what brings them back. */
function NoFilm({ taste, state }) {
  const { genres, yearFrom, yearTo } = state.settings;
  if (genres.length > 0 || yearFrom !== null || yearTo !== null) {
    const clear = () => taste.set({ genres: [], yearFrom: null, yearTo: null });
    return h(
      Empty,
      { title: 'No film is left' },
      'None of this genre and these years that you have neither rated nor dismissed. ',
      h('button', { class: 'button', onClick: clear }, 'Show all genres and years'),
    );
  }
  return h(
    Empty,
    { title: 'No film is left' },
    'You have rated or dismissed all that the catalogue has. Under “Not interested” dismissed films can be shown again.',
  );
}

function basis(list) {
  if (list.fallback) {
    return sentence(list.fallback.reason);
  }
  const { content, collaborative, popularity } = list.weights;
  return `From ${list.ratingCount} ${list.ratingCount === 1 ? 'rating' : 'ratings'}: ${percent(content)} likeness, ${percent(collaborative)} people with your taste, ${percent(popularity)} popularity.`;
}
