import { h } from './library.js';

export const title = 'analytics';

export function View() {
  return h('h1', null, 'analytics');
}
