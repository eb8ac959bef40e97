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
function useGenres(taste, { list, failure }) {
  const [genres, setGenres] = useState([]);
  const snapshotId = list?.snapshot.id;
  const isRefused = failure?.status === 400;
  useEffect(() => {
    if (snapshotId === undefined && !isRefused) {
      return;
    }
    get('/v1/genres').then(
      (answer) => {
        const names = answer.genres.map((genre) => genre.name);
        setGenres(names);
        forgetGone(taste, names);
      },
      // Without the names there is no filter; the list says what is wrong.
      () => {},
    );
  }, [snapshotId, isRefused]);
  return genres;
}

/** A genre that is remembered from another catalogue would be refused for ever. */
function forgetGone(taste, names) {
  const { genres } = taste.state.settings;
  const there = genres.filter((genre) => names.includes(genre));
  if (there.length < genres.length) {
    taste.set({ genres: there });
  }
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
  const query = useRef(null);
  const { settings } = state;
  const genres = useGenres(taste, state);
  const [results, more, again] = useResults(text, browsing, sort, settings);
  const close = () => {
    setText('');
    setBrowsing(false);
    query.current.focus();
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
        ref: query,
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
      results.total > 0 && h('label', { for: 'sort' }, 'by '),
      results.total > 0 &&
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
    h(Year, { taste, settings, name: 'yearFrom', label: 'Earliest year', hint: 'from' }),
    h('span', { 'aria-hidden': 'true' }, '–'),
    h(Year, { taste, settings, name: 'yearTo', label: 'Latest year', hint: 'to' }),
  );
}

/** A year, which counts once it is whole: when the field is left, or Enter is pressed. */
function Year({ taste, settings, name, label, hint }) {
  const inForce = settings[name] ?? '';
  const [draft, setDraft] = useState(inForce);
  useEffect(() => setDraft(inForce), [inForce]);
  return h(
    'label',
    { class: 'year' },
    h('span', { class: 'hidden' }, label),
    h('input', {
      type: 'number',
      name,
      min: 1800,
      max: 2200,
      placeholder: hint,
      value: draft,
      onInput: (event) => setDraft(event.target.value),
      onChange: (event) => setYear(taste, name, event.target),
    }),
  );
}

function setYear(taste, name, input) {
  const value = input.value === '' ? null : Number(input.value);
  const { yearFrom, yearTo } = { ...taste.state.settings, [name]: value };
  const isUpsideDown = yearFrom !== null && yearTo !== null && yearFrom > yearTo;
  input.setCustomValidity(isUpsideDown ? 'The first year is after the last.' : '');
  if (input.reportValidity()) {
    taste.set({ [name]: value });
  }
}
