/** A first step for who is new: a short and diverse set of well-known films to rate. */
import { h, useEffect, useState } from './library.js';
import { ask } from './service.js';
import { Poster } from './poster.js';
import { Stars } from './stars.js';

const ENOUGH = 5;
const SET_SIZE = 10;
const SKIPPED = 'marquee.onboarding';

/**
 * Whether somebody with so many ratings is to be asked; it stays until it is closed.
 *
 * @param isLoaded whether the number of ratings is known
 */
export function useOnboarding(isLoaded, ratings) {
  const [closed, setClosed] = useState(() => sessionStorage.getItem(SKIPPED) !== null);
  const [opened, setOpened] = useState(() => isLoaded && ratings < ENOUGH);
  useEffect(() => {
    if (isLoaded && ratings < ENOUGH) {
      setOpened(true);
    }
  }, [isLoaded, ratings < ENOUGH]);
  const close = () => {
    sessionStorage.setItem(SKIPPED, 'closed');
    setClosed(true);
  };
  return [opened && !closed, close];
}

export function Onboarding({ taste, state, close }) {
  const [movies, setMovies] = useState(null);
  const [offset, setOffset] = useState(0);
  const done = state.ratings.length;
  useEffect(() => {
    const exclude = [...state.ratings, ...state.dismissed].map((movie) => movie.movieId);
    ask('POST', '/v1/recommendations', {
      body: { ratings: [], n: SET_SIZE, offset, diversity: 0.7, explain: false, exclude },
    }).then(
      (answer) => setMovies(answer.movies),
      // The list below fails in the same way and says so.
      () => setMovies([]),
    );
    // The set stays as it is while it is rated.
  }, [offset]);
  if (movies?.length === 0) {
    return null;
  }
  return h(
    'section',
    { class: 'card onboarding', 'aria-labelledby': 'onboarding' },
    h(
      'div',
      { class: 'onboarding-head' },
      h('h2', { id: 'onboarding' }, done < ENOUGH ? 'Rate a few films you know' : 'That is enough to go on'),
      done < ENOUGH && h('button', { class: 'button quiet', onClick: close }, 'Skip this'),
    ),
    h(
      'p',
      null,
      done < ENOUGH
        ? `Five tell your taste apart from others'. ${done} of ${ENOUGH} so far.`
        : 'The list below follows your ratings; go on as long as you like.',
    ),
    h('progress', { max: ENOUGH, value: Math.min(done, ENOUGH), 'aria-label': 'Films rated' }),
    h(
      'ul',
      { class: 'onboarding-films' },
      movies === null
        ? Array.from({ length: SET_SIZE }, (_, i) => h(Expected, { key: -i }))
        : movies.map((movie) => h(Known, { key: movie.movieId, taste, movie })),
    ),
    h(
      'div',
      { class: 'row' },
      h('button', { class: 'button quiet', onClick: () => setOffset(offset + SET_SIZE) }, 'I know none of these'),
      done >= ENOUGH && h('button', { class: 'button', onClick: close }, 'Close'),
    ),
  );
}

/** Keeps the place of a film that is on its way, so that nothing below moves when it comes. */
const Expected = () => h('li', { class: 'expected', 'aria-hidden': 'true' }, h('div', { class: 'poster' }));

const Known = ({ taste, movie }) =>
  h(
    'li',
    { 'data-movie': movie.movieId },
    h(Poster, { movie }),
    h('span', { class: 'onboarding-title' }, movie.title),
    h(Stars, {
      title: movie.title,
      value: taste.starsOf(movie.movieId),
      onRate: (stars) => taste.rate(movie, stars),
    }),
  );
