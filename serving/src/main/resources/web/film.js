/** A film, wherever it is shown: as a card of the grid, as a row, and by itself. */
import { alike, count, h, titleWithYear, useEffect, useState } from './library.js';
import { get } from './service.js';
import { Dialog } from './dialog.js';
import { Poster } from './poster.js';
import { Stars } from './stars.js';
import { Failed, Loading } from './states.js';

/** What every film can be asked: its stars, and what it is about. */
function FilmStars({ taste, movie }) {
  return h(Stars, {
    title: movie.title,
    value: taste.starsOf(movie.movieId),
    onRate: (stars) => taste.rate(movie, stars),
  });
}

/** A film of a grid. */
export function Card({ taste, movie, onOpen, onWhy, onDismiss }) {
  return h(
    'li',
    { class: 'film', 'data-movie': movie.movieId },
    h('button', { class: 'plain', onClick: onOpen, 'aria-label': `About ${titleWithYear(movie)}` }, h(Poster, { movie })),
    h(
      'div',
      { class: 'film-body' },
      h('h3', null, movie.title),
      h('p', { class: 'hint' }, [movie.year, movie.genres.join(', ')].filter(Boolean).join(' · ')),
      movie.explanation && h('p', { class: 'explanation' }, movie.explanation),
    ),
    h(FilmStars, { taste, movie }),
    h(
      'div',
      { class: 'film-actions' },
      onWhy && h(Action, { onClick: onWhy, of: movie }, 'Why this?'),
      h(Action, { onClick: onOpen, of: movie }, 'More like this'),
      onDismiss && h(Action, { onClick: onDismiss, of: movie }, 'Not interested'),
    ),
  );
}

const Action = ({ onClick, of, children }) =>
  h('button', { class: 'link', onClick }, children, h('span', { class: 'hidden' }, `: ${of.title}`));

/** A film of a list, in one line. */
export const Row = ({ taste, movie, onOpen, note }) =>
  h(
    'li',
    { class: 'film-row', 'data-movie': movie.movieId },
    h(Poster, { movie, small: true }),
    h(
      'div',
      { class: 'film-row-body' },
      h('button', { class: 'link strong', onClick: onOpen }, titleWithYear(movie)),
      h('span', { class: 'hint' }, [movie.genres?.join(', '), note].filter(Boolean).join(' · ')),
    ),
    h(FilmStars, { taste, movie }),
  );

/** A film by itself, with what is like it. */
export function Film({ taste, movie, onOpen, onClose }) {
  const [about, setAbout] = useState({});
  const load = () => {
    const controller = new AbortController();
    const { signal } = controller;
    setAbout({});
    get(`/v1/movies/${movie.movieId}/similar?n=8`, { signal }).then(
      (answer) => setAbout({ detail: answer.movie, similar: answer.movies }),
      (failure) => failure.name !== 'AbortError' && setAbout({ failure }),
    );
    return () => controller.abort();
  };
  useEffect(load, [movie.movieId]);
  const { detail, similar, failure } = about;
  return h(
    Dialog,
    { title: titleWithYear(movie), onClose },
    h(
      'div',
      { class: 'film-about' },
      h(Poster, { movie: detail ?? movie }),
      h(
        'div',
        null,
        h('p', { class: 'hint' }, (detail ?? movie).genres?.join(', ')),
        detail?.overview && h('p', null, detail.overview),
        detail && h('p', { class: 'hint' }, ratings(detail)),
        h(FilmStars, { taste, movie: detail ?? movie }),
      ),
    ),
    failure && h(Failed, { failure, retry: load }),
    !detail && !failure && h(Loading, { what: 'the film' }),
    similar?.length === 0 && h('p', { class: 'hint' }, 'Nothing else of the catalogue is much like it.'),
    similar?.length > 0 && h('h3', null, 'More like this'),
    similar?.length > 0 &&
      h(
        'ul',
        { class: 'rows' },
        similar.map((each) =>
          h(Row, {
            key: each.movie.movieId,
            taste,
            movie: each.movie,
            note: alike(each.similarity),
            onOpen: () => onOpen(each.movie),
          }),
        ),
      ),
  );
}

const ratings = (movie) =>
  movie.ratingCount === 0
    ? 'Nobody has rated it yet.'
    : `${count(movie.ratingCount)} ratings, ${movie.meanStars.toFixed(1)} stars on average`;
