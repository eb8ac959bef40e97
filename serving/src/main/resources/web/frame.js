/** What surrounds every view: the header, what is wrong at the moment, and what can be undone. */
import { h, sentence, useEffect, useRef, useState } from './library.js';
import { useKey } from './service.js';

const THEME = 'marquee.theme';
const UNDO_MILLISECONDS = 20_000;
const THEMES = ['auto', 'light', 'dark'];
const PLACES = [
  ['/', 'Films'],
  ['/taste', 'Your taste'],
  ['/operator', 'Operator'],
  ['/about', 'About'],
];

export function Frame({ path, taste, state, go, main, children }) {
  return h(
    'div',
    { class: 'frame' },
    h('a', { class: 'skip', href: '#main' }, 'Skip to the content'),
    h(
      'header',
      { class: 'header' },
      h(Link, { path: '/', go, user: state.user, class: 'brand' }, 'Marquee'),
      h(
        'nav',
        { 'aria-label': 'Views' },
        PLACES.map(([to, name]) =>
          h(Link, { key: to, path: to, go, user: state.user, current: to === path }, name),
        ),
      ),
      h(Audience, { path, user: state.user, go }),
      h(Theme),
    ),
    h(Notices, { taste, state }),
    h('main', { id: 'main', class: 'main', tabIndex: -1, ref: main }, children),
    h(Undo, { taste, last: state.last }),
  );
}

/** A link to a view; other clicks than plain ones are the browser's. */
function Link({ path, user, go, current, class: name, children }) {
  const visit = (event) => {
    if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(path);
    }
  };
  const href = user === null ? path : `${path}?user=${user}`;
  return h(
    'a',
    { href, class: name, 'aria-current': current ? 'page' : undefined, onClick: visit },
    children,
  );
}

/** Whose list it is: this browser's visitor, or a user of the service. */
function Audience({ path, user, go }) {
  const details = useRef(null);
  const choose = (event) => {
    event.preventDefault();
    const text = event.target.elements.user.value.trim();
    details.current.open = false;
    go(path, text === '' ? null : Number(text));
  };
  const pressKey = (event) => {
    if (event.key === 'Escape' && details.current.open) {
      details.current.open = false;
      details.current.firstElementChild.focus();
    }
  };
  // It lies over the page, so it goes when somebody turns to what is below.
  useEffect(() => {
    const turned = ({ target }) => {
      details.current.open &&= details.current.contains(target);
    };
    const events = ['pointerdown', 'focusin'];
    events.forEach((name) => document.addEventListener(name, turned));
    return () => events.forEach((name) => document.removeEventListener(name, turned));
  }, []);
  return h(
    'details',
    { class: 'audience', key: user, ref: details, onKeyDown: pressKey },
    h('summary', null, user === null ? 'You, a visitor' : `User ${user}`),
    h(
      'form',
      { class: 'popover', onSubmit: choose },
      h('label', { for: 'user' }, 'Show the page as user'),
      h('input', {
        id: 'user',
        name: 'user',
        inputMode: 'numeric',
        pattern: '[0-9]{0,15}',
        title: 'the number of a user; nothing for a visitor',
        value: user ?? '',
        autocomplete: 'off',
      }),
      h(
        'p',
        { class: 'hint' },
        "A user's ratings are stored by the service. Leave it empty to be a visitor, whose ratings stay in this browser.",
      ),
      h('button', { class: 'button' }, 'Show'),
    ),
  );
}

function Theme() {
  const [theme, setTheme] = useState(() => localStorage.getItem(THEME) ?? 'auto');
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(THEME, theme);
  }, [theme]);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  return h(
    'button',
    {
      class: 'button quiet theme',
      onClick: () => setTheme(next),
      'aria-label': `Theme: ${theme}. Change to ${next}.`,
    },
    { auto: '◐', light: '☀', dark: '☾' }[theme],
    h('span', null, theme),
  );
}

/** What is wrong at the moment, above everything else. */
function Notices({ taste, state }) {
  const { failure, list, unsent } = state;
  return h(
    'div',
    { class: 'notices', 'aria-live': 'polite' },
    failure?.kind === 'unauthorized' && h(Key, { taste, failure }),
    failure !== null &&
      failure.kind !== 'unauthorized' &&
      h(
        'div',
        { class: 'notice bad' },
        h('p', null, h('strong', null, headline(failure, unsent)), ' ', detail(failure, unsent)),
        h('button', { class: 'button', onClick: () => taste.again() }, 'Try again'),
      ),
    list?.degraded &&
      h(
        'div',
        { class: 'notice' },
        h('p', null, h('strong', null, 'Limited.'), ' ', sentence(list.degraded)),
      ),
  );
}

function headline({ kind }, unsent) {
  if (unsent > 0) {
    return unsent === 1 ? 'The rating was not stored.' : `${unsent} ratings were not stored.`;
  }
  return { offline: 'Offline.', 'not-ready': 'Not ready yet.' }[kind] ?? 'That did not work.';
}

function detail({ kind, message }, unsent) {
  const reason =
    kind === 'event-store-down' ? 'The service cannot store any now.' : sentence(message);
  return unsent > 0 ? `${reason} The page goes on trying by itself.` : reason;
}

/** Asks for the key that the service wants. */
function Key({ taste, failure }) {
  const take = (event) => {
    event.preventDefault();
    useKey(event.target.elements.key.value.trim());
    taste.again();
  };
  return h(
    'form',
    { class: 'notice bad', onSubmit: take },
    h('label', { for: 'key' }, 'This service asks for a key. '),
    h('input', { id: 'key', name: 'key', type: 'password', autocomplete: 'off', required: true }),
    h('button', { class: 'button' }, 'Use it'),
    h('p', { class: 'hint' }, failure.message),
  );
}

/** What was done last, with a way back. */
function Undo({ taste, last }) {
  const bar = useRef(null);
  // It covers what is below, so it goes when nobody is about to use it; the history stays.
  useEffect(() => {
    const leave = () => bar.current.matches(':hover, :focus-within') || taste.settle();
    const timer = last === null ? undefined : setInterval(leave, UNDO_MILLISECONDS);
    return () => clearInterval(timer);
  }, [taste, last]);
  useUndoKey(taste);
  return h(
    'div',
    { class: 'undo', role: 'status', ref: bar },
    last !== null && [
      h('span', { key: 'what' }, last.sentence),
      h(
        'button',
        {
          key: 'back',
          class: 'button',
          title: 'Ctrl+Z',
          'aria-keyshortcuts': 'Control+Z Meta+Z',
          onClick: () => taste.undo(),
        },
        'Undo',
      ),
    ],
  );
}

/** Ctrl+Z, for the way to the button is long on a keyboard; what is being typed has its own. */
function useUndoKey(taste) {
  useEffect(() => {
    const pressed = (event) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z';
      if (isUndo && !event.target.matches('input:not([type="range"])')) {
        event.preventDefault();
        taste.undo();
      }
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [taste]);
}
