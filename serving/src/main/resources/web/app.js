/** Starts the page: who is looking, which view the path asks for, and what frames every view. */
import { h, render, useEffect, useMemo, useRef, useState } from './library.js';
import { keepFocus } from './focus.js';
import { Frame } from './frame.js';
import { Taste } from './taste.js';
import { Empty, Loading } from './states.js';

/** Views are loaded when they are first shown; each module exports `title` and `View`. */
const VIEWS = {
  '/': () => import('./home.js'),
  '/taste': () => import('./analytics.js'),
  '/operator': () => import('./operator.js'),
  '/about': () => import('./about.js'),
};

const RETRY_MILLISECONDS = 3000;
/** A service that is starting, or out of reach, or cannot store ratings at the moment. */
const PASSING = ['not-ready', 'offline', 'event-store-down'];

function userOf(search) {
  const text = new URLSearchParams(search).get('user');
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The place that the address names: {path, user}. */
function place() {
  return { path: VIEWS[location.pathname] ? location.pathname : '/', user: userOf(location.search) };
}

function useTaste(user) {
  const taste = useMemo(() => new Taste(user), [user]);
  const [, setChanges] = useState(0);
  useEffect(() => {
    const stop = taste.subscribe(() => setChanges((changes) => changes + 1));
    const elsewhere = (event) => taste.changedElsewhere(event.key);
    addEventListener('storage', elsewhere);
    taste.start();
    return () => {
      removeEventListener('storage', elsewhere);
      stop();
    };
  }, [taste]);
  return [taste, taste.state];
}

/** What passes by itself is tried again by itself. */
function useRetries(taste, failure) {
  useEffect(() => {
    if (!PASSING.includes(failure?.kind)) {
      return undefined;
    }
    const timer = setTimeout(() => taste.again(), RETRY_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [taste, failure]);
}

/** Waits for a view's module; keeps the last view until it is there. */
function useView(path) {
  const [view, setView] = useState(null);
  useEffect(() => {
    let wanted = true;
    VIEWS[path]().then(
      (module) => wanted && setView({ path, ...module }),
      () => wanted && setView({ path, failed: true }),
    );
    return () => {
      wanted = false;
    };
  }, [path]);
  return view;
}

function App() {
  const [at, setAt] = useState(place);
  const main = useRef(null);
  const hasMoved = useRef(false);
  const [taste, state] = useTaste(at.user);
  const view = useView(at.path);
  useRetries(taste, state.failure);

  useEffect(() => {
    const moved = () => setAt(place());
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);

  useEffect(() => {
    if (view?.title !== undefined) {
      document.title = view.title === '' ? 'Marquee' : `${view.title} · Marquee`;
    }
    // Who moved by keyboard or by ear goes on reading at the new view, not at the menu.
    if (hasMoved.current && view?.path === at.path) {
      main.current?.focus();
      scrollTo(0, 0);
    }
  }, [view]);

  /** Goes to a view, or to another user, without loading the page again. */
  const go = (path, user = at.user) => {
    hasMoved.current = true;
    history.pushState(null, '', user === null ? path : `${path}?user=${user}`);
    setAt(place());
  };

  let content = h(Loading, { what: 'the page' });
  if (view?.failed) {
    content = h(
      Empty,
      { title: 'This part of the page could not be loaded' },
      'Load the page again once the service can be reached.',
    );
  } else if (view?.View) {
    content = h(view.View, { key: `${view.path} ${at.user}`, taste, state, go });
  }
  return h(Frame, { path: at.path, taste, state, go, main }, content);
}

const root = document.getElementById('app');
keepFocus(root);
render(h(App), root);
