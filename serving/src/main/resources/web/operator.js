import { h } from './library.js';

export const title = 'operator';

export function View() {
  return h('h1', null, 'operator');
}
