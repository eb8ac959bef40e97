/** What stands where there is nothing to show: yet, at all, or because something failed. */
import { h } from './library.js';

/** Says that something is on its way. */
export const Loading = ({ what }) =>
  h('p', { class: 'loading', role: 'status' }, `Loading ${what} …`);

/** Says that there is nothing, and what to do about it. */
export const Empty = ({ title, children }) =>
  h('div', { class: 'empty' }, h('h2', null, title), h('p', null, children));

/** Says what failed, and offers to try again. */
export const Failed = ({ failure, retry }) =>
  h(
    'div',
    { class: 'empty failed', role: 'alert' },
    h('h2', null, headline(failure)),
    h('p', null, failure.message),
    retry && h('button', { class: 'button', onClick: retry }, 'Try again'),
  );

function headline(failure) {
  switch (failure.kind) {
    case 'offline':
      return 'The service cannot be reached';
    case 'not-ready':
      return 'There is nothing to recommend from yet';
    case 'event-store-down':
      return 'Ratings cannot be stored now';
    case 'unauthorized':
    case 'forbidden':
      return 'The service asks for a key';
    case 'too-many-requests':
      return 'That was too fast';
    default:
      return 'That did not work';
  }
}
