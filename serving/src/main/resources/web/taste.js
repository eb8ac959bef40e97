/**
 * What the page knows of the person in front of it, and the list that follows from it. A visitor's
 * ratings stay in this browser and travel with every request; a user's are kept by the service. What
 * somebody does not want to see stays in this browser, apart for each user. Every action is one
 * request.
 */
import { starsInWords } from './library.js';
import { ask, get, path } from './service.js';

const SETTINGS = 'marquee.settings';
const PAGE_SIZE = 24;
const MOST_MOVIES = 100;
const MOST_RATINGS = 1000;
/** Films that a query has room for; what was dismissed before is taken out of the answer here. */
const MOST_EXCLUDED = 300;
const NO_SETTINGS = {
  weights: null,
  diversity: null,
  genres: [],
  yearFrom: null,
  yearTo: null,
};

function load(key, otherwise) {
  try {
    return { ...otherwise, ...JSON.parse(localStorage.getItem(key) ?? '{}') };
  } catch {
    return otherwise;
  }
}

const keyOf = (user) => (user === null ? 'marquee.visitor' : `marquee.user.${user}`);

/** What somebody left here, without what no version of this page would have written. */
function loadPerson(user) {
  const { ratings, dismissed } = load(keyOf(user), { ratings: [], dismissed: [] });
  const films = (list) => (Array.isArray(list) ? list : []).filter((each) => each?.movieId > 0);
  return {
    ratings: films(ratings).filter(({ stars }) => stars >= 0.5 && stars <= 5),
    dismissed: films(dismissed),
  };
}

function save(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage the page forgets at a reload; nothing else is lost.
  }
}

/** Whether a request that failed may succeed as it is: later, or with a key. */
const mayPass = ({ status }) => status === 0 || status === 401 || status === 429 || status >= 500;

const known = ({ movieId, title, year, genres }) => ({ movieId, title, year, genres });

export class Taste {
  #listeners = new Set();
  #asked = 0;
  #writes = Promise.resolve();
  /** What sends a rating again that was not stored, by movie, and what kept the last of them. */
  #unsent = new Map();
  #storeFailure = null;
  #listFailure = null;

  /** @param user the id of a user of the service; null for a visitor */
  constructor(user) {
    const { ratings, dismissed } = loadPerson(user);
    this.state = {
      user,
      /** Newest first: movieId, title, year, genres, stars, timestamp in seconds. */
      ratings,
      /** Whether the ratings are known: a user's come with the first list. */
      known: user === null,
      dismissed,
      settings: load(SETTINGS, NO_SETTINGS),
      /** The answer of the service, RecommendationAnswer; null before the first. */
      list: null,
      /** How many movies the list shall have. */
      size: PAGE_SIZE,
      /** Whether a request is under way. */
      busy: false,
      /** The failure of the last request; null if it succeeded. */
      failure: null,
      /** How many ratings wait to be stored, for the service could not be asked. */
      unsent: 0,
      /** What can be undone: {movie, stars, sentence}; stars null takes the rating back. */
      last: null,
    };
  }

  /** Calls a function after every change; returns what ends that. */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The stars that a movie has; null if it has none. */
  starsOf(movieId) {
    return this.state.ratings.find((rating) => rating.movieId === movieId)?.stars ?? null;
  }

  /** Loads a user's ratings, if it is a user, and the list, both at once. */
  async start() {
    await this.#ask(async () => {
      const [list] = await Promise.all([
        this.#list(),
        this.state.user !== null && this.#loadRatings(),
      ]);
      return list;
    });
  }

  /** Takes over what another window of this browser changed under a key of its storage. */
  async changedElsewhere(key) {
    const { user } = this.state;
    if (key === keyOf(user)) {
      const { ratings, dismissed } = loadPerson(user);
      this.#change(user === null ? { ratings, dismissed } : { dismissed });
      await this.refresh();
    }
  }

  /** Rates a movie; null takes the rating back. */
  async rate(movie, stars, timestamp = Math.floor(Date.now() / 1000)) {
    const before = this.state.ratings.find((rating) => rating.movieId === movie.movieId);
    const last = {
      movie: known(movie),
      stars: before?.stars ?? null,
      timestamp: before?.timestamp,
      sentence:
        stars === null ? `Took the rating of ${movie.title} back.` : `Rated ${movie.title} ${starsInWords(stars)}.`,
    };
    if (this.state.user === null) {
      this.#change({ ratings: this.#rated(movie, stars, timestamp), last });
      this.#save();
      await this.refresh();
    } else {
      // Only once it is stored, and then beside the ratings that were stored meanwhile.
      await this.#write(movie.movieId, stars, () => ({
        ratings: this.#rated(movie, stars, timestamp),
        last,
      }));
    }
  }

  /** The ratings with one of them changed, the newest first. */
  #rated(movie, stars, timestamp) {
    const others = this.state.ratings.filter((rating) => rating.movieId !== movie.movieId);
    return stars === null
      ? others
      : [{ ...known(movie), stars, timestamp }, ...others].sort((a, b) => b.timestamp - a.timestamp);
  }

  /** Takes back what was done last. */
  async undo() {
    const { last } = this.state;
    if (last === null) {
      return;
    }
    if (last.dismissed) {
      await this.restore(last.movie.movieId);
    } else {
      await this.rate(last.movie, last.stars, last.timestamp);
    }
    if (this.state.failure === null) {
      this.settle();
    }
  }

  /** What was done last stays done. */
  settle() {
    this.#change({ last: null });
  }

  /** Never shows a movie again. */
  async dismiss(movie) {
    this.#change({
      dismissed: [known(movie), ...this.state.dismissed],
      last: { movie: known(movie), dismissed: true, sentence: `${movie.title} is not shown again.` },
    });
    this.#save();
    await this.refresh();
  }

  /** Lets a movie be shown again. */
  async restore(movieId) {
    this.#change({
      dismissed: this.state.dismissed.filter((movie) => movie.movieId !== movieId),
    });
    this.#save();
    await this.refresh();
  }

  /** Changes settings: weights, diversity, genres, yearFrom, yearTo. */
  async set(settings) {
    this.#change({ settings: { ...this.state.settings, ...settings }, size: PAGE_SIZE });
    save(SETTINGS, this.state.settings);
    await this.refresh();
  }

  /** Makes the list longer. */
  async more() {
    this.#change({ size: Math.min(MOST_MOVIES, this.state.size + PAGE_SIZE) });
    await this.refresh();
  }

  /** Forgets all of a visitor's ratings and dismissed movies. */
  async forget() {
    this.#change({ ratings: [], dismissed: [], last: null });
    this.#save();
    await this.refresh();
  }

  /** Does again what failed: ratings that were not stored are sent again. */
  async again() {
    const sends = [...this.#unsent.values()];
    await Promise.all(sends.map((send) => send()));
    if (sends.length === 0 || !this.state.known) {
      await this.start();
    }
  }

  /** Asks for the list again. */
  async refresh() {
    await this.#ask(() => this.#list());
  }

  #list() {
    const { user } = this.state;
    return user === null
      ? ask('POST', '/v1/recommendations', { body: this.#body() })
      : get(path(`/v1/users/${user}/recommendations`, this.#query()));
  }

  /**
   * The list as it would be without the newest ratings and without filters; nothing changes here.
   *
   * @param newest how many ratings count as not made
   * @param exclude movies that are not to be in it
   * @param n how many movies
   */
  listWithout(newest, { exclude, n, signal }) {
    const { user, settings, dismissed } = this.state;
    const plain = { ...settings, genres: [], yearFrom: null, yearTo: null };
    const asked = { settings: plain, size: n, dismissed: [...exclude, ...dismissed] };
    return user === null
      ? ask('POST', '/v1/recommendations', {
          signal,
          body: {
            ...this.#body(asked),
            ratings: this.inlineRatings().slice(newest),
            explain: false,
          },
        })
      : get(
          path(`/v1/users/${user}/recommendations`, {
            ...this.#query(asked),
            withoutNewest: newest,
            explain: false,
          }),
          { signal },
        );
  }

  /** The body of a request for a visitor's list or profile. */
  inlineRatings() {
    return this.state.ratings.map(({ movieId, stars, timestamp }) => ({
      movieId,
      stars,
      timestamp,
    }));
  }

  /** All of them: the answer to one request may hold but a part. */
  async #loadRatings() {
    const ratings = [];
    let total = 1;
    while (ratings.length < total) {
      const query = { n: MOST_RATINGS, offset: ratings.length };
      const answer = await get(path(`/v1/users/${this.state.user}/ratings`, query));
      ratings.push(...answer.ratings);
      // Never more than come: a rating may be taken back meanwhile.
      total = answer.ratings.length === 0 ? 0 : answer.total;
    }
    this.#change({ ratings, known: true });
  }

  /** One write after the other, so that the service gets them in the order of the clicks. */
  #write(movieId, stars, change) {
    const request = async () => {
      const target = path(`/v1/users/${this.state.user}/ratings/${movieId}`, {
        list: true,
        ...this.#query(),
      });
      try {
        const answer =
          stars === null
            ? await ask('DELETE', target)
            : await ask('PUT', target, { body: { stars } });
        this.#settled(movieId);
        this.#change(change());
        return answer.list;
      } catch (failure) {
        this.#settled(movieId);
        if (mayPass(failure)) {
          this.#unsent.set(movieId, send);
          this.#storeFailure = failure;
        }
        throw failure;
      }
    };
    const send = () => {
      this.#writes = this.#writes.then(() => this.#ask(request));
      return this.#writes;
    };
    return send();
  }

  /** No rating of the movie waits to be stored. */
  #settled(movieId) {
    this.#unsent.delete(movieId);
    if (this.#unsent.size === 0) {
      this.#storeFailure = null;
    }
  }

  /**
   * Takes an answer over unless a later request was made since. As long as ratings wait to be
   * stored, what keeps them is the failure to tell.
   */
  async #ask(request) {
    const number = ++this.#asked;
    this.#change({ busy: true });
    let change;
    let failed = null;
    try {
      change = { list: this.#wanted(await request()) };
    } catch (failure) {
      failed = failure;
    }
    if (number === this.#asked) {
      this.#listFailure = failed;
      this.#change({ ...change, busy: false });
    }
    this.#change({
      failure: this.#storeFailure ?? this.#listFailure,
      unsent: this.#unsent.size,
    });
  }

  /** A list without the dismissed films that its query had no room for. */
  #wanted(list) {
    const { user, dismissed } = this.state;
    if (user === null || dismissed.length <= MOST_EXCLUDED) {
      return list;
    }
    const gone = new Set(dismissed.map((movie) => movie.movieId));
    return { ...list, movies: list.movies.filter((movie) => !gone.has(movie.movieId)) };
  }

  #body({ settings, dismissed, size } = this.state) {
    const { genres, yearFrom, yearTo, weights, diversity } = settings;
    return {
      ratings: this.inlineRatings(),
      n: size,
      exclude: dismissed.map((movie) => movie.movieId),
      filters: { genres, yearFrom: yearFrom ?? undefined, yearTo: yearTo ?? undefined },
      weights: weights ?? undefined,
      diversity: diversity ?? undefined,
    };
  }

  #query({ settings, dismissed, size } = this.state) {
    const { genres, yearFrom, yearTo, weights, diversity } = settings;
    return {
      n: size,
      exclude: dismissed.slice(0, MOST_EXCLUDED).map((movie) => movie.movieId),
      genres,
      yearFrom,
      yearTo,
      weights: weights && [weights.content, weights.collaborative, weights.popularity],
      diversity,
    };
  }

  #change(change) {
    this.state = { ...this.state, ...change };
    this.#listeners.forEach((listener) => listener(this.state));
  }

  #save() {
    const { user, ratings, dismissed } = this.state;
    save(keyOf(user), user === null ? { ratings, dismissed } : { dismissed });
  }
}
