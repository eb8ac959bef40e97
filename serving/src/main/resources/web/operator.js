/** How the service is: what is wrong first, then what happens, then what it answers from. */
import { useAnswer } from './asking.js';
import { Exposure } from './exposure.js';
import { h } from './library.js';
import { Live, useLive } from './live.js';
import { Problems } from './problems.js';
import { path, get } from './service.js';
import { Snapshots } from './snapshots.js';

export const title = 'Operator';

const MOST_SNAPSHOTS = 20;
const EXAMPLES = 10;

export function View() {
  const live = useLive();
  const id = live.snapshot?.id;
  // What was fitted for a snapshot comes with a load of it, not with a new id.
  const inputs = [id, live.points.at(-1)?.look.loads];
  const once = (isKnown, target, n) =>
    useAnswer(
      (signal) => (isKnown ? get(path(target, { n }), { signal }) : Promise.resolve(null)),
      [isKnown, ...inputs],
    );
  const alerts = useAnswer((signal) => get('/v1/alerts', { signal }), inputs);
  const snapshots = once(live.snapshot !== null, '/v1/snapshots', MOST_SNAPSHOTS);
  const exposure = once(id !== undefined, '/v1/exposure', EXAMPLES);
  return h(
    'div',
    { class: 'insight operator' },
    h('h1', null, title),
    h(Problems, {
      live,
      alerts: alerts.answer?.alerts ?? null,
      unreadable: snapshots.answer?.unreadable ?? [],
    }),
    h(Live, { live }),
    h(Snapshots, { live, ...snapshots }),
    id !== undefined && h(Exposure, exposure),
  );
}
