import { h } from './library.js';

export const title = 'about';

export function View() {
  return h('h1', null, 'about');
}
