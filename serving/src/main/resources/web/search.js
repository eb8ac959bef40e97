/** Finds films by their titles while they are typed, by genre and by year. */
import { count, h, useEffect, useRef, useState } from './library.js';
import { get, path } from './service.js';
import { Row } from './film.js';
import { Failed } from './states.js';

const PAGE_SIZE = 8;
const PAUSE_MILLISECONDS = 120;
const SORTS = [
  ['relevance', 'best match'],
  ['popularity', 'popularity'],
  ['rating', 'rating'],
  ['year', 'newest'],
  ['title', 'title'],
];

/** The genres of the catalogue, for the filter. */
export function useGenres(snapshotId) {
  const [genres, setGenres] = useState([]);
  useEffect(() => {
    get('/v1/genres').then(
      (answer) => setGenres(answer.genres.map((genre) => genre.name)),
      // Without the names there is no filter; the list says what is wrong.
      () => {},
    );
  }, [snapshotId]);
  return genres;
}

function useResults(text, browsing, sort, { genres, yearFrom, yearTo }) {
  const [results, setResults] = useState(null);
  const asked = useRef(null);
  const query = { q: text.trim(), genre: genres, yearFrom, yearTo, sort, n: PAGE_SIZE };

  const load = (cursor, movies) => {
    asked.current?.abort();
    asked.current = new AbortController();
    return get(path('/v1/movies', { ...query, cursor }), { signal: asked.current.signal }).then(
      (answer) =>
        setResults({
          total: answer.total,
          movies: [...movies, ...answer.movies],
          nextCursor: answer.nextCursor,
        }),
      (failure) => failure.name !== 'AbortError' && setResults({ failure }),
    );
  };

  useEffect(() => {
    if (query.q === '' && !browsing) {
      asked.current?.abort();
      setResults(null);
      return undefined;
    }
    const timer = setTimeout(() => load(undefined, []), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [JSON.stringify(query), browsing]);

  return [results, () => load(results.nextCursor, results.movies), () => load(undefined, [])];
}

export function Search({ taste, state, onOpen }) {
  const [text, setText] = useState('');
  const [browsing, setBrowsing] = useState(false);
  const [sort, setSort] = useState('relevance');
  const { settings, list } = state;
  const genres = useGenres(list?.snapshot.id);
  const [results, more, again] = useResults(text, browsing, sort, settings);
  const close = () => {
    setText('');
    setBrowsing(false);
  };
  return h(
    'section',
    { class: 'search', 'aria-label': 'Find films' },
    h(
      'div',
      { class: 'search-bar', role: 'search' },
      h('label', { class: 'hidden', for: 'query' }, 'Title of a film'),
      h('input', {
        id: 'query',
        type: 'search',
        placeholder: 'Find a film by its title',
        value: text,
        maxLength: 200,
        autocomplete: 'off',
        spellcheck: false,
        onInput: (event) => setText(event.target.value),
        onKeyDown: (event) => event.key === 'Escape' && close(),
      }),
      h(Filters, { taste, settings, genres }),
      h(
        'button',
        {
          class: 'button quiet',
          'aria-expanded': browsing ? 'true' : 'false',
          onClick: () => (browsing ? close() : setBrowsing(true)),
        },
        browsing ? 'Close the catalogue' : 'Browse all',
      ),
    ),
    results !== null && h(Results, { taste, results, sort, setSort, more, again, close, onOpen }),
  );
}

function Results({ taste, results, sort, setSort, more, again, close, onOpen }) {
  if (results.failure) {
    return h('div', { class: 'card' }, h(Failed, { failure: results.failure, retry: again }));
  }
  return h(
    'div',
    { class: 'card results' },
    h(
      'div',
      { class: 'results-head' },
      h('p', { role: 'status' }, found(results.total)),
      h('label', { for: 'sort' }, 'by '),
      h(
        'select',
        { id: 'sort', value: sort, onChange: (event) => setSort(event.target.value) },
        SORTS.map(([value, name]) => h('option', { key: value, value }, name)),
      ),
      h('button', { class: 'button quiet', onClick: close }, 'Close'),
    ),
    h(
      'ul',
      { class: 'rows' },
      results.movies.map((movie) =>
        h(Row, { key: movie.movieId, taste, movie, onOpen: () => onOpen(movie) }),
      ),
    ),
    results.nextCursor !== undefined &&
      h('button', { class: 'button quiet', onClick: more }, 'Show more'),
  );
}

const found = (total) =>
  total === 0
    ? 'No film fits. Try fewer letters, another genre or other years.'
    : `${count(total)} ${total === 1 ? 'film' : 'films'}`;

/** Genre and years; they hold for what is found and for what is recommended. */
function Filters({ taste, settings, genres }) {
  const year = (name, label) =>
    h(
      'label',
      { class: 'year' },
      h('span', { class: 'hidden' }, label),
      h('input', {
        type: 'number',
        name,
        min: 1800,
        max: 2200,
        placeholder: name === 'yearFrom' ? 'from' : 'to',
        value: settings[name] ?? '',
        onChange: (event) => setYear(taste, settings, name, event.target),
      }),
    );
  return h(
    'div',
    { class: 'filters', role: 'group', 'aria-label': 'Genre and years' },
    h('label', { class: 'hidden', for: 'genre' }, 'Genre'),
    h(
      'select',
      {
        id: 'genre',
        value: settings.genres[0] ?? '',
        onChange: (event) => {
          const genre = event.target.value;
          taste.set({ genres: genre === '' ? [] : [genre] });
        },
      },
      h('option', { value: '' }, 'All genres'),
      genres.map((genre) => h('option', { key: genre, value: genre }, genre)),
    ),
    year('yearFrom', 'Earliest year'),
    h('span', { 'aria-hidden': 'true' }, '–'),
    year('yearTo', 'Latest year'),
  );
}

function setYear(taste, settings, name, input) {
  const value = input.value === '' ? null : Number(input.value);
  const years = { yearFrom: settings.yearFrom, yearTo: settings.yearTo, [name]: value };
  const isUpsideDown =
    years.yearFrom !== null && years.yearTo !== null && years.yearFrom > years.yearTo;
  input.setCustomValidity(isUpsideDown ? 'The first year is after the last.' : '');
  if (input.reportValidity()) {
    taste.set({ [name]: value });
  }
}
