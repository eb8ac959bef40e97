/** The list, and all that changes it. */
import { h, percent, useLayoutEffect, useRef, useState } from './library.js';
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
  const [isAsked, closeOnboarding] = useOnboarding(state.ratings.length);
  return h(
    'div',
    { class: 'home' },
    h('h1', { class: 'hidden' }, 'Films for you'),
    h(
      'div',
      { class: 'home-main' },
      h(Search, { taste, state, onOpen: setOpen }),
      h('a', { class: 'to-side', href: '#side' }, `What counts, and your ratings (${state.ratings.length})`),
      isAsked && state.list !== null && h(Onboarding, { taste, state, close: closeOnboarding }),
      h(Recommended, { taste, state, onOpen: setOpen, onWhy: setWhy }),
    ),
    h(
      'aside',
      { id: 'side', class: 'home-side', tabIndex: -1, 'aria-label': 'Settings and ratings' },
      h(Controls, { taste, state }),
      h(History, { taste, state, go }),
    ),
    open && h(Film, { key: open.movieId, taste, movie: open, onOpen: setOpen, onClose: () => setOpen(null) }),
    why && h(Why, { movie: why, weights: state.list.weights, onClose: () => setWhy(null) }),
  );
}

function Recommended({ taste, state, onOpen, onWhy }) {
  const { list, busy, failure, size } = state;
  const films = useRef(null);
  const keepFocus = useFocusKept(films, list);
  if (list === null) {
    // The notice above says what is wrong, and tries again.
    return failure === null ? h(Loading, { what: 'your list' }) : null;
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
          { class: 'films', ref: films, 'aria-busy': busy ? 'true' : 'false', onFocusIn: keepFocus },
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

/**
 * A film that is rated leaves the list, and takes the keyboard's place with it; the film that comes
 * into its place gets it.
 */
function useFocusKept(films, list) {
  const last = useRef(null);
  useLayoutEffect(() => {
    const items = [...(films.current?.children ?? [])];
    if (last.current !== null && document.activeElement === document.body && items.length > 0) {
      const { place, selector } = last.current;
      items[Math.min(place, items.length - 1)].querySelector(selector)?.focus({ preventScroll: true });
    }
  }, [list]);
  return (event) => {
    const item = event.target.closest('.film');
    last.current = {
      place: [...films.current.children].indexOf(item),
      selector: event.target.matches('.stars-track') ? '.stars-track' : 'button',
    };
  };
}
