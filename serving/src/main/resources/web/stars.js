/** Stars to give, in halves, by mouse, finger or keyboard. */
import { classes, h, starsInWords, useRef, useState } from './library.js';

const MOST = 5;
const SHAPE = 'M10 1.5l2.6 5.6 6.1.7-4.5 4.2 1.2 6.1L10 15l-5.4 3.1 1.2-6.1L1.3 7.8l6.1-.7z';

const Row = () =>
  h(
    'svg',
    { viewBox: '0 0 100 20', 'aria-hidden': 'true' },
    [0, 20, 40, 60, 80].map((x) => h('path', { key: x, d: SHAPE, transform: `translate(${x} 0)` })),
  );

/**
 * A rating that can be given.
 *
 * @param title of the film, for the name of the control
 * @param value the stars that it has; null if none
 * @param onRate called with the stars, or null where they are taken back
 */
export function Stars({ title, value, onRate }) {
  const [draft, setDraft] = useState(null);
  const track = useRef(null);
  const isPressed = useRef(false);
  const shown = draft ?? value ?? 0;

  const starsAt = (event) => {
    const box = track.current.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(MOST, Math.max(0.5, Math.ceil(share * MOST * 2) / 2));
  };
  const give = (stars) => {
    setDraft(null);
    onRate(stars);
  };
  const press = (event) => {
    isPressed.current = event.button === 0;
    track.current.setPointerCapture(event.pointerId);
    setDraft(starsAt(event));
  };
  // Where the finger or the mouse lets go counts, so that one can slide; far away is no rating.
  const release = (event) => {
    const box = track.current.getBoundingClientRect();
    const isNear = event.clientY > box.top - box.height && event.clientY < box.bottom + box.height;
    if (isPressed.current && isNear) {
      give(starsAt(event));
    } else {
      setDraft(null);
    }
    isPressed.current = false;
  };
  // The finger scrolls.
  const cancel = () => {
    isPressed.current = false;
    setDraft(null);
  };
  // Arrows only choose; a film leaves the list when it is rated, so that waits for Enter.
  const keys = {
    ArrowRight: () => setDraft(Math.min(MOST, shown + 0.5)),
    ArrowUp: () => setDraft(Math.min(MOST, shown + 0.5)),
    ArrowLeft: () => setDraft(Math.max(0.5, shown - 0.5)),
    ArrowDown: () => setDraft(Math.max(0.5, shown - 0.5)),
    Home: () => setDraft(0.5),
    End: () => setDraft(MOST),
    Enter: () => draft !== null && give(draft),
    ' ': () => draft !== null && give(draft),
    Escape: () => setDraft(null),
    Delete: () => value !== null && give(null),
  };
  const pressKey = (event) => {
    if (keys[event.key] && !(event.key === 'Escape' && draft === null)) {
      event.preventDefault();
      keys[event.key]();
    }
  };

  return h(
    'div',
    { class: classes('stars', draft !== null && 'choosing') },
    h(
      'div',
      {
        class: 'stars-track',
        ref: track,
        role: 'slider',
        tabIndex: 0,
        'aria-label': `Your rating of ${title}`,
        'aria-valuemin': 0,
        'aria-valuemax': MOST,
        'aria-valuenow': shown,
        'aria-valuetext': spoken(draft, value),
        onKeyDown: pressKey,
        onBlur: () => setDraft(null),
        onPointerMove: (event) => setDraft(starsAt(event)),
        onPointerLeave: () => setDraft(null),
        onPointerDown: press,
        onPointerUp: release,
        onPointerCancel: cancel,
      },
      h(Row),
      h('div', { class: 'stars-given', style: { width: `${(100 * shown) / MOST}%` } }, h(Row)),
    ),
    h('span', { class: 'stars-value', 'aria-hidden': 'true' }, shown === 0 ? '' : shown.toFixed(1)),
  );
}

function spoken(draft, value) {
  if (draft !== null) {
    return `${starsInWords(draft)}, press Enter to give them`;
  }
  return value === null ? 'not rated' : starsInWords(value);
}
