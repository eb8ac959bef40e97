/**
 * Keeps the keyboard's place when what had the focus goes away: a film that is rated leaves the
 * list, a row its table, a dialog the page.
 */

const FOCUSABLE = 'a[href], button:not(:disabled), input, select, summary, [tabindex="0"]';

/** What lies over the page; the focus returns from it to where it was before. */
const OVERLAY = 'dialog, .undo';

const within = (element) => [...element.querySelectorAll(FOCUSABLE)];

const isShown = (element) => element.getClientRects().length > 0;

/** Where an element is, in terms that still mean something once it is gone. */
function placeOf(element) {
  const item = element.closest('li');
  return {
    element,
    all: within(document.body),
    list: item?.parentElement,
    index: item ? [...item.parentElement.children].indexOf(item) : -1,
    isStars: element.matches('.stars-track'),
    number: item ? within(item).indexOf(element) : -1,
  };
}

/** The same control of the item that is now in its place. */
function inList({ list, index, isStars, number }) {
  const items = list?.isConnected ? [...list.children] : [];
  if (items.length === 0) {
    return undefined;
  }
  const item = items[Math.min(index, items.length - 1)];
  const stars = isStars ? item.querySelector('.stars-track') : null;
  const controls = within(item);
  return stars ?? controls[Math.min(number, controls.length - 1)];
}

/** The nearest control that is still there, rather the one before than the one after. */
function nearest({ element, all }) {
  const at = all.indexOf(element);
  const near = [...all.slice(0, at).reverse(), ...all.slice(at + 1)];
  return near.find((each) => isShown(each) && !each.closest(OVERLAY));
}

/** Starts to watch over the focus in an element that is there for good. */
export function keepFocus(root) {
  const before = new WeakMap();
  let last = null;
  let outside = null;

  const focused = ({ target }) => {
    const overlay = target.closest(OVERLAY);
    last = placeOf(target);
    if (overlay === null) {
      outside = last;
    } else if (!before.has(overlay) || overlay.matches('.undo')) {
      before.set(overlay, outside);
    }
    last.before = overlay === null ? null : before.get(overlay);
  };
  const successor = (place) => {
    if (place.element.isConnected) {
      return place.element;
    }
    const next = inList(place);
    return next ?? (place.before ? successor(place.before) : nearest(place));
  };
  const changed = () => {
    if (last !== null && document.activeElement === document.body) {
      successor(last)?.focus({ preventScroll: true });
    }
  };

  document.addEventListener('focusin', focused);
  // Who clicks beside everything wants the focus nowhere; a click on a control sets it again.
  document.addEventListener('pointerdown', () => (last = null), { capture: true });
  new MutationObserver(changed).observe(root, { childList: true, subtree: true });
}
