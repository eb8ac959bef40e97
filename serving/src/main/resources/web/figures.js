/** Figures as tiles, as bars in a table, and as plain tables. */
import { classes, h } from './library.js';

/** A row of the most important figures. */
export const Tiles = ({ children }) => h('dl', { class: 'tiles' }, children);

/**
 * One of them.
 *
 * @param name what it is
 * @param state 'bad' or 'warn' where something is wrong; the words say so too
 */
export const Tile = ({ name, state, children, note }) =>
  h(
    'div',
    { class: classes('tile', state) },
    h('dt', null, name),
    h('dd', null, h('strong', null, children), note && h('span', { class: 'hint' }, note)),
  );

/** A share as a bar; decoration beside a figure that is also written out. */
export const Bar = ({ share }) =>
  h(
    'svg',
    { class: 'gauge', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    h('rect', { class: 'ground', width: 100, height: 8 }),
    h('rect', { class: 'filled', width: 100 * Math.min(1, Math.max(0, share || 0)), height: 8 }),
  );

/**
 * A table with a bar in every row, readable on the narrowest screen.
 *
 * @param rows name, value, words and perhaps a note
 * @param whole what a full bar stands for; the greatest value unless given
 */
export function Bars({ title, columns, rows, whole }) {
  const full = whole ?? Math.max(...rows.map((row) => row.value), 1e-9);
  return h(
    'table',
    { class: 'bars' },
    h('caption', { class: 'hidden' }, title),
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        columns.map((name, column) =>
          h('th', { scope: 'col', key: name, class: column > 0 && 'number' }, name),
        ),
      ),
    ),
    h(
      'tbody',
      null,
      rows.map(({ name, value, words, note }) =>
        h(
          'tr',
          { key: name },
          h('th', { scope: 'row' }, name, h(Bar, { share: value / full })),
          h('td', { class: 'number' }, words),
          columns.length > 2 && h('td', { class: 'number' }, note),
        ),
      ),
    ),
  );
}

/** Figures as a table that scrolls sideways where it must. */
export function Figures({ title, columns, rows }) {
  const right = columns.map(
    (name, column) => column > 0 && rows.every((cells) => isFigure(cells[column])),
  );
  return h(
    'div',
    { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': title },
    h(
      'table',
      null,
      h('caption', { class: 'hidden' }, title),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          columns.map((name, column) =>
            h('th', { scope: 'col', key: name, class: right[column] ? 'number' : undefined }, name),
          ),
        ),
      ),
      h(
        'tbody',
        null,
        rows.map((cells, row) => h(FigureRow, { key: row, cells, right })),
      ),
    ),
  );
}

const FigureRow = ({ cells, right }) =>
  h(
    'tr',
    null,
    cells.map((cell, column) =>
      column === 0
        ? h('th', { scope: 'row', key: column }, cell)
        : h('td', { key: column, class: right[column] ? 'number' : undefined }, cell),
    ),
  );

const isFigure = (cell) =>
  typeof cell === 'number' || /^(–|[-+−]?[\d.,]+\*?([ \u00a0]%| s| ms)?)?$/.test(cell ?? '');
