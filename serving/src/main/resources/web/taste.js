/**
 * What the page knows of the person in front of it, and the list that follows from it. A visitor's
 * ratings stay in this browser and travel with every request; a user's are kept by the service.
 * Every action is one request.
 */
import { starsInWords } from './library.js';
import { ask, get, path } from './service.js';

const VISITOR = 'marquee.visitor';
const SETTINGS = 'marquee.settings';
const PAGE_SIZE = 24;
const MOST_MOVIES = 100;
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

/** What a visitor left here, without what no version of this page would have written. */
function loadVisitor() {
  const { ratings, dismissed } = load(VISITOR, { ratings: [], dismissed: [] });
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

const known = ({ movieId, title, year, genres }) => ({ movieId, title, year, genres });

export class Taste {
  #listeners = new Set();
  #asked = 0;
  #writes = Promise.resolve();
  /** Does again what failed, where that is more than asking for the list; null if nothing. */
  #failed = null;

  /** @param user the id of a user of the service; null for a visitor */
  constructor(user) {
    const visitor = loadVisitor();
    this.state = {
      user,
      /** Newest first: movieId, title, year, genres, stars, timestamp in seconds. */
      ratings: user === null ? visitor.ratings : [],
      dismissed: visitor.dismissed,
      settings: load(SETTINGS, NO_SETTINGS),
      /** The answer of the service, RecommendationAnswer; null before the first. */
      list: null,
      /** How many movies the list shall have. */
      size: PAGE_SIZE,
      /** Whether a request is under way. */
      busy: false,
      /** The failure of the last request; null if it succeeded. */
      failure: null,
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

  /** Loads a user's ratings, if it is a user, and the list. */
  async start() {
    if (this.state.user !== null) {
      await this.#loadRatings();
    }
    await this.refresh();
  }

  /** Takes over what another window of this browser changed under a key of its storage. */
  async changedElsewhere(key) {
    if (key === VISITOR) {
      const { ratings, dismissed } = loadVisitor();
      this.#change(this.state.user === null ? { ratings, dismissed } : { dismissed });
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
      this.#saveVisitor();
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
    this.#saveVisitor();
    await this.refresh();
  }

  /** Lets a movie be shown again. */
  async restore(movieId) {
    this.#change({
      dismissed: this.state.dismissed.filter((movie) => movie.movieId !== movieId),
    });
    this.#saveVisitor();
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
    this.#saveVisitor();
    await this.refresh();
  }

  /** Does again what failed: a rating that was not stored is sent again. */
  async again() {
    await (this.#failed ?? (() => this.start()))();
  }

  /** Asks for the list again. */
  async refresh() {
    const { user } = this.state;
    await this.#ask(() =>
      user === null
        ? ask('POST', '/v1/recommendations', { body: this.#body() })
        : get(path(`/v1/users/${user}/recommendations`, this.#query())),
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

  async #loadRatings() {
    try {
      const answer = await get(path(`/v1/users/${this.state.user}/ratings`, { n: 1000 }));
      this.#change({ ratings: answer.ratings });
    } catch (failure) {
      this.#change({ failure });
    }
  }

  /** One write after the other, so that the service gets them in the order of the clicks. */
  #write(movieId, stars, change) {
    const target = path(`/v1/users/${this.state.user}/ratings/${movieId}`, {
      list: true,
      ...this.#query(),
    });
    const request = async () => {
      const answer =
        stars === null
          ? await ask('DELETE', target)
          : await ask('PUT', target, { body: { stars } });
      this.#change(change());
      return answer.list;
    };
    const send = () => {
      this.#writes = this.#writes.then(() => this.#ask(request, send));
      return this.#writes;
    };
    return send();
  }

  /** Takes an answer over unless a later request was made since; a failure may be done again. */
  async #ask(request, again = null) {
    const number = ++this.#asked;
    this.#change({ busy: true });
    try {
      const list = await request();
      if (number === this.#asked) {
        this.#failed = null;
        this.#change({ list, failure: null, busy: false });
      }
    } catch (failure) {
      if (number === this.#asked) {
        this.#failed = again;
        this.#change({ failure, busy: false });
      }
    }
  }

  #body() {
    const { settings, dismissed, size } = this.state;
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

  #query() {
    const { settings, dismissed, size } = this.state;
    const { genres, yearFrom, yearTo, weights, diversity } = settings;
    return {
      n: size,
      exclude: dismissed.map((movie) => movie.movieId),
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

  #saveVisitor() {
    const { user, ratings, dismissed } = this.state;
    const kept = user === null ? ratings : loadVisitor().ratings;
    save(VISITOR, { ratings: kept, dismissed });
  }
}
