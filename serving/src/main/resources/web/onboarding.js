/** A first step for who is new: a short and diverse set of well-known films to rate. */
import { h, useEffect, useState } from './library.js';
import { ask } from './service.js';
import { Poster } from './poster.js';
import { Stars } from './stars.js';

const ENOUGH = 5;
const SET_SIZE = 10;
const SKIPPED = 'marquee.onboarding';

/** Whether somebody with so many ratings is to be asked; it stays until it is closed. */
export function useOnboarding(ratings) {
  const [closed, setClosed] = useState(() => sessionStorage.getItem(SKIPPED) !== null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (ratings < ENOUGH) {
      setOpened(true);
    }
  }, [ratings < ENOUGH]);
  const close = () => {
    sessionStorage.setItem(SKIPPED, 'closed');
    setClosed(true);
  };
  return [opened && !closed, close];
}

export function Onboarding({ taste, state, close }) {
  const [movies, setMovies] = useState([]);
  const [offset, setOffset] = useState(0);
  const done = state.ratings.length;
  useEffect(() => {
    const exclude = [...state.ratings, ...state.dismissed].map((movie) => movie.movieId);
    ask('POST', '/v1/recommendations', {
      body: { ratings: [], n: SET_SIZE, offset, diversity: 0.7, explain: false, exclude },
    }).then(
      (answer) => setMovies(answer.movies),
      // The list below fails in the same way and says so.
      () => {},
    );
    // The set stays as it is while it is rated.
  }, [offset]);
  if (movies.length === 0) {
    return null;
  }
  return h(
    'section',
    { class: 'card onboarding', 'aria-labelledby': 'onboarding' },
    h('h2', { id: 'onboarding' }, done < ENOUGH ? 'Rate a few films you know' : 'That is enough to go on'),
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
      movies.map((movie) =>
        h(
          'li',
          { key: movie.movieId, 'data-movie': movie.movieId },
          h(Poster, { movie }),
          h('span', { class: 'onboarding-title' }, movie.title),
          h(Stars, {
            title: movie.title,
            value: taste.starsOf(movie.movieId),
            onRate: (stars) => taste.rate(movie, stars),
          }),
        ),
      ),
    ),
    h(
      'div',
      { class: 'row' },
      h('button', { class: 'button quiet', onClick: () => setOffset(offset + SET_SIZE) }, 'I know none of these'),
      h('button', { class: done < ENOUGH ? 'button quiet' : 'button', onClick: close }, done < ENOUGH ? 'Skip this' : 'Close'),
    ),
  );
}
