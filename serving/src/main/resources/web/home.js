import { h } from './library.js';

export const title = 'home';

export function View() {
  return h('h1', null, 'home');
}
