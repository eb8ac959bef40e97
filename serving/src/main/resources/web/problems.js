/** What is wrong, the worst first, with what it means and what helps. */
import { age, h, percent } from './library.js';

const HOUR = 3600;

/**
 * All that is wrong.
 *
 * @param alerts from where on something is wrong, as the service is configured; null if not known
 * @param unreadable files of the warehouse that cannot be read
 * @returns a list of {level: bad or warn, title, detail, effect}
 */
export function problemsOf({ health, snapshot, failure, since, points }, alerts, unreadable) {
  const traffic = points.at(-1)?.traffic ?? null;
  return [
    failure !== null && unanswered(failure, since),
    ...(health?.reasons ?? []).map((reason) => ofHealth(reason, health, snapshot)),
    ...(traffic === null || alerts === null ? [] : ofTraffic(traffic, alerts)),
    snapshot?.ageSeconds > alerts?.snapshotHours * HOUR && old(snapshot.ageSeconds),
    ...unreadable.map(ofFile),
  ]
    .filter(Boolean)
    .sort((a, b) => (a.level === b.level ? 0 : a.level === 'bad' ? -1 : 1));
}

function unanswered(failure, since) {
  const isOffline = failure.kind === 'offline';
  return {
    level: 'bad',
    title: isOffline ? 'The service does not answer' : 'The service does not show its figures',
    detail: failure.message,
    effect: `For ${age((Date.now() - since) / 1000)}. All figures below are from before; the page goes on asking.`,
  };
}

function ofHealth(reason, health, snapshot) {
  if (reason.startsWith('the event store is down')) {
    return {
      level: 'bad',
      title: 'Ratings cannot be stored',
      detail: reason,
      effect: 'Lists go on without what was rated since the snapshot; writes are answered 503.',
    };
  }
  if (health.status === 'not-ready') {
    return {
      level: 'bad',
      title: 'There is no snapshot to answer from',
      detail: reason,
      effect: 'Every list is answered 503.',
    };
  }
  if (snapshot?.refused !== undefined && reason.includes(snapshot.refused.id)) {
    return {
      level: 'bad',
      title: `Snapshot ${snapshot.refused.id} was refused`,
      detail: `${snapshot.refused.reason} (tried at ${snapshot.refused.at})`,
      effect: `Lists go on from snapshot ${snapshot.id}, which is ${age(snapshot.ageSeconds)} old.`,
    };
  }
  if (snapshot?.unreachable === reason) {
    return {
      level: 'warn',
      title: 'The warehouse cannot be followed',
      detail: reason,
      effect: `Lists go on from a snapshot that is ${age(snapshot.ageSeconds)} old; a newer one is not seen until then.`,
    };
  }
  return { level: 'bad', title: 'Not all is well', detail: reason, effect: '' };
}

function ofTraffic({ requests, statuses, p99, tooFast }, alerts) {
  const failed = statuses['5xx'] / requests;
  const refused = statuses['4xx'] / requests;
  return [
    failed > 0 && failed >= alerts.failedShare && {
      level: 'bad',
      title: `${percent(failed)} of the requests fail`,
      detail: `${statuses['5xx']} of the last ${requests} were answered with a status from 500.`,
      effect: 'The routes below say which; the log has a line for each.',
    },
    requests >= alerts.leastRequests &&
      p99 > alerts.slowMillis && {
        level: 'warn',
        title: 'Slow answers',
        detail: `One of a hundred takes ${Math.round(p99)} ms or longer.`,
        effect: 'The routes below say which.',
      },
    requests >= alerts.leastRequests &&
      refused > 0 &&
      refused >= alerts.refusedShare && {
        level: 'warn',
        title: `${percent(refused)} of the requests are refused`,
        detail: `${statuses['4xx']} of the last ${requests} were answered with a status from 400 to 499.`,
        effect:
          'A client asks what is not there, or its key does not count. The routes below say which.',
      },
    tooFast > 0 && {
      level: 'warn',
      title: 'Somebody asks faster than allowed',
      detail: `${tooFast} of the last ${requests} requests were answered 429.`,
      effect: 'The limits are in conf/serving.conf.',
    },
  ];
}

function ofFile({ id, file, reason }) {
  const isManifest = file === 'manifest.json';
  return {
    level: 'warn',
    title: isManifest
      ? `The manifest of snapshot ${id} cannot be read`
      : `The fitted weights of snapshot ${id} cannot be used`,
    detail: reason,
    effect: isManifest
      ? 'It is left out of the comparison below.'
      : './spark-submit.sh fit-weights writes them again; until then the snapshot cannot be loaded.',
  };
}

const old = (seconds) => ({
  level: 'warn',
  title: `The snapshot is ${age(seconds)} old`,
  detail: 'A nightly job would have published a newer one.',
  effect: 'Lists do not know what is new since, but for ratings given to this service.',
});

const COUNTED = ['Nothing is wrong', 'One thing is wrong'];

export function Problems({ live, alerts, unreadable }) {
  if (live.health === null && live.failure === null) {
    return h('p', { class: 'standing', role: 'status' }, 'Asking how the service is …');
  }
  const problems = problemsOf(live, alerts, unreadable);
  const level = problems[0]?.level ?? 'good';
  return h(
    'section',
    { class: `standing ${level}`, 'aria-labelledby': 'standing' },
    h(
      'h2',
      { id: 'standing', 'aria-live': 'polite' },
      h('span', { 'aria-hidden': 'true' }, { good: '✓ ', warn: '! ', bad: '✕ ' }[level]),
      headline(problems, level),
    ),
    problems.length === 0
      ? h('p', null, `It answers from snapshot ${live.health.snapshotId}, and stores ratings.`)
      : h(
          'ul',
          { class: 'listing' },
          problems.map((problem) => h(Problem, { key: problem.title, ...problem })),
        ),
  );
}

function headline(problems, level) {
  if (level === 'warn') {
    return problems.length === 1
      ? 'It works; one thing to look at'
      : `It works; ${problems.length} things to look at`;
  }
  return COUNTED[problems.length] ?? `${problems.length} things are wrong`;
}

const Problem = ({ level, title, detail, effect }) =>
  h(
    'li',
    { class: level },
    h('h3', null, title),
    h('p', null, detail),
    effect !== '' && h('p', { class: 'hint' }, effect),
  );
