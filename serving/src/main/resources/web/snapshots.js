/** What the service answers from: this snapshot beside the ones before, and how good they are. */
import { Bars, Figures, Tile, Tiles } from './figures.js';
import { age, count, h } from './library.js';
import { Metrics } from './metrics.js';
import { Failed, Loading } from './states.js';
import { Weights } from './weights.js';

export function Snapshots({ live, answer, failure, again }) {
  const snapshots = answer?.snapshots ?? [];
  const place = snapshots.findIndex(({ current }) => current);
  const [current, previous] = [snapshots[place], snapshots[place + 1]];
  return h(
    'section',
    { class: 'insight', 'aria-labelledby': 'snapshot' },
    h('h2', { id: 'snapshot' }, 'The snapshot in force'),
    live.snapshot !== null && h(InForce, { snapshot: live.snapshot, current }),
    failure !== null && h(Failed, { failure, retry: again }),
    answer === null && failure === null && h(Loading, { what: 'the snapshots' }),
    current !== undefined && h(Contents, { current, previous }),
    previous !== undefined &&
      h(
        'p',
        { class: 'hint' },
        `Change: since snapshot ${previous.id}, made ${age(since(current, previous))} before.`,
      ),
    answer !== null && [
      h('h2', { key: 'quality' }, 'How good it is'),
      h(
        'div',
        { key: 'figures', class: 'grid' },
        h(Metrics, { snapshots, current }),
        h(Weights, { current, inForce: live.snapshot?.weights ?? [] }),
      ),
    ],
  );
}

/** An age where there is little room. */
const shortAge = (seconds) => age(seconds).replace('less than a', '< 1');
const moment = (instant) => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

function InForce({ snapshot, current }) {
  if (snapshot.id === undefined) {
    return h('p', { class: 'notice bad' }, `There is none. ${snapshot.waiting ?? ''}`);
  }
  return [
    h('p', { key: 'id' }, h('code', { class: 'id' }, snapshot.id)),
    h(
      Tiles,
      { key: 'tiles' },
      h(
        Tile,
        { name: 'Age', note: `made ${moment(snapshot.publishedAt)}` },
        shortAge(snapshot.ageSeconds),
      ),
      h(
        Tile,
        { name: 'In force here for', note: `since ${moment(snapshot.loadedAt)}` },
        shortAge(ageOf(snapshot.loadedAt)),
      ),
      h(
        Tile,
        { name: 'Films', note: `${kilobytes(snapshot.bytesPerMovie)} of memory each` },
        count(snapshot.movies),
      ),
      h(
        Tile,
        { name: 'Users', note: `${kilobytes(snapshot.bytesPerUser)} of memory each` },
        count(snapshot.users),
      ),
      current !== undefined && h(Tile, { name: 'Made by version' }, current.codeVersion),
      h(Tile, { name: 'Weights' }, snapshot.fittedWeights ? 'fitted' : 'configured'),
    ),
  ];
}

const ageOf = (instant) => Math.max(0, (Date.now() - Date.parse(instant)) / 1000);

/** How a figure has changed, in a few characters. */
function change(now, before) {
  if (before === undefined) {
    return '';
  }
  if (now === before) {
    return '=';
  }
  const share = before === 0 ? Infinity : (now - before) / before;
  if (!Number.isFinite(share)) {
    return 'new';
  }
  return `${share > 0 ? '+' : '−'}${Math.abs(100 * share).toFixed(Math.abs(share) < 0.1 ? 1 : 0)} %`;
}

function Contents({ current, previous }) {
  const versus = previous === undefined ? [] : ['Change'];
  return h(
    'div',
    { class: 'grid' },
    h(
      'div',
      { class: 'card' },
      h('h3', null, 'Rows'),
      h(Bars, {
        title: 'Rows of the tables',
        columns: ['Table', 'Rows', ...versus],
        rows: rowsOf(current, previous),
      }),
    ),
    h(
      'div',
      { class: 'card' },
      h('h3', null, 'Time of each stage'),
      h(Bars, {
        title: 'Seconds of the stages',
        columns: ['Stage', 'Seconds', ...versus],
        rows: stagesOf(current, previous),
      }),
      h('p', { class: 'hint' }, totalOf(current)),
      h(Inputs, { inputs: current.inputs }),
    ),
  );
}

const since = (current, previous) =>
  (Date.parse(current.createdAt) - Date.parse(previous.createdAt)) / 1000;

const rowsOf = (current, previous) =>
  Object.entries(current.tables).map(([name, rows]) => ({
    name,
    value: rows,
    words: count(rows),
    note: change(rows, previous?.tables[name]),
  }));

function stagesOf(current, previous) {
  const before = new Map(previous?.stages.map((stage) => [stage.name, stage.seconds]));
  return current.stages.map(({ name, seconds }) => ({
    name,
    value: seconds,
    words: seconds.toFixed(1),
    note: change(seconds, before.get(name)),
  }));
}

function totalOf({ stages }) {
  const seconds = stages.reduce((all, stage) => all + stage.seconds, 0);
  return stages.length === 0
    ? 'The manifest has no timings.'
    : `${seconds.toFixed(0)} s in all; the first began ${moment(stages[0].startedAt)}.`;
}

const Inputs = ({ inputs }) =>
  inputs.length > 0 && [
    h('h3', { key: 'heading' }, 'Made from'),
    h(Figures, {
      key: 'inputs',
      title: 'Input files',
      columns: ['File', 'Bytes'],
      rows: inputs.map(({ name, bytes }) => [name, count(bytes)]),
    }),
  ];
