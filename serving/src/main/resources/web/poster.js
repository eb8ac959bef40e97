/** A tile for every film, drawn from its id and first genre: no image is loaded from anywhere. */
import { h } from './library.js';

const HUES = {
  Action: 15,
  Adventure: 35,
  Animation: 190,
  Children: 55,
  Comedy: 45,
  Crime: 230,
  Documentary: 160,
  Drama: 265,
  Fantasy: 290,
  'Film-Noir': 220,
  Horror: 350,
  IMAX: 200,
  Musical: 320,
  Mystery: 250,
  Romance: 335,
  'Sci-Fi': 205,
  Thriller: 5,
  War: 90,
  Western: 28,
};

/** Numbers from 0 to 1 that look random and are the same for the same film. */
function numbers(movieId) {
  let state = (movieId * 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296;
  };
}

function discs(next) {
  return Array.from({ length: 4 }, (_, i) =>
    h('circle', { key: i, cx: 100 * next(), cy: 150 * next(), r: 12 + 40 * next() }),
  );
}

function beams(next) {
  const x = 20 + 60 * next();
  return Array.from({ length: 5 }, (_, i) => {
    const angle = (i - 2) * (14 + 8 * next());
    return h('path', { key: i, d: 'M0 0L-9 190L9 190Z', transform: `translate(${x} -10) rotate(${angle})` });
  });
}

function hills(next) {
  return Array.from({ length: 3 }, (_, i) => {
    const y = 60 + 30 * i + 12 * next();
    const bend = 20 + 30 * next();
    return h('path', { key: i, d: `M0 ${y}Q25 ${y - bend} 50 ${y}T100 ${y}V150H0Z` });
  });
}

function frames(next) {
  const tilt = 40 * next() - 20;
  return Array.from({ length: 4 }, (_, i) =>
    h('rect', {
      key: i,
      x: 14 + 9 * i,
      y: 16 + 14 * i,
      width: 72 - 18 * i,
      height: 118 - 28 * i,
      transform: `rotate(${tilt} 50 75)`,
    }),
  );
}

const MOTIFS = [discs, beams, hills, frames];

/** The film's tile; its title stands beside it too, so it is hidden from screen readers. */
export function Poster({ movie, small }) {
  const next = numbers(movie.movieId);
  const motif = MOTIFS[Math.floor(MOTIFS.length * next())];
  const base = HUES[movie.genres?.[0]] ?? 360 * next();
  const hue = Math.round(base + 24 * next() - 12);
  return h(
    'div',
    {
      class: small ? 'poster small' : 'poster',
      style: { '--hue': hue, '--second': hue + 30 + Math.round(40 * next()) },
      'aria-hidden': 'true',
    },
    h('svg', { viewBox: '0 0 100 150', preserveAspectRatio: 'xMidYMid slice' }, motif(next)),
    !small && h('span', { class: 'poster-title' }, movie.title),
    !small && movie.year !== undefined && h('span', { class: 'poster-year' }, movie.year),
  );
}
