/** A window over the page, which the keyboard leaves by Escape and returns from where it was. */
import { h, useId, useLayoutEffect, useRef } from './library.js';

export function Dialog({ title, onClose, children }) {
  const dialog = useRef(null);
  const name = useId();
  // Before it is painted, or a quick Escape would come too early to close it.
  useLayoutEffect(() => {
    dialog.current.showModal();
  }, []);
  const closeOutside = (event) => {
    if (event.target === dialog.current) {
      dialog.current.close();
    }
  };
  return h(
    'dialog',
    { ref: dialog, class: 'dialog', 'aria-labelledby': name, onClose, onClick: closeOutside },
    h(
      'div',
      { class: 'dialog-content' },
      h(
        'header',
        null,
        h('h2', { id: name }, title),
        h(
          'button',
          { class: 'button quiet', 'aria-label': 'Close', onClick: () => dialog.current.close() },
          '✕',
        ),
      ),
      children,
    ),
  );
}
