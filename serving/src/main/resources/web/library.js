/** Preact as the other modules import it; its scripts have run before any module does. */
export const { h, render, Fragment } = globalThis.preact;
export const { useEffect, useLayoutEffect, useMemo, useRef, useState, useCallback, useId } =
  globalThis.preactHooks;

/** Joins the class names that are not empty. */
export const classes = (...names) => names.filter(Boolean).join(' ');

/** A number of stars in words that a screen reader says well. */
export const starsInWords = (stars) => `${stars} ${stars === 1 ? 'star' : 'stars'}`;

/** A title with its year, where the year is known. */
export const titleWithYear = (movie) =>
  movie.year === undefined ? movie.title : `${movie.title} (${movie.year})`;

/** What the service says in the middle of a line, as a sentence. */
export const sentence = (text) =>
  `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

const COUNTS = new Intl.NumberFormat('en');

/** A count with separators of thousands. */
export const count = (value) => COUNTS.format(value);

/** A share of 1 as a percentage, which no line breaks. */
export const percent = (share, digits = 0) => `${(100 * share).toFixed(digits)}\u00a0%`;

/** How alike two films are; shared genres can take the service's figure beyond 1. */
export const alike = (similarity) =>
  similarity >= 0.995 ? 'very much alike' : `${percent(similarity)} alike`;

/** How long ago something was, in the largest unit that fits. */
export function age(seconds) {
  const units = [
    ['day', 86400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [name, length] of units) {
    if (seconds >= length) {
      const number = Math.floor(seconds / length);
      return `${number} ${name}${number === 1 ? '' : 's'}`;
    }
  }
  return 'less than a minute';
}
