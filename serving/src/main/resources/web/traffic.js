/** What the service was asked between two looks at its figures. */
import { parse, sum } from './prometheus.js';

const REQUESTS = 'marquee_requests_seconds';
/** What this page itself asks every other second, and what probes ask, would hide the rest. */
const OWN = [
  'GET /metrics',
  'GET /health/ready',
  'GET /health/live',
  'GET /v1/snapshot',
  'GET /v1/snapshots',
  'GET /v1/alerts',
  'GET /v1/exposure',
];

/**
 * The figures of one look.
 *
 * @param text that /metrics answered
 * @param at when, in seconds
 */
export function look(text, at) {
  const samples = parse(text);
  return {
    at,
    started: sum(samples, 'process_start_time_seconds'),
    outcomes: outcomes(samples),
    hits: sum(samples, 'marquee_cache_hits_total') ?? 0,
    misses: sum(samples, 'marquee_cache_misses_total') ?? 0,
    fallbacks: sum(samples, 'marquee_fallbacks_total') ?? 0,
    loads: sum(samples, 'marquee_snapshot_loads_total') ?? 0,
    refusals: sum(samples, 'marquee_snapshot_refusals_total') ?? 0,
    sessions: sum(samples, 'marquee_sessions') ?? 0,
    storeIsUp: sum(samples, 'marquee_events_up') !== 0,
    heapUsed: sum(samples, 'jvm_memory_used_bytes', isHeap) ?? 0,
    heapMost: sum(samples, 'jvm_memory_max_bytes', isOldGeneration) ?? 0,
  };
}

const isHeap = ({ area }) => area === 'heap';
// Of the heap's parts only this one names its limit; the others say -1.
const isOldGeneration = ({ area, id }) => area === 'heap' && /Old|Tenured|ZHeap/.test(id);

/** Requests by route and status: how many, and how many were answered within each bound. */
function outcomes(samples) {
  const all = new Map();
  for (const { name, labels, value } of samples) {
    if (!name.startsWith(REQUESTS) || OWN.includes(labels.route)) {
      continue;
    }
    const key = `${labels.route} ${labels.status}`;
    const outcome = all.get(key) ?? { ...labels, count: 0, within: new Map() };
    if (name === `${REQUESTS}_count`) {
      outcome.count = value;
    } else if (name === `${REQUESTS}_bucket`) {
      outcome.within.set(number(labels.le), value);
    }
    all.set(key, outcome);
  }
  return all;
}

const number = (bound) => (bound === '+Inf' ? Infinity : Number(bound));

/** Whether both looks saw the same process; a new one counts from zero. */
export const isSameProcess = (before, after) => before.started === after.started;

/**
 * What happened between two looks.
 *
 * @returns seconds, requests, rate a second, statuses by class, quantiles in milliseconds (null
 *   without a request), cache hits as a share (null without a question), fallbacks, and routes
 */
export function between(before, after) {
  const changes = [...after.outcomes].map(([key, outcome]) =>
    difference(outcome, before.outcomes.get(key)),
  );
  const seconds = Math.max(1e-3, after.at - before.at);
  const requests = total(changes);
  const asked = after.hits - before.hits + after.misses - before.misses;
  return {
    seconds,
    requests,
    rate: requests / seconds,
    statuses: byClass(changes),
    tooFast: total(changes.filter(({ status }) => status === '429')),
    ...quantiles(changes),
    hitShare: asked === 0 ? null : (after.hits - before.hits) / asked,
    fallbacks: after.fallbacks - before.fallbacks,
    routes: byRoute(changes, seconds),
  };
}

function difference(outcome, earlier) {
  const within = new Map();
  outcome.within.forEach((count, bound) =>
    within.set(bound, count - (earlier?.within.get(bound) ?? 0)),
  );
  return { ...outcome, count: outcome.count - (earlier?.count ?? 0), within };
}

const total = (outcomes) => outcomes.reduce((all, { count }) => all + count, 0);

function byClass(outcomes) {
  const statuses = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 };
  for (const { status, count } of outcomes) {
    statuses[`${status[0]}xx`] = (statuses[`${status[0]}xx`] ?? 0) + count;
  }
  return statuses;
}

function byRoute(outcomes, seconds) {
  const routes = new Map();
  for (const outcome of outcomes.filter(({ count }) => count > 0)) {
    routes.set(outcome.route, [...(routes.get(outcome.route) ?? []), outcome]);
  }
  return [...routes]
    .map(([route, own]) => ({
      route,
      requests: total(own),
      rate: total(own) / seconds,
      failed: total(own.filter(({ status }) => status >= '500')),
      refused: total(own.filter(({ status }) => status >= '400' && status < '500')),
      ...quantiles(own),
    }))
    .sort((a, b) => b.requests - a.requests);
}

function quantiles(outcomes) {
  const within = new Map();
  for (const outcome of outcomes) {
    outcome.within.forEach((count, bound) => within.set(bound, (within.get(bound) ?? 0) + count));
  }
  const bounds = [...within].sort(([a], [b]) => a - b);
  return {
    p50: quantile(bounds, 0.5),
    p95: quantile(bounds, 0.95),
    p99: quantile(bounds, 0.99),
  };
}

/**
 * As Prometheus' histogram_quantile: even within a bucket; the last bound where it lies beyond.
 *
 * @param bounds upper bounds in seconds, ascending, with how many lie at or below
 * @returns milliseconds; null without a request
 */
export function quantile(bounds, share) {
  const all = bounds.at(-1)?.[1] ?? 0;
  if (all === 0) {
    return null;
  }
  let [from, below] = [0, 0];
  for (const [bound, count] of bounds) {
    if (count >= share * all && count > below) {
      return (
        1000 *
        (bound === Infinity
          ? from
          : from + ((bound - from) * (share * all - below)) / (count - below))
      );
    }
    [from, below] = [bound, count];
  }
  return 1000 * from;
}
