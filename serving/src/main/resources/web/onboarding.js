/** A first step for who is new: a short and diverse set of well-known films to rate. */
import { h, useEffect, useLayoutEffect, useRef, useState } from './library.js';
import { ask } from './service.js';
import { Poster } from './poster.js';
import { Stars } from './stars.js';

const ENOUGH = 5;
const SET_SIZE = 10;
const SKIPPED = 'marquee.onboarding';

/**
 * Whether somebody with so many ratings is to be asked. Who has begun is asked until the set steps
 * aside, and again only after forgetting everything.
 *
 * @param isKnown whether the number of ratings is known
 * @returns whether the set is shown, what skips it for this visit, and what ends it
 */
export function useOnboarding(isKnown, ratings) {
  const [skipped, setSkipped] = useState(() => sessionStorage.getItem(SKIPPED) !== null);
  const [opened, setOpened] = useState(() => (isKnown ? ratings < ENOUGH : null));
  useEffect(() => {
    if (isKnown && (opened === null || ratings === 0)) {
      setOpened(ratings < ENOUGH);
    }
  }, [isKnown, ratings === 0]);
  const skip = () => {
    sessionStorage.setItem(SKIPPED, 'skipped');
    setSkipped(true);
  };
  return [opened === true && !skipped, skip, () => setOpened(false)];
}

/**
 * Ends the set once enough is rated and it is above what is in sight, so that nobody sees it go:
 * what is in sight stays where it is.
 *
 * @returns whether it has gone
 */
function useStepAside(section, isDone, end) {
  const [next, setNext] = useState(null);
  useEffect(() => {
    if (!isDone) {
      return undefined;
    }
    const scrolled = () => {
      if (section.current?.getBoundingClientRect().bottom <= 0) {
        const below = section.current.nextElementSibling;
        setNext({ below, top: below.getBoundingClientRect().top });
      }
    };
    addEventListener('scroll', scrolled, { passive: true });
    return () => removeEventListener('scroll', scrolled);
  }, [isDone]);
  useLayoutEffect(() => {
    if (next !== null) {
      scrollBy(0, next.below.getBoundingClientRect().top - next.top);
      end();
    }
  }, [next]);
  return next !== null;
}

export function Onboarding({ taste, state, skip, end }) {
  const [movies, setMovies] = useState(null);
  const [offset, setOffset] = useState(0);
  const section = useRef(null);
  const done = state.ratings.length;
  const isGone = useStepAside(section, done >= ENOUGH, end);
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
  if (isGone || movies?.length === 0) {
    return null;
  }
  return h(
    'section',
    { class: 'card onboarding', 'aria-labelledby': 'onboarding', ref: section },
    h(
      'div',
      { class: 'onboarding-head' },
      h('h2', { id: 'onboarding' }, done < ENOUGH ? 'Rate a few films you know' : 'That is enough to go on'),
      done < ENOUGH && h('button', { class: 'button quiet', onClick: skip }, 'Skip this'),
    ),
    h(
      'p',
      { role: 'status' },
      done < ENOUGH
        ? `Five tell your taste apart from others'. ${done} of ${ENOUGH} so far.`
        : 'The list below follows your ratings. Go on as long as you like; this goes when you move on.',
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
      done >= ENOUGH && h('button', { class: 'button', onClick: end }, 'Go to your list'),
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
