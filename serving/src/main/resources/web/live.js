/** What happens at the moment: the service's own figures, asked for every other second. */
import { useBeat } from './asking.js';
import { Chart } from './charts.js';
import { Figures, Tile, Tiles } from './figures.js';
import { age, count, h, percent, useRef, useState } from './library.js';
import { ask, get } from './service.js';
import { Loading } from './states.js';
import { between, isSameProcess, look } from './traffic.js';

const SECONDS = 2;
/** Figures of the moment are those of so many beats, so that one request alone is no storm. */
const BEATS = 5;
const KEPT = 150;
const WINDOW = `${BEATS * SECONDS} s`;
const MEGABYTE = 1e6;

/**
 * Follows the service while the page can be seen.
 *
 * @returns points: {look, traffic}, the newest last; health and snapshot as answered last; failure
 *   of the last attempt, null if it succeeded; since: when attempts began to fail
 */
export function useLive() {
  const kept = useRef({ points: [], health: null, snapshot: null, failure: null, since: null });
  const [state, setState] = useState(kept.current);
  useBeat(async () => {
    kept.current = await next(kept.current);
    setState(kept.current);
  }, SECONDS);
  return state;
}

async function next(before) {
  try {
    const [metrics, health, snapshot] = await Promise.all([
      get('/metrics'),
      ask('GET', '/health/ready', { takes: [503] }),
      get('/v1/snapshot'),
    ]);
    const points = withPoint(before.points, look(metrics, Date.now() / 1000));
    return { points, health, snapshot, failure: null, since: null };
  } catch (failure) {
    return { ...before, failure, since: before.since ?? Date.now() };
  }
}

function withPoint(points, seen) {
  const earlier = points.slice(-BEATS)[0]?.look;
  if (earlier === undefined || !isSameProcess(earlier, seen)) {
    return [{ look: seen, traffic: null }];
  }
  return [...points.slice(1 - KEPT), { look: seen, traffic: between(earlier, seen) }];
}

export function Live({ live }) {
  const newest = live.points.at(-1);
  return h(
    'section',
    { class: 'insight', 'aria-labelledby': 'live' },
    h('h2', { id: 'live' }, 'Right now'),
    newest === undefined || newest.traffic === null
      ? live.failure === null && h(Loading, { what: 'live figures' })
      : [
          h(Moment, { key: 'moment', ...newest }),
          h('div', { key: 'charts', class: 'grid' }, h(Rate, live), h(Latency, live)),
          h(Routes, { key: 'routes', points: live.points }),
        ],
  );
}

const milliseconds = (value) =>
  value === null ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const megabytes = (bytes) => `${count(Math.round(bytes / MEGABYTE))} MB`;

function Moment({ look: now, traffic }) {
  const { rate, requests, statuses, p50, p95, p99, hitShare, fallbacks } = traffic;
  const all = [...now.outcomes.values()].reduce((sum, outcome) => sum + outcome.count, 0);
  return h(
    Tiles,
    null,
    h(
      Tile,
      {
        name: `Requests, last ${WINDOW}`,
        note: `${count(all)} since the start ${age(now.at - now.started)} ago`,
      },
      `${rate.toFixed(1)}/s`,
    ),
    h(
      Tile,
      {
        name: 'Slowest of a hundred (p99)',
        note: `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`,
      },
      milliseconds(p99),
    ),
    h(
      Tile,
      {
        name: 'Failed (5xx)',
        state: statuses['5xx'] > 0 && 'bad',
        note: `of ${count(requests)}; refused (4xx): ${statuses['4xx']}`,
      },
      count(statuses['5xx']),
    ),
    h(
      Tile,
      {
        name: 'Answers from the cache',
        note: `${count(now.hits)} of ${count(now.hits + now.misses)} since the start`,
      },
      hitShare === null ? '–' : percent(hitShare),
    ),
    h(
      Tile,
      {
        name: 'Fallbacks',
        note: `lists for people without ratings; ${count(now.fallbacks)} since the start`,
      },
      count(fallbacks),
    ),
    h(
      Tile,
      {
        name: 'Event store',
        state: !now.storeIsUp && 'bad',
        note: now.storeIsUp ? 'ratings are stored' : 'ratings are refused',
      },
      now.storeIsUp ? 'up' : 'down',
    ),
    h(
      Tile,
      {
        name: 'Heap',
        note:
          now.heapMost > 0
            ? `of ${megabytes(now.heapMost)}; ${count(now.sessions)} sessions`
            : `${count(now.sessions)} sessions`,
      },
      megabytes(now.heapUsed),
    ),
  );
}

const measured = (points) => points.filter(({ traffic }) => traffic !== null);
const clock = (seconds) => new Date(seconds * 1000).toISOString().slice(11, 19);

/** What both charts of time have in common. */
function overTime(points, { base, axis, legend }) {
  return {
    animation: false,
    grid: { left: 40, right: 34, top: 36, bottom: 24 },
    legend,
    tooltip: { ...base.tooltip, trigger: 'axis' },
    xAxis: {
      ...axis,
      type: 'category',
      boundaryGap: false,
      data: measured(points).map(({ look: { at } }) => clock(at)),
      axisLabel: { ...axis.axisLabel, hideOverlap: true },
    },
    yAxis: { ...axis, type: 'value', min: 0 },
  };
}

/** For the table: every fifth point, the newest first. */
const everyWindow = (points) =>
  measured(points)
    .reverse()
    .filter((point, place) => place % BEATS === 0);

function Rate({ points }) {
  const series = [
    ['answered', ({ '2xx': good, '3xx': same }) => good + same, 3],
    ['refused', ({ '4xx': refused }) => refused, 2],
    ['failed', ({ '5xx': failed }) => failed, 5],
  ];
  return h(Chart, {
    title: 'Requests a second',
    heading: 'h3',
    note: 'Times are UTC; refused: status 4xx, failed: 5xx. This page’s own looks and health checks are left out.',
    height: 220,
    columns: ['Time', ...series.map(([name]) => name)],
    rows: everyWindow(points).map(({ look: { at }, traffic }) => [
      clock(at),
      ...series.map(([, of]) => (of(traffic.statuses) / traffic.seconds).toFixed(1)),
    ]),
    options: (given) => ({
      ...overTime(points, given),
      legend: { ...given.legend, icon: 'roundRect' },
      series: series.map(([name, of, color]) => ({
        type: 'line',
        name,
        stack: 'all',
        symbol: 'none',
        // Areas alone: the line of a part that is zero would lie on the part below.
        lineStyle: { width: 0 },
        areaStyle: { opacity: 0.75 },
        color: given.base.color[color],
        data: measured(points).map(({ traffic }) => round(of(traffic.statuses) / traffic.seconds)),
      })),
    }),
  });
}

const round = (value) => (value === null ? null : Math.round(value * 100) / 100);

function Latency({ points }) {
  const series = [
    ['p50', 'solid', 1],
    ['p95', 'dashed', 2],
    ['p99', 'dotted', 0],
  ];
  return h(Chart, {
    title: 'Latency in milliseconds',
    heading: 'h3',
    note: 'From a request’s arrival to its answer, estimated within the bounds that the service counts.',
    height: 220,
    columns: ['Time', 'p50', 'p95', 'p99'],
    rows: everyWindow(points).map(({ look: { at }, traffic }) => [
      clock(at),
      ...series.map(([name]) => milliseconds(traffic[name])),
    ]),
    options: (given) => ({
      ...overTime(points, given),
      series: series.map(([name, type, color]) => ({
        type: 'line',
        name,
        showSymbol: measured(points).length === 1,
        connectNulls: true,
        color: given.base.color[color],
        lineStyle: { type, width: 2 },
        data: measured(points).map(({ traffic }) => round(traffic[name])),
      })),
    }),
  });
}

function Routes({ points }) {
  const [first, last] = [points[0].look, points.at(-1).look];
  const { routes, seconds } = between(first, last);
  return h(
    'details',
    { class: 'card unfold', open: true },
    h(
      'summary',
      null,
      `By route, last ${seconds < 60 ? `${Math.round(seconds)} s` : age(seconds)}`,
    ),
    routes.length === 0
      ? h('p', { class: 'hint' }, 'No request but this page’s own looks.')
      : h(Figures, {
          title: 'Requests by route',
          columns: ['Route', 'Requests', 'p50', 'p95', 'p99', '4xx', '5xx'],
          rows: routes.map((route) => [
            route.route === 'none' ? 'files, unknown paths' : route.route,
            route.requests,
            milliseconds(route.p50),
            milliseconds(route.p95),
            milliseconds(route.p99),
            route.refused,
            route.failed,
          ]),
        }),
  );
}
